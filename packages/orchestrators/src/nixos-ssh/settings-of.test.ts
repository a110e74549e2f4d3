import type { Description } from "@allotment/model";
import { makePlan } from "@allotment/planner";
import {
  plainInstance,
  sampleConfiguration,
  sampleEnvironment,
  sampleInput,
  sampleInstances,
} from "@allotment/planner/testing";
import { describe, expect, test } from "vitest";
import { settingsToSet } from "./settings-of.ts";

function described(titles: Readonly<Record<"talk" | "social", string>>): Description {
  const talk = plainInstance("snac", 50);
  const social = sampleInstances.social(50);
  const configuration = sampleConfiguration({
    talk: { ...talk, options: { ...talk.options, title: titles.talk } },
    social: { ...social, options: { ...social.options, title: titles.social } },
  });
  const environment = sampleEnvironment("one-machine");
  const { description, diagnostics } = makePlan(sampleInput({ configuration, environment }));
  if (!description) throw new Error(JSON.stringify(diagnostics));
  return description;
}

const before = described({ talk: "Talk", social: "Social" });
const names = (deployed: Description | null, wanted: Description) =>
  settingsToSet(deployed, wanted).map(({ instance }) => instance);

describe("settings to set", () => {
  test("are those of instances that differ from what is deployed", () => {
    expect(names(before, described({ talk: "Talk", social: "Other" }))).toEqual(["social"]);
    expect(names(before, described({ talk: "Other", social: "Other" })).sort()).toEqual(["social", "talk"]);
  });

  test("are all of them where nothing differs: they are set once more", () => {
    expect(names(before, before).sort()).toEqual(["social", "talk"]);
  });

  test("are none of an instance that does not run", () => {
    const { talk } = before.instances;
    if (!talk) throw new Error("there is a snac");
    const stopped = { ...before, instances: { ...before.instances, talk: { ...talk, stopped: "disabled" as const } } };
    expect(names(null, stopped)).toEqual(["social"]);
  });
});
