import type { Description, Environment } from "@allotment/model";
import { expect, test } from "vitest";
import { makePlan, nothingTaken, takenBy, type PlanInput } from "./index.ts";
import { sampleConfiguration, sampleEnvironment, sampleInput, sampleInstances } from "./testing/index.ts";

/** The sample environment with a shared database cluster and a shared Redis, which the policy prefers. */
function shared(databasesMax = 10): Environment {
  const base = sampleEnvironment();
  return {
    ...base,
    offers: {
      ...base.offers,
      postgresql: {
        cluster: {
          host: "db.practice.example",
          version: 17,
          sslMode: "verify-full",
          databasesMax,
          connectionsMax: 5_000,
          diskGiB: 5_000,
          adminUsername: "allotment",
          adminPassword: { $secret: "cluster" },
        },
      },
      redis: {
        fast: {
          host: "redis.practice.example",
          version: "7.2",
          portFirst: 7_000,
          namespacesMax: 10,
          memoryMiB: 65_536,
        },
      },
    },
    policy: { ...base.policy, prefer: { postgresql: ["cluster", "co-located"], redis: ["fast"] } },
  };
}

function described(input: PlanInput): Description {
  const { description, diagnostics } = makePlan(input);
  if (!description) throw new Error(JSON.stringify(diagnostics));
  return description;
}

const social = sampleConfiguration({ social: sampleInstances.social(50) });
const pictures = sampleConfiguration({ pictures: sampleInstances.pictures(50) });

test("a shared database has names of its own, a password in a file and takes no room on the machine", () => {
  const local = described(sampleInput({ configuration: social }));
  const remote = described(sampleInput({ configuration: social, environment: shared() }));
  const database = remote.instances["social"]?.bindings["database"];
  expect(database?.result).toMatchObject({
    host: "db.practice.example",
    database: "choir_social_database",
    sslMode: "verify-full",
  });
  const file = remote.secrets["social/database-password"];
  expect(file?.path).toBe(database?.result["passwordFile"]);
  expect(file?.parts).toEqual({ value: { generated: "social/database-password", output: "value" } });
  const used = (description: Description) =>
    Object.values(description.machines).map((machine) => machine.used.memoryMiB)[0] ?? 0;
  expect(used(remote)).toBeLessThan(used(local));
});

test("a cluster that is full is passed over, and the plan says so", () => {
  const input = sampleInput({ configuration: social, environment: shared(1) });
  const taken = { ...nothingTaken, offers: { "postgresql/cluster": { users: 1, diskGiB: 10, ports: [] } } };
  const { description, report } = makePlan({ ...input, taken });
  expect(description?.instances["social"]?.bindings["database"]?.offer).toBe("co-located");
  expect(report.flatMap((step) => step.decisions).map((one) => one.code)).toContain("report.refused-full");
});

test("two deployments never get the same name, port, machine or host", () => {
  const first = described(sampleInput({ configuration: social, environment: shared() }));
  const second = described(
    sampleInput({ deployment: "town", configuration: pictures, environment: shared(), taken: takenBy([first]) }),
  );
  const redis = (description: Description, slug: string) => description.instances[slug]?.bindings["cache"]?.result;
  expect(redis(first, "social")?.["port"]).toBe(7_000);
  expect(redis(second, "pictures")?.["port"]).toBe(7_001);
  expect(Object.keys(second.machines).filter((name) => name in first.machines)).toEqual([]);
  const buckets = [first, second]
    .flatMap((one) => Object.values(one.instances))
    .map((one) => one.bindings["bucket"]?.result["bucket"]);
  expect(new Set(buckets).size).toBe(2);
});

test("what is deployed keeps its port when an earlier deployment goes", () => {
  const first = described(sampleInput({ configuration: social, environment: shared() }));
  const input = sampleInput({ deployment: "town", configuration: pictures, environment: shared() });
  const second = described({ ...input, taken: takenBy([first]) });
  const later = makePlan({ ...input, deployed: second });
  expect(later.plan?.changes).toEqual([]);
});
