{
  description = "A deployment made by Allotment: one NixOS configuration per machine, from deployment.json";

  inputs = {
    nixpkgs.url = "github:NixOS/nixpkgs/nixos-26.05";
    agenix.url = "github:ryantm/agenix";
    agenix.inputs.nixpkgs.follows = "nixpkgs";
    agenix.inputs.darwin.follows = "";
    agenix.inputs.home-manager.follows = "";
    agenix.inputs.systems.follows = "";
    disko.url = "github:nix-community/disko";
    disko.inputs.nixpkgs.follows = "nixpkgs";
    # Fetched only where the machines of the description pull, or NixOps4 installs them.
    comin.url = "github:nlewo/comin";
    comin.inputs.nixpkgs.follows = "nixpkgs";
    comin.inputs.flake-compat.follows = "";
    comin.inputs.treefmt-nix.follows = "";
    nixops4.url = "github:nixops4/nixops4";
    nixops4.inputs.nixpkgs.follows = "nixpkgs";
    nixops4-nixos.url = "github:nixops4/nixops4-nixos";
    nixops4-nixos.inputs.flake-parts.follows = "nixops4/flake-parts";
    nixops4-nixos.inputs.nixpkgs.follows = "nixpkgs";
    # As in its own flake: a lock that fits has to hear it from here.
    nixops4-nixos.inputs.nixops4-nixos.follows = "nixops4-nixos";
  };

  outputs =
    {
      self,
      nixpkgs,
      agenix,
      disko,
      comin,
      nixops4,
      nixops4-nixos,
    }:
    let
      description = builtins.fromJSON (builtins.readFile ./deployment.json);
      library = import ./nix/lib { inherit (nixpkgs) lib; };
      # What a machine consists of, whoever installs it.
      modulesByMachine = builtins.mapAttrs (
        name: modules:
        modules
        ++ [
          { nixpkgs.hostPlatform = description.machines.${name}.system; }
          agenix.nixosModules.default
          disko.nixosModules.disko
        ]
        ++ library.orchestratorModules { inherit description comin nixops4-nixos; }
      ) (library.machines {
        inherit description;
        tree = ./.;
      });
    in
    {
      # nixos-rebuild build --flake .#<machine>
      nixosConfigurations = builtins.mapAttrs (
        _: modules: nixpkgs.lib.nixosSystem { inherit modules; }
      ) modulesByMachine;

      # nix build .#systems.<machine>: what a machine runs, whether NixOS or not. The latter needs no input.
      systems = builtins.mapAttrs (
        name: machine:
        if machine.hardware.preset == "minimal" then
          import ./nix/minimal {
            inherit description name;
            tree = ./.;
          }
        else
          self.nixosConfigurations.${name}.config.system.build.toplevel
      ) description.machines;

      # nixops4 apply <deployment>.<machine>
      nixops4 = nixops4.lib.mkRoot {
        modules = [
          (library.nixops4Root {
            inherit
              description
              modulesByMachine
              nixpkgs
              nixops4
              nixops4-nixos
              ;
          })
        ];
      };

      # The options that this tree sets, machine by machine, evaluated against stubs: needs no nixpkgs.
      stub = import ./nix/check { tree = ./.; };
    };
}
