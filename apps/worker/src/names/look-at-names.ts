import { isAddressRecord, neededRecords, neededRedirects, type Description, type NeededRecord } from "@allotment/model";
import type { NameFinding, NameLookRecord, NewNameLook } from "@allotment/store";
import { clipped } from "../errands/checks.ts";
import { createAsker, type Asker } from "./asker.ts";
import { forbiddenBy } from "./caa.ts";
import { gather } from "./evidence.ts";
import { expectationOf, nothing } from "./expectation.ts";
import { plainFinding } from "./finding.ts";
import { judge } from "./judge.ts";
import { askSite, lookAtRedirect, type AskSite } from "./redirect.ts";
import type { Resolver } from "./resolver.ts";
import { lookAtReverse } from "./reverse.ts";

/** With what names are looked at. */
export interface NameSurroundings {
  readonly resolver: Resolver;
  readonly askSite?: AskSite;
  readonly signal: AbortSignal;
}

/** What is looked at, and what was found before. */
export interface NamesToLookAt {
  readonly description: Pick<Description, "dns" | "instances">;
  readonly before: readonly NameLookRecord[];
  /** In milliseconds since 1970. */
  readonly now: number;
}

/** Records that are looked at at once. */
const atOnce = 6;
/** Values and servers of a finding that are kept. */
const keptMax = 16;

/** Looks at everything that a deployment needs in the DNS, and at the redirects of handle domains. */
export async function lookAtNames(
  asked: NamesToLookAt,
  surroundings: NameSurroundings,
): Promise<readonly NewNameLook[]> {
  const { resolver, signal } = surroundings;
  const ask = createAsker({ resolver, signal });
  const records = neededRecords(asked.description);
  const looks = [
    ...records.map((record) => () => lookAt(ask, record, asked)),
    ...unwanted(records).map((record) => () => lookAtUnwanted(ask, record)),
    ...neededRedirects(asked.description).map((redirect) => async () => [
      {
        record: redirect.id,
        needed: redirect.web,
        ...(await lookAtRedirect(redirect, { resolver, askSite: surroundings.askSite ?? askSite, signal })),
      },
    ]),
  ];
  const found = (await inTurns(looks)).flat();
  signal.throwIfAborted();
  return found.map(bounded);
}

async function lookAt(ask: Asker, record: NeededRecord, asked: NamesToLookAt): Promise<NewNameLook[]> {
  const { id, value: needed } = record;
  return [{ record: id, needed, ...(await findingOf(ask, record, asked)) }];
}

async function findingOf(ask: Asker, record: NeededRecord, asked: NamesToLookAt): Promise<NameFinding> {
  const { id, name, type, value, purpose } = record;
  if (purpose === "reverse") return lookAtReverse(ask, name);
  const expected = expectationOf(record);
  if (expected === null) return plainFinding("unknown");
  const known = asked.before.find((look) => look.record === id && look.needed === value);
  const oldUntil = known?.oldUntil == null ? null : Date.parse(known.oldUntil);
  const finding = judge(await gather(ask, { name, type }), expected, { now: asked.now, oldUntil });
  if (purpose === "dmarc" && finding.outcome === "missing") return policyAbove(ask, record, finding);
  if (!isAddressRecord(record) || finding.outcome !== "right") return finding;
  const forbidden = await forbiddenBy(ask, name, directoryOf(asked.description, name));
  return forbidden === null ? finding : { ...finding, outcome: "forbidden", seen: forbidden };
}

/** A domain without a policy of its own has that of the nearest domain above it that has one. */
async function policyAbove(ask: Asker, record: NeededRecord, missing: NameFinding): Promise<NameFinding> {
  const expected = expectationOf(record);
  const labels = record.name.split(".").slice(1);
  for (let index = 1; index < labels.length - 1 && expected !== null; index += 1) {
    const evidence = await gather(ask, { name: `_dmarc.${labels.slice(index).join(".")}`, type: "TXT" });
    const finding = judge(evidence, expected, { now: 0, oldUntil: null });
    if (finding.outcome === "right") return finding;
  }
  return missing;
}

function directoryOf({ instances }: NamesToLookAt["description"], host: string): string {
  const sites = Object.values(instances).flatMap(({ bindings }) => Object.values(bindings));
  const directory = sites.find(({ result }) => result["host"] === host && "acmeServer" in result)?.result["acmeServer"];
  return typeof directory === "string" && URL.canParse(directory) ? directory : "https://nowhere.invalid";
}

/**
 * Addresses of the kind that the machine does not have. Browsers and certificate authorities prefer IPv6, so that a
 * forgotten one leads them elsewhere though the record that was asked for is right.
 */
function unwanted(records: readonly NeededRecord[]): NeededRecord[] {
  const hosts = records.filter((record) => isAddressRecord(record) && record.value !== null);
  return hosts.flatMap((record) => {
    const type = record.type === "A" ? "AAAA" : "A";
    const both = hosts.some((other) => other.name === record.name && other.type === type);
    return both ? [] : [{ ...record, id: `${record.purpose}/${record.name}/${type}`, type, value: null }];
  });
}

async function lookAtUnwanted(ask: Asker, { id, name, type }: NeededRecord): Promise<NewNameLook[]> {
  const finding = judge(await gather(ask, { name, type }), nothing, { now: 0, oldUntil: null });
  const leads = finding.outcome === "elsewhere" || finding.outcome === "servers-disagree";
  return [{ record: id, needed: null, ...(leads ? finding : plainFinding("right")) }];
}

/** What came from elsewhere is cut, in length and in number. */
function bounded({ seen, servers, ...look }: NewNameLook): NewNameLook {
  const cut = (values: readonly string[]) => values.slice(0, keptMax).map(clipped);
  const kept = servers
    .slice(0, keptMax)
    .map((one) => ({ ...one, server: clipped(one.server), values: cut(one.values) }));
  return { ...look, seen: cut(seen), servers: kept };
}

async function inTurns<Value>(work: readonly (() => Promise<Value>)[]): Promise<Value[]> {
  const results: Value[] = [];
  for (let start = 0; start < work.length; start += atOnce) {
    results.push(...(await Promise.all(work.slice(start, start + atOnce).map((one) => one()))));
  }
  return results;
}
