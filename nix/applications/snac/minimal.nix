# snac on a machine without NixOS, where the program is that of the machine.
context:
let
  inherit (context) instance name describe;
  server = instance.components.server.settings;
  site = builtins.head (describe.hostsOn name "web" instance);
  environment = import ./environment.nix {
    inherit context;
    inherit (context) writeText;
  };
in
{
  users = [ "snac" ];

  directories."/var/lib/snac" = {
    user = "snac";
    group = "snac";
    mode = "0750";
  };

  units.snac = {
    user = "snac";
    environment = environment // {
      # Another generation's settings need a new start.
      SNAC_GENERATION = builtins.hashString "sha256" (builtins.toJSON instance.commands);
    };
    prepare = [
      "/bin/sh"
      ./prepare.sh
    ];
    start = [
      "snac"
      "httpd"
      "/var/lib/snac"
    ];
    ready = {
      port = server.httpPort;
      seconds = 30;
    };
    stopSeconds = 10;
  };

  commands.allotment-snac-settings = {
    environment = environment // {
      SNAC_PREPARE = "${./prepare.sh}";
      SNAC_PORT = server.httpPort;
      SNAC_RESTART = "/run/current-system/libexec/restart-unit snac";
    };
    argv = [
      "/bin/sh"
      ./settings.sh
    ];
  };

  commands.allotment-probe-snac = {
    environment.SNAC_FOLDER = "/var/lib/snac";
    argv = [
      "/bin/sh"
      ./probe.sh
    ];
  };

  virtualHosts.${site.host} = {
    inherit (site) bodyMiBMax;
    locations."/".proxyPass = "http://127.0.0.1:${toString server.httpPort}";
  };
}
