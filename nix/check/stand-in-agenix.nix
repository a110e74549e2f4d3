# Declares what this library sets of agenix, for a full evaluation without it.
{ lib, ... }:
let
  inherit (lib) mkOption types;
in
{
  options.age.secrets = mkOption {
    default = { };
    type = types.attrsOf (
      types.submodule {
        options = {
          file = mkOption { type = types.path; };
          path = mkOption { type = types.str; };
          owner = mkOption { type = types.str; };
          group = mkOption { type = types.str; };
          mode = mkOption { type = types.str; };
        };
      }
    );
  };
}
