# The same as nix/check, but by the module system of nixpkgs' own lib: conditions, priorities, imports and functions are
# the real ones. Only the option types are missing: sets merge by attribute, lists are joined, other values must agree.
{
  tree,
  nixpkgs,
  description,
}:
let
  lib = import (nixpkgs + "/lib");
  library = import ../lib { inherit lib; };

  untyped = lib.mkOptionType {
    name = "untyped";
    merge =
      location: definitions:
      let
        values = map (definition: definition.value) definitions;
      in
      if builtins.all (value: builtins.isAttrs value && !(value ? outPath)) values then
        (lib.types.attrsOf untyped).merge location definitions
      else if builtins.all builtins.isList values then
        builtins.concatLists values
      else if builtins.all (value: value == builtins.head values) values then
        builtins.head values
      else
        throw "conflicting values for ${lib.showOption location}";
  };

  # What nix/check has as stand-ins.
  standIns = {
    _module.args.pkgs = import ../check/stub-pkgs.nix;
    services.mastodon.package = lib.mkOptionDefault { outPath = "/stub/mastodon"; };
    services.pixelfed = {
      package = lib.mkOptionDefault {
        outPath = "/stub/pixelfed";
        override = _: { outPath = "/stub/pixelfed"; };
      };
      dataDir = lib.mkOptionDefault "/var/lib/pixelfed";
      runtimeDir = lib.mkOptionDefault "/run/pixelfed";
      user = lib.mkOptionDefault "pixelfed";
    };
    services.phpfpm.pools.pixelfed.phpPackage = lib.mkOptionDefault { outPath = "/stub/php"; };
    systemd.services.mastodon-web.environment = { };
  };

  evaluateMachine =
    modules:
    let
      inherit
        (lib.evalModules {
          modules = modules ++ [
            standIns
            { freeformType = lib.types.lazyAttrsOf untyped; }
          ];
        })
        config
        ;
    in
    removeAttrs config [
      "_module"
      "assertions"
    ];
in
builtins.mapAttrs (_: evaluateMachine) (
  library.machines {
    inherit description tree;
    ownHardware = false;
  }
)
