import type { ApplicationModule, OptionSchema, OptionsSchema } from "@allotment/model";
import { normaliseHost } from "./shared/hosts.ts";

/** Options as plain JSON, by name. */
export type OptionValues = Readonly<Record<string, unknown>>;

/**
 * The options an instance is planned with: every default filled in, names sorted. What is not set and has no default is
 * left out. Does not validate.
 */
export function withDefaults(schema: OptionsSchema, options: OptionValues): OptionValues {
  const names = [...new Set([...Object.keys(schema.properties), ...Object.keys(options)])].sort();
  const values = names.map((name) => [name, options[name] ?? optionOf(schema, name)?.default] as const);
  return Object.fromEntries(values.filter(([, value]) => value !== undefined));
}

/** The options with every host name in its normal form; what is no host name stays as it is, for validation to name. */
export function normaliseDomains(module: ApplicationModule, options: OptionValues): OptionValues {
  const entries = Object.entries(options).map(([name, value]) => {
    const option = optionOf(module.optionsSchema, name);
    const isHost = option?.["x-allotment"].domain !== undefined && typeof value === "string";
    return [name, isHost ? (normaliseHost(value) ?? value) : value] as const;
  });
  return Object.fromEntries(entries);
}

// Names come from outside: `constructor` is not an option.
function optionOf(schema: OptionsSchema, name: string): OptionSchema | undefined {
  return Object.hasOwn(schema.properties, name) ? schema.properties[name] : undefined;
}

/**
 * Options for a new instance: the recommended value for a community of this size where there is one, else the
 * application's own default. What only a person can say (domains, contact) is left out.
 *
 * @param expectedActiveUsers people who use it within a month
 */
export function recommendedOptions(module: ApplicationModule, expectedActiveUsers: number): OptionValues {
  const entries = Object.entries(module.optionsSchema.properties).map(([name, option]) => {
    const value = name === "expectedActiveUsers" ? expectedActiveUsers : recommendedValue(option, expectedActiveUsers);
    return [name, value] as const;
  });
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

/** The value one option starts with in a community of this size; undefined when it has neither recommendation nor default. */
export function recommendedValue(option: OptionSchema, expectedActiveUsers: number): unknown {
  const entry = option["x-allotment"].recommended?.find(
    ({ activeUsersMax }) => activeUsersMax === null || expectedActiveUsers <= activeUsersMax,
  );
  return entry ? entry.value : option.default;
}

/**
 * Options written for an older version of the module, in today's form.
 *
 * @param fromVersion version of the module they were written for
 * @throws Error when a step is missing, or when they come from a newer module
 */
export function migrateOptions(module: ApplicationModule, options: OptionValues, fromVersion: number): OptionValues {
  if (fromVersion > module.version) throw new Error(`options of ${module.id} come from a newer version ${fromVersion}`);
  let current = options;
  for (let version = fromVersion; version < module.version; version += 1) {
    const step = module.migrations.find((migration) => migration.from === version);
    if (!step) throw new Error(`no migration of ${module.id} options from version ${version}`);
    current = step.migrate(current);
  }
  return current;
}
