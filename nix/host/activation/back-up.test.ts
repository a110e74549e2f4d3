import { spawnSync } from "node:child_process";
import { afterEach, describe, expect, test } from "vitest";
import { FakeMachine, type Answer } from "./testing/fake-machine.ts";

/** The last backup, by a systemd that does what the test says: its state is in a file. */

let machine: FakeMachine;
afterEach(() => machine.remove());

const shells = [["dash"], ["bash", "--posix"], ["busybox", "ash"]].filter(
  ([program = "", ...argv]) => spawnSync(program, [...argv, "-c", "exit 7"]).status === 7,
);
const unit = "restic-backups-allotment-talk.service";
const backUp = (run = "r1", fencing = "1") =>
  machine.fromFile("back-up", "--run", run, "--fencing", fencing, "--unit", unit);

/** How the unit is now. `start` makes it the next invocation, which runs. */
function unitIs(active: string, result: string, invocation: string): void {
  machine.write("unit", `LoadState=loaded\nActiveState=${active}\nResult=${result}\nInvocationID=${invocation}\n`);
}

function withUnit(shell?: readonly string[]): void {
  machine = new FakeMachine(shell);
  machine.program(
    "systemctl",
    `#!/bin/sh\necho "$1" >>"$ALLOTMENT_HOST_ROOT/systemctl"\n[ "$1" = start ] || cat "$ALLOTMENT_HOST_ROOT/unit"\n`,
  );
  machine.program("journalctl", `#!/bin/sh\nprintf 'creating\\nsnapshot 1a2b3c4d saved\\nkey=\\033[1m\\n'\n`);
}

const starts = () =>
  machine
    .read("systemctl")
    .split("\n")
    .filter((verb) => verb === "start").length;
const stateOf = ({ values }: Answer) => values["state"];

describe.each(shells.map((shell) => [shell.join(" "), shell] as const))("by %s", (_, shell) => {
  test("a backup is started once, followed, and its snapshot told", () => {
    withUnit(shell);
    unitIs("inactive", "success", "aaaa");
    expect(stateOf(backUp())).toBe("running");
    unitIs("activating", "success", "bbbb");
    expect(stateOf(backUp())).toBe("running");
    unitIs("inactive", "success", "bbbb");
    const done = backUp();
    expect(done.values).toMatchObject({ state: "done", snapshot: "1a2b3c4d" });
    expect(backUp().stdout).toBe(done.stdout);
    expect(starts()).toBe(1);
  });
});

describe("a last backup", () => {
  test("is not one that began before it was asked for", () => {
    withUnit();
    unitIs("activating", "success", "aaaa");
    expect(stateOf(backUp())).toBe("waiting");
    unitIs("inactive", "success", "aaaa");
    expect(stateOf(backUp())).toBe("running");
    expect(starts()).toBe(1);
  });

  test("is asked for again where the request was written and nothing came of it", () => {
    withUnit();
    unitIs("inactive", "success", "aaaa");
    backUp();
    expect(stateOf(backUp())).toBe("running");
    expect(starts()).toBe(2);
  });

  test("that fails says why, and the next who asks has it tried again", () => {
    withUnit();
    unitIs("inactive", "success", "");
    backUp();
    unitIs("failed", "exit-code", "bbbb");
    const failed = backUp();
    expect(failed.values["state"]).toBe("failed");
    expect(failed.stdout).toContain("log=creating\n");
    expect(failed.stdout).not.toContain("\u001B");
    expect(stateOf(backUp())).toBe("running");
  });

  test("of which nobody knows after a restart is taken once more", () => {
    withUnit();
    unitIs("inactive", "success", "aaaa");
    backUp();
    const asked = `var/lib/allotment/backups/r1.${unit}`;
    machine.write(asked, machine.read(asked).replace(/^\S+/, "another-boot"));
    unitIs("inactive", "success", "");
    expect(stateOf(backUp())).toBe("running");
    expect(starts()).toBe(2);
  });

  test("is refused to a worker that has been replaced, for another unit, and where there is none", () => {
    withUnit();
    machine.host("fence", "--fencing", "7");
    unitIs("inactive", "success", "aaaa");
    expect(backUp().code).toBe(20);
    const other = machine.fromFile("back-up", "--run", "r1", "--fencing", "7", "--unit", "sshd.service");
    expect(other.code).toBe(2);
    machine.write("unit", "LoadState=not-found\n");
    expect(backUp("r1", "7").stderr).toContain(`This machine has no ${unit}`);
    expect(starts()).toBe(0);
  });
});
