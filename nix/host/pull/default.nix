# Fetching its configuration, on a NixOS machine: by comin, or by NixOS' own upgrades on a timer. Both report to the panel.
context:
{ lib, pkgs, ... }:
let
  inherit (context) description name;
  environment = import ./environment.nix context;
  inherit (description.pull) method pollSeconds;

  # One program for everything, that brings what it needs along.
  program =
    verb:
    pkgs.writeShellScript "allotment-pull" ''
      export PATH=${pkgs.curl}/bin:${pkgs.git}/bin:${pkgs.coreutils}/bin:${pkgs.systemd}/bin:$PATH
      ${lib.concatMapStrings (line: "export ${line}\n") (lib.mapAttrsToList (key: value: "${key}=${lib.escapeShellArg value}") environment)}
      exec ${pkgs.runtimeShell} ${./allotment-pull.sh} ${verb} "$@"
    '';

  comin = {
    services.comin = {
      enable = true;
      hostname = name;
      exporter.listen_address = "127.0.0.1";
      remotes = [
        {
          name = "panel";
          url = "${environment.ALLOTMENT_URL}/git/${description.deployment}.git";
          auth = {
            username = name;
            access_token_path = environment.ALLOTMENT_TOKEN_FILE;
          };
          branches.main.name = "main";
          poller.period = pollSeconds;
        }
      ];
      # It runs after a switch, well or not. A build that fails is in comin's own log only.
      postDeploymentCommand = "${program "comin"}";
    };
  };

  minutes = pollSeconds / 60;
  # As a calendar of systemd, which can divide hours and days only.
  dates =
    if minutes <= 1 then
      "*:0/1"
    else if minutes < 60 then
      "*:0/${toString minutes}"
    else if minutes < 1440 then
      "hourly"
    else
      "daily";

  autoUpgrade = {
    system.autoUpgrade = {
      enable = true;
      flake = "git+${environment.ALLOTMENT_URL}/git/${description.deployment}.git?ref=main#${name}";
      # The lock is part of what was planned.
      upgrade = false;
      inherit dates;
    };
    systemd.services.nixos-upgrade = {
      environment.GIT_ASKPASS = "${program ""}";
      serviceConfig = {
        ExecStartPre = "${program "before-upgrade"}";
        ExecStopPost = "${program "after-upgrade"}";
      };
    };
  };
in
if environment == null then
  { }
else if method == "comin" then
  comin
else
  autoUpgrade
