import { describe, expect, test } from "vitest";
import { makePlan } from "./plan.ts";
import { sampleConfiguration, sampleEnvironment, sampleInput, sampleInstances } from "./testing/index.ts";

const input = sampleInput({
  configuration: sampleConfiguration({ pictures: sampleInstances.pictures(50), videos: sampleInstances.videos(50) }),
});
const addresses = (outcome: ReturnType<typeof makePlan>, severity: string, ...codes: readonly string[]) =>
  outcome.diagnostics
    .filter((one) => one.severity === severity && codes.includes(one.code))
    .map(({ address }) => address);

describe("what applications say about where they are placed", () => {
  const first = makePlan(input);
  const codes = ["private-files-readable", "uploads-name-acl", "media-address-unused"];

  test("is in the plan", () => {
    expect(addresses(first, "warning", ...codes)).toEqual(["instances.videos.resources.bucket"]);
    expect(addresses(first, "information", ...codes)).toEqual(["instances.pictures.resources.bucket"]);
    expect(first.plan?.diagnostics).toEqual(first.diagnostics);
  });

  test("is not asked to be agreed to again", () => {
    const again = makePlan({ ...input, deployed: first.description });
    expect(addresses(again, "warning", ...codes)).toEqual([]);
    expect(addresses(again, "information", ...codes)).toEqual(["instances.pictures.resources.bucket"]);
  });

  test("follows the environment", () => {
    const { "s3-bucket": _, ...offers } = sampleEnvironment().offers;
    const without = makePlan({ ...input, environment: { ...sampleEnvironment(), offers } });
    expect(addresses(without, "warning", ...codes)).toEqual([]);
    expect(addresses(without, "information", ...codes)).toEqual([
      "instances.pictures.options.mediaDomain",
      "instances.videos.options.mediaDomain",
    ]);
  });
});
