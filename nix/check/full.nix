# Evaluates every machine of a tree fully, with a nixpkgs that is on this computer: machine -> derivation of its system.
#
#   nix-instantiate --eval --strict --json -E 'import ./nix/check/full.nix { tree = ./.; nixpkgs = "/path/to/nixpkgs"; }'
#
# agenix and disko may be given as folders too; what they and comin declare is stood in for otherwise, so that nothing has to
# be fetched. The flake itself uses the real ones.
{
  tree,
  nixpkgs,
  agenix ? null,
  disko ? null,
}:
let
  lib = import (nixpkgs + "/lib");
  library = import ../lib { inherit lib; };
  description = library.readDescription (tree + "/deployment.json");

  systemOf =
    name: modules:
    (import (nixpkgs + "/nixos/lib/eval-config.nix") {
      system = null;
      modules = modules ++ [
        { nixpkgs.hostPlatform = description.machines.${name}.system; }
        (if agenix == null then ./stand-in-agenix.nix else agenix + "/modules/age.nix")
        (if disko == null then ./stand-in-disko.nix else disko + "/module.nix")
        ./stand-in-comin.nix
      ];
    }).config.system.build.toplevel.drvPath;
in
builtins.mapAttrs systemOf (library.machines { inherit description tree; })
