import { spawn, spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const script = fileURLToPath(new URL("../allotment-host.sh", import.meta.url));
const settingsScript = fileURLToPath(new URL("../../settings.sh", import.meta.url));

/** `nix-env -p PROFILE --set SYSTEM | --switch-generation N`, as Nix does it: links beside the profile. */
const nixEnv = `#!/bin/sh
profile=$2
case $3 in
  --set)
    n=1
    while [ -L "$profile-$n-link" ]; do n=$((n + 1)); done
    [ "$(readlink -f "$profile")" != "$4" ] || exit 0
    ln -s "$4" "$profile-$n-link"
    ;;
  --switch-generation) n=$4; [ -L "$profile-$n-link" ] || exit 1 ;;
esac
ln -sfn "system-$n-link" "$profile"
`;

/** Leaves a mark and starts the command elsewhere, as systemd would. */
const systemdRun = `#!/bin/sh
echo "$@" >>"$ALLOTMENT_HOST_ROOT/systemd-run"
while [ "\${1#--}" != "$1" ]; do shift; done
setsid "$@" </dev/null >/dev/null 2>&1 &
`;

/** An answer of the script: its exit code, its lines by name (the last of each), and what it complained about. */
export interface Answer {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly values: Readonly<Record<string, string>>;
}

/** A root folder with a store, a profile and the script's own state, and programs that stand in for Nix and systemd. */
export class FakeMachine {
  readonly root = mkdtempSync(path.join(tmpdir(), "allotment-host-"));
  readonly shell: readonly string[];
  private readonly programs = path.join(this.root, "programs");
  private searchPath = process.env["PATH"] ?? "";

  /** @param shell The shell that runs everything, for example `["busybox", "ash"]`. */
  constructor(shell: readonly string[] = ["sh"]) {
    this.shell = shell;
    for (const folder of ["programs", "run", "etc", "nix/store", "nix/var/nix/profiles"])
      mkdirSync(path.join(this.root, folder), { recursive: true });
    this.program("nix-env", nixEnv);
    // Never the computer's own.
    this.program("nix-store", `#!/bin/sh\necho "nix-store $*" >>"$ALLOTMENT_HOST_ROOT/nix-store"\n`);
    this.program("sh", `#!/bin/sh\nexec ${shell.map((word) => (word === "sh" ? "/bin/sh" : word)).join(" ")} "$@"\n`);
  }

  /** From now on it has only the programs of busybox, and no flock. */
  withBusyboxOnly(): void {
    const folder = path.join(this.root, "busybox");
    mkdirSync(folder);
    const applets = spawnSync("busybox", ["--list"], { encoding: "utf8" }).stdout.split("\n").filter(Boolean);
    const busybox = spawnSync("sh", ["-c", "command -v busybox"], { encoding: "utf8" }).stdout.trim();
    for (const name of applets.filter((applet) => applet !== "flock")) symlinkSync(busybox, path.join(folder, name));
    this.searchPath = folder;
  }

  /** Puts a program before those of the computer. */
  program(name: string, text: string): void {
    writeFileSync(path.join(this.programs, name), text);
    chmodSync(path.join(this.programs, name), 0o755);
  }

  /** From now on it looks like a machine that systemd runs. */
  withSystemd(): void {
    mkdirSync(path.join(this.root, "run/systemd/system"), { recursive: true });
    this.program("systemd-run", systemdRun);
  }

  /** Makes a system whose switch does `body` (sh) and then becomes the current system. Returns its path. */
  system(name: string, body = ""): string {
    const folder = path.join(this.root, "nix/store", name);
    mkdirSync(path.join(folder, "bin"), { recursive: true });
    const write = (file: string, text: string) => {
      writeFileSync(path.join(folder, file), `#!/bin/sh\n${text}\n`);
      chmodSync(path.join(folder, file), 0o755);
    };
    write(
      "bin/switch-to-configuration",
      `echo "${name} $1" >>${this.root}/calls\n${body}\nln -sfn ${folder} ${this.root}/run/current-system`,
    );
    write("bin/deactivate", `echo "${name} deactivate" >>${this.root}/calls\nrm -f ${this.root}/run/current-system`);
    return folder;
  }

  /** Gives a system settings of its own, and the program that sets them. */
  withSettings(system: string, own: Readonly<Record<string, unknown>>): string {
    mkdirSync(path.join(system, "sw/bin"), { recursive: true });
    mkdirSync(path.join(system, "etc/allotment"), { recursive: true });
    const program = path.join(system, "sw/bin/allotment-settings");
    // Run by the shell that is tried, like everything else.
    writeFileSync(path.join(system, "settings.sh"), readFileSync(settingsScript));
    writeFileSync(
      program,
      `#!/bin/sh\nexport ALLOTMENT_OWN_SETTINGS=${system}/etc/allotment/settings.json\nexec sh ${system}/settings.sh "$@"\n`,
    );
    chmodSync(program, 0o755);
    writeFileSync(path.join(system, "etc/allotment/settings.json"), JSON.stringify(own));
    return system;
  }

  /** What was called, in order: `<system> <verb>`. */
  calls(): readonly string[] {
    return this.read("calls").split("\n").filter(Boolean);
  }

  /** The content of a file below the root; empty when there is none. */
  read(file: string): string {
    const found = path.join(this.root, file);
    return existsSync(found) ? readFileSync(found, "utf8") : "";
  }

  write(file: string, text: string): void {
    writeFileSync(path.join(this.root, file), text);
  }

  /** Runs the script as `ssh machine sh -s -- …` does: its text on standard input. */
  host(...argv: readonly string[]): Answer {
    const [program = "sh", ...first] = this.shell;
    const said = spawnSync(program, [...first, "-s", "--", ...argv], {
      encoding: "utf8",
      env: this.env(),
      input: readFileSync(script),
    });
    return answerOf(said.status, said.stdout, said.stderr);
  }

  /** Runs the script from its file, as `activate` is called. */
  fromFile(...argv: readonly string[]): Answer {
    const [program = "sh", ...first] = this.shell;
    const said = spawnSync(program, [...first, script, ...argv], { encoding: "utf8", env: this.env() });
    return answerOf(said.status, said.stdout, said.stderr);
  }

  /** The same with something on its standard input. */
  feed(input: string, ...argv: readonly string[]): Answer {
    const [program = "sh", ...first] = this.shell;
    const said = spawnSync(program, [...first, script, ...argv], { encoding: "utf8", env: this.env(), input });
    return answerOf(said.status, said.stdout, said.stderr);
  }

  /** The same without waiting for it; killed after a time in milliseconds, if one is given. */
  begin(argv: readonly string[], killAfter?: number, input = ""): Promise<Answer> {
    const [program = "sh", ...first] = this.shell;
    const child = spawn(program, [...first, script, ...argv], { env: this.env() });
    child.stdin.end(input);
    let stdout = "";
    let stderr = "";
    child.stdout.on("data", (data: Buffer) => (stdout += data.toString()));
    child.stderr.on("data", (data: Buffer) => (stderr += data.toString()));
    if (killAfter !== undefined) setTimeout(() => child.kill("SIGKILL"), killAfter);
    return new Promise((resolve) => child.on("close", (code) => resolve(answerOf(code, stdout, stderr))));
  }

  /** Activates with short times. */
  activate(run: string, system: string, change: Readonly<Record<string, string | number>> = {}): Answer {
    return this.fromFile("activate", ...activation(run, system, change));
  }

  status(run: string): Answer {
    return this.host("status", "--run", run);
  }

  /** Asks until the run has one of these states, for at most 15 seconds. */
  async until(run: string, ...states: readonly string[]): Promise<Answer> {
    const end = performance.now() + 15_000;
    for (;;) {
      const answer = this.status(run);
      if (states.includes(answer.values["state"] ?? "")) return answer;
      if (performance.now() > end) throw new Error(`still ${answer.stdout}\n${answer.stderr}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /** The process that keeps watch over a run. */
  keeperOf(run: string): number {
    const line = /^keeper=(\d+)/m.exec(this.read(`var/lib/allotment/activations/${run}/record`));
    return Number(line?.[1]);
  }

  /** Where the keeper of a run does not come within a second: as if it had been waited for long enough. */
  async giveUpKeeperOf(run: string): Promise<void> {
    const record = `var/lib/allotment/activations/${run}/record`;
    for (let look = 0; look < 20; look += 1) {
      if (this.read(record) === "" || this.keeperOf(run) > 0) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    this.write(record, this.read(record).replace(/^began=.*$/m, "began=another-boot 0"));
  }

  remove(): void {
    // What runs on by itself may still leave something.
    rmSync(this.root, { recursive: true, force: true, maxRetries: 10 });
  }

  private env(): NodeJS.ProcessEnv {
    const path = `${this.programs}:${this.searchPath}`;
    return { PATH: path, ALLOTMENT_HOST_PATH: this.searchPath, ALLOTMENT_HOST_ROOT: this.root };
  }
}

/** The arguments of `activate`. */
export function activation(
  run: string,
  system: string,
  change: Readonly<Record<string, string | number>> = {},
): string[] {
  const values = { run, fencing: 1, system, "switch-seconds": 20, "confirm-seconds": 30, ...change };
  return Object.entries(values).flatMap(([name, value]) => [`--${name}`, String(value)]);
}

function answerOf(code: number | null, stdout: string, stderr: string): Answer {
  const lines = stdout.split("\n").filter((line) => line.includes("="));
  const values = lines.map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)] as const);
  return { code, stdout, stderr, values: Object.fromEntries(values) };
}
