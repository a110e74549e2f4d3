# snac by pkgs.snac2 and a unit of our own: NixOS has no module for it.
context:
{ lib, pkgs, ... }:
let
  inherit (context) instance name describe;
  server = instance.components.server.settings;
  site = builtins.head (describe.hostsOn name "web" instance);
  environment = import ./environment.nix {
    inherit context;
    inherit (pkgs) writeText;
  };
  exports = lib.concatMapStrings (variable: "export ${variable}=${lib.escapeShellArg environment.${variable}}\n") (
    builtins.attrNames environment
  );
in
{
  environment.systemPackages = [
    (pkgs.writeShellScriptBin "allotment-snac-settings" ''
      ${exports}
      export SNAC_PREPARE=${./prepare.sh}
      export SNAC_PORT=${toString server.httpPort}
      export SNAC_RESTART="systemctl restart snac.service"
      export PATH=${pkgs.curl}/bin:${pkgs.diffutils}/bin:${pkgs.jq}/bin:${pkgs.snac2}/bin:$PATH
      exec ${pkgs.runtimeShell} ${./settings.sh} "$@"
    '')
    (pkgs.writeShellScriptBin "allotment-probe-snac" ''
      export SNAC_FOLDER=/var/lib/snac
      exec ${pkgs.runtimeShell} ${./probe.sh}
    '')
  ];

  users.users.snac = {
    isSystemUser = true;
    group = "snac";
    home = "/var/lib/snac";
  };
  users.groups.snac = { };

  systemd.services.snac = {
    description = "snac, an ActivityPub server";
    documentation = [ "man:snac(8)" ];
    after = [ "network-online.target" ];
    wants = [ "network-online.target" ];
    wantedBy = [ "multi-user.target" ];
    # Beside what every unit has: coreutils, grep, sed.
    path = [
      pkgs.diffutils
      pkgs.jq
      pkgs.snac2
    ];
    inherit environment;
    # Another generation's settings.
    restartTriggers = [ (builtins.hashString "sha256" (builtins.toJSON instance.commands)) ];
    serviceConfig = {
      ExecStartPre = [
        # As root, who alone knows what was set over this generation's own settings.
        "+/run/current-system/sw/bin/allotment-settings stage ${context.slug}"
        "${pkgs.runtimeShell} ${./prepare.sh}"
      ];
      ExecStart = "${pkgs.snac2}/bin/snac httpd /var/lib/snac";
      Restart = "always";
      RestartSec = 5;
      User = "snac";
      Group = "snac";
      StateDirectory = "snac";
      StateDirectoryMode = "0750";
      CapabilityBoundingSet = "";
      LockPersonality = true;
      MemoryDenyWriteExecute = true;
      NoNewPrivileges = true;
      PrivateDevices = true;
      PrivateTmp = true;
      PrivateUsers = true;
      ProtectClock = true;
      ProtectControlGroups = true;
      ProtectHome = true;
      ProtectHostname = true;
      ProtectKernelLogs = true;
      ProtectKernelModules = true;
      ProtectKernelTunables = true;
      ProtectProc = "invisible";
      ProtectSystem = "strict";
      RestrictAddressFamilies = [
        "AF_INET"
        "AF_INET6"
        "AF_NETLINK"
        "AF_UNIX"
      ];
      RestrictNamespaces = true;
      RestrictRealtime = true;
      # snac does without folders whose group goes on to what is in them.
      RestrictSUIDSGID = true;
      SystemCallArchitectures = "native";
      SystemCallFilter = "@system-service";
    };
    # A password that is not there yet, or a port that is still in use, is no reason to give up.
    unitConfig.StartLimitIntervalSec = 0;
  };

  services.nginx.virtualHosts.${site.host} = {
    forceSSL = true;
    enableACME = true;
    locations."/" = {
      proxyPass = "http://127.0.0.1:${toString server.httpPort}";
      # Sent once: other applications on this machine may switch the recommended ones on for all.
      recommendedProxySettings = false;
      # snac counts wrong passwords by the address it is told, so visitors must not be able to add their own.
      extraConfig = ''
        proxy_set_header Host $host;
        proxy_set_header X-Forwarded-For $remote_addr;
      '';
    };
    extraConfig = ''
      client_max_body_size ${toString site.bodyMiBMax}m;
    '';
  };
}
