import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Configuration, Description, Environment } from "@allotment/model";
import { renderTree } from "@allotment/nix-output";
import { loadLibrary } from "@allotment/nix-output/library";
import { writeTree } from "@allotment/nix-output/write";
import { makePlan } from "@allotment/planner";
import { sampleConfiguration, sampleInput } from "@allotment/planner/testing";
import type { TestHost } from "./index.ts";
import { must } from "./sample-hosts.ts";

/** What a host is to run. */
export interface MinimalSystem {
  readonly applications: Configuration["applications"];
  readonly environment: Environment;
  /** Further files of the tree, for example secrets. */
  readonly files?: Readonly<Record<string, string>>;
}

/**
 * Plans applications for a host without NixOS, builds its system there and switches to it. Nothing is backed up.
 *
 * @returns what was planned
 * @throws Error when there is no plan, or a command fails
 */
export async function deployMinimal(host: TestHost, system: MinimalSystem): Promise<Description> {
  const sample = sampleConfiguration(system.applications);
  const configuration = { ...sample, backups: { ...sample.backups, enabled: false } };
  const { description, diagnostics } = makePlan(sampleInput({ configuration, environment: system.environment }));
  if (!description) throw new Error(JSON.stringify(diagnostics));
  const tree = renderTree({ description, library: loadLibrary() });
  await bring(host, new Map([...tree, ...Object.entries(system.files ?? {})]));
  const installable = `path:/srv/tree#systems.${host.name}`;
  const built = await must(host, ["nix", "build", "--offline", "--no-link", "--print-out-paths", installable]);
  await must(host, [`${built.trim()}/bin/apply`, "switch"]);
  return description;
}

async function bring(host: TestHost, tree: ReadonlyMap<string, string>): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), "allotment-tree-"));
  try {
    await writeTree(tree, folder);
    const archive = execFileSync("tar", ["--create", "--directory", folder, "."]).toString("base64");
    await must(host, ["rm", "-rf", "/srv/tree"]);
    await must(host, ["sh", "-c", "mkdir /srv/tree && base64 -d | tar --extract --directory /srv/tree"], archive);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
