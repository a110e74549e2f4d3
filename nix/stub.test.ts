import { existsSync } from "node:fs";
import path from "node:path";
import { missingCiphertext } from "@allotment/nix-output";
import { sampleEnvironment } from "@allotment/planner/testing";
import { describe, expect, test } from "vitest";
import { leavesOf, pathText } from "./testing/contract.ts";
import {
  evaluate,
  evaluateAgainstStubs,
  nixFolder,
  nixPath,
  withFolder,
  withoutNix,
  type Evaluated,
} from "./testing/nix.ts";
import {
  describeInstances,
  sampleInstances,
  sharedServicesEnvironment,
  withoutBucketEnvironment,
} from "./testing/samples.ts";

/** A nixpkgs, or only its lib folder, makes these tests run. */
const nixpkgs = process.env["NIXPKGS"];
const runs = withoutNix === null && nixpkgs !== undefined && existsSync(path.join(nixpkgs, "lib/modules.nix"));

// Only the real lib shows what was put in for modules to read, as part of the result.
const standIns =
  /^(?:services\.(?:mastodon\.package|pixelfed\.(?:package|dataDir|runtimeDir|user)|phpfpm\.pools\.pixelfed\.phpPackage)|systemd\.services\.mastodon-web\.environment)$/;

/** What is set, with lists in any order: the stub does not promise the order in which modules are merged. */
function settings(evaluated: Evaluated): string[] {
  const texts = leavesOf(evaluated).flatMap(({ path: names, value }) => {
    const text = JSON.stringify(Array.isArray(value) ? value.map((item) => JSON.stringify(item)).sort() : value);
    return standIns.test(pathText(names.slice(1))) ? [] : [`${pathText(names)} = ${text}`];
  });
  return texts.sort();
}

describe.skipIf(!runs)("the stub lib", () => {
  const environments = [sampleEnvironment("one-machine"), sharedServicesEnvironment(), withoutBucketEnvironment()];

  test.each(Object.keys(sampleInstances))("gives %s the configuration that nixpkgs' own lib gives it", (slug) => {
    const descriptions = environments.map((environment) => describeInstances([slug], environment));
    const stubbed = evaluateAgainstStubs(descriptions);
    for (const [index, description] of descriptions.entries()) {
      const real = withFolder(
        {
          "deployment.json": "{}\n",
          "secrets/missing.age": missingCiphertext,
          "description.json": JSON.stringify(description),
        },
        (folder) => {
          const read = `builtins.fromJSON (builtins.readFile ${nixPath(`${folder}/description.json`)})`;
          const call = `{ tree = ${nixPath(folder)}; nixpkgs = ${nixPath(path.resolve(nixpkgs ?? ""))}; description = ${read}; }`;
          return JSON.parse(evaluate(`import ${nixPath(`${nixFolder}/testing/real-lib.nix`)} ${call}`)) as Evaluated;
        },
      );
      expect(settings(stubbed[index] ?? {})).toEqual(settings(real));
    }
  });
});
