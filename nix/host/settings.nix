# The settings that this generation brings for instances whose own commands set them, and the program that sets them.
context:
{ lib, pkgs, ... }:
let
  own = import ../lib/settings.nix { inherit lib; } context;
  programs = map (package: "${package}/bin") [
    pkgs.coreutils
    pkgs.jq
    pkgs.util-linux
  ];
in
{
  environment.systemPackages = [
    (pkgs.writeShellScriptBin "allotment-settings" ''
      export PATH=${builtins.concatStringsSep ":" programs}
      export ALLOTMENT_OWN_SETTINGS=${pkgs.writeText "settings.json" (builtins.toJSON own)}
      exec ${pkgs.runtimeShell} ${./settings.sh} "$@"
    '')
  ];
}
