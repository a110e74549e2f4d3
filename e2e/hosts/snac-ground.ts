import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Phase, StepContext, StepResult } from "@allotment/engine";
import type { Description, Environment } from "@allotment/model";
import { renderTree } from "@allotment/nix-output";
import { loadLibrary } from "@allotment/nix-output/library";
import { writeTree } from "@allotment/nix-output/write";
import { createNixosSsh } from "@allotment/orchestrators";
import { PhaseRun, type PhaseGround } from "@allotment/orchestrators/testing";
import { makePlan } from "@allotment/planner";
import { plainInstance, sampleConfiguration, sampleInput } from "@allotment/planner/testing";
import { run } from "../../scripts/lib/run.mjs";
import type { TestHosts } from "./index.ts";
import { environmentOn, must } from "./sample-hosts.ts";

/** A snac on the test host `one`, deployed over SSH by its phases. */
export interface SnacGround {
  /** Private key that the host lets in. */
  readonly keyFile: string;
  readonly environment: Environment;
  /** What is deployed; null before the first time. */
  readonly deployed: () => Description | null;
  /** What these options lead to. */
  readonly planned: (options: Readonly<Record<string, unknown>>) => Description;
  /** Does all phases of a deployment. @throws Error when one does not succeed */
  readonly deploy: (description: Description) => Promise<void>;
  /** Has the settings of a description set on what runs, in place of what is deployed. */
  readonly set: (description: Description, change?: Partial<StepContext>) => Promise<StepResult>;
  readonly remove: () => Promise<void>;
}

const install: readonly Phase[] = ["provision", "evaluate", "build", "copy", "activate", "verify"];

/** Password of the first account. */
const snacPassword = "known-to-the-test";

/** Lets a new key into the host, and makes an adapter that deploys to it with the Nix in this folder. */
export async function snacGround(
  hosts: TestHosts,
  nixFolder: string,
  activation: NonNullable<Environment["activation"]> = {},
): Promise<SnacGround> {
  const folder = await mkdtemp(path.join(tmpdir(), "allotment-snac-ground-"));
  const keyFile = path.join(folder, "key");
  await run("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", keyFile]);
  await hosts.authorize(await readFile(`${keyFile}.pub`, "utf8"));
  const host = hosts.host("one");
  const env = { ...process.env, ALLOTMENT_NIX: nixFolder, NIXPKGS: "" };
  const recipients = "/etc/ssh/ssh_host_ed25519_key.pub";
  // Once, for another ciphertext would make another system.
  const ciphertext = await must(host, ["age", "--encrypt", "--armor", "--recipients-file", recipients], snacPassword);
  const ground: PhaseGround = {
    orchestrator: createNixosSsh({ folder: path.join(folder, "data"), keyFile, env }),
    environment: environmentOn(host, { orchestrator: "nixos-ssh", publicNames: false, activation }),
    treeOf: async (description) => {
      const tree = await mkdtemp(path.join(folder, "tree-"));
      const files = renderTree({ description, library: loadLibrary() });
      await writeTree(new Map([...files, ["secrets/talk_administrator-password.age", ciphertext]]), tree);
      return { folder: tree, commit: "0".repeat(40) };
    },
  };
  let deployed: Description | null = null;
  let runs = 0;
  const phasesOf = (description: Description) => {
    runs += 1;
    return { made: new PhaseRun(ground, description, `run-${runs}`, {}), change: { deployed, fencing: 10 * runs } };
  };
  return {
    keyFile,
    environment: ground.environment,
    deployed: () => deployed,
    planned: (options) => {
      const sample = plainInstance("snac", 10);
      const configuration = sampleConfiguration({ talk: { ...sample, options: { ...sample.options, ...options } } });
      const backups = { ...configuration.backups, enabled: false };
      const { environment } = ground;
      const input = sampleInput({ configuration: { ...configuration, backups }, environment, deployed });
      const { description, diagnostics } = makePlan(input);
      if (!description) throw new Error(JSON.stringify(diagnostics));
      return description;
    },
    deploy: async (description) => {
      const { made, change } = phasesOf(description);
      for (const phase of install) {
        const result = await made.phase(phase, change);
        if (result.kind !== "done") throw new Error(`${phase}: ${JSON.stringify(result, null, 2)}`);
      }
      deployed = description;
    },
    set: async (description, more = {}) => {
      const { made, change } = phasesOf(description);
      const result = await made.phase("applySettings", { ...change, ...more });
      if (result.kind === "done") deployed = description;
      return result;
    },
    remove: async () => {
      await hosts.remove();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
