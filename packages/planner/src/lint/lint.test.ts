import { type Description } from "@allotment/model";
import { describe, expect, test } from "vitest";
import { lintDescription, makePlan } from "../index.ts";
import { sampleConfiguration, sampleInput, sampleInstances } from "../testing/index.ts";

const configuration = sampleConfiguration({
  social: sampleInstances.social(50),
  pictures: sampleInstances.pictures(50),
});
const good = makePlan(sampleInput({ configuration })).description;

/** The good description after somebody tampered with its JSON. */
function tampered(change: (description: Description) => void): Description {
  const description = structuredClone(good);
  if (!description) throw new Error("the sample gives no description");
  change(description);
  return description;
}

function entry<Value>(values: Readonly<Record<string, Value>>, key: string): Value {
  const value = values[key];
  if (value === undefined) throw new Error(`no ${key}`);
  return value;
}

test("a description as the planner makes it has no fault", () => {
  expect(lintDescription(tampered(() => undefined))).toEqual([]);
});

describe("the linter finds", () => {
  test.each<[string, string, (description: Description) => void]>([
    ["a field that does not belong", "lint-shape", (one) => Object.assign(one, { shell: "rm -rf /" })],
    [
      "a machine that is fuller than it is large",
      "lint-overfull",
      (one) => (entry(one.machines, "amber").used.memoryMiB = 1_000_000),
    ],
    [
      "a component on a machine that is not there",
      "lint-no-machine",
      (one) => (entry(entry(one.instances, "social").components, "web").machine = "zinc"),
    ],
    ["components that nobody counted", "lint-used", (one) => (entry(one.machines, "amber").used.memoryMiB = 1)],
    [
      "a machine that forgot its instance",
      "lint-machine-instances",
      (one) => (entry(one.machines, "amber").instances = []),
    ],
    [
      "a database on a machine without NixOS",
      "lint-minimal",
      (one) => (entry(one.machines, "amber").hardware.preset = "minimal"),
    ],
    ["a secret from nowhere", "lint-secret", (one) => delete one.generators["social/secret-key-base"]],
    ["state without a home", "lint-state", (one) => delete entry(one.instances, "social").bindings["database"]],
    [
      "an instance that is stopped and asked how it is",
      "lint-stopped",
      (one) => (entry(one.instances, "social").stopped = "suspended"),
    ],
    ["something that is erased while it is in use", "lint-erase", (one) => (one.erase = { machines: {}, left: [] })],
    [
      "something left on a machine that is not there",
      "lint-erase",
      (one) => (one.leftBehind = { machines: { zinc: [] }, left: [] }),
    ],
    ...["/etc", "/var/lib", "/var/lib/allotment", "/var/lib/x/../nixos", "/home/anna"].map(
      (name): [string, string, (description: Description) => void] => [
        `${name} among what is erased`,
        "lint-erase",
        (one) => {
          const items = [{ kind: "files" as const, name, instance: "social", role: "files" }];
          Object.assign(one, { instances: {}, erase: { machines: { amber: items }, left: [] } });
        },
      ],
    ),
    ["a virtual host without a record", "lint-no-record", (one) => (one.dns = [])],
    [
      "a virtual host twice",
      "lint-host-twice",
      (one) => (entry(entry(one.instances, "social").bindings, "site").result["host"] = "pictures.choir.example"),
    ],
  ])("%s", (_, code, change) => {
    expect(lintDescription(tampered(change)).map((found) => found.code)).toContain(code);
  });
});
