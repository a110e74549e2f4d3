import { spawnSync } from "node:child_process";
import { existsSync, lstatSync, mkdirSync, readFileSync, symlinkSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { lintDescription } from "@allotment/planner";
import { sampleEnvironment } from "@allotment/planner/testing";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { describeInstances } from "../../testing/samples.ts";
import { FakeMachine, type Answer } from "./testing/fake-machine.ts";

/** What a machine erases, and what it does not, whoever asks it to. */

let machine: FakeMachine;
afterEach(() => machine.remove());

const shells = [["dash"], ["bash", "--posix"], ["busybox", "ash"]].filter(
  ([program = "", ...argv]) => spawnSync(program, [...argv, "-c", "exit 7"]).status === 7,
);

const place = (file: string) => path.join(machine.root, file);

/** A machine whose system says that these are to be erased. */
async function machineErasing(lines: readonly string[], shell?: readonly string[]): Promise<void> {
  machine = new FakeMachine(shell);
  machine.program("userdel", `#!/bin/sh\nsed -i "/^$1:/d" "$ALLOTMENT_HOST_ROOT/etc/passwd"\n`);
  machine.program("groupdel", `#!/bin/sh\nsed -i "/^$1:/d" "$ALLOTMENT_HOST_ROOT/etc/group"\n`);
  machine.write("etc/passwd", "root:x:0:0::/root:/bin/sh\nsnac:x:871:871::/var/lib/snac:/usr/sbin/nologin\n");
  machine.write("etc/group", "root:x:0:\nsnac:x:871:\n");
  const system = machine.system("empty");
  mkdirSync(path.join(system, "etc/allotment"), { recursive: true });
  machine.write("nix/store/empty/etc/allotment/erase", lines.map((line) => `${line}\n`).join(""));
  machine.activate("r1", system);
  await machine.until("r1", "switched");
  machine.host("confirm", "--run", "r1", "--fencing", "1");
  fill("var/lib/snac/user/anna/timeline");
}

function fill(folder: string): void {
  mkdirSync(place(folder), { recursive: true });
  machine.write(`${folder}/post`, "a post\n");
}

const erase = (...change: readonly string[]) => machine.fromFile("erase", "--run", "r1", "--fencing", "1", ...change);

async function erased(...states: readonly string[]): Promise<Answer> {
  const end = performance.now() + 15_000;
  for (;;) {
    const answer = erase();
    if (!["erasing", "lost"].includes(answer.values["state"] ?? "erasing") || answer.code !== 0) {
      expect(states, answer.stdout + answer.stderr).toContain(answer.values["state"]);
      return answer;
    }
    if (performance.now() > end) throw new Error(`still ${answer.stdout}\n${answer.stderr}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const linesOf = ({ stdout }: Answer, key: string) =>
  stdout.split("\n").flatMap((line) => (line.startsWith(`${key}=`) ? [line.slice(key.length + 1)] : []));

describe.each(shells.map((shell) => [shell.join(" "), shell] as const))("by %s", (_, shell) => {
  test("what the system names is gone, and it is said how much it was", async () => {
    await machineErasing(
      ["files /var/lib/snac", "account snac", "log /var/log/allotment", "secret /run/agenix/none"],
      shell,
    );
    machine.write("var/lib/snac/öäü name", "x".repeat(5000));
    const answer = await erased("erased");
    const lines = linesOf(answer, "erased").map((line) => line.split(" "));
    expect(lines.map(([name, , files]) => [name, files])).toEqual([
      ["/var/lib/snac", "2"],
      ["snac", "0"],
      ["/var/log/allotment", "0"],
      ["/run/agenix/none", "0"],
    ]);
    expect(Number(lines[0]?.[1])).toBeGreaterThan(5000);
    expect(linesOf(answer, "left")).toEqual([]);
    expect(existsSync(place("var/lib/snac"))).toBe(false);
    expect(machine.read("etc/passwd")).toBe("root:x:0:0::/root:/bin/sh\n");
    // Nothing is left to switch back to, and what ran is taken off.
    expect(machine.calls()).toEqual(["empty switch", "empty deactivate"]);
    expect(existsSync(place("nix/var/nix/profiles/system"))).toBe(false);
    await expect.poll(() => machine.read("nix-store"), { timeout: 10_000 }).toBe("nix-store --gc\n");
    expect(erase().stdout).toBe(answer.stdout);
  });

  test("killed anywhere it goes on, and says what there was at the beginning", async () => {
    await machineErasing(["files /var/lib/snac", "account snac", "files /var/lib/other"], shell);
    for (let index = 0; index < 40; index += 1) fill(`var/lib/other/${index}`);
    for (const killAfter of [5, 20, 40, 60, 90]) {
      await machine.begin(["erase", "--run", "r1", "--fencing", "1"], killAfter);
      const keeper = Number(/^keeper=(\d+)/m.exec(machine.read("var/lib/allotment/erased/r1/record"))?.[1]);
      if (keeper > 1) spawnSync("kill", ["-KILL", String(keeper)]);
      // A keeper that never came is waited for; here it has been.
      const record = "var/lib/allotment/erased/r1/record";
      if (machine.read(record) !== "")
        machine.write(record, machine.read(record).replace(/^began=.*$/m, "began=other 0"));
    }
    const answer = await erased("erased");
    const files = linesOf(answer, "erased").map((line) => line.split(" ")[2]);
    expect(files).toEqual(["1", "0", "40"]);
    expect(existsSync(place("var/lib/other"))).toBe(false);
  });
});

describe("what is erased", () => {
  test.each([
    "files /var/lib",
    "files /var/lib/",
    "files /etc/ssh",
    "files /var/lib/../../etc",
    "files /var/lib/snac/../nixos",
    "files /var/lib//snac",
    "files /var/lib/allotment",
    "files /var/lib/allotment/certificates",
    "files /var/lib/allotment/activations/r1",
    "files /var/lib/nixos",
    "files /var/lib/snac name",
    "files /home/anna",
    "log /var/log",
    "dump /var/backup",
    "account root",
    "account anna.b",
    "journal /var/log",
  ])("is never %s, and then nothing else is either", async (line) => {
    await machineErasing(["files /var/lib/snac", line]);
    const answer = erase();
    expect(answer.code).toBe(1);
    expect(answer.stderr).toContain("nothing was erased");
    expect(existsSync(place("var/lib/snac"))).toBe(true);
  });

  test("is nothing where the system that runs does not say so", async () => {
    await machineErasing(["files /var/lib/snac"]);
    machine.activate("r2", machine.system("other"));
    await machine.until("r2", "switched");
    machine.host("confirm", "--run", "r2", "--fencing", "1");
    const answer = machine.fromFile("erase", "--run", "r2", "--fencing", "1");
    expect(answer.stderr).toContain("does not say that anything is to be erased");
    expect(existsSync(place("var/lib/snac"))).toBe(true);
  });

  test("is not what links of an application lead to", async () => {
    await machineErasing(["files /var/lib/snac/media/deep", "files /var/lib/snac", "files /var/lib/linked"]);
    for (const folder of ["srv/others", "srv/others/deep", "srv/elsewhere"]) fill(folder);
    symlinkSync(place("srv/others"), place("var/lib/snac/media"));
    symlinkSync(place("srv/others"), place("var/lib/snac/user/anna/link"));
    symlinkSync(place("srv/elsewhere"), place("var/lib/linked"));
    const answer = await erased("erased");
    expect(linesOf(answer, "link")).toEqual(["/var/lib/snac/media/deep", "/var/lib/linked"]);
    for (const file of ["srv/others/post", "srv/others/deep/post", "srv/elsewhere/post"])
      expect(machine.read(file)).toBe("a post\n");
    for (const file of ["var/lib/snac", "var/lib/linked"]) expect(() => lstatSync(place(file)), file).toThrow("ENOENT");
  });

  test("is, of a service whose user comes and goes, the folder that systemd keeps", async () => {
    await machineErasing(["search /var/lib/opensearch"]);
    fill("var/lib/private/opensearch");
    symlinkSync("private/opensearch", place("var/lib/opensearch"));
    const answer = await erased("erased");
    expect(linesOf(answer, "link")).toEqual([]);
    expect(existsSync(place("var/lib/private/opensearch"))).toBe(false);
  });

  test("is no account of a person", async () => {
    await machineErasing(["account anna"]);
    machine.write("etc/passwd", "anna:x:1000:1000::/home/anna:/bin/sh\n");
    expect(linesOf(await erased("failed"), "left")).toEqual(["anna"]);
    expect(machine.read("etc/passwd")).toContain("anna");
  });

  test("is on NixOS followed by forgetting the systems before, and the system itself stays", async () => {
    await machineErasing(["files /var/lib/snac"]);
    machine.write("etc/NIXOS", "");
    machine.program("nix-env", `#!/bin/sh\necho "nix-env $3 $4" >>"${machine.root}/calls"\n`);
    await erased("erased");
    expect(machine.calls()).toEqual(["empty switch", "nix-env --delete-generations old", "empty boot"]);
  });
});

describe("asking for it", () => {
  beforeEach(() => machineErasing(["files /var/lib/snac"]));

  test("is refused to a worker that has been replaced", () => {
    machine.host("fence", "--fencing", "7");
    expect(erase().code).toBe(20);
    expect(existsSync(place("var/lib/snac"))).toBe(true);
  });

  test("is refused while the machine switches", () => {
    machine.activate("r2", machine.system("slow", "sleep 3"));
    expect(erase().code).toBe(21);
    expect(existsSync(place("var/lib/snac"))).toBe(true);
  });
});

test("machines and the planner's linter agree on what may be erased", async () => {
  await machineErasing(["files /var/lib/snac"]);
  const parts = [
    "",
    ".",
    "..",
    "x",
    "lib",
    "log",
    "allotment",
    "nixos",
    "certificates",
    "settings",
    "nginx",
    "private",
  ];
  const places = [
    "/var/lib",
    "/var/log",
    "/var/backup/allotment",
    "/var/cache",
    "/run/agenix",
    "/var/lib/allotment",
    "/etc",
  ];
  const names = places.flatMap((first) =>
    parts.flatMap((second) => [`${first}/${second}`, ...parts.map((third) => `${first}/${second}/${third}`)]),
  );
  const program = readFileSync(fileURLToPath(new URL("allotment-host.sh", import.meta.url)), "utf8");
  const functions = program.slice(0, program.lastIndexOf('\nmain "$@"'));
  const ask = `${functions}\nset +e\nwhile read -r name; do may_erase files "$name" && echo "$name"; done\n`;
  const said = spawnSync("sh", ["-c", ask], { input: names.map((name) => `${name}\n`).join(""), encoding: "utf8" });
  const allowedByMachine = said.stdout.split("\n").filter((name) => name !== "");
  const allowedByLinter = names.filter((name) => isAllowedByLinter(name));
  expect(allowedByMachine).toEqual(allowedByLinter);
  expect(allowedByMachine.length).toBeGreaterThan(20);
});

const deployed = describeInstances(["hello"], sampleEnvironment("one-machine"));
const [machineName = ""] = Object.keys(deployed.machines);

/** Whether the linter lets this be among what is left on a machine. */
function isAllowedByLinter(name: string): boolean {
  const items = [{ kind: "files" as const, name, instance: "hello", role: "files" }];
  return lintDescription({ ...deployed, leftBehind: { machines: { [machineName]: items }, left: [] } }).length === 0;
}
