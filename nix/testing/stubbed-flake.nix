# The outputs of a tree's own flake.nix, with stubs as inputs. A system is named by the digest of what its modules set.
{ tree }:
let
  stub = import (tree + "/nix/check/stub-lib.nix");
  nixosSystem =
    { modules }:
    let
      settings = stub.evaluate {
        inherit modules;
        pkgs = import (tree + "/nix/check/stub-pkgs.nix");
        standIns = { };
      };
    in
    {
      config = settings // {
        system = settings.system // {
          build.toplevel = "/stub/${builtins.hashString "sha256" (builtins.toJSON settings)}";
        };
      };
    };
in
(import (tree + "/flake.nix")).outputs (
  {
    self = { };
    nixpkgs.lib = stub.lib // {
      inherit nixosSystem;
    };
    agenix.nixosModules.default = { };
    disko.nixosModules.disko = { };
    comin.nixosModules.comin = { };
  }
  // import (tree + "/nix/check/stub-nixops4.nix")
)
