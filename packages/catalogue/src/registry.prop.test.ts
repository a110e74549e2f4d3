import { digestOf, dimensions, type ApplicationModule, type Capacity, type OptionSchema } from "@allotment/model";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { withDefaults } from "./options.ts";
import { applications } from "./registry.ts";
import { fullOptions, samplePlacement, sampleOptions, sampleRequirements, totalCapacity } from "./testing/sample.ts";
import { validateOptions } from "./validate.ts";

const size = fc.integer({ min: 1, max: 10_000 });

// What people paste and what attackers try, and everything in between.
const hostile = fc.oneof(
  fc.constantFrom(
    "${builtins.readFile /etc/shadow}",
    "''; rm -rf / ''",
    '"quoted" \\ and \\n',
    "$(reboot) `reboot`",
    "line\nbreak",
    "nul\u0000",
    "\u202Egnp.exe",
    "שלום وداعا",
    "--flag",
    "𝒳\uD800",
    "",
    "x".repeat(1_000_000),
  ),
  fc.string({ unit: "binary", maxLength: 200 }),
);

describe.each(applications.map((module) => [module.id, module] as const))("%s", (_id, module) => {
  test("recommended options of every size are valid, and never ask for less when more people come", () => {
    fc.assert(
      fc.property(size, size, (one, other) => {
        const [fewer, more] = [Math.min(one, other), Math.max(one, other)].map((users) => sampleOptions(module, users));
        if (!fewer || !more) return;
        expect(validateOptions(module, fewer, "")).toEqual([]);
        const [less, greater] = [fewer, more].map((options) => totalCapacity(sampleRequirements(module, options)));
        for (const dimension of dimensions) {
          expect(less?.[dimension]).toBeLessThanOrEqual(greater?.[dimension] ?? 0);
        }
      }),
    );
  });

  test("a Redis of its own has at least 256 MiB, in communities of every size", () => {
    fc.assert(
      fc.property(size, (users) => {
        const { resources } = sampleRequirements(module, sampleOptions(module, users));
        for (const { type, request } of Object.values(resources)) {
          if (type !== "redis") continue;
          expect((request["capacity"] as Capacity).memoryMiB).toBeGreaterThanOrEqual(256);
        }
      }),
    );
  });

  test("the same options give the same requirements and details, in whatever order they stand", () => {
    fc.assert(
      fc.property(size, (users) => {
        const options = sampleOptions(module, users);
        const reversed = Object.fromEntries(Object.entries(options).reverse());
        const [one, other] = [options, reversed].map((order) =>
          digestOf([sampleRequirements(module, order), module.detailsOf(samplePlacement(module, order, true).input)]),
        );
        expect(one).toBe(other);
      }),
      { numRuns: 30 },
    );
  });

  const full = fullOptions(module);
  const texts = Object.entries(module.optionsSchema.properties).filter(([, option]) => holdsText(option));

  test.each(texts)("whatever is written into %s is refused by name or comes through unchanged", (name, option) => {
    fc.assert(
      fc.property(hostile, (text) => {
        const value = option.type === "array" ? [text] : text;
        const options = { ...full, [name]: value };
        const found = validateOptions(module, options, "options");
        if (found.length > 0) {
          expect(found.every(({ address }) => address.startsWith(`options.${name}`) || isConsequence(address))).toBe(
            true,
          );
          return;
        }
        expect(withDefaults(module.optionsSchema, options)[name]).toEqual(value);
        expectSafeCommands(module, options, text);
      }),
      { numRuns: 25 },
    );
  });
});

function holdsText(option: OptionSchema): boolean {
  return option.type === "string" || option.type === "array";
}

// A web host that equals the media host is reported at the media host.
function isConsequence(address: string): boolean {
  return address === "options.mediaDomain";
}

// A text never becomes an argument that a program reads as a flag.
function expectSafeCommands(module: ApplicationModule, options: Readonly<Record<string, unknown>>, text: string): void {
  const details = module.detailsOf(samplePlacement(module, options, false).input);
  const commands = [...details.commands.map(({ command }) => command), details.firstAdministrator?.command ?? []];
  if (text.startsWith("-")) expect(commands.flat()).not.toContain(text);
  expect(commands.flat().filter((argument) => argument.includes("\u0000"))).toEqual([]);
}
