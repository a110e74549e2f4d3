import type { Description } from "@allotment/model";
import type { DomainRecord } from "@allotment/store";
import { say } from "../view/sentences.ts";
import type { RecordView, RedirectView } from "./record-view.ts";

/** A host name of a deployment with everything that it needs. */
export interface HostView {
  readonly host: string;
  /** What it is, in words: “Handles end in @choir.org.” */
  readonly roles: readonly string[];
  /** Permanent since the first success. */
  readonly permanent: boolean;
  /** When it was first seen to lead here. */
  readonly verifiedAt: string | null;
  readonly records: readonly RecordView[];
  readonly redirect: RedirectView | null;
}

const kinds = ["account", "web", "media"] as const;

/** The hosts of a description, those of handles first. */
export function hostViews(
  { instances }: Description,
  domains: readonly DomainRecord[],
  parts: Readonly<{ records: readonly RecordView[]; redirects: readonly RedirectView[] }>,
): HostView[] {
  const roles = new Map<string, string[]>();
  for (const kind of kinds) {
    for (const { domains: named } of Object.values(instances)) {
      const host = kind === "account" ? (named.account ?? named.web) : named[kind];
      if (host !== null) roles.set(host, [...(roles.get(host) ?? []), say(`names.roles.${kind}`, { host })]);
    }
  }
  return [...roles].map(([host, said]) => {
    const domain = domains.find((one) => one.host === host);
    return {
      host,
      roles: [...new Set(said)],
      permanent: (domain?.frozenAt ?? null) !== null,
      verifiedAt: domain?.verifiedAt ?? null,
      records: parts.records.filter((record) => record.name === host && record.need === "required"),
      redirect: parts.redirects.find(({ account }) => account === host) ?? null,
    };
  });
}
