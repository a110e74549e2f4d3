/**
 * The way of Mastodon's registrations from a draft to its own program on a host. The program is a recording stand-in for the
 * Rails runner of nix/applications/mastodon: everything else is what a NixOS machine has.
 */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { findApplication, settingDifferences, type SettingsInside } from "@allotment/catalogue";
import { grantMutation, seededRandom, systemClock, type StepEvent, type StepResult } from "@allotment/engine";
import type { Description, Environment } from "@allotment/model";
import { createNixosSsh, readSettings, runOnHost, sshTarget, type NixosSshOptions } from "@allotment/orchestrators";
import { makePlan } from "@allotment/planner";
import { sampleConfiguration, sampleInput, sampleInstances } from "@allotment/planner/testing";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { evaluate, nixFolder, nixPath, withFolder, withoutNix } from "../../nix/testing/nix.ts";
import { run } from "../../scripts/lib/run.mjs";
import { hostsProblem, startHosts, type TestHost, type TestHosts } from "./index.ts";
import { environmentOn, must } from "./sample-hosts.ts";

const problem = withoutNix ?? (await hostsProblem());
const why = problem === null ? "" : ` (skipped: ${problem})`;
const programs = "/srv/system/sw/bin";
const database = "/srv/recorded/database";

// As settings.rb does: what it knows is set, what it does not know is named, and the exit status is then 3.
const standIn = `#!/bin/sh
set -eu
folder=/srv/recorded
if [ "\${1:-}" = read ]; then
  exec jq -c '{ values: ., defaults: { registrations_mode: "none", site_title: "Mastodon" } }' "$folder/database"
fi
cat >"$folder/stdin"
printf '%s\\n' "$0 $*" >"$folder/argv"
env >"$folder/environment"
[ ! -e "$folder/broken" ] || { echo "PG::ConnectionBad: connection to server failed" >&2; exit 1; }
unknown=$(jq -r --slurpfile known "$folder/known" 'keys - $known | join(", ")' "$folder/stdin")
jq -c '.' "$folder/stdin" >"$folder/database"
[ -n "$unknown" ] || exit 0
echo "This Mastodon has no settings named $unknown." >&2
exit 3
`;

/** What tools that build would be: nobody may ask for them. */
const nothingBuilds: NonNullable<NixosSshOptions["outside"]> = Object.fromEntries(
  ["findNixPrograms", "evaluateSystems", "buildSystem", "closureOf", "copySystem"].map((name) => [
    name,
    async () => Promise.reject(new Error(`${name} was called`)),
  ]),
);

describe.skipIf(problem !== null)(`Mastodon's settings on a host${why}`, { timeout: 60_000 }, () => {
  let hosts: TestHosts;
  let folder: string;
  let deployed: Description;
  const events: StepEvent[] = [];
  const one = () => hosts.host("one");
  const recorded = (name: string) => one().readFile(`/srv/recorded/${name}`);

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "allotment-mastodon-"));
    await run("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", path.join(folder, "key")]);
    hosts = await startHosts({ set: "settings-mastodon", names: ["one"] });
    await hosts.authorize(await readFile(path.join(folder, "key.pub"), "utf8"));
    deployed = planned({ registrations: "open" }, null);
    await install(one(), deployed);
  }, 60_000);
  afterAll(async () => {
    await hosts?.remove();
    if (folder !== undefined) await rm(folder, { recursive: true, force: true });
  });
  beforeEach(() => void events.splice(0));

  function environment(): Environment {
    const own = environmentOn(one(), { orchestrator: "nixos-ssh" });
    const machines = Object.entries(own.offers.machine ?? {});
    const nixos = machines.map(([name, machine]) => [name, { ...machine, hardware: { preset: "existing" as const } }]);
    return { ...own, offers: { ...own.offers, machine: Object.fromEntries(nixos) } };
  }

  /** What a draft of Mastodon with these options leads to. */
  function planned(options: Readonly<Record<string, unknown>>, before: Description | null): Description {
    const sample = sampleInstances.social(50);
    const social = { ...sample, options: { ...sample.options, title: "The choir's place", ...options } };
    const configuration = sampleConfiguration({ social });
    const input = sampleInput({ configuration, environment: environment(), deployed: before });
    const { plan, description, diagnostics } = makePlan(input);
    if (plan === null || description === null) throw new Error(JSON.stringify(diagnostics));
    if (before !== null) expect(plan.effect).toBe("seconds");
    return description;
  }

  /** The phase of the adapter over SSH. */
  function set(description: Description): Promise<StepResult> {
    const env = { ...process.env, ALLOTMENT_NIX: "/nowhere" };
    const keyFile = path.join(folder, "key");
    const orchestrator = createNixosSsh({ folder, keyFile, env, outside: nothingBuilds });
    const context = {
      run: "run-1",
      deployment: description.deployment,
      description,
      deployed,
      environmentId: "environment",
      environment: environment(),
      tree: null,
      machines: Object.keys(description.machines),
      previousGenerations: {},
      facts: {},
      fencing: 1,
      attempt: 1,
      deadline: systemClock.now() + 60_000,
      signal: new AbortController().signal,
      clock: systemClock,
      random: seededRandom(1),
      emit: async (event: StepEvent) => void events.push(event),
    };
    return orchestrator.applySettings(context, grantMutation(1));
  }

  test("closed in the draft, they are closed by its own program, and nothing is built", async () => {
    const closed = planned({ registrations: "none" }, deployed);
    expect(await set(closed)).toEqual({ kind: "done" });
    expect(JSON.parse(await recorded("stdin"))).toMatchObject({
      registrations_mode: "none",
      site_title: "The choir's place",
      custom_css: null,
    });
    expect(await recorded("argv")).toBe("/run/current-system/sw/bin/allotment-mastodon-settings \n");
    expect(events).toContainEqual({
      kind: "note",
      code: "settings-set",
      params: { instance: "social", machine: "one" },
      machine: "one",
    });
    deployed = closed;
  });

  test("no value is in arguments, variables or events", async () => {
    const secretive = planned({ registrations: "none", closedRegistrationsMessage: "Ask Berta-Maria" }, deployed);
    expect(await set(secretive)).toEqual({ kind: "done" });
    expect(await recorded("stdin")).toContain("Ask Berta-Maria");
    const told = [await recorded("argv"), await recorded("environment"), JSON.stringify(events)].join("\n");
    expect(told).not.toContain("Berta-Maria");
    expect(await must(one(), ["sh", "-c", "cat /var/log/auth.log /var/log/syslog 2>/dev/null || true"])).not.toContain(
      "Berta",
    );
    deployed = secretive;
  });

  test("settings that this Mastodon does not know are said so, and the others are set", async () => {
    await must(one(), ["tee", "/srv/recorded/known"], '"registrations_mode" "site_title"');
    const approved = planned({ registrations: "approved" }, deployed);
    expect(await set(approved)).toEqual({ kind: "done" });
    expect(JSON.parse(await recorded("database"))).toMatchObject({ registrations_mode: "approved" });
    expect(events).toContainEqual(expect.objectContaining({ kind: "note", code: "settings-unknown" }));
    deployed = approved;
  });

  test("somebody opened them inside Mastodon: that is read back by the option's name", async () => {
    await must(one(), ["sh", "-c", `jq '.registrations_mode = "open"' ${database} >/tmp/d && mv /tmp/d ${database}`]);
    const { one: machine } = deployed.machines;
    const { social } = deployed.instances;
    const target = machine === undefined ? null : sshTarget("one", machine, path.join(folder, "key"));
    if (!social || target === null) throw new Error("the host is not there");
    const said = await readSettings(runOnHost, target, "social", new AbortController().signal);
    const inside = "answers" in said ? (said.answers[0] as SettingsInside) : { values: {}, defaults: {} };
    expect(settingDifferences(mastodon(), social, inside)).toEqual([
      { option: "registrations", here: "approved", inside: "open" },
    ]);
  });

  test("that it cannot set are not held at the next start, and the failure says its last words", async () => {
    await must(one(), ["touch", "/srv/recorded/broken"]);
    const open = planned({ registrations: "open" }, deployed);
    expect(await set(open)).toMatchObject({
      kind: "failed",
      failure: {
        code: "settings-torn",
        params: { instance: "social", text: "PG::ConnectionBad: connection to server failed" },
      },
    });
    await must(one(), ["rm", "/srv/recorded/broken"]);
    // As the unit does at a start of the machine.
    await one().run([`${programs}/allotment-settings`, "hold", "social"]);
    expect(JSON.parse(await recorded("stdin"))).toMatchObject({ registrations_mode: "approved" });
  });
});

function mastodon() {
  const module = findApplication("mastodon");
  if (!module) throw new Error("there is no Mastodon");
  return module;
}

/** A system on the host as NixOS would have it: the programs of this library, and the settings of a description. */
async function install(host: TestHost, description: Description): Promise<void> {
  const known = Object.keys(description.instances["social"]?.commands[0]?.input ?? {});
  const files: Readonly<Record<string, string>> = {
    "sw/bin/allotment-host": await readFile(path.join(nixFolder, "host/activation/allotment-host.sh"), "utf8"),
    "sw/bin/allotment-settings": await readFile(path.join(nixFolder, "host/settings.sh"), "utf8"),
    "sw/bin/allotment-mastodon-settings": standIn,
    "etc/allotment/settings.json": ownSettings(description, host.name),
  };
  await must(host, ["mkdir", "-p", programs, "/srv/system/etc/allotment", "/srv/recorded"]);
  for (const [file, text] of Object.entries(files)) await must(host, ["tee", `/srv/system/${file}`], text);
  await must(host, ["sh", "-c", `chmod 755 ${programs}/*; ln -sfn /srv/system /run/current-system`]);
  await must(host, ["tee", "/srv/recorded/known"], known.map((name) => JSON.stringify(name)).join(" "));
}

/** The settings that the description's generation brings, by the library's own Nix. */
function ownSettings(description: Description, name: string): string {
  return withFolder({ "deployment.json": JSON.stringify(description) }, (folder) =>
    evaluate(`
      let
        inherit (import ${nixPath(`${nixFolder}/check/stub-lib.nix`)}) lib;
        description = builtins.fromJSON (builtins.readFile ${nixPath(`${folder}/deployment.json`)});
      in
      import ${nixPath(`${nixFolder}/lib/settings.nix`)} { inherit lib; } {
        name = "${name}";
        inherit (description) instances;
      }`),
  );
}
