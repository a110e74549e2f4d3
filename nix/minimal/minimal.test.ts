import { sampleEnvironment } from "@allotment/planner/testing";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  buildSystem,
  describeMinimal,
  entriesOf,
  sayAboutSystem,
  treeOf,
  withOptions,
  withSettings,
} from "../testing/minimal.ts";
import { evaluate, nixFolder, nixPath, nixPrograms, say, withFolder, withoutNix } from "../testing/nix.ts";
import { describeInstances } from "../testing/samples.ts";

const withBackups = describeInstances(["hello"], sampleEnvironment("one-machine")).backups;
const both = describeMinimal(["hello", "snac"]);

/** Unit → what it is made of. */
function unitsOf(system: string): Readonly<Record<string, string | undefined>> {
  const units = Object.entries(entriesOf(system)).filter(([file]) => file.startsWith("etc/allotment/units/"));
  return Object.fromEntries(
    units.flatMap(([file, { target }]) => (target === undefined ? [] : [[file.slice(20), target]])),
  );
}

describe.skipIf(withoutNix !== null)("a system without NixOS", () => {
  test("is evaluated without network, fetches no input and leaves the lock as it is", () => {
    const said = sayAboutSystem("eval", treeOf(both), ["--raw"], ".drvPath");
    expect(said.stderr).toBe("");
    expect(said.stdout).toMatch(/^\/nix\/store\/.*-minimal-system-amber\.drv$/);
  });

  test("is built and has the interface of a NixOS system", () => {
    const entries = entriesOf(buildSystem(treeOf(both)));
    const programs = Object.entries(entries).filter(([, entry]) => entry.executable === true);
    expect(programs.map(([name]) => name).sort()).toEqual([
      "activate",
      "bin/apply",
      "bin/switch-to-configuration",
      "deactivate",
      "libexec/authorized-keys",
      "libexec/restart-unit",
      "libexec/supervise",
      "sw/bin/allotment-certificates",
      "sw/bin/allotment-host",
      "sw/bin/allotment-probe-snac",
      "sw/bin/allotment-settings",
      "sw/bin/allotment-snac-settings",
      "sw/bin/allotment-units",
    ]);
  });

  test("is the same for the same description, whatever else is in the tree", () => {
    const system = buildSystem(treeOf(both));
    expect(buildSystem(treeOf(both, { "README.md": "Another text.\n" }))).toBe(system);
    expect(buildSystem(treeOf({ ...both, dns: [] }))).toBe(system);
  });

  test("changes only where an option says so: the unit concerned is another, the web server reads its settings again", () => {
    const before = unitsOf(buildSystem(treeOf(both)));
    const page = unitsOf(buildSystem(treeOf(withOptions(both, "hello", { message: "Good morning." }))));
    expect(changed(before, page)).toEqual(["nginx/reload"]);
    const talk = unitsOf(buildSystem(treeOf(withSettings(both, "snac", { title: "Another" }))));
    expect(changed(before, talk)).toEqual(["snac/unit"]);
  });

  test("changes its units when a secret that concerns them is encrypted anew", () => {
    const [id, secret] = Object.entries(both.secrets)[0] ?? [];
    if (id === undefined || !secret) throw new Error("the sample has no secret");
    const concerned = { ...both, secrets: { [id]: { ...secret, restartUnits: ["snac.service"] } } };
    const file = `secrets/${secret.path.replace("/run/agenix/", "")}.age`;
    const [before, after] = ["one", "two"].map((text) => unitsOf(buildSystem(treeOf(concerned, { [file]: text }))));
    expect(changed(before ?? {}, after ?? {})).toEqual(["snac/unit"]);
  });

  test("asks an authority where names are public, by a unit that another host leaves as it is", () => {
    const systems = [["hello"], ["hello", "snac"]].map((slugs) =>
      buildSystem(treeOf(describeMinimal(slugs, {}, true))),
    );
    const [one, two] = systems.map((system) => unitsOf(system)["certificates/unit"]);
    expect(one).toBeDefined();
    expect(two).toBe(one);
    const file = entriesOf(systems[0] ?? "")["etc/allotment/certificates"]?.target ?? "";
    expect(say(nixPrograms().command, ["store", "cat", file]).stdout).toMatch(
      /^hello\.choir\.example https:\/\/acme-v02\S+ https:\/\/acme-staging-v02\S+ \S+@\S+$/m,
    );
    expect(unitsOf(buildSystem(treeOf(both)))).not.toHaveProperty(["certificates/unit"]);
  });

  test("is refused with a sentence for everything that it cannot do", () => {
    const social = describeMinimal(["social"]);
    const said = sayAboutSystem("eval", treeOf(social), ["--raw"], ".drvPath");
    expect(said.status).not.toBe(0);
    for (const sentence of [
      "social is mastodon, which runs on NixOS only.",
      "social needs database (postgresql), which only NixOS machines provide.",
      "A PostgreSQL server was placed here.",
    ])
      expect(said.stderr).toContain(sentence);
    const endsBlock = describeMinimal(["hello"], { adminKeys: ["# end allotment"] });
    expect(sayAboutSystem("eval", treeOf(endsBlock), ["--raw"], ".drvPath").stderr).toContain(
      "no line of a file of keys",
    );
    const backedUp = { ...describeMinimal(["hello"]), backups: withBackups };
    expect(sayAboutSystem("eval", treeOf(backedUp), ["--raw"], ".drvPath").stderr).toContain(
      "hello is to be backed up",
    );
  });
});

function changed(
  before: Readonly<Record<string, string | undefined>>,
  after: Readonly<Record<string, string | undefined>>,
): string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((name) => before[name] !== after[name]);
}

// What means something to a shell.
const fragments = [
  "'",
  '"',
  "$(id)",
  "`id`",
  "${HOME}",
  "\\",
  "\n",
  " ",
  ";",
  "&",
  "|",
  "*",
  "#",
  "=",
  "-",
  "%",
  "é",
  "🎻",
  "x",
];
const hostile = fc.array(fc.constantFrom(...fragments), { minLength: 0, maxLength: 10 }).map((parts) => parts.join(""));

describe.skipIf(withoutNix !== null)("a unit", () => {
  test("gets texts in variables and arguments exactly as they are", () => {
    fc.assert(
      fc.property(fc.array(hostile, { minLength: 2, maxLength: 5 }), hostile, (words, value) => {
        withFolder({ "input.json": JSON.stringify({ words, value }) }, (folder) => {
          const text = JSON.parse(evaluate(unitExpression(folder))) as string;
          const script = `${text}\nas_unit() { printf '%s\\0' "$@"; }\nunit_start`;
          expect(say("sh", ["-c", script]).stdout.split("\0").slice(0, -1)).toEqual([
            `TEXT=${value}`,
            "program",
            ...words,
          ]);
        });
      }),
      { numRuns: 20 },
    );
  });
});

/** The unit file for the words in input.json, as the library writes it. */
function unitExpression(folder: string): string {
  return `
    let
      inherit (import ${nixPath(`${nixFolder}/check/stub-lib.nix`)}) lib;
      input = builtins.fromJSON (builtins.readFile ${nixPath(`${folder}/input.json`)});
      context = {
        inherit lib;
        text = import ${nixPath(`${nixFolder}/lib/text.nix`)} { inherit lib; };
        secrets.digestFor = _: [ ];
      };
    in
    (import ${nixPath(`${nixFolder}/minimal/unit.nix`)} context "name" {
      environment.TEXT = input.value;
      start = [ "program" ] ++ input.words;
    }).unit`;
}
