# Evaluates every machine of a tree against stubs: no nixpkgs, no network, a fraction of a second.
#
#   nix-instantiate --eval --strict --json -E 'import ./nix/check { tree = ./.; }'
#
# The result is plain data, machine by machine: the options that the library sets, with their final values. It finds
# wrong structure, conflicting values and failed assertions of this library. It does not find options that nixpkgs does
# not have, nor wrong types; those need a full evaluation (see flake.nix).
{
  tree,
  description ? builtins.fromJSON (builtins.readFile (tree + "/deployment.json")),
}:
let
  stub = import ./stub-lib.nix;
  library = import ../lib { inherit (stub) lib; };

  # What nixpkgs would set and modules of this library read.
  standIns = {
    services.mastodon.package.outPath = "/stub/mastodon";
    services.pixelfed = {
      package = {
        outPath = "/stub/pixelfed";
        override = _: { outPath = "/stub/pixelfed"; };
      };
      dataDir = "/var/lib/pixelfed";
      runtimeDir = "/run/pixelfed";
      user = "pixelfed";
    };
    services.phpfpm.pools.pixelfed.phpPackage.outPath = "/stub/php";
    services.postgresql.package.outPath = "/stub/postgresql";
    systemd.services.mastodon-web.environment = { };
  };

  evaluateMachine =
    modules:
    let
      result = stub.evaluate {
        inherit modules standIns;
        pkgs = import ./stub-pkgs.nix;
      };
      failed = builtins.filter (assertion: !assertion.assertion) (result.assertions or [ ]);
    in
    if failed == [ ] then
      removeAttrs result [ "assertions" ]
    else
      throw "Failed assertions:\n${builtins.concatStringsSep "\n" (map (assertion: "- ${assertion.message}") failed)}";
in
builtins.mapAttrs (_: evaluateMachine) (
  library.machines {
    inherit description tree;
    ownHardware = false;
  }
)
