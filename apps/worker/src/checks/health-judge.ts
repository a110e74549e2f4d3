import type { Finding, FindingCode, HealthPurpose } from "@allotment/model";
import type { CertificateSeen, CheckOutcome, Instant, PurposeSeen } from "@allotment/store";

/**
 * Days before a certificate ends at which somebody is told: it should have been renewed long before. Machines that are asked
 * say so earlier and why (certificate-findings.ts); what visitors see counts there only when it becomes urgent.
 */
const endsDays = { warn: 14, urgent: 3 } as const;

const dayMilliseconds = 24 * 3600 * 1000;

/** Whose turn it is when a purpose is not met: what people see is the machine's, and so the provider's. */
const codes: Readonly<Record<HealthPurpose, FindingCode>> = {
  web: "site-down",
  streaming: "streaming-down",
  jobs: "jobs-stand-still",
  database: "database-down",
  mail: "mail-queue-stuck",
  "sign-in": "sign-in-broken",
  upload: "uploads-broken",
  federation: "federation-broken",
  storage: "storage-broken",
};

/** What was seen of the purposes, the worst of each: a purpose may be asked in several ways. */
export function worstByPurpose(seen: readonly PurposeSeen[]): readonly PurposeSeen[] {
  const rank = { wrong: 2, unknown: 1, ok: 0 } as const;
  const worst = new Map<HealthPurpose, PurposeSeen>();
  for (const one of seen) {
    const before = worst.get(one.purpose);
    if (before === undefined || rank[one.outcome] > rank[before.outcome]) worst.set(one.purpose, one);
  }
  return [...worst.values()];
}

/** Down when its site does not work, degraded when anything else does not, unknown when nothing could be asked. */
export function healthOutcome(purposes: readonly PurposeSeen[], findings: readonly Finding[]): CheckOutcome {
  if (purposes.some(({ purpose, outcome }) => purpose === "web" && outcome === "wrong")) return "down";
  if (purposes.some(({ outcome }) => outcome === "wrong")) return "degraded";
  if (findings.some(({ severity }) => severity === "problem")) return "degraded";
  return purposes.every(({ outcome }) => outcome === "unknown") ? "unknown" : "healthy";
}

/**
 * What somebody has to do something about.
 *
 * @param machinesTell whether machines are asked for their certificates
 */
export function healthFindings(
  instance: string,
  purposes: readonly PurposeSeen[],
  certificates: readonly CertificateSeen[],
  { at, machinesTell }: { readonly at: Instant; readonly machinesTell: boolean },
): readonly Finding[] {
  const broken = purposes.filter(({ outcome }) => outcome === "wrong");
  return [
    ...broken.map(({ purpose, params, where }): Finding => ({
      code: codes[purpose],
      subject: instance,
      params: { instance, where, said: "", seconds: 0, ...params },
      turn: "provider",
      severity: "problem",
    })),
    ...probeFinding(instance, purposes),
    ...certificates.flatMap((one) => certificateFinding(one, at, machinesTell ? endsDays.urgent : endsDays.warn)),
  ];
}

/** A program that hangs or fails leaves everything that it was to look after unseen. */
function probeFinding(instance: string, purposes: readonly PurposeSeen[]): Finding[] {
  const unseen = purposes.find(({ code }) => code === "probe-broken");
  if (unseen === undefined) return [];
  const params = { instance, machine: unseen.where, said: "", ...unseen.params };
  return [{ code: "probe-broken", subject: instance, params, turn: "provider", severity: "warning" }];
}

function certificateFinding({ host, endsAt, distrust }: CertificateSeen, at: Instant, tellDays: number): Finding[] {
  const about = { subject: host, turn: "provider" } as const;
  if (distrust !== null) {
    return [{ ...about, code: "certificate-refused", params: { host, reason: distrust }, severity: "problem" }];
  }
  const days = daysLeft(endsAt, at);
  if (days === null || days > tellDays) return [];
  const severity = days <= endsDays.urgent ? "problem" : "warning";
  return [{ ...about, code: "certificate-ends", params: { host, days }, severity }];
}

/** Whole days until a certificate ends; null when that is not known. */
export function daysLeft(endsAt: Instant | null, at: Instant): number | null {
  return endsAt === null ? null : Math.floor((Date.parse(endsAt) - Date.parse(at)) / dayMilliseconds);
}
