import { findApplication, settingDifferences, validateOptions, type SettingsInside } from "@allotment/catalogue";
import type { CheckContext, CheckHandler } from "@allotment/engine";
import { canonicalJson, type ApplicationModule, type DescribedInstance, type Finding } from "@allotment/model";
import { readSettings, sshTarget, type RunOnHost } from "@allotment/orchestrators";
import type { ChangedInside, CheckResult, SettingsSeen } from "@allotment/store";

/** What asking machines needs. */
export interface SettingsCheckOptions {
  readonly run: RunOnHost;
  /** Private key that machines let in. */
  readonly keyFile: string;
}

/** Options that a finding names. */
const namedMax = 10;

/** Longest value that is kept of what is no value of its option, in characters. */
const strangeMax = 200;

/**
 * Looks whether an instance holds the settings that were deployed to it. That it does not is somebody's business, and no
 * trouble: it works either way.
 *
 * @returns the handler; it throws where a machine does not answer, or is at something else
 */
export function settingsCheck(options: SettingsCheckOptions): CheckHandler<"settings"> {
  return async (context) => {
    const instance = context.description.instances[context.check.subject];
    const module = findApplication(instance?.application ?? "");
    if (instance === undefined || module === undefined) throw new Error("the instance is not there");
    const before = context.previous?.facts ?? null;
    const inside = await insideOf(options, context, instance);
    if (inside === null) return silent(before);
    const at = new Date(context.clock.now()).toISOString();
    const changed = settingDifferences(module, instance, inside).map((one) =>
      changedInside(module, instance, { ...one, since: at }, before),
    );
    return {
      outcome: "healthy",
      findings: changed.length === 0 ? [] : [changedFinding(module, context.check.subject, changed)],
      metrics: {},
      facts: { answered: true, answeredAt: at, changed },
    };
  };
}

/** It runs and cannot say what it holds: nothing is known. */
function silent(before: SettingsSeen | null): CheckResult<"settings"> {
  const facts = { answered: false, answeredAt: before?.answeredAt ?? null, changed: before?.changed ?? [] };
  return { outcome: "unknown", findings: [], metrics: {}, facts };
}

/** What all commands of an instance say together; null where one cannot. */
async function insideOf(
  { run, keyFile }: SettingsCheckOptions,
  { description, check, signal }: CheckContext<"settings">,
  { commands, components }: DescribedInstance,
): Promise<SettingsInside | null> {
  const machines = new Set(commands.map(({ component }) => components[component]?.machine ?? ""));
  let inside: SettingsInside = { values: {}, defaults: {} };
  for (const machine of machines) {
    const described = description.machines[machine];
    const target = described === undefined ? null : sshTarget(machine, described, keyFile);
    if (target === null) throw new Error(`nothing is known of ${machine}`);
    const said = await readSettings(run, target, check.subject, signal);
    if ("trouble" in said) {
      if (said.trouble === "unreachable" || said.trouble === "busy") throw new Error(`${machine}: ${said.trouble}`);
      return null;
    }
    for (const answer of said.answers) {
      const values = { ...inside.values, ...recordAt(answer, "values") };
      inside = { values, defaults: { ...inside.defaults, ...recordAt(answer, "defaults") } };
    }
  }
  return inside;
}

/** An object in an object; an empty one where there is something else. */
function recordAt(answer: unknown, key: string): Readonly<Record<string, unknown>> {
  const value = Object.entries(answer ?? {}).find(([name]) => name === key)?.[1] as unknown;
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};
}

function changedInside(
  module: ApplicationModule,
  { options }: DescribedInstance,
  { option, here, inside, since }: Omit<ChangedInside, "fits">,
  before: SettingsSeen | null,
): ChangedInside {
  const { [option]: _, ...others } = options;
  const taken = inside === null ? others : { ...others, [option]: inside };
  const given = Object.fromEntries(Object.entries(taken).filter(([, value]) => value != null));
  const fits = !validateOptions(module, given, "").some(({ address }) => address.startsWith(option));
  const kept = fits ? inside : String(inside).slice(0, strangeMax);
  const known = before?.changed.find((one) => one.option === option);
  const isSame = known !== undefined && canonicalJson(known.inside) === canonicalJson(kept);
  return { option, here, inside: kept, fits, since: isSame ? known.since : since };
}

function changedFinding(module: ApplicationModule, subject: string, changed: readonly ChangedInside[]): Finding {
  const titles = changed.map(({ option }) => module.optionsSchema.properties[option]?.title ?? option);
  const named = [...titles.slice(0, namedMax), ...(titles.length > namedMax ? ["…"] : [])].join(", ");
  return {
    code: "settings-changed-inside",
    subject,
    params: { instance: subject, count: changed.length, options: named },
    turn: "operator",
    severity: "warning",
  };
}
