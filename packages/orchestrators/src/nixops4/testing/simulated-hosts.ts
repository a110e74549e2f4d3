import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import type { RunOnHost } from "../../ssh/run.ts";

/** A machine as a file: what the machine's own program would know. */
export interface SimulatedHost {
  /** Systems by number, the first is generation 1. */
  readonly generations: readonly string[];
  /** Generation of the profile; 0: there is none. */
  readonly profile: number;
  /** Running system; empty: none. */
  readonly running: string;
  readonly fencing: number;
  /** The last way back. */
  readonly wentBack: string;
}

const fresh: SimulatedHost = { generations: [], profile: 0, running: "", fencing: 0, wentBack: "" };

/** Machines in a folder, so that another program can change them too. */
export function simulatedHosts(folder: string) {
  const file = (machine: string) => path.join(folder, `${machine}.json`);
  async function read(machine: string): Promise<SimulatedHost> {
    const text = await readFile(file(machine), "utf8").catch(() => null);
    return text === null ? fresh : (JSON.parse(text) as SimulatedHost);
  }
  async function write(machine: string, host: SimulatedHost): Promise<void> {
    await mkdir(folder, { recursive: true });
    await writeFile(file(machine), JSON.stringify(host));
  }
  const run: RunOnHost = async (target, argv) => {
    let stdout = "";
    const calls = [...argv.join(" ").matchAll(/ allotment-host (.+?) <\/dev\/null/g)];
    for (const [, call = ""] of calls) {
      const [verb = "", ...words] = call.split(" ");
      const option = (name: string) => words[words.indexOf(`--${name}`) + 1] ?? "";
      const host = await read(target.name);
      const number = Number(option("fencing"));
      if (words.includes("--fencing") && number < host.fencing)
        return { kind: "done", exitCode: 20, stdout: "", stderr: "" };
      if (verb === "fence") await write(target.name, { ...host, fencing: number });
      if (verb === "roll-back") await write(target.name, backTo(host, option("to-generation"), option("run")));
      stdout += answer(verb, await read(target.name));
    }
    return { kind: "done", exitCode: 0, stdout, stderr: "" };
  };
  return { read, run };
}

function backTo(host: SimulatedHost, generation: string, run: string): SimulatedHost {
  const profile = generation === "none" ? 0 : Number(generation);
  return { ...host, profile, running: host.generations[profile - 1] ?? "", wentBack: run };
}

function answer(verb: string, { generations, profile, running, fencing, wentBack }: SimulatedHost): string {
  const system = generations[profile - 1] ?? "";
  const answers: Readonly<Record<string, readonly string[]>> = {
    fence: [],
    units: ["unit=hello.service active"],
    facts: [
      `system=${running}`,
      `generation=${profile || ""}`,
      `generation-system=${system}`,
      `fencing=${fencing}`,
      `activation-run=${wentBack}`,
      `activation-state=${wentBack === "" ? "" : "rolled-back"}`,
      "store-free-mib=10000",
      "nix-version=2.26.3",
    ],
    "roll-back": ["state=rolled-back", "reason=asked", `generation=${profile || ""}`, `system=${running}`],
  };
  const lines = answers[verb];
  if (lines === undefined) throw new Error(`the simulated machine does not know ${verb}`);
  return lines.map((line) => `${line}\n`).join("");
}
