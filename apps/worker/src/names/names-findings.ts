import { isAddressRecord, neededRecords, neededRedirects, type Description, type Finding } from "@allotment/model";
import { isUsable, type NameLookRecord, type NameOutcome } from "@allotment/store";
import { hostLooks } from "./name-keeper.ts";

type Named = Pick<Description, "dns" | "instances">;

/** Nobody finds the name at all; all other troubles lead somewhere else, or nowhere by somebody's doing. */
const notFound: ReadonlySet<NameOutcome> = new Set(["missing", "not-delegated", "silent"]);

/** What is wrong with the names of a deployment, as those who have to do something are told. What is not known is no finding. */
export function namesFindings(description: Named, looks: readonly NameLookRecord[]): readonly Finding[] {
  return [
    ...hostsOf(description).flatMap((host) => hostFinding(host, hostLooks(description, looks, host))),
    ...neededRedirects(description).flatMap(({ account, web, id }) =>
      redirectFinding(account, web, wrongIn(looks, id)),
    ),
    ...mailFindings(description, looks),
  ];
}

/** Hosts that have addresses here. */
function hostsOf(description: Named): readonly string[] {
  const records = neededRecords(description).filter((record) => isAddressRecord(record));
  return [...new Set(records.map(({ name }) => name))];
}

function hostFinding(name: string, looks: readonly NameLookRecord[]): Finding[] {
  const wrong = looks.filter(isWrong);
  const worst = wrong.find(({ outcome }) => !notFound.has(outcome)) ?? wrong[0];
  if (worst === undefined) return [];
  const seen = worst.seen.join(", ") || worst.servers.map(({ values }) => values.join(" ")).join(" / ") || "–";
  const needed = looks.flatMap((look) => look.needed ?? []).join(", ");
  const code = notFound.has(worst.outcome) ? "name-missing" : "name-points-elsewhere";
  return [{ code, subject: name, params: { name, seen, needed }, turn: "operator", severity: "problem" }];
}

function redirectFinding(account: string, web: string, wrong: NameLookRecord | undefined): Finding[] {
  if (wrong === undefined) return [];
  const params = { name: account, web };
  return [{ code: "handle-redirect-missing", subject: account, params, turn: "operator", severity: "problem" }];
}

function mailFindings(description: Named, looks: readonly NameLookRecord[]): Finding[] {
  const advised = neededRecords(description).filter(({ id, need }) => need === "advised" && wrongIn(looks, id));
  const byDomain = new Map<string, string[]>();
  for (const { purpose, name } of advised) {
    if (purpose === "reverse") continue;
    const domain = name.replace(/^.*?_(?:dmarc|domainkey)\./, "");
    byDomain.set(domain, [...(byDomain.get(domain) ?? []), purpose.toUpperCase()]);
  }
  const mail = [...byDomain].map(([name, records]): Finding => {
    const params = { name, records: records.join(", ") };
    return { code: "mail-records-missing", subject: name, params, turn: "operator", severity: "warning" };
  });
  const reverse = advised.filter(({ purpose }) => purpose === "reverse");
  const relays = reverse.map(({ name }): Finding => {
    return { code: "reverse-dns-missing", subject: name, params: { name }, turn: "provider", severity: "warning" };
  });
  return [...mail, ...relays];
}

function wrongIn(looks: readonly NameLookRecord[], id: string): NameLookRecord | undefined {
  return looks.find((look) => look.record === id && isWrong(look));
}

function isWrong(look: NameLookRecord): boolean {
  return !isUsable(look) && look.outcome !== "unknown";
}
