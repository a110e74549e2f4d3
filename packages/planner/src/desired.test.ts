import type { Configuration, Description, Plan } from "@allotment/model";
import { describe, expect, test } from "vitest";
import { makePlan, type PlanInput, type PlanOutcome } from "./index.ts";
import {
  plainInstance,
  sampleConfiguration,
  sampleEnvironment,
  sampleInput,
  sampleInstances,
} from "./testing/index.ts";

const instances = { social: sampleInstances.social(50), talk: plainInstance("snac", 10) };
const running = sampleInput({ configuration: sampleConfiguration(instances) });
const { description: deployed } = planned(running);

function planned(input: PlanInput): { plan: Plan; description: Description } {
  const { plan, description, diagnostics } = makePlan(input);
  if (!plan || !description) throw new Error(`no plan: ${JSON.stringify(diagnostics)}`);
  return { plan, description };
}

const codesOf = (outcome: PlanOutcome | Plan, severity: string) =>
  outcome.diagnostics.filter((one) => one.severity === severity).map(({ code }) => code);
const withInstances = (applications: Configuration["applications"]) => ({
  ...running,
  configuration: sampleConfiguration(applications),
  deployed,
});

describe("a suspended deployment", () => {
  const suspending = planned({ ...running, deployed, desired: "suspended" });

  test("stops every instance and leaves everything where it is", () => {
    expect(suspending.plan.changes.map(({ address, reason, effect }) => [address, reason, effect])).toEqual([
      ["instances.social.stopped", "reasons.instance-suspended", "stop"],
      ["instances.talk.stopped", "reasons.instance-suspended", "stop"],
    ]);
    const { instances: before, ...rest } = deployed;
    const { instances: after, ...restAfter } = suspending.description;
    expect(restAfter).toEqual(rest);
    for (const [slug, { components, bindings, domains, state }] of Object.entries(before))
      expect(after[slug]).toMatchObject({ components, bindings, domains, state, stopped: "suspended" });
  });

  test("is asked nothing, and has no command run in it", () => {
    for (const instance of Object.values(suspending.description.instances))
      expect(instance).toMatchObject({ health: [], nodeInfo: null, commands: [] });
  });

  test("is the same as before once it is resumed", () => {
    const { plan, description } = planned({ ...running, deployed: suspending.description });
    expect(description).toEqual(deployed);
    expect(plan.changes.map(({ reason }) => reason)).toEqual(["reasons.instance-resumed", "reasons.instance-resumed"]);
  });

  test("is suspended whatever the provider declares by now, and whatever waits in a draft", () => {
    const environment = sampleEnvironment();
    const gone = { ...environment, offers: { ...environment.offers, machine: {} } };
    const configuration = sampleConfiguration({ talk: plainInstance("snac", 10) });
    const { plan, description } = planned({
      ...running,
      environment: gone,
      configuration,
      deployed,
      desired: "suspended",
    });
    expect(description).toEqual(suspending.description);
    expect(codesOf(plan, "information")).toContain("changes-wait-for-resuming");
  });

  test("is refused where nothing is deployed", () => {
    expect(codesOf(makePlan({ ...running, desired: "suspended" }), "error")).toEqual(["nothing-deployed"]);
  });
});

describe("an instance that is switched off", () => {
  const off = planned(withInstances({ ...instances, talk: { ...instances.talk, enabled: false } }));

  test("keeps its place and its names, has nobody to claim it, and changes nothing of others", () => {
    const before = deployed.instances["talk"];
    expect(off.description.instances["talk"]).toEqual({
      ...before,
      stopped: "disabled",
      health: [],
      nodeInfo: null,
      firstAdministrator: null,
      commands: [],
    });
    expect(off.description.instances["social"]).toEqual(deployed.instances["social"]);
    expect(off.description.dns).toEqual(deployed.dns);
    expect(off.description.machines).toEqual(deployed.machines);
    expect(off.plan.changes.map(({ reason }) => reason)).toEqual(["reasons.instance-switched-off"]);
  });

  test("has to be agreed to once", () => {
    expect(codesOf(off.plan, "warning")).toContain("instance-switched-off");
    const again = planned({
      ...withInstances({ ...instances, talk: { ...instances.talk, enabled: false } }),
      deployed: off.description,
    });
    expect(again.plan.changes).toEqual([]);
    expect(codesOf(again.plan, "warning")).not.toContain("instance-switched-off");
  });

  test("stays off while the deployment is suspended", () => {
    const both = planned({ ...running, deployed: off.description, desired: "suspended" });
    expect(both.description.instances["talk"]?.stopped).toBe("disabled");
  });

  test("keeps its address from others", () => {
    const domain = String(instances.talk.options["domain"]);
    const taker = { application: "hello", options: { domain } };
    const clash = makePlan(withInstances({ talk: { ...instances.talk, enabled: false }, taker }));
    expect(codesOf(clash, "error")).toContain("domain-repeated");
  });
});

describe("an instance that is taken out", () => {
  const without = planned(withInstances({ social: instances.social }));
  const home = deployed.instances["talk"]?.components["server"]?.machine ?? "";

  test("leaves its data on a machine that stays with the deployment and carries nothing", () => {
    expect(codesOf(without.plan, "information")).toContain("data-left-behind");
    expect(without.description.machines[home]).toMatchObject({ instances: [], firewall: { tcp: [22] } });
    expect(without.description.leftBehind?.machines[home]).toContainEqual({
      kind: "files",
      name: "/var/lib/snac",
      instance: "talk",
      role: "files",
    });
    const next = planned({ ...withInstances({ social: instances.social }), deployed: without.description });
    expect(next.plan.changes).toEqual([]);
    expect(next.description).toEqual(without.description);
  });

  test("finds its data when it comes back", () => {
    const back = planned({ ...running, deployed: without.description });
    expect(codesOf(back.plan, "information")).toContain("data-found-again");
    expect(back.description).toEqual(deployed);
  });

  test("is erased with the deployment", () => {
    const { description } = planned({ ...running, deployed: without.description, desired: "removed" });
    expect(description.erase?.machines[home]?.map(({ name }) => name)).toContain("/var/lib/snac");
  });
});

describe("a removed deployment", () => {
  const removal = planned({ ...running, deployed, desired: "removed" });
  const everything = Object.values(removal.description.erase?.machines ?? {}).flat();

  test("keeps its machines, with nothing on them", () => {
    expect(Object.keys(removal.description.machines)).toEqual(Object.keys(deployed.machines));
    for (const machine of Object.values(removal.description.machines))
      expect(machine).toMatchObject({ instances: [], postgresql: null, used: { memoryMiB: 0 } });
    expect(removal.description).toMatchObject({ instances: {}, secrets: {}, generators: {}, dns: [], backups: null });
    expect(removal.plan.effect).toBe("irreversible");
  });

  test("says what is erased, and of whom", () => {
    expect(everything).toEqual(
      expect.arrayContaining([
        { kind: "files", name: "/var/lib/snac", instance: "talk", role: "files" },
        { kind: "account", name: "snac", instance: "talk", role: "account" },
        {
          kind: "secret",
          name: "/run/agenix/talk_administrator-password",
          instance: "talk",
          role: "administrator-password",
        },
        { kind: "database", name: "/var/lib/postgresql", instance: "social", role: "database" },
        { kind: "dump", name: "/var/backup/allotment/social", instance: "social", role: "dump" },
        { kind: "journal", name: "journal", instance: null, role: "log" },
      ]),
    );
    expect(everything.map(({ name }) => name)).toContain(`/var/lib/acme/social.choir.example`);
    expect(codesOf(removal.plan, "warning")).toContain("machine-erased");
  });

  test("says what is elsewhere and stays there", () => {
    const types = removal.description.erase?.left.map(({ type }) => type);
    expect(types).toEqual(expect.arrayContaining(["s3-bucket", "backup-repository", "dns-record"]));
    expect(codesOf(removal.plan, "information")).toContain("outside-stays");
  });

  test("erases the same when it is removed once more", () => {
    const again = planned({ ...running, deployed: removal.description, desired: "removed" });
    expect(again.description).toEqual(removal.description);
  });

  test("is refused where machines fetch their configuration, for nobody could tell them to", () => {
    const pulled: Description = { ...deployed, orchestrator: "pull" };
    expect(codesOf(makePlan({ ...running, deployed: pulled, desired: "removed" }), "error")).toEqual([
      "removal-not-by-pull",
    ]);
  });
});

describe("going back to an older configuration", () => {
  test("says of each instance that what people made stays as it is", () => {
    const { plan } = planned({ ...running, deployed, goesBack: true });
    const said = plan.diagnostics.filter(({ code }) => code === "data-stays-as-it-is");
    expect(said.map(({ address, params }) => [address, params["database"], params["media"]])).toEqual([
      ["instances.social", true, true],
      ["instances.talk", false, false],
    ]);
  });

  test("refuses to lower a version of what is real, and says so in practice", () => {
    const newer = structuredClone(deployed);
    const social = newer.instances["social"];
    if (social) social.version = "99.0.0";
    const lowered = { ...running, deployed: newer };
    expect(codesOf(makePlan({ ...lowered, frozen: true }), "error")).toEqual(["version-lowered"]);
    expect(codesOf(planned(lowered).plan, "information")).toContain("version-lowered");
  });
});
