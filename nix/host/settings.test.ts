import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { FakeMachine, type Answer } from "./activation/testing/fake-machine.ts";

// An application that keeps what it was given in a file, and says so when it is asked. It fails, hangs or does not know
// what it is given where its title says so.
const application = `#!/bin/sh
folder=$ALLOTMENT_HOST_ROOT
if [ "\${1:-}" = read ]; then
  [ ! -e "$folder/says" ] || exec cat "$folder/says"
  exec jq -c '{ values: ., defaults: {} }' "$folder/held"
fi
cat >"$folder/given"
printf '%s %s\\n' "$*" "$(cat "$folder/given")" >>"$folder/calls"
case $(cat "$folder/given") in
  *broken*) echo "no such luck" >&2; exit 1 ;;
  *hanging*) sleep 300 & echo $! >"$folder/child"; sleep 300 ;;
  *strange*) status=3 ;;
esac
cp "$folder/given" "$folder/held"
exit "\${status:-0}"
`;

let machine: FakeMachine;
afterEach(() => machine.remove());

const shells = [["dash"], ["bash", "--posix"], ["busybox", "ash"]].filter(
  ([program = "", ...argv]) => spawnSync(program, [...argv, "-c", "exit 7"]).status === 7,
);

const commands = (title: string) => [
  { command: ["application", "set it's"], input: { title }, read: ["application", "read"] },
];

/** A machine that runs a generation whose own title is `Own`. */
async function machineRunning(shell?: readonly string[]): Promise<FakeMachine> {
  machine = new FakeMachine(shell);
  machine.program("application", application);
  await deploy("first", "one", "Own");
  machine.write("calls", "");
  return machine;
}

async function deploy(run: string, name: string, title: string, confirm = true): Promise<void> {
  const own = { talk: commands(title), quiet: [{ command: ["application"], input: null }] };
  machine.activate(run, machine.withSettings(machine.system(name), own), confirm ? {} : { "confirm-seconds": 1 });
  await machine.until(run, "switched");
  if (confirm) machine.host("confirm", "--run", run, "--fencing", "1");
}

function set(title: string, change: Readonly<Record<string, string | number>> = {}): Answer {
  const options = { run: "s1", fencing: 1, instance: "talk", seconds: 20, ...change };
  const argv = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]);
  return machine.feed(JSON.stringify([{ title }]), "settings", ...argv);
}

function read(seconds = 20): Answer {
  return machine.host("read-settings", "--instance", "talk", "--seconds", String(seconds));
}

/** What the machine's own program says, as a start of the machine would call it. */
function settings(...argv: readonly string[]): { readonly status: number | null; readonly stdout: string } {
  const program = path.join(machine.root, "run/current-system/sw/bin/allotment-settings");
  const env = {
    PATH: `${machine.root}/programs:${process.env["PATH"] ?? ""}`,
    ALLOTMENT_HOST_PATH: "",
    ALLOTMENT_HOST_ROOT: machine.root,
  };
  return spawnSync(program, argv, { env, encoding: "utf8" });
}

/** The title that the next start would bring. */
function atNextStart(): unknown {
  expect(settings("hold", "talk").status).toBe(0);
  return JSON.parse(machine.read("held"));
}

describe.each(shells.map((shell) => [shell.join(" "), shell] as const))("settings by %s", (_, shell) => {
  beforeEach(() => machineRunning(shell));

  test("are given to the application's own command on its standard input, and hold at the next start", () => {
    const title = `The "Choir" $(id) 'é' \\ 🎻`;
    expect(set(title)).toMatchObject({ code: 0, stderr: "" });
    expect(machine.calls()).toEqual([`set it's ${JSON.stringify({ title })}`]);
    machine.write("held", "{}");
    expect(atNextStart()).toEqual({ title });
    expect(settings("overridden").stdout).toBe("settings=talk\n");
    expect(machine.host("facts").values["settings"]).toBe("talk");
  });

  test("are void with a generation that brings others, and hold again on the way back to the one before", async () => {
    set("Over");
    await deploy("r2", "two", "New");
    expect(atNextStart()).toEqual({ title: "New" });
    machine.host("roll-back", "--run", "r2", "--fencing", "1", "--to-generation", "1");
    await machine.until("r2", "rolled-back");
    expect(atNextStart()).toEqual({ title: "Over" });
  });

  test("do not come back with a later generation that brings what they once stood over", async () => {
    set("Over");
    await deploy("r2", "two", "New");
    await deploy("r3", "three", "Own");
    expect(atNextStart()).toEqual({ title: "Own" });
    expect(settings("overridden").stdout).toBe("");
  });

  test("that the command refuses are not kept: what held before is set again, and its last words are told", () => {
    set("Over");
    expect(set("broken")).toMatchObject({ code: 22, stderr: "no such luck\n" });
    expect(JSON.parse(machine.read("held"))).toEqual({ title: "Over" });
    expect(atNextStart()).toEqual({ title: "Over" });
  });

  test("whose command hangs are given up in time, with every process of it, and the machine is free again", () => {
    expect(set("hanging", { seconds: 1 })).toMatchObject({
      code: 24,
      stderr: "It took longer than 1 seconds and was ended.\n",
    });
    expect(isRunning(Number(machine.read("child")))).toBe(false);
    expect(JSON.parse(machine.read("run/allotment/settings/talk.json"))).toEqual([{ title: "Own" }]);
    expect(set("Fine").code).toBe(0);
  });

  test("that the application does not know are said so, and the others hold", () => {
    expect(set("strange")).toMatchObject({ code: 0, values: { unknown: "yes" } });
    expect(settings("hold", "talk").status).toBe(3);
  });

  test("are read back as the application says, and only as JSON of a bearable size", () => {
    set("Over");
    machine.write("held", '{"title":"By hand"}');
    expect(JSON.parse(read().stdout)).toEqual([{ values: { title: "By hand" }, defaults: {} }]);
    machine.write("says", "title: By hand");
    expect(read()).toMatchObject({ code: 22, stderr: "talk did not say what its settings are.\n" });
    machine.write("says", JSON.stringify({ values: { title: "x".repeat(1_000_001) } }));
    expect(read().code).toBe(22);
  });
});

/** Whether a process runs; one that ended and was not collected does not. */
function isRunning(pid: number): boolean {
  const state = spawnSync("ps", ["-o", "stat=", "-p", String(pid)], { encoding: "utf8" }).stdout.trim();
  return state !== "" && !state.startsWith("Z");
}

describe("settings are refused", () => {
  beforeEach(() => machineRunning());

  test.each([
    ["no list", { title: "x" }],
    ["another number of inputs", []],
    ["an input that is no object", ["x"]],
    ["more than a page", [{ title: "x".repeat(1_000_001) }]],
  ])("that are %s", (_, inputs) => {
    const argv = ["--run", "s1", "--fencing", "1", "--instance", "talk", "--seconds", "5"];
    const answer = machine.feed(JSON.stringify(inputs), "settings", ...argv);
    expect(answer).toMatchObject({ code: 2, stderr: expect.stringContaining("nothing was changed") });
    expect(machine.calls()).toEqual([]);
  });

  test("of an instance that is not there", () => {
    expect(set("Over", { instance: "other" }).code).toBe(2);
  });

  test("from a worker that another one came after", () => {
    set("Over", { fencing: 5 });
    expect(set("Old", { fencing: 4 }).code).toBe(20);
    expect(atNextStart()).toEqual({ title: "Over" });
  });

  test("while an activation is under way, and an activation while they are set", async () => {
    await deploy("r2", "two", "New", false);
    expect(set("Over").code).toBe(21);
    expect(read().code).toBe(21);
    await machine.until("r2", "rolled-back");
    const argv = ["--run", "s1", "--fencing", "1", "--instance", "talk", "--seconds", "3"];
    const setting = machine.begin(["settings", ...argv], undefined, JSON.stringify([{ title: "hanging" }]));
    await until(() => existsSync(path.join(machine.root, "child")));
    expect(machine.activate("r3", machine.system("three")).code).toBe(21);
    expect((await setting).code).toBe(24);
    expect(machine.activate("r3", machine.system("three")).code).toBe(0);
  });

  test("where the system has no program for them", async () => {
    machine.activate("r2", machine.system("plain"));
    await machine.until("r2", "switched");
    machine.host("confirm", "--run", "r2", "--fencing", "1");
    expect(set("Over").code).toBe(25);
  });
});

async function until(condition: () => boolean): Promise<void> {
  const end = performance.now() + 10_000;
  while (!condition()) {
    if (performance.now() > end) throw new Error("it does not come to be");
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
