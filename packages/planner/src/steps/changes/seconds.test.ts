/** Options that applications take while they run: whatever the plan counts anew for them, nothing starts again. */
import { applications } from "@allotment/catalogue";
import { describe, expect, test } from "vitest";
import { makePlan } from "../../plan.ts";
import { plainInstance, sampleConfiguration, sampleInput, sampleInstances } from "../../testing/index.ts";

const samples = { ...sampleInstances, talk: (size: number) => plainInstance("snac", size) };
const numbers = Object.entries(samples).flatMap(([slug, sample]) => {
  const { application, options } = sample(500);
  const { properties = {} } = applications.find(({ id }) => id === application)?.optionsSchema ?? {};
  return Object.entries(properties).flatMap(([option, schema]) => {
    const value = options[option];
    const counts = schema["x-allotment"].effect === "seconds" && schema.type === "integer";
    return counts && typeof value === "number" && value > 2 ? [{ slug, option, value }] : [];
  });
});

/** A first plan, and what changes when one option of it is another. */
function changed(slug: string, option: string, value: number) {
  const sample = samples[slug as keyof typeof samples](500);
  const configure = (options: Readonly<Record<string, unknown>>) =>
    sampleConfiguration({ [slug]: { ...sample, options: { ...sample.options, ...options } } });
  const { description } = makePlan(sampleInput({ configuration: configure({}) }));
  const configuration = configure({ [option]: value });
  return makePlan(sampleInput({ configuration, deployed: description })).plan;
}

describe("numbers that change in seconds", () => {
  test.each(numbers)("$option of $slug", ({ slug, option, value }) => {
    expect(changed(slug, option, Math.ceil(value / 2))?.effect).toBe("seconds");
  });

  test("are among them such that keep more or less on disks", () => {
    const counted = numbers.filter(({ slug, option, value }) => {
      const kinds = changed(slug, option, Math.ceil(value / 2))?.changes.map(({ kind }) => kind);
      return kinds?.includes("component") || kinds?.includes("resource");
    });
    expect(counted.map(({ slug, option }) => `${slug}.${option}`)).toContain("talk.timelineDays");
  });
});
