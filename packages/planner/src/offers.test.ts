import { unusedOffer } from "@allotment/catalogue";
import type { Description, Environment } from "@allotment/model";
import { describe, expect, test } from "vitest";
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
    database: expect.stringMatching(/^choir_social_database_[0-9a-f]{10}$/),
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
  const taken = { ...nothingTaken, offers: { "postgresql/cluster": { ...unusedOffer, users: 1, diskGiB: 10 } } };
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

test("deployments and instances whose names run together still get names of their own", () => {
  const bindings = (deployment: string, slug: string) => {
    const configuration = sampleConfiguration({ [slug]: sampleInstances.social(50) });
    const { description } = makePlan(sampleInput({ deployment, configuration, environment: shared() }));
    return description?.instances[slug]?.bindings;
  };
  const one = bindings("choir-photos", "club");
  const other = bindings("choir", "photos-club");
  for (const [role, field] of [
    ["database", "database"],
    ["database", "username"],
    ["bucket", "bucket"],
    ["cache", "namespace"],
  ] as const) {
    expect(one?.[role]?.result[field]).toBeDefined();
    expect(one?.[role]?.result[field]).not.toBe(other?.[role]?.result[field]);
  }
});

describe("what holds content stays where it is", () => {
  const local = sampleInput({ configuration: social });
  const deployed = described(local);

  test("when the provider prefers a shared cluster by now", () => {
    const { plan } = makePlan({ ...local, environment: shared(), deployed });
    expect(plan?.changes).toEqual([]);
  });

  test("when a bucket is offered that was not there before", () => {
    const { "s3-bucket": _, ...offers } = local.environment.offers;
    const before = { ...local, environment: { ...local.environment, offers } };
    const onDisk = described(before);
    expect(onDisk.instances["social"]?.bindings["bucket"]).toBeUndefined();
    expect(makePlan({ ...local, deployed: onDisk }).plan?.changes).toEqual([]);
  });

  test("and a plan that could only leave it behind is refused", () => {
    const { "s3-bucket": _, ...offers } = local.environment.offers;
    const outcome = makePlan({ ...local, environment: { ...local.environment, offers }, deployed });
    expect(outcome.plan).toBeNull();
    expect(outcome.diagnostics).toContainEqual(
      expect.objectContaining({ code: "content-would-move", address: "instances.social.resources.bucket" }),
    );
  });
});

test("a cluster is full when its connections are, whatever room its disks have", () => {
  const input = sampleInput({ configuration: social, environment: shared() });
  const taken = { ...nothingTaken, offers: { "postgresql/cluster": { ...unusedOffer, users: 1, connections: 4_990 } } };
  const { description, report } = makePlan({ ...input, taken });
  expect(description?.instances["social"]?.bindings["database"]?.offer).toBe("co-located");
  expect(report.flatMap((step) => step.decisions).map((one) => one.code)).toContain(
    "report.refused-too-few-connections",
  );
});

test("backups have room for everything on disk, and take it from the others", () => {
  const { "s3-bucket": _, ...offers } = sampleEnvironment().offers;
  const input = sampleInput({ configuration: social, environment: { ...sampleEnvironment(), offers } });
  const description = described(input);
  const disk = Object.values(description.machines).reduce((sum, machine) => sum + machine.used.diskGiB, 0);
  expect(description.backups?.quotaGiB).toBe(2 * disk);
  expect(takenBy([description]).offers["backup-repository/vault"]).toMatchObject({ users: 1, diskGiB: 2 * disk });
});
