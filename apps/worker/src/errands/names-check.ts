import { neededRecords } from "@allotment/model";
import { isUsable, type ErrandCheck, type NameLookRecord } from "@allotment/store";
import { lookAndKeep } from "../names/name-keeper.ts";
import { check, checked } from "./checks.ts";
import { ErrandTrouble, type ErrandContext, type Handler } from "./handler.ts";

/** States in which a run waits for what somebody does outside of it. */
const waitingStates: ReadonlySet<string> = new Set(["awaiting-dns", "certifying"]);

/** Looks at what a deployment needs in the DNS, and has a run that waits for it look at once. */
export const namesCheck: Handler<"names-check"> = async ({ deploymentId, input: { planId } }, context) => {
  const { store, actor, signal } = context;
  const plan = await store.plans.get(actor, { planId });
  if (plan === null || deploymentId === null) throw new ErrandTrouble("gone");
  const { description } = plan;
  const looks = await lookAndKeep(context, { deploymentId, description }, signal);
  await wakeRuns(context, deploymentId);
  const advised = new Set(neededRecords(description).flatMap(({ id, need }) => (need === "advised" ? [id] : [])));
  return checked(looks.map((look) => checkOf(look, advised.has(look.record))));
};

function checkOf(look: NameLookRecord, advised: boolean): ErrandCheck {
  const [purpose = "", name = ""] = look.record.split("/");
  const wrong = look.outcome === "unknown" ? "unknown" : advised ? "missing" : "wrong";
  return check("name-record", isUsable(look) ? "ok" : wrong, { purpose, name });
}

async function wakeRuns({ store, actor }: ErrandContext, deploymentId: string): Promise<void> {
  const runs = await store.runs.list(actor, { deploymentId, active: true });
  for (const { id, state } of runs) if (waitingStates.has(state)) await store.runs.wake(actor, { runId: id });
}
