import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { applications } from "@allotment/catalogue";
import type { Description } from "@allotment/model";
import { sampleEnvironment } from "@allotment/planner/testing";
import { describe, expect, test } from "vitest";
import { breaches, contracts, leavesOf, pathText } from "./testing/contract.ts";
import { evaluateAgainstStubs, nixFolder, nixPrograms, say, withoutNix } from "./testing/nix.ts";
import { nixOptions, otherValue } from "./testing/options.ts";
import {
  describeInstances,
  pulling,
  sampleInstances,
  sharedServicesEnvironment,
  withoutBucketEnvironment,
} from "./testing/samples.ts";

const nixFiles = readdirSync(nixFolder, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".nix"))
  .sort();

test("every application of the catalogue has a NixOS module here, and those that do without NixOS have another", () => {
  const ids = applications.map(({ id }) => id).sort();
  expect(readdirSync(path.join(nixFolder, "applications")).sort()).toEqual(ids);
  for (const { id, hosts } of applications) {
    const file = path.join(nixFolder, "applications", id, "minimal.nix");
    expect(existsSync(file), id).toBe(hosts.includes("minimal"));
  }
});

describe.skipIf(withoutNix !== null)("the library", () => {
  test("is Nix, every file of it (parsed)", () => {
    const said = say(nixPrograms().instantiate, ["--parse", ...nixFiles]);
    expect(said.stderr).toBe("");
    expect(said.status).toBe(0);
    expect(nixFiles.length).toBeGreaterThan(20);
  });

  const environments = {
    practice: sampleEnvironment("machine-per-application"),
    "shared services": sharedServicesEnvironment(),
    "no bucket": withoutBucketEnvironment(),
  };
  const cases = Object.keys(sampleInstances).flatMap((slug) =>
    Object.entries(environments).map(([name, environment]) => ({
      name: `${slug}, ${name}`,
      description: describeInstances([slug], environment),
    })),
  );
  for (const method of ["comin", "auto-upgrade"] as const) {
    cases.push({ name: `pulled by ${method}`, description: describeInstances(["hello"], ...pulling(method)) });
  }

  test("sets options of the contract only, each with its type", () => {
    const results = evaluateAgainstStubs(cases.map(({ description }) => description));
    const found = results.flatMap((result, index) =>
      breaches(result).map((breach) => `${cases[index]?.name}: ${breach}`),
    );
    expect(found).toEqual([]);
    expect(contracts.map(({ release }) => release)).toEqual(contracts.map(() => "nixos-26.05"));
  });

  test("leaves the systems of other machines as they are when one application changes", () => {
    const before = describeInstances(["pictures", "social"], sampleEnvironment("machine-per-application"));
    const [old = {}, changed = {}] = evaluateAgainstStubs([before, withOptions(before, "pictures", { name: "Other" })]);
    const differing = Object.keys(old).filter(
      (machine) => JSON.stringify(old[machine]) !== JSON.stringify(changed[machine]),
    );
    expect(Object.keys(old)).toHaveLength(2);
    expect(differing).toEqual([before.instances["pictures"]?.components["web"]?.machine]);
  });

  test("restarts only units that exist when a secret changes", () => {
    const units = cases.flatMap(({ description }) =>
      Object.values(description.secrets).flatMap((secret) => secret.restartUnits),
    );
    const known =
      /^(?:mastodon-(?:web|sidekiq-[a-z]+(?:-\d+)?|streaming-\d+)|peertube|phpfpm-pixelfed|pixelfed-(?:data-setup|horizon))\.service$/;
    expect([...new Set(units)].filter((unit) => !known.test(unit))).toEqual([]);
  });
});

describe.skipIf(withoutNix !== null)("every option that the NixOS module applies", () => {
  const prerequisites = { redundancyStrategy: "most-views" };

  const samples = Object.entries(sampleInstances).map(([slug, { application }]) => [slug, application] as const);

  test.each(samples)("%s (%s) reaches the configuration under its name upstream", (slug, application) => {
    const base = withOptions(describeInstances([slug], sampleEnvironment()), slug, prerequisites);
    const options = nixOptions(application);
    const changed = options.map(({ name, schema }) =>
      withOptions(base, slug, { [name]: otherValue(schema, base.instances[slug]?.options[name]) }),
    );
    const [before = {}, ...after] = evaluateAgainstStubs([base, ...changed]);
    const unused = options.filter(
      ({ upstream }, index) => !changesIn(before, after[index]).some((change) => names(change, upstream)),
    );
    // The page of hello has no names of its own: any change counts.
    const missing =
      application === "hello" ? options.filter((_, index) => changesIn(before, after[index]).length === 0) : unused;
    expect(missing.map(({ name, upstream }) => `${name} (${upstream})`)).toEqual([]);
  });
});

function withOptions(description: Description, slug: string, options: Readonly<Record<string, unknown>>): Description {
  const instance = description.instances[slug];
  if (!instance) throw new Error(`no instance ${slug}`);
  const changed = { ...instance, options: { ...instance.options, ...options } };
  return { ...description, instances: { ...description.instances, [slug]: changed } };
}

/** Paths with their new values that differ; a variable inside an environment file shows in its value. */
function changesIn(before: unknown, after: unknown): string[] {
  const old = new Map(leavesOf(before).map((leaf) => [pathText(leaf.path), JSON.stringify(leaf.value)]));
  return leavesOf(after).flatMap(({ path: names, value }) => {
    const text = JSON.stringify(value);
    // The machine's own copy of its description says nothing about what uses it.
    if (names.includes("allotment/machine.json")) return [];
    return old.get(pathText(names)) === text ? [] : [`${pathText(names)} = ${text}`];
  });
}

/** Whether a change is about exactly this name, not one that begins or ends like it. */
function names(change: string, upstream: string): boolean {
  const name = upstream.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`(?<![\\w])${name}(?![\\w])`).test(change);
}

describe("the inputs of the flake", () => {
  const lock = JSON.parse(readFileSync(path.join(nixFolder, "flake/26.05/flake.lock"), "utf8")) as {
    nodes: Record<string, { locked?: { rev: string }; inputs?: Record<string, unknown> }>;
  };

  test("are pinned to revisions, and follow one nixpkgs", () => {
    const pinned = Object.entries(lock.nodes).filter(([name]) => name !== "root");
    expect(pinned.map(([, node]) => node.locked?.rev)).toEqual(
      pinned.map(() => expect.stringMatching(/^[0-9a-f]{40}$/)),
    );
    expect(lock.nodes["agenix"]?.inputs?.["nixpkgs"]).toEqual(["nixpkgs"]);
    expect(lock.nodes["disko"]?.inputs?.["nixpkgs"]).toEqual(["nixpkgs"]);
  });
});
