import type { Description } from "@allotment/model";

/** README.md of a tree: what it is and how to use it by hand, without Allotment. */
export function treeReadme(description: Description): string {
  const machines = Object.keys(description.machines).sort();
  const isMinimal = (name: string) => description.machines[name]?.hardware.preset === "minimal";
  const nixos = machines.find((name) => !isMinimal(name));
  const minimal = machines.find(isMinimal);
  return [
    introduction(description, machines),
    looking,
    ...(nixos === undefined ? [] : [lookingFully(nixos)]),
    "## Building and switching by hand\n",
    ...(nixos === undefined ? [] : [switchingNixos(description, nixos)]),
    ...(minimal === undefined ? [] : [switchingMinimal(description, minimal)]),
  ].join("\n");
}

function introduction(description: Description, machines: readonly string[]): string {
  return `# Deployment \`${description.deployment}\`

Made by Allotment, for NixOS ${description.nixosRelease}. It stands alone: nothing here needs the panel.

${listOf(machines, (name) => `- \`${name}\` runs ${instancesOf(description, name)}`)}

| file | what it is |
|---|---|
| \`deployment.json\` | the deployment, every choice made; the only file that differs from others of this release |
| \`nix/\` | the library that turns it into NixOS configurations |
| \`flake.nix\`, \`flake.lock\` | the pinned inputs and one \`systems\` entry per machine |
| \`secrets/manifest.json\` | which machine needs which secret; no values |
| \`secrets/<id>.age\` | the secrets, encrypted for their machines; they may be missing in a copy |
| \`hardware/<machine>.nix\` | a machine's own hardware and network settings, where it has them |
`;
}

const looking = `## Looking at it by hand

Three levels, from quick to complete. Say which one it was when you report a result.

Parsed: is every file Nix?

    find . -name '*.nix' -exec nix-instantiate --parse {} + > /dev/null

Evaluated against stubs: which options does it set, machine by machine? Needs no network.

    nix-instantiate --eval --strict --json -E 'import ./nix/check { tree = ./.; }'
`;

function lookingFully(machine: string): string {
  return `Fully evaluated: does nixpkgs accept it? Fetches the pinned inputs; in a git checkout, files have to be added first.

    nix eval --raw .#systems.${machine}.drvPath

or, with a nixpkgs that is already on this computer and without network:

    nix-instantiate --eval --strict --json -E 'import ./nix/check/full.nix { tree = ./.; nixpkgs = "/path/to/nixpkgs"; }'
`;
}

function switchingNixos(description: Description, machine: string): string {
  return `    nix build .#systems.${machine}
    nixos-rebuild switch --flake .#${machine} --target-host ${targetOf(description, machine)}

With NixOps4, which keeps its state in \`.nixops4/\`:

    mkdir -p .nixops4
    nixops4 apply ${description.deployment}.${machine}
`;
}

function switchingMinimal(description: Description, machine: string): string {
  const target = targetOf(description, machine);
  return `A machine without NixOS, as \`${machine}\`; needs nothing fetched:

    system=$(nix build --no-link --print-out-paths .#systems.${machine})
    nix copy --to ssh-ng://${target} "$system"
    ssh ${target} "$system/bin/apply" switch
`;
}

function listOf(names: readonly string[], line: (name: string) => string): string {
  return names.map(line).join("\n");
}

function instancesOf(description: Description, machine: string): string {
  const slugs = description.machines[machine]?.instances ?? [];
  const named = slugs.map((slug) => `\`${slug}\` (${description.instances[slug]?.application ?? "unknown"})`);
  return named.length > 0 ? named.join(", ") : "nothing";
}

function targetOf(description: Description, machine: string): string {
  const described = description.machines[machine];
  return `${described?.ssh.user ?? "root"}@${described?.ipv4 ?? described?.ipv6 ?? machine}`;
}
