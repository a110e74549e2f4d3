import { findApplication, migrateOptions, withDefaults } from "@allotment/catalogue";
import {
  addressOf,
  sameJson,
  type Configuration,
  type Effect,
  type InstanceConfiguration,
  type OptionSchema,
} from "@allotment/model";
import { choiceTitle } from "./choice-title.ts";
import { say } from "./sentences.ts";

/** One field in which two configurations differ. */
export interface FieldDifference {
  /** `applications.social.options.title`, `applications.social`, `backups.time`. */
  readonly address: string;
  readonly kind: "added" | "removed" | "changed";
  /** Slug of the instance; null for what belongs to the whole deployment. */
  readonly instance: string | null;
  /** Title of the option or field. */
  readonly title: string;
  /** Null where there is none. Choices by their titles; secrets are references. */
  readonly before: unknown;
  readonly after: unknown;
  /** What changing it does; null where only the plan can tell. */
  readonly effect: Effect | null;
  readonly effectText: string | null;
  readonly secret: boolean;
  /** Cannot be changed once installed for real. */
  readonly permanent: boolean;
}

/**
 * Where two configurations differ, field by field, defaults filled in: what is not set and what is set to its default
 * are the same.
 *
 * @param before null for nothing
 */
export function fieldDifferences(before: Configuration | null, after: Configuration): FieldDifference[] {
  const slugs = keysOf(before?.applications ?? {}, after.applications);
  return [
    ...slugs.flatMap((slug) =>
      instanceDifferences(slug, own(before?.applications, slug), own(after.applications, slug)),
    ),
    ...backupDifferences(before?.backups ?? null, after.backups),
    ...rotationDifferences(before?.rotations ?? {}, after.rotations ?? {}),
  ];
}

function instanceDifferences(
  slug: string,
  before: InstanceConfiguration | undefined,
  after: InstanceConfiguration | undefined,
): FieldDifference[] {
  const id = (after ?? before)?.application ?? "";
  const module = findApplication(id);
  if (!before || !after || before.application !== after.application) {
    const address = addressOf("applications", slug);
    const title = module?.manifest.name ?? id;
    return difference({ address, instance: slug, title }, before?.application, after?.application);
  }
  const was = filled(before);
  const is = filled(after);
  const address = addressOf("applications", slug, "enabled");
  const title = say("fields.enabled", { name: module?.manifest.name ?? id });
  const switched = difference({ address, instance: slug, title }, before.enabled ?? true, after.enabled ?? true);
  const options = keysOf(was, is).flatMap((name) => {
    const option = own<OptionSchema>(module?.optionsSchema.properties, name);
    const annotation = option?.["x-allotment"];
    const subject = {
      address: addressOf("applications", slug, "options", name),
      instance: slug,
      title: option?.title ?? name,
      effect: annotation?.effect ?? null,
      secret: annotation?.secret === true,
      permanent: annotation?.immutable === true,
    };
    return difference(subject, choiceTitle(option, was[name]), choiceTitle(option, is[name]));
  });
  return [...switched, ...options];
}

function backupDifferences(
  before: Configuration["backups"] | null,
  after: Configuration["backups"],
): FieldDifference[] {
  const was: Readonly<Record<string, unknown>> = { ...before };
  const is: Readonly<Record<string, unknown>> = { ...after };
  return keysOf(was, is).flatMap((name) =>
    difference(
      { address: addressOf("backups", name), instance: null, title: say(`fields.backups.${name}`) },
      was[name],
      is[name],
    ),
  );
}

type Rotations = Readonly<Record<string, number>>;

// The first value is what is meant where nothing is said.
function rotationDifferences(before: Rotations, after: Rotations): FieldDifference[] {
  return keysOf(before, after).flatMap((path) => {
    const title = say("fields.rotation", { name: path.slice(path.indexOf("/") + 1) });
    const subject = { address: addressOf("rotations", path), instance: path.slice(0, path.indexOf("/")), title };
    return difference(subject, before[path] ?? 1, after[path] ?? 1);
  });
}

type Subject = Pick<FieldDifference, "address" | "instance" | "title"> &
  Partial<Pick<FieldDifference, "effect" | "secret" | "permanent">>;

function difference(subject: Subject, before: unknown, after: unknown): FieldDifference[] {
  if (sameJson(before ?? null, after ?? null)) return [];
  const effect = subject.effect ?? null;
  return [
    {
      ...subject,
      kind: before === undefined ? "added" : after === undefined ? "removed" : "changed",
      before: before ?? null,
      after: after ?? null,
      effect,
      effectText: effect === null ? null : say(`effects.${effect}`),
      secret: subject.secret ?? false,
      permanent: subject.permanent ?? false,
    },
  ];
}

// Options of an older module version in today's form; what cannot be brought there is compared as it is.
function filled(instance: InstanceConfiguration): Readonly<Record<string, unknown>> {
  const module = findApplication(instance.application);
  if (!module) return instance.options;
  const version = instance.moduleVersion ?? module.version;
  const options = version > module.version ? instance.options : migrateOptions(module, instance.options, version);
  return withDefaults(module.optionsSchema, options);
}

function keysOf(a: object, b: object): string[] {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].sort();
}

function own<Value>(values: Readonly<Record<string, Value>> | undefined, key: string): Value | undefined {
  return values && Object.hasOwn(values, key) ? values[key] : undefined;
}
