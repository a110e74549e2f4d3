import { migrateOptions, validateOptions, withDefaults } from "@allotment/catalogue";
import {
  addressOf,
  errorAt,
  sameJson,
  validateAgainst,
  warningAt,
  type ApplicationModule,
  type Configuration,
  type DescribedInstance,
  type Diagnostic,
  type InstanceConfiguration,
  type Slug,
} from "@allotment/model";
import type { PlanInput } from "../input.ts";
import { decision, type StepResult } from "../report.ts";

/** An instance of the configuration with its module and all of its options. */
export interface ValidInstance {
  readonly slug: Slug;
  readonly module: ApplicationModule;
  readonly options: Readonly<Record<string, unknown>>;
  /** Whether it is to run. */
  readonly enabled: boolean;
}

/** The configuration as the later steps use it. */
export interface ValidConfiguration {
  readonly configuration: Configuration;
  readonly instances: readonly ValidInstance[];
}

/** Slugs that name something else in a deployment's tree. */
const reservedSlugs: ReadonlySet<string> = new Set(["deployment"]);

/**
 * First step, because every later one relies on valid options: checks the configuration and each instance's options
 * against their schemas, fills in defaults, and holds permanent options to what is deployed.
 */
export function validate(input: PlanInput): StepResult<ValidConfiguration | null> {
  const shape = validateAgainst("configuration.schema.json", input.configuration);
  if (shape.length > 0) return { value: null, decisions: [], diagnostics: shape };
  const configuration = input.configuration as Configuration;
  const slugs = Object.keys(configuration.applications).sort();
  const results = slugs.map((slug) => validateInstance(input, slug, configuration.applications[slug]));
  const diagnostics = results.flatMap((result) => result.diagnostics);
  if (slugs.length === 0) diagnostics.push(errorAt("applications", "nothing-chosen"));
  if (!configuration.backups.enabled) diagnostics.push(warningAt("backups.enabled", "backups-off"));
  const instances = results.flatMap((result) => (result.value ? [result.value] : []));
  return {
    value: instances.length === slugs.length ? { configuration, instances } : null,
    decisions: results.flatMap((result) => result.decisions),
    diagnostics,
  };
}

function validateInstance(
  input: PlanInput,
  slug: Slug,
  instance: InstanceConfiguration | undefined,
): StepResult<ValidInstance | null> {
  const address = addressOf("applications", slug);
  if (!instance) return nothing([]);
  if (reservedSlugs.has(slug)) return nothing([errorAt(address, "reserved-name", { name: slug })]);
  const module = input.applications.find((one) => one.id === instance.application);
  if (!module)
    return nothing([errorAt(`${address}.application`, "unknown-application", { name: instance.application })]);
  const version = instance.moduleVersion ?? module.version;
  if (version > module.version) return nothing([errorAt(`${address}.moduleVersion`, "newer-module", { version })]);
  const migrated = migrateOptions(module, instance.options, version);
  const invalid = validateOptions(module, migrated, `${address}.options`);
  if (invalid.length > 0) return nothing(invalid);
  const options = withDefaults(module.optionsSchema, migrated);
  const previous = input.deployed?.instances[slug];
  const value = { slug, module, options, enabled: instance.enabled ?? true };
  return {
    value,
    decisions:
      version < module.version
        ? [decision(address, "report.options-migrated", { from: version, to: module.version })]
        : [],
    diagnostics: previous ? permanentChanges(previous, value, input.frozen) : [],
  };
}

function nothing(diagnostics: Diagnostic[]): StepResult<null> {
  return { value: null, decisions: [], diagnostics };
}

// A rehearsal freezes nothing, but people learn there what they will not be able to do for real: so it warns.
function permanentChanges(previous: DescribedInstance, now: ValidInstance, frozen: boolean): Diagnostic[] {
  const address = addressOf("applications", now.slug);
  if (previous.application !== now.module.id) return [errorAt(`${address}.application`, "application-changed")];
  const changed = Object.entries(now.module.optionsSchema.properties).filter(
    ([name, option]) =>
      option["x-allotment"].immutable === true && !sameJson(previous.options[name], now.options[name]),
  );
  return changed.map(([name, option]) => {
    const params = { option: option.title, was: short(previous.options[name]), is: short(now.options[name]) };
    const at = addressOf("applications", now.slug, "options", name);
    return frozen ? errorAt(at, "permanent-changed", params) : warningAt(at, "permanent-changed-in-practice", params);
  });
}

function short(value: unknown): string {
  const text = typeof value === "string" ? value : (JSON.stringify(value) ?? "–");
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
