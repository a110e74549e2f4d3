import { renderTree } from "@allotment/nix-output";
import { loadLibrary } from "@allotment/nix-output/library";
import { TreeRefusal, writeTree } from "@allotment/nix-output/write";
import { Command } from "commander";
import { CliError } from "../exit.ts";
import { made, planFromFiles, type PlanFiles } from "../plan-from-files.ts";

/** `allot render`: writes the tree that a run would commit, without the encrypted secrets (only a worker has keys). */
export function renderCommand(): Command {
  return new Command("render")
    .description("write the flake, deployment.json and the Nix library into a folder")
    .requiredOption("--configuration <file>", "the configuration (JSON or YAML)")
    .requiredOption("--environment <file>", "the provider's environment (JSON or YAML)")
    .requiredOption("--out <folder>", "an empty folder, or one that an earlier call wrote")
    .option("--deployed <file>", "deployment.json of what is deployed")
    .addHelpText("after", "\nExit status: 0 written, 1 invalid (diagnostics on standard error), 2 it does not fit.")
    .action(async (options: PlanFiles & { out: string }) => {
      const { description } = made(await planFromFiles(options));
      const tree = renderTree({ description, library: loadLibrary() });
      await write(tree, options.out);
      const machines = Object.keys(description.machines);
      const secrets = Object.keys(description.secrets).length;
      process.stdout.write(
        `Wrote ${tree.size} files for ${machines.join(", ")} to ${options.out}.\n` +
          `${secrets} secrets are listed in secrets/manifest.json; a worker adds them encrypted.\n`,
      );
    });
}

async function write(tree: ReturnType<typeof renderTree>, folder: string): Promise<void> {
  try {
    await writeTree(tree, folder);
  } catch (error) {
    if (error instanceof TreeRefusal) throw new CliError(`${error.message}.`);
    const code = (error as NodeJS.ErrnoException).code ?? "unknown error";
    throw new CliError(`${folder} cannot be written (${code}). Check the path, the permissions and the free space.`);
  }
}
