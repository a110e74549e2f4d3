import { digestOf } from "@allotment/model";
import { renderTree } from "@allotment/nix-output";
import { digestsOf, loadLibrary } from "@allotment/nix-output/library";
import { sampleConfiguration, sampleEnvironment } from "@allotment/planner/testing";
import { describe, expect, test } from "vitest";
import { golden } from "./testing/golden.ts";
import { evaluateAgainstStubs, withoutNix } from "./testing/nix.ts";
import {
  describeInstances,
  inState,
  policies,
  pulling,
  sampleInstances,
  sharedServicesEnvironment,
} from "./testing/samples.ts";

/** What is evaluated: each application by itself, and the three together. */
const choices: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(Object.entries(sampleInstances).map(([slug, { application }]) => [application, [slug]])),
  together: ["pictures", "social", "videos"],
};

// UPDATE_GOLDEN=1 npx vitest run nix/golden.test.ts writes them anew after a change that is meant.
describe.skipIf(withoutNix !== null)("evaluated against stubs", () => {
  test.each(policies)("each application gives the configuration that was looked at, policy %s", (policy) => {
    const names = Object.keys(choices);
    const descriptions = names.map((name) => describeInstances(choices[name] ?? [], sampleEnvironment(policy)));
    const results = evaluateAgainstStubs(descriptions);
    for (const [index, name] of names.entries()) {
      const { expected, actual } = golden(`${name}.${policy}.json`, results[index]);
      expect(actual, name).toEqual(expected);
    }
  });

  test.each(["comin", "auto-upgrade"] as const)("machines that pull give what was looked at, method %s", (method) => {
    const [result] = evaluateAgainstStubs([describeInstances(["hello"], ...pulling(method))]);
    const { expected, actual } = golden(`hello.pull-${method}.json`, result);
    expect(actual).toEqual(expected);
  });

  test("hello with background jobs gives the configuration that was looked at", () => {
    const hello = { application: "hello", options: { domain: "hello.choir.example", jobs: true } };
    const configuration = sampleConfiguration({ hello });
    const [result] = evaluateAgainstStubs([describeInstances([], sampleEnvironment("one-machine"), { configuration })]);
    const { expected, actual } = golden("hello.jobs.json", result);
    expect(actual).toEqual(expected);
  });

  test("machines of a removed deployment carry nothing but the list of what they erase", () => {
    const [result] = evaluateAgainstStubs([inState("removed", describeInstances(["social"], sampleEnvironment()))]);
    const { expected, actual } = golden("social.removed.json", result);
    expect(actual).toEqual(expected);
  });

  test.each(["snac", "social"])("%s suspended says so at every host, and what holds its data goes on", (slug) => {
    const [result] = evaluateAgainstStubs([
      inState("suspended", describeInstances([slug], sampleEnvironment("one-machine"))),
    ]);
    const { expected, actual } = golden(`${slug}.suspended.json`, result);
    expect(actual).toEqual(expected);
  });

  test("services elsewhere and a disk laid out by disko give the configuration that was looked at", () => {
    const [result] = evaluateAgainstStubs([describeInstances(["social"], sharedServicesEnvironment())]);
    const { expected, actual } = golden("mastodon.shared-services.json", result);
    expect(actual).toEqual(expected);
  });
});

test("a tree holds the files that were looked at, those of the library by their digests", () => {
  const library = loadLibrary();
  const description = describeInstances(["hello"], sampleEnvironment());
  const tree = renderTree({ description, library });
  const own = [...tree].filter(([file]) => !file.startsWith("nix/") && file !== "deployment.json");
  const files = { ...Object.fromEntries(own), "deployment.json": digestOf(description), nix: digestsOf(library.files) };
  const { expected, actual } = golden("tree.hello.json", files);
  expect(actual).toEqual(expected);
});
