import { digestOf, type Change, type Description, type Plan } from "@allotment/model";
import { describe, expect, test } from "vitest";
import { makePlan, type PlanInput, type PlanOutcome } from "./index.ts";
import { sampleConfiguration, sampleEnvironment, sampleInput, sampleInstances } from "./testing/index.ts";

const hello = (domain = "hello.choir.example", options: object = {}) => ({
  application: "hello",
  options: { domain, ...options },
});

function planned(input: PlanInput): { plan: Plan; description: Description } {
  const { plan, description, diagnostics } = makePlan(input);
  if (!plan || !description) throw new Error(`no plan: ${JSON.stringify(diagnostics)}`);
  return { plan, description };
}

function codes(outcome: PlanOutcome): string[] {
  return outcome.diagnostics.filter((one) => one.severity === "error").map((one) => one.code);
}

const addresses = (changes: readonly Change[]) => changes.map((change) => `${change.action} ${change.address}`);

describe("a first plan", () => {
  const input = sampleInput({ configuration: sampleConfiguration({ hello: hello() }) });

  test("has no parent and creates the instance, its machine, its address and its backups", () => {
    const { plan, description } = planned(input);
    expect(plan.parent).toBeNull();
    expect(plan.description).toBe(digestOf(description));
    expect(addresses(plan.changes)).toEqual(
      expect.arrayContaining([
        "create machines.amber",
        "create instances.hello",
        "create instances.hello.domains.web",
        "create backups",
      ]),
    );
    expect(plan.effect).toBe("irreversible");
  });

  test("right after it is deployed there is nothing to change", () => {
    const { description } = planned(input);
    const { plan } = planned({ ...input, deployed: description });
    expect(plan.changes).toEqual([]);
    expect(plan.effect).toBe("none");
    expect(plan.parent).toBe(digestOf(description));
  });
});

describe("a changed option", () => {
  const input = sampleInput({ configuration: sampleConfiguration({ hello: hello() }) });
  const { description: deployed } = planned(input);

  test("shows as exactly that option", () => {
    const configuration = sampleConfiguration({ hello: hello("hello.choir.example", { title: "Our choir" }) });
    const { plan } = planned({ ...input, configuration, deployed });
    expect(addresses(plan.changes)).toEqual(["update instances.hello.options.title"]);
  });

  test("that is permanent is refused once it is real, and warned about in practice", () => {
    const configuration = sampleConfiguration({ hello: hello("other.choir.example") });
    const real = makePlan({ ...input, configuration, deployed, frozen: true });
    expect(codes(real)).toEqual(["permanent-changed"]);
    expect(real.diagnostics[0]?.address).toBe("applications.hello.options.domain");
    const practice = makePlan({ ...input, configuration, deployed });
    expect(practice.plan).not.toBeNull();
    expect(practice.diagnostics.map((one) => one.code)).toContain("permanent-changed-in-practice");
  });
});

describe("placement", () => {
  test("an instance stays where its state is when a smaller machine becomes free", () => {
    const environment = sampleEnvironment();
    const base = sampleInput({ configuration: sampleConfiguration({ hello: hello() }), environment });
    const crowded = { ...base, taken: { ...base.taken, machines: new Set(["amber", "birch"]) } };
    const { description: deployed } = planned(crowded);
    expect(Object.keys(deployed.machines)).toEqual(["cedar"]);
    expect(planned({ ...base, deployed }).plan.changes).toEqual([]);
  });

  test("machines that others have claimed are never used", () => {
    const base = sampleInput({ configuration: sampleConfiguration({ hello: hello() }) });
    const outcome = makePlan({ ...base, taken: { ...base.taken, machines: new Set(["amber", "birch", "cedar"]) } });
    expect(codes(outcome)).toEqual(["no-machine"]);
    expect(outcome.diagnostics.find((one) => one.code === "no-machine")?.params).toMatchObject({
      declared: 3,
      taken: 3,
    });
  });

  test("two of one application never share a machine: one machine says so, machine per application uses two", () => {
    const configuration = sampleConfiguration({ one: hello("one.choir.example"), two: hello("two.choir.example") });
    expect(codes(makePlan(sampleInput({ configuration, environment: sampleEnvironment("one-machine") })))).toEqual([
      "once-per-machine",
    ]);
    const { description } = planned(sampleInput({ configuration }));
    expect(Object.keys(description.machines)).toEqual(["amber", "birch"]);
  });

  test("says which dimension is short, by how much, on how many machines", () => {
    const environment = sampleEnvironment();
    const machine = environment.offers.machine["amber"];
    if (!machine) throw new Error("sample has no amber");
    const small = {
      ...environment,
      offers: {
        ...environment.offers,
        machine: { amber: { ...machine, memoryMiB: 1040 }, birch: { ...machine, memoryMiB: 1030 } },
      },
    };
    const outcome = makePlan(
      sampleInput({ configuration: sampleConfiguration({ hello: hello() }), environment: small }),
    );
    expect(codes(outcome)).toEqual(["does-not-fit", "short-of-memoryMiB"]);
    expect(outcome.diagnostics[1]?.params).toMatchObject({ short: 2, machines: 2, by: 16, need: 32 });
  });
});

describe("refusals", () => {
  test.each([
    ["no application", sampleConfiguration({}), "nothing-chosen", "applications"],
    [
      "an unknown application",
      sampleConfiguration({ x: { application: "nothing", options: {} } }),
      "unknown-application",
      "applications.x.application",
    ],
    ["a reserved name", sampleConfiguration({ deployment: hello() }), "reserved-name", "applications.deployment"],
    [
      "an unknown option",
      sampleConfiguration({ hello: hello("hello.choir.example", { colour: "red" }) }),
      "unknown-field",
      "applications.hello.options.colour",
    ],
    [
      "a wrong type",
      sampleConfiguration({ hello: hello("hello.choir.example", { title: 7 }) }),
      "wrong-type",
      "applications.hello.options.title",
    ],
    [
      "an address used twice",
      sampleConfiguration({ one: hello(), two: hello() }),
      "domain-repeated",
      "applications.two.options.domain",
    ],
    ["no object at all", "configuration", "wrong-type", ""],
  ])("%s names the field", (_, configuration, code, address) => {
    const outcome = makePlan(sampleInput({ configuration }));
    expect(outcome.plan).toBeNull();
    expect(outcome.diagnostics).toContainEqual(expect.objectContaining({ severity: "error", code, address }));
  });

  test("an address that others have claimed is taken, whoever has it", () => {
    const input = sampleInput({ configuration: sampleConfiguration({ hello: hello() }) });
    const outcome = makePlan({ ...input, taken: { ...input.taken, domains: new Set(["hello.choir.example"]) } });
    expect(codes(outcome)).toEqual(["domain-taken"]);
  });
});

test("removing an application has to be agreed to", () => {
  const both = sampleInput({
    configuration: sampleConfiguration({ alto: hello("alto.choir.example"), bass: hello("bass.choir.example") }),
  });
  const { description: deployed } = planned(both);
  const { plan } = planned({
    ...both,
    configuration: sampleConfiguration({ alto: hello("alto.choir.example") }),
    deployed,
  });
  expect(plan.diagnostics.map((one) => one.code)).toContain("instance-removed");
  expect(plan.changes.every((change) => !change.address.includes("alto"))).toBe(true);
});

describe("what has to be agreed to", () => {
  const input = sampleInput({ configuration: sampleConfiguration({ hello: hello() }) });
  const { description: deployed } = planned(input);
  const changedMachine = (fields: object) => {
    const machine = { ...input.environment.offers.machine["amber"], ...fields };
    const offers = { ...input.environment.offers, machine: { ...input.environment.offers.machine, amber: machine } };
    return makePlan({ ...input, environment: { ...input.environment, offers } as typeof input.environment, deployed });
  };

  test("a machine's new address, because nobody finds the sites until the DNS is changed", () => {
    expect(changedMachine({ ipv4: "192.0.2.99" }).diagnostics.map((one) => one.code)).toContain("address-changes");
  });

  test("another disk layout, which a running machine does not get", () => {
    expect(changedMachine({ hardware: { preset: "single-disk" } }).diagnostics.map((one) => one.code)).toContain(
      "disk-layout-changes",
    );
  });

  test("media in a bucket, which backups do not hold", () => {
    const { plan } = planned(
      sampleInput({ configuration: sampleConfiguration({ social: sampleInstances.social(50) }) }),
    );
    expect(plan.diagnostics.map((one) => one.code)).toContain("media-not-in-backups");
  });
});

test("a policy that parts what shares a machine is refused for what it is", () => {
  const configuration = sampleConfiguration({ hello: hello(), social: sampleInstances.social(10) });
  const together = sampleInput({ configuration, environment: sampleEnvironment("one-machine") });
  const { description: deployed } = planned(together);
  const outcome = makePlan({ ...together, environment: sampleEnvironment("machine-per-application"), deployed });
  expect(codes(outcome)).toContain("would-split-machine");
});
