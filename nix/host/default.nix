# What every machine has: access for administrators, firewall, housekeeping.
context:
{ lib, pkgs, ... }:
let
  inherit (context) name machine;
  asRoot = machine.ssh.user == "root";
  erasure = context.describe.erasureOf context.description name;
in
{
  imports = [ (import ./hardware.nix context) ];

  # Also where the machine's own module, which may hold all that its configuration said under networking, has another.
  networking.hostName = lib.mkForce name;
  networking.firewall = {
    enable = true;
    allowedTCPPorts = lib.unique ([ machine.ssh.port ] ++ machine.firewall.tcp);
    allowedUDPPorts = machine.firewall.udp;
  };

  services.openssh = {
    enable = true;
    ports = [ machine.ssh.port ];
    # The keys of the description and no others: what was once put into a home folder would open the machine for ever.
    # With none described it is left as it is, or nobody would get in.
    authorizedKeysInHomedir = machine.adminKeys == [ ];
    settings = {
      PasswordAuthentication = false;
      KbdInteractiveAuthentication = false;
      PermitRootLogin = if asRoot then "prohibit-password" else "no";
    };
  };

  users.users.${machine.ssh.user} = {
    openssh.authorizedKeys.keys = machine.adminKeys;
  }
  // lib.optionalAttrs (!asRoot) {
    isNormalUser = true;
    extraGroups = [ "wheel" ];
  };
  security.sudo = lib.mkIf (!asRoot) { wheelNeedsPassword = false; };

  nix.settings = {
    experimental-features = [
      "nix-command"
      "flakes"
    ];
    trusted-users = lib.unique [
      "root"
      machine.ssh.user
    ];
  };
  nix.gc = {
    automatic = true;
    dates = "weekly";
    options = "--delete-older-than 30d";
  };

  time.timeZone = "UTC";
  system.stateVersion = machine.stateVersion;

  # A file of its own, because the option for it has changed its name between releases.
  environment.etc."systemd/journald.conf.d/10-allotment.conf".text = ''
    [Journal]
    SystemMaxUse=1G
    MaxRetentionSec=30day
  '';

  # What a worker calls on this machine to switch it under a watch. A worker that has not been here yet brings it along.
  environment.systemPackages = [
    (pkgs.writeShellScriptBin "allotment-host" ''exec ${pkgs.runtimeShell} ${./activation/allotment-host.sh} "$@"'')
  ];

  # What this machine was made from, readable there and part of every backup. Only its own part of the description: what
  # changes elsewhere in the deployment leaves this system as it is.
  environment.etc."allotment/machine.json".text = builtins.toJSON {
    inherit (context.description) schemaVersion deployment nixosRelease;
    inherit (context) instances;
    machines.${name} = machine;
  };

  environment.etc."allotment/erase" = lib.mkIf (erasure != null) { text = erasure; };

  assertions = lib.mapAttrsToList (slug: instance: {
    assertion = context.describe.runsWhollyOn name instance;
    message = "instance ${slug}: components on several machines are not supported by this library yet";
  }) context.instances;
}
