import type { FindingCode } from "@allotment/model";

/** The page of a deployment on which a trouble is put right. */
export interface WhereToLook {
  readonly page: "domains" | "configuration";
  readonly href: string;
}

/** Findings about records in the DNS, and those that mostly come from them. */
const aboutNames: ReadonlySet<string> = new Set<FindingCode>([
  "run-waiting-dns",
  "run-waiting-certificate",
  "name-points-elsewhere",
  "name-missing",
  "mail-records-missing",
  "reverse-dns-missing",
  "handle-redirect-missing",
  "certificate-missing",
  "certificate-not-renewed",
  "certificate-refused",
  "federation-broken",
]);

/** Where a finding is put right; null where that is not done on a page of its deployment. */
export function whereToLook(
  slug: string,
  finding: { readonly code: string; readonly subject: string },
): WhereToLook | null {
  const { code, subject } = finding;
  const root = `/deployments/${slug}`;
  if (aboutNames.has(code)) return { page: "domains", href: `${root}/domains` };
  if (code === "settings-changed-inside") {
    return { page: "configuration", href: `${root}?instance=${encodeURIComponent(subject)}` };
  }
  return null;
}
