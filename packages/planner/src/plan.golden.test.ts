import { digestOf, type Policy } from "@allotment/model";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { diagnosticsText, makePlan, planText } from "./index.ts";
import { sampleConfiguration, sampleEnvironment, sampleInput, sampleInstances } from "./testing/index.ts";

/**
 * Whole plans as people read them, for each application, policy and size, and for all of them together. A golden file
 * that changes is a change of what communities get: read the difference before taking it over (`npx vitest -u`).
 */

const policies: readonly Policy["placement"][] = ["one-machine", "machine-per-application"];
const sizes = [50, 600, 5_000];
const choices: Readonly<Record<string, readonly (keyof typeof sampleInstances)[]>> = {
  hello: ["hello"],
  mastodon: ["social"],
  pixelfed: ["pictures"],
  peertube: ["videos"],
  three: ["social", "pictures", "videos"],
};

describe.each(Object.keys(choices))("golden plans of %s", (name) => {
  test.each(policies.flatMap((policy) => sizes.map((size) => [policy, size] as const)))(
    "%s, %i active users",
    async (policy, size) => {
      const instances = Object.fromEntries((choices[name] ?? []).map((slug) => [slug, sampleInstances[slug](size)]));
      const environment = sampleEnvironment(policy);
      const outcome = makePlan(sampleInput({ configuration: sampleConfiguration(instances), environment }));
      const text = outcome.plan
        ? `${planText(outcome.plan)}\ndescription ${digestOf({ ...outcome.description, digests: null })}\n`
        : diagnosticsText(outcome.diagnostics);
      await expect(text).toMatchFileSnapshot(join(import.meta.dirname, "golden", `${name}-${policy}-${size}.txt`));
    },
  );
});
