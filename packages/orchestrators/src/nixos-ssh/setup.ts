import { readFileSync } from "node:fs";
import { access } from "node:fs/promises";
import path from "node:path";
import type { StepContext, StepFailure } from "@allotment/engine";
import type { Slug } from "@allotment/model";
import { libraryFolder } from "@allotment/nix-output/library";
import { unknownMachine } from "../failures.ts";
import { buildSystem } from "../nix/build.ts";
import { closureOf } from "../nix/closure.ts";
import { copySystem } from "../nix/copy.ts";
import type { NixSurroundings } from "../nix/failure.ts";
import { findNixPrograms } from "../nix/find.ts";
import { evaluateSystems } from "../nix/systems.ts";
import { runOnHost, type RunOnHost } from "../ssh/run.ts";
import { sshTarget } from "../ssh/target.ts";
import { providerFailure } from "./failures.ts";
import { openHost, type Host } from "./host.ts";
import { requestUrl, type RequestUrl } from "./request-url.ts";

/** What the adapter does outside of this process. Tests put their own in its place. */
export interface Outside {
  readonly runOnHost: RunOnHost;
  readonly findNixPrograms: typeof findNixPrograms;
  readonly evaluateSystems: typeof evaluateSystems;
  readonly buildSystem: typeof buildSystem;
  readonly closureOf: typeof closureOf;
  readonly copySystem: typeof copySystem;
  readonly requestUrl: RequestUrl;
}

/** Everything for real. */
export const realOutside: Outside = {
  runOnHost,
  findNixPrograms,
  evaluateSystems,
  buildSystem,
  closureOf,
  copySystem,
  requestUrl,
};

/** What the adapter is made with. */
export interface Setup {
  /** Folder of its own in the worker's data: holds links that keep deployed systems in the store. */
  readonly folder: string;
  /** ALLOTMENT_NIX, PATH, NIXPKGS, ALLOTMENT_LIBRARY, ALLOTMENT_BUILDERS, ALLOTMENT_SUBSTITUTE. */
  readonly env: NodeJS.ProcessEnv;
  /** The worker's private key for machines. */
  readonly keyFile: string;
  readonly outside: Outside;
}

/** Machines that are talked to at once. */
export const hostsAtOnce = 8;

/** Opens all machines of a run, in their order, or says what keeps it from even asking one. */
export async function openHosts(
  { env, keyFile, outside }: Setup,
  context: StepContext,
): Promise<{ readonly hosts: readonly Host[] } | { readonly failure: StepFailure }> {
  const { machines, environment, description } = context;
  const unknown = machines.find((machine) => environment.offers.machine[machine] === undefined);
  if (unknown !== undefined) return { failure: unknownMachine(unknown) };
  const keyProblem = await access(keyFile).catch((error: unknown) => error);
  if (keyProblem !== undefined) return { failure: providerFailure("ssh-key-missing", {}) };
  const tools = { run: outside.runOnHost, program: hostProgram(env) };
  const hosts: Host[] = [];
  for (const machine of machines) {
    const described = description.machines[machine];
    const target = described === undefined ? null : sshTarget(machine, described, keyFile);
    if (target === null) return { failure: providerFailure("host-address-missing", { machine }) };
    hosts.push(openHost(tools, context, machine, target));
  }
  return { hosts };
}

function hostProgram(env: NodeJS.ProcessEnv): string {
  return readFileSync(path.join(libraryFolder(env), "host/activation/allotment-host.sh"), "utf8");
}

/** Nix and what it works on, or the failure that there is none. */
export async function openNix(
  { env, outside }: Setup,
  { tree }: Pick<StepContext, "tree">,
): Promise<NixSurroundings | { readonly failure: StepFailure }> {
  if (tree === null) throw new Error("there is no tree to work on");
  const programs = await outside.findNixPrograms(env);
  if (programs === null || programs.command === null) return { failure: nixMissing() };
  return { programs, folder: tree.folder, nixpkgs: env["NIXPKGS"] || null };
}

/** The worker has no Nix to deploy with. */
export function nixMissing(): StepFailure {
  return providerFailure("nix-missing", {});
}

/** Link that keeps a machine's system in the worker's store. */
export function rootOf({ folder }: Setup, context: StepContext, machine: Slug): string {
  return path.join(rootsFolder({ folder }, context), context.run, machine);
}

/** Folder of the links of a deployment, one folder per run. */
export function rootsFolder(
  { folder }: Pick<Setup, "folder">,
  { environmentId, deployment }: Pick<StepContext, "environmentId" | "deployment">,
): string {
  return path.join(folder, environmentId, deployment);
}
