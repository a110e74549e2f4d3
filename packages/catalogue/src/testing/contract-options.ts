import { addressOf, digestOf, validateAgainst, type ApplicationModule, type OptionSchema } from "@allotment/model";
import { describe, expect, test } from "vitest";
import { optionsSchemaPath } from "../define.ts";
import { withDefaults } from "../options.ts";
import { normalSetting, settingDifferences } from "../settings/index.ts";
import { validateOptions } from "../validate.ts";
import { fullOptions, samplePlacement, sampleRequirements, samples } from "./sample.ts";

/** What the options of every application keep to. */
export function optionsContract(module: ApplicationModule): void {
  const { optionsSchema } = module;
  const options = Object.entries(optionsSchema.properties);
  const instances = samples(module);

  describe("options", () => {
    test("the schema compiles in strict mode and names itself", () => {
      expect(() => validateAgainst(optionsSchemaPath(module.id), {})).not.toThrow();
      expect(optionsSchema.$id).toBe(`https://schemas.allotment.example/${optionsSchemaPath(module.id)}`);
      expect(optionsSchema.additionalProperties).toBe(false);
    });

    test.each(options)("%s is annotated and explained", (name, option) => {
      const annotations = option["x-allotment"];
      expect(validateAgainst("annotations.schema.json", annotations, name)).toEqual([]);
      expect(option.title.trim().length).toBeGreaterThan(0);
      expect(option.description).toMatch(/[.!?)]$/);
      if (annotations.domain) expect(annotations).toMatchObject({ immutable: true, effect: "irreversible" });
      const reference = (option as { $ref?: string }).$ref ?? "";
      expect(reference.endsWith("#/$defs/SecretReference")).toBe(annotations.secret === true);
    });

    test("groups are declared and used, and orders in them differ", () => {
      const declared = optionsSchema["x-allotment-groups"].map(({ id }) => id);
      const used = options.map(([, option]) => option["x-allotment"].group);
      expect(new Set(declared).size).toBe(declared.length);
      expect([...new Set(used)].sort()).toEqual([...declared].sort());
      const places = options.map(([, option]) => `${option["x-allotment"].group} ${option["x-allotment"].order}`);
      expect(new Set(places).size).toBe(places.length);
    });

    test("strings and lists are bounded, so that no input is endless", () => {
      const unbounded = options.filter(([, option]) => !isBounded(option)).map(([name]) => name);
      expect(unbounded).toEqual([]);
    });

    test.each(instances)("samples are valid: %s", (_name, sample) => {
      expect(validateOptions(module, sample, "")).toEqual([]);
      expect(validateOptions(module, withDefaults(optionsSchema, sample), "")).toEqual([]);
    });

    test("every recommended value is allowed, in ascending bounds, and differs from the default somewhere", () => {
      for (const [name, option] of options) {
        const entries = option["x-allotment"].recommended ?? [];
        for (const { value } of entries) {
          expect(valueDiagnostics(module, name, value)).toEqual([]);
        }
        const bounds = entries.map(({ activeUsersMax }) => activeUsersMax ?? Infinity);
        expect(bounds).toEqual([...new Set(bounds)].sort((a, b) => a - b));
        if (entries.length > 0) expect(entries.some(({ value }) => value !== option.default)).toBe(true);
      }
    });

    test("required options say whether they are needed: they have no default", () => {
      const required = optionsSchema.required ?? [];
      expect(required.filter((name) => optionsSchema.properties[name] === undefined)).toEqual([]);
      expect(required.filter((name) => optionsSchema.properties[name]?.default !== undefined)).toEqual([]);
    });

    test("switches that need other options name some that exist", () => {
      const named = options.flatMap(([, option]) => option["x-allotment"].requires ?? []).flat();
      expect(named.filter((name) => optionsSchema.properties[name] === undefined)).toEqual([]);
      const needing = options.filter(([, option]) => option["x-allotment"].requires !== undefined);
      expect(needing.filter(([, option]) => option.type !== "boolean").map(([name]) => name)).toEqual([]);
    });

    test("options applied by a command are exactly those that a command covers", () => {
      const covered = instances.flatMap(([, sample]) =>
        module.detailsOf(samplePlacement(module, sample, false).input).commands.flatMap((command) => command.options),
      );
      const declared = options.filter(([, option]) => option["x-allotment"].appliedBy === "command");
      expect([...new Set(covered)].sort()).toEqual(declared.map(([name]) => name).sort());
    });

    test("a command reflects a change of each of its options", () => {
      const full = fullOptions(module);
      const commandsWith = (sample: Readonly<Record<string, unknown>>) =>
        digestOf(module.detailsOf(samplePlacement(module, sample, false).input).commands);
      const declared = options.filter(([, option]) => option["x-allotment"].appliedBy === "command");
      const silent = declared.filter(([name, option]) =>
        alternatives(option, full[name]).every(
          (value) => commandsWith({ ...full, [name]: value }) === commandsWith(full),
        ),
      );
      expect(silent.map(([name]) => name)).toEqual([]);
    });

    test("what is set is read back as the same option, and as no change", () => {
      for (const [, sample] of instances) {
        const options = withDefaults(optionsSchema, sample);
        const values = Object.fromEntries((module.settings ?? []).map(({ name, valueOf }) => [name, valueOf(options)]));
        expect(settingDifferences(module, { options }, { values, defaults: {} })).toEqual([]);
        for (const { name, option, valueOf, optionFrom } of module.settings ?? []) {
          const { [option]: _, ...others } = sample;
          const back = optionFrom(normalSetting(values[name] ?? null), options);
          const taken = withDefaults(optionsSchema, back === null ? others : { ...others, [option]: back });
          expect(valueOf(taken), name).toEqual(values[name]);
        }
      }
    });

    test("commands set exactly what is declared as settings, by the same names", () => {
      const { commands } = module.detailsOf(samplePlacement(module, fullOptions(module), false).input);
      const names = commands.flatMap(({ input }) => Object.keys(input ?? {}));
      expect(names.sort()).toEqual((module.settings ?? []).map(({ name }) => name).sort());
    });

    test("options read by the planner change the requirements", () => {
      const full = fullOptions(module);
      const before = digestOf(sampleRequirements(module, full));
      const declared = options.filter(([, option]) => option["x-allotment"].appliedBy === "planner");
      const idle = declared.filter(([name, option]) =>
        alternatives(option, full[name]).every(
          (value) => digestOf(sampleRequirements(module, { ...full, [name]: value })) === before,
        ),
      );
      expect(idle.map(([name]) => name)).toEqual([]);
    });

    test("given secrets that are set reach a file on the machine", () => {
      const { input } = samplePlacement(module, switchedOn(module), false);
      const given = JSON.stringify(module.detailsOf(input).secrets);
      const secrets = options.filter(([, option]) => option["x-allotment"].secret === true);
      const lost = secrets.filter(([name]) => !given.includes(`"given":"secret-${name}"`)).map(([name]) => name);
      expect(lost).toEqual([]);
    });
  });
}

function isBounded(option: OptionSchema): boolean {
  const keywords = option as OptionSchema & Readonly<Record<string, unknown>>;
  if (option.enum || option.oneOf) return true;
  if (option.type === "string") return typeof keywords["maxLength"] === "number";
  if (option.type === "integer" || option.type === "number") {
    return typeof keywords["minimum"] === "number" && typeof keywords["maximum"] === "number";
  }
  if (option.type !== "array") return option.type === "boolean" || "$ref" in keywords;
  return typeof keywords["maxItems"] === "number";
}

function valueDiagnostics(module: ApplicationModule, name: string, value: unknown) {
  const address = addressOf("options", name);
  const found = validateOptions(module, { ...fullOptions(module), [name]: value }, "options");
  return found.filter((diagnostic) => diagnostic.address.startsWith(address));
}

/** Other values that an option allows. */
function alternatives(option: OptionSchema, value: unknown): readonly unknown[] {
  if (option.type === "boolean") return [value !== true];
  if (option.enum) return option.enum.filter((one) => one !== value);
  if (option.oneOf) return option.oneOf.map((one) => one.const).filter((one) => one !== value);
  if (typeof value === "number") return [value + 1, value * 100];
  if (Array.isArray(value)) return [[...value, "other.example.org"]];
  return typeof value === "string" ? [`${value}x`] : [];
}

/** Every option with a value, and every switch on, so that what hangs on a switch is there. */
function switchedOn(module: ApplicationModule): Readonly<Record<string, unknown>> {
  const switches = Object.entries(module.optionsSchema.properties).filter(([, option]) => option.type === "boolean");
  return { ...fullOptions(module), ...Object.fromEntries(switches.map(([name]) => [name, true])) };
}
