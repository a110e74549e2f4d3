import type { Configuration, Description } from "@allotment/model";
import { makePlan } from "@allotment/planner";
import { sampleEnvironment, sampleInput } from "@allotment/planner/testing";
import { describe, expect, test } from "vitest";
import { configurationOf } from "../testing/index.ts";
import { runKindOf } from "./run-kind.ts";

const environment = sampleEnvironment("one-machine");
const talk = { application: "snac", options: { domain: "talk.choir.example", contactEmail: "us@choir.example" } };
const social = {
  application: "mastodon",
  options: {
    domain: "social.choir.example",
    adminUsername: "carla",
    contactEmail: "us@choir.example",
    expectedActiveUsers: 50,
    registrations: "open",
  },
};

function planned(configuration: Configuration, deployed: Description | null) {
  const { plan, description, diagnostics } = makePlan(sampleInput({ configuration, environment, deployed }));
  if (plan === null || description === null) throw new Error(JSON.stringify(diagnostics));
  return { effect: plan.effect, description, deployed, goesBack: false };
}

const before = planned(configurationOf({ talk, social }), null).description;
const changed = (changes: Readonly<Record<"talk" | "social", object>>) =>
  planned(
    configurationOf({
      talk: { ...talk, options: { ...talk.options, ...changes.talk } },
      social: { ...social, options: { ...social.options, ...changes.social } },
    }),
    before,
  );
const over = (orchestrator: Description["orchestrator"], plan: ReturnType<typeof changed>) => ({
  ...plan,
  description: { ...plan.description, orchestrator },
  deployed: { ...before, orchestrator },
});

describe("the kind of run", () => {
  test("is settings where nothing else changes, whatever the application", () => {
    expect(runKindOf(changed({ talk: { title: "Choir", css: "b {}" }, social: {} }))).toBe("settings");
    expect(runKindOf(changed({ talk: {}, social: { registrations: "none" } }))).toBe("settings");
    expect(runKindOf({ ...changed({ talk: { title: "Choir" }, social: {} }), goesBack: true })).toBe("settings");
  });

  test("is settings also where the administrator's address follows from one", () => {
    expect(runKindOf(changed({ talk: {}, social: { contactEmail: "others@choir.example" } }))).toBe("settings");
  });

  test.each([
    ["nothing is deployed", planned(configurationOf({ talk }), null)],
    ["nothing changes", changed({ talk: {}, social: {} })],
    ["something has to start again as well", changed({ talk: { title: "Choir", threads: 40 }, social: {} })],
    ["an application comes or goes", planned(configurationOf({ talk }), before)],
    ["machines fetch their configuration", over("pull", changed({ talk: { title: "Choir" }, social: {} }))],
  ])("is deploy where %s", (_, plan) => {
    expect(runKindOf(plan)).toBe("deploy");
    expect(runKindOf({ ...plan, goesBack: true })).toBe("rollback");
  });

  test("is deploy where something differs that no change of the plan names", () => {
    const plan = changed({ talk: { title: "Choir" }, social: {} });
    const { talk: instance } = before.instances;
    if (!instance) throw new Error("there is a snac");
    const older = (commands: typeof instance.commands, version = instance.version) => ({
      ...before,
      instances: { ...before.instances, talk: { ...instance, commands, version } },
    });
    // Deployed before the instance's settings could be set in seconds.
    expect(runKindOf({ ...plan, deployed: older([]) })).toBe("deploy");
    expect(runKindOf({ ...plan, deployed: older(instance.commands.map(({ read: _, ...one }) => one)) })).toBe("deploy");
    expect(runKindOf({ ...plan, deployed: older(instance.commands, "2.0") })).toBe("deploy");
  });

  test.each(["nixos-ssh", "nixops4", "rehearsal"] as const)("is settings by %s", (orchestrator) => {
    expect(runKindOf(over(orchestrator, changed({ talk: { title: "Choir" }, social: {} })))).toBe("settings");
  });
});
