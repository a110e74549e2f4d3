import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readlinkSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { activation, FakeMachine } from "./testing/fake-machine.ts";

let machine: FakeMachine;
afterEach(() => machine.remove());

const shells = [["dash"], ["bash", "--posix"], ["busybox", "ash"]].filter(
  ([program = "", ...argv]) => spawnSync(program, [...argv, "-c", "exit 7"]).status === 7,
);

/** A machine that runs `old` as generation 1, confirmed. */
async function machineRunning(shell?: readonly string[]): Promise<FakeMachine> {
  const made = new FakeMachine(shell);
  made.activate("first", made.system("old"));
  await made.until("first", "switched");
  made.host("confirm", "--run", "first", "--fencing", "1");
  return made;
}

describe.each(shells.map((shell) => [shell.join(" "), shell] as const))("by %s", (_, shell) => {
  beforeEach(async () => {
    machine = await machineRunning(shell);
  });

  test("a switch that is confirmed stays", async () => {
    const started = machine.activate("r1", machine.system("new"));
    expect(started).toMatchObject({ code: 0, values: { "previous-generation": "1", generation: "2" } });
    await machine.until("r1", "switched");
    expect(machine.host("confirm", "--run", "r1", "--fencing", "1").values["state"]).toBe("confirmed");
    expect(machine.status("r1").values).toMatchObject({ state: "confirmed", exit: "0", generation: "2" });
    expect(machine.calls()).toEqual(["old switch", "new switch"]);
    expect(machine.read("var/lib/allotment/activations/r1/log")).toContain("Switched.");
  });

  test("a switch that nobody confirms is taken back", async () => {
    machine.activate("r1", machine.system("new"), { "confirm-seconds": 1 });
    const ended = await machine.until("r1", "rolled-back");
    expect(ended.values).toMatchObject({ reason: "not-confirmed", generation: "1", "previous-generation": "1" });
    expect(ended.values["system"]).toBe(path.join(machine.root, "nix/store/old"));
    expect(machine.calls()).toEqual(["old switch", "new switch", "old switch"]);
    // Too late: it stays back.
    expect(machine.host("confirm", "--run", "r1", "--fencing", "1").values["state"]).toBe("rolled-back");
  });

  test("a switch that hangs is ended with all that it started, and taken back", async () => {
    const hanging = machine.system("hanging", `sleep 300 & echo $! >"${machine.root}/child"\nsleep 300`);
    machine.activate("r1", hanging, { "switch-seconds": 1 });
    const ended = await machine.until("r1", "rolled-back");
    expect(ended.values).toMatchObject({ reason: "switch-timeout", generation: "1" });
    expect(isRunning(Number(machine.read("child")))).toBe(false);
  });

  test("a keeper that was killed is known to be lost, and the way back can be asked for", async () => {
    machine.activate("r1", machine.system("new"));
    await machine.until("r1", "switched");
    process.kill(machine.keeperOf("r1"), "SIGKILL");
    await machine.until("r1", "lost");
    machine.host("roll-back", "--run", "r1", "--fencing", "1", "--to-generation", "1");
    const ended = await machine.until("r1", "rolled-back");
    expect(ended.values).toMatchObject({ reason: "asked", generation: "1" });
  });
});

/** Whether a process runs; one that ended and was not collected does not. */
function isRunning(pid: number): boolean {
  const state = spawnSync("ps", ["-o", "stat=", "-p", String(pid)], { encoding: "utf8" }).stdout.trim();
  return state !== "" && !state.startsWith("Z");
}

describe("an activation", () => {
  beforeEach(async () => {
    machine = await machineRunning();
  });

  test("that fails is taken back, with its exit code and what it said", async () => {
    machine.activate("r1", machine.system("broken", "echo no such luck; exit 3"));
    const ended = await machine.until("r1", "rolled-back");
    expect(ended.values).toMatchObject({ reason: "switch-failed", exit: "3", generation: "1" });
    expect(ended.stdout).toContain("log=no such luck\n");
  });

  test("is not taken back because the switch took longer than the confirmation may", async () => {
    machine.activate("r1", machine.system("slow", "sleep 1.5"), { "confirm-seconds": 1 });
    expect((await machine.until("r1", "switched", "rolled-back")).values["state"]).toBe("switched");
    machine.host("confirm", "--run", "r1", "--fencing", "1");
    expect((await machine.until("r1", "confirmed", "rolled-back")).values["state"]).toBe("confirmed");
  });

  test("is done once, however often it is asked for", async () => {
    const system = machine.system("new");
    machine.activate("r1", system);
    expect(machine.activate("r1", system).code).toBe(0);
    await machine.until("r1", "switched");
    expect(machine.activate("r1", system).values["state"]).toBe("switched");
    machine.host("confirm", "--run", "r1", "--fencing", "1");
    expect(machine.activate("r1", system).values["state"]).toBe("confirmed");
    expect(machine.calls()).toEqual(["old switch", "new switch"]);
  });

  test("is done once by many that ask at the same time, and another one is refused meanwhile", async () => {
    const system = machine.system("new", "sleep 0.5");
    const asked = Array.from({ length: 4 }, () => machine.begin(["activate", ...activation("r1", system)]));
    expect((await Promise.all(asked)).map(({ code }) => code)).toEqual([0, 0, 0, 0]);
    expect(machine.activate("r2", machine.system("other"))).toMatchObject({ code: 21 });
    await machine.until("r1", "switched");
    expect(machine.calls()).toEqual(["old switch", "new switch"]);
  });

  test("of a worker that has been replaced is refused and changes nothing", () => {
    expect(machine.host("fence", "--fencing", "7")).toMatchObject({ code: 0, values: { fencing: "7" } });
    const refused = machine.activate("r1", machine.system("new"), { fencing: 6 });
    expect(refused.code).toBe(20);
    expect(refused.stderr).toContain("fencing number 7");
    expect(machine.host("confirm", "--run", "r1", "--fencing", "6").code).toBe(20);
    expect(machine.host("roll-back", "--run", "r1", "--fencing", "6", "--to-generation", "none").code).toBe(20);
    expect(machine.host("fence", "--fencing", "6").code).toBe(20);
    expect(machine.status("r1").values).toMatchObject({ state: "none", generation: "1" });
    expect(machine.calls()).toEqual(["old switch"]);
  });

  test("of something that is no system in the store is refused", () => {
    for (const system of ["/bin", `${machine.root}/nix/store/../etc`, `${machine.root}/nix/store/none`])
      expect(machine.activate("r1", system).stderr).toContain("nothing was changed");
    expect(machine.status("r1").values["state"]).toBe("none");
  });

  test("goes to systemd where there is one, under a name of its own", async () => {
    machine.withSystemd();
    machine.activate("r1", machine.system("new"));
    await machine.until("r1", "switched");
    expect(machine.read("systemd-run")).toContain("--unit=allotment-activation-r1 --collect --no-block");
    expect(machine.read("systemd-run")).toContain("--property=OOMPolicy=continue");
  });

  test("that systemd refuses leaves everything as it was", () => {
    machine.withSystemd();
    machine.program("systemd-run", "#!/bin/sh\necho no bus >&2\nexit 1\n");
    expect(machine.activate("r1", machine.system("new"))).toMatchObject({ code: 1 });
    expect(machine.status("r1").values).toMatchObject({ state: "failed", generation: "1" });
  });

  test("is not moved by a date that jumps", async () => {
    machine.program("date", "#!/bin/sh\necho 4102444800\n");
    machine.activate("r1", machine.system("new"), { "confirm-seconds": 30 });
    await machine.until("r1", "switched");
    const state = path.join(machine.root, "var/lib/allotment");
    spawnSync("find", [state, "-exec", "touch", "-d", "2099-01-01", "{}", "+"]);
    expect(machine.status("r1").values["state"]).toBe("switched");
    spawnSync("find", [state, "-exec", "touch", "-d", "1990-01-01", "{}", "+"]);
    expect(machine.status("r1").values["state"]).toBe("switched");
    expect(machine.host("confirm", "--run", "r1", "--fencing", "1").values["state"]).toBe("confirmed");
  });

  test("whose machine restarted is lost, and can still be confirmed when it had switched", async () => {
    machine.activate("r1", machine.system("new"));
    await machine.until("r1", "switched");
    const record = "var/lib/allotment/activations/r1/record";
    process.kill(machine.keeperOf("r1"), "SIGKILL");
    // The same number and start, in another life of the machine: this test's own process would answer to it.
    machine.write(record, machine.read(record).replace(/^keeper=.*$/m, `keeper=${process.pid} 1 another-boot`));
    expect(machine.status("r1").values["state"]).toBe("lost");
    expect(machine.host("confirm", "--run", "r1", "--fencing", "1").values["state"]).toBe("confirmed");
  });

  test.each([5, 15, 30, 60, 120])(
    "that is killed after %i ms is not stuck, and leads back to where it was",
    async (delay) => {
      const system = machine.system("new");
      await machine.begin(["activate", ...activation("r1", system)], delay);
      await machine.giveUpKeeperOf("r1");
      machine.activate("r1", system);
      await machine.until("r1", "switched");
      expect(machine.calls()).toEqual(["old switch", "new switch"]);
      machine.host("roll-back", "--run", "r1", "--fencing", "1", "--to-generation", "1");
      const ended = await machine.until("r1", "rolled-back");
      expect(ended.values).toMatchObject({ generation: "1", "previous-generation": "1" });
    },
  );

  test("whose keeper never came is begun again, and goes back to where it was", async () => {
    machine.withSystemd();
    machine.program("systemd-run", "#!/bin/sh\nexit 0\n");
    const system = machine.system("new", "exit 1");
    machine.activate("r1", system);
    await machine.giveUpKeeperOf("r1");
    expect(machine.status("r1").values).toMatchObject({ state: "lost", generation: "2" });
    machine.withSystemd();
    machine.activate("r1", system);
    expect((await machine.until("r1", "rolled-back")).values["generation"]).toBe("1");
  });
});

describe("the way back", () => {
  test("of the first system leads to none", async () => {
    machine = new FakeMachine();
    machine.activate("r1", machine.system("new"), { "confirm-seconds": 1 });
    const ended = await machine.until("r1", "rolled-back");
    expect(ended.values).toMatchObject({ generation: "", system: "", "previous-generation": "" });
    expect(machine.calls()).toEqual(["new switch", "new deactivate"]);
  });

  test("leads to the generation that was asked for, once", async () => {
    machine = await machineRunning();
    for (const name of ["second", "third"]) {
      machine.activate(name, machine.system(name));
      await machine.until(name, "switched");
      machine.host("confirm", "--run", name, "--fencing", "1");
    }
    const back = ["roll-back", "--run", "third", "--fencing", "2", "--to-generation", "1"];
    expect(machine.host(...back).code).toBe(0);
    expect((await machine.until("third", "rolled-back")).values).toMatchObject({ generation: "1", reason: "asked" });
    expect(machine.host(...back).values["state"]).toBe("rolled-back");
    expect(machine.calls()).toEqual(["old switch", "second switch", "third switch", "old switch"]);
    expect(machine.host("roll-back", "--run", "third", "--fencing", "2", "--to-generation", "9").stderr).toContain(
      "no generation 9",
    );
  });

  test("is taken at once when it is asked for while the confirmation is awaited", async () => {
    machine = await machineRunning();
    machine.activate("r1", machine.system("new"));
    await machine.until("r1", "switched");
    machine.host("roll-back", "--run", "r1", "--fencing", "1", "--to-generation", "1");
    expect((await machine.until("r1", "rolled-back")).values["reason"]).toBe("asked");
  });

  test("is taken after the switch when it is asked for during it", async () => {
    machine = await machineRunning();
    machine.activate("r1", machine.system("slow", "sleep 0.7"));
    machine.host("roll-back", "--run", "r1", "--fencing", "1", "--to-generation", "1");
    expect((await machine.until("r1", "rolled-back")).values["reason"]).toBe("asked");
    expect(machine.calls()).toEqual(["old switch", "slow switch", "old switch"]);
  });

  test("that does not work is said to have failed", async () => {
    machine = await machineRunning();
    machine.system("old", "exit 5");
    machine.activate("r1", machine.system("broken", "exit 3"));
    expect((await machine.until("r1", "failed")).values).toMatchObject({ reason: "switch-failed", exit: "3" });
  });

  test("of a run that never came here changes nothing", async () => {
    machine = await machineRunning();
    const answer = machine.host("roll-back", "--run", "r9", "--fencing", "1", "--to-generation", "1");
    expect(answer.values["state"]).toBe("rolled-back");
    expect(machine.calls()).toEqual(["old switch"]);
  });

  test("leads to what ran before, on a NixOS whose system had no profile", async () => {
    machine = new FakeMachine();
    machine.write("etc/NIXOS", "");
    const before = machine.system("before");
    spawnSync(path.join(before, "bin/switch-to-configuration"), ["switch"]);
    machine.activate("r1", machine.system("broken", "exit 1"));
    expect((await machine.until("r1", "rolled-back")).values["system"]).toBe(before);
    expect(readlinkSync(path.join(machine.root, "nix/var/nix/profiles/system-1-link"))).toBe(before);
  });
});

test("units are those that systemd says have failed, and those that are asked about", () => {
  machine = new FakeMachine();
  machine.program(
    "systemctl",
    `#!/bin/sh
case $1 in
  list-units) echo "broken.service loaded failed failed A unit" ;;
  is-active) case $3 in broken*) echo failed; exit 3 ;; slow*) echo activating; exit 3 ;; gone*) echo inactive; exit 3 ;; *) echo active ;; esac ;;
esac
`,
  );
  expect(machine.host("units").stdout).toBe("unit=broken.service failed\n");
  expect(machine.host("units", "web.service", "slow.service", "gone.service").stdout).toBe(
    "unit=broken.service failed\nunit=gone.service stopped\nunit=slow.service starting\nunit=web.service active\n",
  );
});

test("certificates are what the system's own program says, which is told to hurry when asked; others say nothing", async () => {
  machine = await machineRunning();
  expect(machine.host("certificates", "--now")).toMatchObject({ code: 0, stdout: "" });
  const file = "nix/store/old/sw/bin/allotment-certificates";
  const line = "certificate=a.example waiting - 12 dns no such name";
  mkdirSync(path.join(machine.root, path.dirname(file)), { recursive: true });
  machine.write(file, `#!/bin/sh\ncase $1 in now) touch "${machine.root}/hurried" ;; *) echo "${line}" ;; esac\n`);
  chmodSync(path.join(machine.root, file), 0o755);
  expect(machine.host("certificates").stdout).toBe(`${line}\n`);
  expect(existsSync(path.join(machine.root, "hurried"))).toBe(false);
  expect(machine.host("certificates", "--now").stdout).toBe(`${line}\n`);
  expect(existsSync(path.join(machine.root, "hurried"))).toBe(true);
  expect(machine.host("certificates", "--soon").code).toBe(2);
});

test.skipIf(!shells.some(([program]) => program === "busybox"))(
  "a machine with little more than a shell does the same, and its lock holds without flock",
  async () => {
    machine = new FakeMachine(["busybox", "ash"]);
    machine.withBusyboxOnly();
    const system = machine.system("new", "sleep 0.5");
    const asked = Array.from({ length: 4 }, () => machine.begin(["activate", ...activation("r1", system)]));
    expect((await Promise.all(asked)).map(({ code, stderr }) => [code, stderr])).toEqual(asked.map(() => [0, ""]));
    await machine.until("r1", "switched");
    // Whoever held it was killed.
    mkdirSync(path.join(machine.root, "var/lib/allotment/lock.folder"));
    machine.write("var/lib/allotment/lock.folder/owner", `${process.pid} 1 another-boot\n`);
    expect(machine.host("roll-back", "--run", "r1", "--fencing", "1", "--to-generation", "none").code).toBe(0);
    expect((await machine.until("r1", "rolled-back")).values["generation"]).toBe("");
    expect(machine.calls()).toEqual(["new switch", "new deactivate"]);
  },
);

test("facts say what a machine is, and what it is about", async () => {
  machine = await machineRunning();
  const { values } = machine.host("facts");
  expect(values).toMatchObject({
    nixos: "no",
    generation: "1",
    fencing: "1",
    "activation-run": "first",
    "activation-state": "confirmed",
    "generation-system": path.join(machine.root, "nix/store/old"),
  });
  for (const name of ["memory-mib", "cpus", "disk-mib", "disk-free-mib", "store-free-mib"])
    expect(Number(values[name]), name).toBeGreaterThan(0);
});

test("facts of a machine that nothing was done to leave no trace on it", () => {
  machine = new FakeMachine();
  expect(machine.host("facts").values).toMatchObject({ system: "", generation: "", fencing: "0" });
  expect(machine.status("r1").values["state"]).toBe("none");
  expect(machine.read("var/lib/allotment/lock")).toBe("");
});

test("wrong arguments are refused", () => {
  machine = new FakeMachine();
  const wrong = [
    [],
    ["fly"],
    ["status"],
    ["status", "--run", "../x"],
    ["status", "--run", "a b"],
    ["fence", "--fencing", "-1"],
    ["fence", "--fencing", "1;id"],
    ["roll-back", "--run", "r", "--fencing", "1", "--to-generation", "first"],
  ];
  expect(wrong.map((argv) => machine.host(...argv).code)).toEqual(wrong.map(() => 2));
});
