import { chmod, mkdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { Command } from "commander";
import { CliError } from "../exit.ts";
import { hostKey } from "../install-kit/host-key.ts";
import { openSource } from "../install-kit/source.ts";
import { installScript, kitReadme, type KitFacts } from "../install-kit/texts.ts";

interface KitOptions {
  readonly out: string;
  readonly target?: string;
  readonly port: string;
  readonly adminKey: readonly string[];
}

/** `allot install-kit`: what turns a fresh machine into NixOS, with a host key that is known before it exists. */
export function installKitCommand(): Command {
  const collect = (key: string, keys: readonly string[]) => [...keys, key];
  return new Command("install-kit")
    .description("write what installs NixOS on a fresh machine: its host key, its flake, the command")
    .argument("<source>", "the environment (JSON or YAML), or the folder of a deployment's tree")
    .argument("<machine>", "name of the machine")
    .requiredOption("--out <folder>", "where the kit goes; a key that is there already is kept")
    .option("--target <user@address>", "what runs there now (default: root at the machine's address)")
    .option("--port <port>", "port of the SSH server that runs there now", "22")
    .option(
      "--admin-key <line>",
      "public key that may log in, beside those of the environment; repeatable",
      collect,
      [],
    )
    .action(async (source: string, machine: string, options: KitOptions) => {
      if (!/^[a-z][a-z0-9-]{0,62}$/.test(machine)) throw new CliError(`“${machine}” is no name of a machine.`);
      await mkdir(options.out, { recursive: true, mode: 0o700 });
      await chmod(options.out, 0o700);
      const hostPublicKey = await hostKey(path.join(options.out, "extra"), machine);
      process.stdout.write(`Host key of ${machine}, to be declared in the environment:\n\n  ${hostPublicKey}\n\n`);
      const facts = await writeKit(source, machine, hostPublicKey, options);
      process.stdout.write(`Wrote the kit to ${options.out}. Read README.md there: it ERASES ${facts.disk}.\n`);
    });
}

async function writeKit(
  source: string,
  machine: string,
  hostPublicKey: string,
  options: KitOptions,
): Promise<KitFacts> {
  const { description, whole, write } = await openSource(source, machine, hostPublicKey, options.adminKey);
  const described = description.machines[machine];
  if (described?.hardware.preset !== "single-disk") {
    throw new CliError(`${machine} has no disk layout: declare it with the hardware preset single-disk.`);
  }
  if (described.hostPublicKey !== hostPublicKey) {
    throw new CliError(
      `The tree is made for another host key of ${machine}. Declare the one above in the environment, make a new plan and run it, then call this again.`,
    );
  }
  const target = options.target ?? `root@${described.ipv4 ?? described.ipv6 ?? ""}`;
  const facts = { machine, target, port: Number(options.port), disk: diskOf(described.hardware.disk) };
  const kit: KitFacts = { ...plain(facts), hostPublicKey, whole };
  const tree = path.join(options.out, "tree");
  await rm(tree, { recursive: true, force: true });
  await write(tree);
  await writeFile(path.join(options.out, "README.md"), kitReadme(kit));
  await writeFile(path.join(options.out, "install.sh"), installScript(kit));
  await chmod(path.join(options.out, "install.sh"), 0o755);
  return kit;
}

/** As nix/host/single-disk.nix has it. */
function diskOf(disk: string | null): string {
  return disk ?? "/dev/vda";
}

type Typed = Pick<KitFacts, "machine" | "target" | "port" | "disk">;

/** They go into a script: nothing in them may mean anything to a shell. */
function plain(facts: Typed): Typed {
  if (!/^[a-z_][a-z0-9_-]*@[A-Za-z0-9.:[\]-]+$/.test(facts.target)) {
    throw new CliError(`“${facts.target}” is no user and address, as root@192.0.2.10 is. Give them with --target.`);
  }
  if (!Number.isInteger(facts.port) || facts.port < 1 || facts.port > 65_535) throw new CliError("--port is a number.");
  if (!/^\/dev\/[\w./:+-]+$/.test(facts.disk)) throw new CliError(`“${facts.disk}” is no disk.`);
  return facts;
}
