import { existsSync } from "node:fs";
import { cp, readdir, readFile, stat } from "node:fs/promises";
import path from "node:path";
import { applications } from "@allotment/catalogue";
import { hasErrors, type Description, type Environment } from "@allotment/model";
import { renderTree } from "@allotment/nix-output";
import { loadLibrary } from "@allotment/nix-output/library";
import { treeMarker, writeTree } from "@allotment/nix-output/write";
import { diagnosticsText, validateEnvironment } from "@allotment/planner";
import { CliError } from "../exit.ts";
import { readDocument } from "../read-document.ts";
import { baseSystem } from "./base-system.ts";

/** What a kit installs. */
export interface KitSource {
  readonly description: Description;
  /** Whether it is the tree of a deployment. */
  readonly whole: boolean;
  /** Writes the flake into a folder. */
  readonly write: (folder: string) => Promise<void>;
}

/**
 * Opens what a kit is made from: the folder of a deployment's tree, or an environment, which gives an empty system.
 *
 * @throws CliError in a sentence
 */
export async function openSource(
  source: string,
  machine: string,
  hostPublicKey: string,
  adminKeys: readonly string[],
): Promise<KitSource> {
  const isFolder = await stat(source).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (isFolder) return openTree(source, machine);
  const environment = await readEnvironment(source);
  const description = baseSystem(environment, machine, hostPublicKey, adminKeys);
  const tree = renderTree({ description, library: loadLibrary() });
  return { description, whole: false, write: (folder) => writeTree(tree, folder) };
}

async function readEnvironment(file: string): Promise<Environment> {
  const document = await readDocument(file);
  const diagnostics = validateEnvironment(document, applications);
  if (hasErrors(diagnostics)) throw new CliError(diagnosticsText(diagnostics));
  return document as Environment;
}

async function openTree(source: string, machine: string): Promise<KitSource> {
  const file = path.join(source, "deployment.json");
  if (!existsSync(file)) throw new CliError(`${source} is no tree of a deployment: it has no deployment.json.`);
  const description = JSON.parse(await readFile(file, "utf8")) as Description;
  if (description.machines[machine] === undefined) {
    const names = Object.keys(description.machines).join(", ");
    throw new CliError(`The tree has no machine “${machine}”. It has ${names}.`);
  }
  const missing = await missingSecrets(source, description, machine);
  if (missing.length > 0) {
    throw new CliError(
      `${missing.length} secrets of ${machine} are not in this tree. Take the one in the data folder, trees/${description.deployment}, or a clone of it.`,
    );
  }
  const own = new Set([".git", treeMarker]);
  const write = (folder: string) =>
    cp(source, folder, { recursive: true, filter: (entry) => !own.has(path.basename(entry)) });
  return { description, whole: true, write };
}

async function missingSecrets(source: string, { secrets }: Description, machine: string): Promise<string[]> {
  const present = new Set(await readdir(path.join(source, "secrets")).catch((): string[] => []));
  const needed = Object.values(secrets).filter(({ machines }) => machines.includes(machine));
  return needed.map(({ path: file }) => `${path.basename(file)}.age`).filter((name) => !present.has(name));
}
