# From a deployment description to NixOS: one list of modules per machine. Pure functions; `lib` is that of nixpkgs.
#
# The description (deployment.json) is data in which every choice has been made. Nothing here decides anything that
# changes what a deployment is; it says how NixOS does it.
{ lib }:
let
  text = import ./text.nix { inherit lib; };
  describe = import ./describe.nix { inherit lib; };
  options = import ./options.nix { inherit lib; };

  # Says in error messages and conflicts where a definition comes from.
  named = name: module: {
    _file = "allotment: ${name}";
    imports = [ module ];
  };

  modulesOf =
    {
      description,
      tree,
      ownHardware,
    }:
    name: machine:
    let
      instances = describe.instancesOn description name;
      context = {
        inherit
          description
          tree
          ownHardware
          name
          machine
          instances
          text
          describe
          options
          ;
      };
      moduleOf =
        slug: instance:
        named "instance ${slug} (${instance.application})" (
          import (if instance ? stopped then ../stopped else ../applications + "/${instance.application}") (
            context
            // {
              inherit slug instance;
              secretPath = role: describe.secretPath description slug role;
              # Module that has the instance's settings commands set what holds once a unit is up.
              settingsCommands = unit: import ../host/commands.nix { inherit slug instance unit; };
            }
          )
        );
    in
    [
      (named "host" (import ../host context))
      (named "settings" (import ../host/settings.nix context))
      (named "secrets" (import ../host/secrets.nix context))
      (named "pull" (import ../host/pull context))
      (named "postgresql" (import ../resources/postgresql context))
      (named "redis" (import ../resources/redis context))
      (named "http-ingress" (import ../resources/http-ingress context))
      (named "search" (import ../resources/search context))
      (named "backup-repository" (import ../resources/backup-repository context))
    ]
    ++ lib.mapAttrsToList moduleOf instances;
in
{
  # The description in a file.
  readDescription = path: builtins.fromJSON (builtins.readFile path);

  # Machine name -> list of NixOS modules, for machines that have NixOS (../minimal is for the others). `tree` is the folder
  # that holds secrets/ and hardware/. With `ownHardware = false` the machines' own hardware modules are left out (for
  # evaluation against stubs).
  machines =
    {
      description,
      tree,
      ownHardware ? true,
    }:
    builtins.mapAttrs (modulesOf { inherit description tree ownHardware; }) (
      lib.filterAttrs (_: machine: machine.hardware.preset != "minimal") description.machines
    );

  # Modules of others that an orchestrator needs on the machines themselves.
  orchestratorModules =
    {
      description,
      comin,
      nixops4-nixos,
    }:
    {
      # bin/apply is part of a system that NixOps4 installs; here too, so that both give the same system.
      nixops4 = [ nixops4-nixos.modules.nixos.apply ];
      pull = lib.optional (description.pull.method or null == "comin") comin.nixosModules.comin;
    }
    .${description.orchestrator} or [ ];

  nixops4Root = import ./nixops4.nix { inherit lib; };

  inherit text;
}
