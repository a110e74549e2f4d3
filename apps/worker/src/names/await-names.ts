import type { RunSubject, StepContext, StepResult } from "@allotment/engine";
import { isAddressRecord, neededRecords, practises, sameJson, type Description } from "@allotment/model";
import { isUsable, type NameLookRecord, type Store } from "@allotment/store";
import { TimeUp } from "../time-limit.ts";
import { hostLooks, lookAndKeep, type NameKeeper } from "./name-keeper.ts";

/** What waiting for names is done with. */
export interface AwaitingNames extends NameKeeper {
  readonly store: Pick<Store, "names" | "domains" | "deployments" | "plans">;
}

/** Hosts that a sentence names; the page lists all. */
const namedMax = 5;

/**
 * Waits until every host name leads to its machine, as its zone's own name servers say. Names that led there before, and
 * whose addresses stay, are not waited for: what becomes of them later is a matter of the checks.
 */
export async function awaitNames(
  awaiting: AwaitingNames,
  subject: RunSubject,
  context: StepContext,
): Promise<StepResult> {
  const { environment, description } = subject;
  if (practises(environment.orchestrator) || environment.publicNames === false) return { kind: "done" };
  const hosts = await openHosts(awaiting, subject);
  if (hosts.length === 0) return { kind: "done" };
  const deployment = { deploymentId: subject.run.deploymentId, description };
  const looks = await lookAndKeep(awaiting, deployment, context.signal).catch((error: unknown) => {
    if (error instanceof TimeUp) return [];
    throw error;
  });
  await tellNews(looks, context);
  const missing = hosts.filter((host) => !leadsThere(description, looks, host));
  if (missing.length === 0) return { kind: "done", facts: { namesVerified: [...hosts] } };
  const names = missing.slice(0, namedMax).join(", ");
  const checkAgainSeconds = secondsUntilNextLook(Date.now() - Date.parse(subject.run.since));
  return { kind: "waiting", for: "dns", params: { count: missing.length, names }, checkAgainSeconds };
}

/** Every quarter of a minute for whoever is at it just now; then every minute; after two hours every five minutes. */
export function secondsUntilNextLook(waitedMilliseconds: number): number {
  const minutes = waitedMilliseconds / 60_000;
  return minutes < 10 ? 15 : minutes < 120 ? 60 : 300;
}

function leadsThere(description: Description, looks: readonly NameLookRecord[], host: string): boolean {
  const found = hostLooks(description, looks, host);
  return found.length > 0 && found.every(isUsable);
}

/** Hosts with addresses that have not been seen to lead there, or that are to lead elsewhere than now. */
async function openHosts(
  { store, actor }: AwaitingNames,
  { run, description }: RunSubject,
): Promise<readonly string[]> {
  const { deploymentId } = run;
  const domains = await store.domains.list(actor, { deploymentId });
  const verified = new Set(domains.filter(({ verifiedAt }) => verifiedAt !== null).map(({ host }) => host));
  const planId = (await store.deployments.get(actor, { deploymentId }))?.deployedPlanId ?? null;
  const deployed = planId === null ? null : ((await store.plans.get(actor, { planId }))?.description ?? null);
  const addresses = addressesByHost(description);
  const before = deployed === null ? addresses : addressesByHost(deployed);
  return Object.keys(addresses).filter(
    (host) => !verified.has(host) || !sameJson(before[host] ?? null, addresses[host]),
  );
}

/** Addresses that are known, by host. A machine whose address nobody knows cannot be waited for. */
function addressesByHost(description: Pick<Description, "dns">): Record<string, string[]> {
  const byHost: Record<string, string[]> = {};
  for (const record of neededRecords(description)) {
    if (isAddressRecord(record) && record.value !== null) (byHost[record.name] ??= []).push(record.value);
  }
  return byHost;
}

/** What is new since the last look, as notes of the run. */
async function tellNews(looks: readonly NameLookRecord[], { emit }: StepContext): Promise<void> {
  for (const { record, needed, outcome, seen, since, at } of looks) {
    const [purpose = "", name = "", type = ""] = record.split("/");
    const news = since === at && isAddressRecord({ purpose: purpose as "address" });
    if (!news || (needed === null && outcome === "right")) continue;
    const unwanted = needed === null ? "yes" : "no";
    const params = { name, type, unwanted, needed: needed ?? "", seen: seen.join(", ") };
    await emit({ kind: "note", code: `name-${outcome}`, params });
  }
}
