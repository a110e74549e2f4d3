import { findingKey, type Finding } from "@allotment/model";
import type { Incident, IncidentChange, IncidentFacts, Instant } from "@allotment/store";
import {
  continuedWithinSeconds,
  flappingClosings,
  isCertain,
  looksToClose,
  looksToOpen,
  quietSeconds,
  rememberedSeconds,
} from "./patience.ts";

/** What one look at a deployment found. */
export interface Look {
  readonly deploymentId: string;
  /** Where it looked: `health/social`, `machine/amber`, `run`. */
  readonly look: string;
  /** Plan that is deployed; null when nothing is. */
  readonly planId: string | null;
  /** Run that it is about; null for what was looked at by itself. */
  readonly runId: string | null;
  readonly at: Instant;
  readonly findings: readonly Finding[];
  /** Whether one look without a trouble is enough to close it: what is read from a record, not seen. */
  readonly final: boolean;
}

/**
 * What a look means for the incidents of its place. Pure: the same look and incidents lead to the same changes.
 *
 * @param present all incidents of this deployment and place that are not closed, and those closed within a day
 * @returns the records that change. Most looks find nothing new and tell nobody anything.
 */
export function incidentChanges(look: Look, present: readonly Incident[]): readonly IncidentChange[] {
  const found = new Map(look.findings.map((finding) => [findingKey(finding), finding]));
  const current = new Map(present.filter(({ state }) => state !== "closed").map((one) => [findingKey(one), one]));
  const seen = [...found].map(([key, finding]) => {
    // What is read from a record does not come and go by itself, and nobody looks again to tell of it later.
    const incident = current.get(key) ?? (look.final ? undefined : continued(look, finding, present));
    return incident === undefined ? begun(look, finding) : seenAgain(look, finding, incident);
  });
  const missed = [...current].filter(([key]) => !found.has(key)).map(([, incident]) => notSeen(look, incident));
  return [...seen, ...missed];
}

function begun(look: Look, finding: Finding): IncidentChange {
  const { deploymentId, planId, runId, at } = look;
  const certain = isCertain(finding.code) || looksToOpen <= 1;
  const after: IncidentFacts = {
    ...finding,
    deploymentId,
    look: look.look,
    state: certain ? "open" : "suspected",
    firstSeenAt: at,
    lastSeenAt: at,
    openedAt: certain ? at : null,
    closedAt: null,
    misses: 0,
    reopenings: 0,
    reopenedAt: null,
    told: "nothing",
    toldAt: null,
    planId,
    runId,
  };
  return told(null, after, at);
}

function seenAgain(look: Look, finding: Finding, before: Incident): IncidentChange {
  const { at, planId, runId } = look;
  const { id, ...facts } = before;
  const back = before.state === "closed";
  // Who has to do something about it now was not told yet.
  const passedOn = before.told === "opened" && before.turn !== finding.turn;
  const after: IncidentFacts = {
    ...facts,
    ...finding,
    planId,
    runId,
    state: "open",
    lastSeenAt: at,
    openedAt: before.openedAt ?? at,
    closedAt: null,
    misses: 0,
    ...(back && { reopenings: before.reopenings + 1, reopenedAt: at }),
    ...(passedOn && { told: "nothing" as const }),
  };
  return told(id, after, at);
}

function notSeen(look: Look, before: Incident): IncidentChange {
  const { id, ...facts } = before;
  if (before.state === "suspected") return { incidentId: id, after: null, tell: null };
  const misses = before.misses + 1;
  const closes = look.final || misses >= looksToClose(before.reopenings);
  const after: IncidentFacts = { ...facts, misses, ...(closes && { state: "closed", closedAt: look.at }) };
  return told(id, after, look.at);
}

/** Tells people when what they were told last is no longer true, and what came back is not just coming and going. */
function told(incidentId: string | null, after: IncidentFacts, at: Instant): IncidentChange {
  const tell = toTell(after, at);
  return { incidentId, after: tell === null ? after : { ...after, told: tell, toldAt: at }, tell };
}

function toTell(incident: IncidentFacts, at: Instant): IncidentChange["tell"] {
  const { state, told: last, reopenedAt, reopenings } = incident;
  if (state === "closed") return last === "opened" ? "closed" : null;
  if (state !== "open" || last === "opened") return null;
  const quietUntil = reopenedAt === null ? 0 : Date.parse(reopenedAt) + quietSeconds(reopenings) * 1000;
  return Date.parse(at) >= quietUntil ? "opened" : null;
}

/** The closed incident that a finding continues: one that closed lately, or the last of one that comes and goes. */
function continued(look: Look, finding: Finding, present: readonly Incident[]): Incident | undefined {
  const key = findingKey(finding);
  const closed = present
    .filter((one) => one.state === "closed" && findingKey(one) === key && secondsSince(look, one) < rememberedSeconds)
    .toSorted((a, b) => secondsSince(look, a) - secondsSince(look, b));
  const last = closed.at(0);
  if (last === undefined) return undefined;
  const times = closed.reduce((sum, { reopenings }) => sum + 1 + reopenings, 0);
  const flapping = times >= flappingClosings;
  return flapping || secondsSince(look, last) < continuedWithinSeconds ? last : undefined;
}

function secondsSince({ at }: Look, { closedAt }: Incident): number {
  return closedAt === null ? 0 : (Date.parse(at) - Date.parse(closedAt)) / 1000;
}
