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
  };

  outputs =
    {
      self,
      nixpkgs,
      agenix,
      disko,
    }:
    let
      description = builtins.fromJSON (builtins.readFile ./deployment.json);
      library = import ./nix/lib { inherit (nixpkgs) lib; };
      modulesByMachine = library.machines {
        inherit description;
        tree = ./.;
      };
    in
    {
      # nixos-rebuild build --flake .#<machine>
      nixosConfigurations = builtins.mapAttrs (
        name: modules:
        nixpkgs.lib.nixosSystem {
          modules = modules ++ [
            { nixpkgs.hostPlatform = description.machines.${name}.system; }
            agenix.nixosModules.default
            disko.nixosModules.disko
          ];
        }
      ) modulesByMachine;

      # The options that this tree sets, machine by machine, evaluated against stubs: needs no nixpkgs.
      stub = import ./nix/check { tree = ./.; };
    };
}
