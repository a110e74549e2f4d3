import { applications } from "@allotment/catalogue";
import { digestOf, type Configuration, type Policy } from "@allotment/model";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { diagnosticsText, makePlan, planText } from "./index.ts";
import {
  plainInstance,
  sampleConfiguration,
  sampleEnvironment,
  sampleInput,
  sampleInstances,
} from "./testing/index.ts";

/**
 * Whole plans as people read them, for each application, policy and size, and for all of them together. A golden file
 * that changes is a change of what communities get: read the difference before taking it over (`npx vitest -u`).
 */

const policies: readonly Policy["placement"][] = ["one-machine", "machine-per-application"];
const sizes = [50, 600, 5_000];

type Instances = (size: number) => Configuration["applications"];

/** Each application by itself, and three together. */
const choices: Readonly<Record<string, Instances>> = {
  ...Object.fromEntries(
    applications.map(({ id }): [string, Instances] => [id, (size) => ({ [id]: plainInstance(id, size) })]),
  ),
  hello: (size) => ({ hello: sampleInstances.hello(size) }),
  mastodon: (size) => ({ social: sampleInstances.social(size) }),
  pixelfed: (size) => ({ pictures: sampleInstances.pictures(size) }),
  peertube: (size) => ({ videos: sampleInstances.videos(size) }),
  three: (size) => ({
    social: sampleInstances.social(size),
    pictures: sampleInstances.pictures(size),
    videos: sampleInstances.videos(size),
  }),
};

describe.each(Object.entries(choices))("golden plans of %s", (name, instancesOf) => {
  test.each(policies.flatMap((policy) => sizes.map((size) => [policy, size] as const)))(
    "%s, %i active users",
    async (policy, size) => {
      const instances = instancesOf(size);
      const environment = sampleEnvironment(policy);
      const outcome = makePlan(sampleInput({ configuration: sampleConfiguration(instances), environment }));
      const text = outcome.plan
        ? `${planText(outcome.plan)}\ndescription ${digestOf({ ...outcome.description, digests: null })}\n`
        : diagnosticsText(outcome.diagnostics);
      await expect(text).toMatchFileSnapshot(join(import.meta.dirname, "golden", `${name}-${policy}-${size}.txt`));
    },
  );
});
