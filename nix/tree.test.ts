import { existsSync } from "node:fs";
import path from "node:path";
import { digestOf } from "@allotment/model";
import { renderTree } from "@allotment/nix-output";
import { loadLibrary } from "@allotment/nix-output/library";
import { sampleEnvironment } from "@allotment/planner/testing";
import { describe, expect, test } from "vitest";
import { nixPath, nixPrograms, say, withFolder, withoutNix } from "./testing/nix.ts";
import { describeInstances, sampleInstances, sharedServicesEnvironment } from "./testing/samples.ts";

const library = loadLibrary();
const everything = describeInstances(["pictures", "social", "videos"], sampleEnvironment());
const tree = renderTree({ description: everything, library });
const machines = Object.keys(everything.machines).sort();

/** A nixpkgs on this computer makes the tests of full evaluation run. */
const nixpkgs = process.env["NIXPKGS"];
const isNixpkgs = nixpkgs !== undefined && existsSync(path.join(nixpkgs, "nixos/lib/eval-config.nix"));
const withoutNixpkgs =
  withoutNix ?? (isNixpkgs ? null : "NIXPKGS names no folder of nixpkgs, so nothing is evaluated fully.");
if (withoutNix === null && withoutNixpkgs !== null) process.stderr.write(`${withoutNixpkgs}\n`);

const namesOf = "--apply";
const listMachines = "machines: builtins.attrNames machines";

describe.skipIf(withoutNix !== null)("a tree", () => {
  test("is a flake whose machines a real Nix lists and evaluates against stubs, without network", () => {
    withFolder(Object.fromEntries(tree), (folder) => {
      const said = say(nixPrograms().command, [
        "eval",
        "--json",
        "--offline",
        `path:${folder}#stub`,
        namesOf,
        listMachines,
      ]);
      expect(said.stderr.replaceAll(/^warning: .*$/gm, "").trim()).toBe("");
      expect(JSON.parse(said.stdout)).toEqual(machines);
    });
  });

  test("has a lock that fits its flake: Nix would not write another", () => {
    withFolder(Object.fromEntries(tree), (folder) => {
      const said = say(nixPrograms().command, [
        "eval",
        "--json",
        "--offline",
        "--no-update-lock-file",
        `path:${folder}#stub`,
        namesOf,
        listMachines,
      ]);
      expect(said.stderr).not.toMatch(/lock file/);
      expect(said.status).toBe(0);
    });
  });

  test("names the secrets and the hardware that are missing, and stops naming those that came", () => {
    const warnings = (files: Readonly<Record<string, string>>) =>
      withFolder({ ...Object.fromEntries(tree), ...files }, (folder) => {
        const expression = `builtins.concatMap (machine: machine.warnings or [ ]) (builtins.attrValues (import ${nixPath(`${folder}/nix/check`)} { tree = ${nixPath(folder)}; }))`;
        const said = say(nixPrograms().instantiate, ["--eval", "--strict", "--json", "-E", expression]);
        expect(said.stderr).toBe("");
        return JSON.parse(said.stdout) as string[];
      });
    const before = warnings({});
    expect(before.filter((warning) => warning.includes("social/secret-key-base"))).toHaveLength(1);
    expect(before.filter((warning) => warning.includes("hardware/"))).toHaveLength(machines.length);
    const hardware = Object.fromEntries(machines.map((machine) => [`hardware/${machine}.nix`, "{ ... }: { }\n"]));
    const after = warnings({ "secrets/social_secret-key-base.age": "ciphertext", ...hardware });
    expect(after.filter((warning) => /social\/secret-key-base|hardware\//.test(warning))).toEqual([]);
    expect(after).toHaveLength(before.length - 1 - machines.length);
  });

  test("says which assertion failed when a description contradicts itself", () => {
    const social = everything.instances["social"];
    const { database } = social?.bindings ?? {};
    if (!social || !database) throw new Error("the sample has no database");
    const other = { ...database, result: { ...database.result, username: "somebody" } };
    const broken = {
      ...everything,
      instances: { social: { ...social, bindings: { ...social.bindings, database: other } } },
    };
    withFolder(Object.fromEntries(renderTree({ description: broken, library })), (folder) => {
      const said = say(nixPrograms().instantiate, [
        "--eval",
        "--strict",
        "--json",
        "-E",
        `import ${nixPath(`${folder}/nix/check`)} { tree = ${nixPath(folder)}; }`,
      ]);
      expect(said.status).not.toBe(0);
      expect(said.stderr).toMatch(/Failed assertions:\n.*- database mastodon/);
    });
  });
});

describe.skipIf(withoutNixpkgs !== null)("fully evaluated, with the nixpkgs that NIXPKGS names", () => {
  const slugs = Object.keys(sampleInstances);
  test.each(slugs.flatMap((slug) => [[slug, "practice"] as const, [slug, "shared services"] as const]))(
    "%s (%s) gives the derivation of every system",
    (slug, name) => {
      const environment = name === "practice" ? sampleEnvironment() : sharedServicesEnvironment();
      const description = describeInstances([slug], environment);
      withFolder(Object.fromEntries(renderTree({ description, library })), (folder) => {
        const expression = `import ${nixPath(`${folder}/nix/check/full.nix`)} { tree = ${nixPath(folder)}; nixpkgs = ${nixPath(path.resolve(nixpkgs ?? ""))}; }`;
        const said = say(nixPrograms().instantiate, ["--eval", "--strict", "--json", "-E", expression]);
        expect(said.status, said.stderr).toBe(0);
        const systems = Object.entries(JSON.parse(said.stdout) as Record<string, string>);
        expect(systems.map(([machine]) => machine)).toEqual(Object.keys(description.machines));
        expect(systems.every(([, derivation]) => derivation.endsWith(".drv"))).toBe(true);
      });
    },
    300_000,
  );
});

test("a tree holds every file that its Nix files name", () => {
  const mentioned = [...tree]
    .filter(([file]) => file.startsWith("nix/") && file.endsWith(".nix"))
    .flatMap(([file, content]) =>
      // Files only; folders are named without an ending.
      [...content.replaceAll(/^ *#.*$/gm, "").matchAll(/(?<=[\s({])\.{1,2}(?:\/[\w-]+)+\.(?:nix|php|rb)\b/g)].map(
        ([name]) => path.posix.join(path.posix.dirname(file), name),
      ),
    );
  expect(mentioned.length).toBeGreaterThan(20);
  expect(mentioned.filter((file) => !tree.has(file))).toEqual([]);
});

test("rendering is pure: the same description and library give the same files", () => {
  expect([...renderTree({ description: everything, library: loadLibrary() })]).toEqual([...tree]);
  expect(digestOf(loadLibrary().digest)).toBe(digestOf(library.digest));
});
