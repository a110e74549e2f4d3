import type { Description } from "@allotment/model";
import { renderTree } from "@allotment/nix-output";
import { loadLibrary } from "@allotment/nix-output/library";
import { sampleEnvironment } from "@allotment/planner/testing";
import { nixPrograms, say, withFolder, type Said } from "./nix.ts";
import { describeInstances } from "./samples.ts";

type Files = Readonly<Record<string, string>>;
type Machine = Description["machines"][string];

/** The name of the one machine. */
export const machineName = "amber";

/** These instances on one machine without NixOS, on a closed network unless said; nothing is backed up. */
export function describeMinimal(
  slugs: readonly string[],
  change: Partial<Machine> = {},
  publicNames = false,
): Description {
  const described = describeInstances(slugs, { ...sampleEnvironment("one-machine"), publicNames });
  const machine = described.machines[machineName];
  if (!machine) throw new Error(`the sample has no machine ${machineName}`);
  const hardware = { preset: "minimal" as const, disk: null };
  const secrets = Object.entries(described.secrets).filter(([id]) => !id.startsWith("deployment/"));
  return {
    ...described,
    machines: { [machineName]: { ...machine, ipv6: null, hardware, ...change } },
    secrets: Object.fromEntries(secrets),
    backups: null,
  };
}

/** The same with other options of one instance. */
export function withOptions(description: Description, slug: string, options: Record<string, unknown>): Description {
  const instance = description.instances[slug];
  if (!instance) throw new Error(`there is no instance ${slug}`);
  const changed = { ...instance, options: { ...instance.options, ...options } };
  return { ...description, instances: { ...description.instances, [slug]: changed } };
}

/** The same with other settings of one instance, by upstream's names. */
export function withSettings(description: Description, slug: string, values: Record<string, unknown>): Description {
  const instance = description.instances[slug];
  if (!instance) throw new Error(`there is no instance ${slug}`);
  const commands = instance.commands.map((command) => ({ ...command, input: { ...command.input, ...values } }));
  return { ...description, instances: { ...description.instances, [slug]: { ...instance, commands } } };
}

/** The files of a tree, with some of its files replaced or added. */
export function treeOf(description: Description, files: Files = {}): Files {
  return { ...Object.fromEntries(renderTree({ description, library: loadLibrary() })), ...files };
}

/** What Nix says about the system of the machine: `eval` or `build`, without network and with the lock as it is. */
export function sayAboutSystem(verb: "eval" | "build", tree: Files, argv: readonly string[], part = ""): Said {
  return withFolder(tree, (folder) =>
    say(nixPrograms().command, [
      verb,
      "--offline",
      "--no-update-lock-file",
      ...argv,
      `path:${folder}#systems.${machineName}${part}`,
    ]),
  );
}

/** Builds the system of a tree: its path in the store. */
export function buildSystem(tree: Files): string {
  const built = sayAboutSystem("build", tree, ["--no-link", "--print-out-paths"]);
  if (built.status !== 0) throw new Error(built.stderr);
  return built.stdout.trim();
}

/** An entry of a folder in the store. */
export interface Entry {
  readonly type: "directory" | "regular" | "symlink";
  readonly executable?: boolean;
  readonly target?: string;
  readonly entries?: Readonly<Record<string, Entry>>;
}

/** What a system consists of: path → entry. */
export function entriesOf(system: string): Readonly<Record<string, Entry>> {
  const said = say(nixPrograms().command, ["store", "ls", "--json", "--recursive", system]);
  if (said.status !== 0) throw new Error(said.stderr);
  const flat = (prefix: string, entry: Entry): [string, Entry][] =>
    Object.entries(entry.entries ?? {}).flatMap(([name, inner]) => [
      [`${prefix}${name}`, inner],
      ...flat(`${prefix}${name}/`, inner),
    ]);
  return Object.fromEntries(flat("", JSON.parse(said.stdout) as Entry));
}
