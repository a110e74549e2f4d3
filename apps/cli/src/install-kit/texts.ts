/** What the files of a kit are about. Every value is plain: no blank, no quote. */
export interface KitFacts {
  readonly machine: string;
  /** Who to log in as on what runs there now: `root@192.0.2.10`. */
  readonly target: string;
  /** Port of the SSH server that runs there now. */
  readonly port: number;
  /** The disk that is erased: `/dev/sda`. */
  readonly disk: string;
  readonly hostPublicKey: string;
  /** Whether it is the system of a deployment, with its secrets, or an empty one. */
  readonly whole: boolean;
}

/** nixos-anywhere 1.13, by revision. */
const nixosAnywhere = "github:nix-community/nixos-anywhere/91fc9b70fc295258c366cce8627efb6f185fd9fb";

/** The words that have to be typed before anything is erased. */
export function warningWords({ machine }: KitFacts): string {
  return `erase ${machine}`;
}

/** The command that installs, as an argument list to be run in the kit's folder. */
export function installCommand({ machine, target, port }: KitFacts): readonly string[] {
  const features = ["--extra-experimental-features", "nix-command flakes"];
  const what = ["--flake", `path:./tree#${machine}`, "--target-host", target, "-p", String(port)];
  return ["nix", ...features, "run", nixosAnywhere, "--", ...what, "--extra-files", "./extra", "--build-on", "auto"];
}

function commandLine(facts: KitFacts): string {
  return installCommand(facts)
    .map((word) => (word.includes(" ") ? `'${word}'` : word))
    .join(" ");
}

/** install.sh: asks first, then runs the command. */
export function installScript(facts: KitFacts): string {
  const words = warningWords(facts);
  return `#!/bin/sh
# Installs NixOS on ${facts.machine}. ERASES ${facts.disk} of ${facts.target}.
set -eu
cd "$(dirname "$0")"
echo "This installs NixOS on ${facts.target} and ERASES ${facts.disk} there. Nothing on that disk can be read afterwards."
printf 'Type "${words}" to go on: '
read -r answer
if [ "$answer" != "${words}" ]; then
  echo "Nothing was done."
  exit 1
fi
exec ${commandLine(facts)}
`;
}

/** README.md of a kit. */
export function kitReadme(facts: KitFacts): string {
  const { machine, target, disk, hostPublicKey, whole } = facts;
  return `# Installing ${machine}

Turns the machine at ${target} – any Linux with at least 1 GB of memory, or a NixOS installer – into NixOS.

**This erases ${disk} of ${target}.**

1. Declare this host key for \`${machine}\` in the environment, unless it stands there already:

       ${hostPublicKey}

2. The machine gets its address by DHCP. Where it does not, or where it needs more of the kernel, put a NixOS module for
   that into \`tree/hardware/${machine}.nix\`, and into the environment (hardware, module).
3. Log in once by \`ssh\` as ${target}, so that you know that it is the right machine: the installer trusts whoever answers
   there.
4. With Nix on this computer:

       sh install.sh

   It asks you to type \`${warningWords(facts)}\` and then runs

       ${commandLine(facts)}

5. ${whole ? "The machine comes up with everything that was planned; its secrets open with the key of this kit." : "The machine comes up empty. Deploy to it from the panel: the worker gets in if its public key was among those given with --admin-key."}
6. Delete this kit. Whoever has \`extra/\` can pass for the machine and read its secrets.

| file | what it is |
|---|---|
| \`tree/\` | the system${whole ? " of the deployment" : ", with nothing on it"}, as a flake; \`tree/nix/host/single-disk.nix\` is the layout of the disk, by disko |
| \`extra/\` | what is copied onto the new system: its SSH host key, which only root may read |
| \`install.sh\` | the command, after a question |
`;
}
