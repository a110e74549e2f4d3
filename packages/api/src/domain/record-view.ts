import {
  isAddressRecord,
  neededRecords,
  neededRedirects,
  type Description,
  type NeededRecord,
  type NeededRedirect,
} from "@allotment/model";
import { isUsable, type NameLookRecord, type NameOutcome } from "@allotment/store";
import { say } from "../view/sentences.ts";

/** What was found when somebody looked. */
export interface NameLookView {
  readonly outcome: NameOutcome;
  /** Whether nothing has to be done about it. */
  readonly right: boolean;
  /** What stands there; empty where nothing does. */
  readonly seen: readonly string[];
  readonly text: string;
  /** Since when it has been like this. */
  readonly since: string;
  readonly at: string;
}

/** A record with what it is for and what was found of it. */
export interface RecordView extends NeededRecord {
  readonly purposeText: string;
  /** It leads elsewhere and has to be removed: `value` is then null. */
  readonly unwanted: boolean;
  /** Null before the first look at it as it is needed now. */
  readonly look: NameLookView | null;
}

/** A redirect that somebody else's website has to make, with what was found of it. */
export interface RedirectView extends NeededRedirect {
  readonly look: NameLookView | null;
}

/** Every record of a description, also those that were found and must not be there. */
export function recordViews(description: Description, looks: readonly NameLookRecord[]): RecordView[] {
  const records = neededRecords(description);
  const views = records.map((record): RecordView => ({
    ...record,
    purposeText: say(`names.purposes.${record.purpose}`),
    unwanted: false,
    look: lookView(looks, record.id, record.value),
  }));
  return [...views, ...records.flatMap((record) => unwantedBeside(record, records, looks))];
}

// Where a host needs one kind of address only, one of the other kind leads elsewhere.
function unwantedBeside(record: NeededRecord, records: readonly NeededRecord[], looks: readonly NameLookRecord[]) {
  if (!isAddressRecord(record)) return [];
  const type = record.type === "A" ? ("AAAA" as const) : ("A" as const);
  const id = `${record.purpose}/${record.name}/${type}`;
  if (records.some((other) => other.id === id)) return [];
  const look = lookView(looks, id, null, true);
  if (look === null || look.right) return [];
  const view: RecordView = { ...record, id, type, value: null, purposeText: "", unwanted: true, look };
  return [view];
}

/** The redirects of a description. */
export function redirectViews(description: Description, looks: readonly NameLookRecord[]): RedirectView[] {
  return neededRedirects(description).map((redirect) => {
    const look = looks.find((one) => one.record === redirect.id && one.needed === redirect.web);
    if (look === undefined) return { ...redirect, look: null };
    const text = say(`names.redirect.${look.outcome}`, { host: redirect.account, seen: look.seen.join(", ") });
    return { ...redirect, look: { ...viewed(look), text } };
  });
}

function lookView(
  looks: readonly NameLookRecord[],
  record: string,
  needed: string | null,
  unwanted = false,
): NameLookView | null {
  const look = looks.find((one) => one.record === record && one.needed === needed);
  return look === undefined ? null : { ...viewed(look), text: textOf(look, unwanted) };
}

function viewed(look: NameLookRecord): Omit<NameLookView, "text"> {
  const { outcome, seen, since, at } = look;
  return { outcome, right: isUsable(look), seen, since, at };
}

function textOf({ outcome, seen, servers, needed, oldUntil }: NameLookRecord, unwanted: boolean): string {
  return say(`names.outcomes.${outcome}`, {
    unwanted: unwanted ? "yes" : "no",
    needed: needed === null ? "none" : "some",
    seen: seen.join(", "),
    servers: servers.map(({ server, values, silent }) => saidBy(server, values, silent)).join("; "),
    until: oldUntil === null ? "" : oldUntil.slice(0, 16).replace("T", " "),
  });
}

function saidBy(server: string, values: readonly string[], silent: boolean): string {
  if (silent) return say("names.servers.silent", { server });
  const seen = values.join(", ");
  return say(`names.servers.${seen === "" ? "nothing" : server === "" ? "resolver" : "says"}`, { server, seen });
}
