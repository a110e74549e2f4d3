# The root component that `nixops4 apply` reads: one composite per deployment, one per machine in it.
#
#   <deployment>.<machine>.nixos   copies and switches the machine's system
#   <deployment>.<machine>.first   what it was first installed with, kept in the state file
#   <deployment>.state_file        .nixops4/state.json below the folder that nixops4 runs in (no machine has a name
#                                  with an underscore)
#
# NixOps4 has no operation that deletes, and runs `nixos` at every apply: it has no state of its own.
{ lib }:
{
  description,
  # Machine -> list of NixOS modules: those of nixosConfigurations.
  modulesByMachine,
  nixpkgs,
  nixops4,
  nixops4-nixos,
}:
{ providers, ... }:
let
  inherit (providers) local;

  sshOf = machine: {
    host = if machine.ipv4 != null then machine.ipv4 else machine.ipv6;
    inherit (machine) hostPublicKey;
    inherit (machine.ssh) user;
    # As in deployment over SSH: whatever ssh is told elsewhere on the machine that nixops4 runs on does not count. The
    # key is put beside the state file by whoever runs nixops4. The host key is pinned by the address alone, without the
    # port.
    opts = builtins.concatStringsSep " " [
      "-F /dev/null"
      "-i .nixops4/ssh_ed25519"
      "-o BatchMode=yes"
      "-o GlobalKnownHostsFile=/dev/null"
      "-o HostKeyAlgorithms=ssh-ed25519"
      "-o IdentitiesOnly=yes"
      "-o IdentityAgent=none"
      "-o Port=${toString machine.ssh.port}"
    ];
  };

  hostOf =
    state: name: modules:
    let
      machine = description.machines.${name};
    in
    {
      members.nixos = {
        imports = [ nixops4-nixos.modules.nixops4Component.nixos ];
        type = local.exec;
        inherit nixpkgs;
        nixos.module = {
          imports = modules;
        };
        ssh = sshOf machine;
      };
      members.first = {
        type = local.memo;
        inherit state;
        inputs.initialize_with = {
          inherit (description) nixosRelease;
          inherit (machine) stateVersion;
        };
      };
    };
in
{
  providers.local = nixops4.modules.nixops4Provider.local;
  members.${description.deployment} =
    { members, ... }:
    {
      members = builtins.mapAttrs (hostOf members.state_file) modulesByMachine // {
        state_file = {
          type = local.state_file;
          inputs.name = ".nixops4/state.json";
        };
      };
    };
}
