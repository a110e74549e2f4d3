# snac on a machine without NixOS, where the program is that of the machine.
context:
let
  inherit (context) instance name describe;
  server = instance.components.server.settings;
  site = builtins.head (describe.hostsOn name "web" instance);
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
    environment = import ./environment.nix {
      inherit context;
      inherit (context) writeText;
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

  virtualHosts.${site.host} = {
    inherit (site) bodyMiBMax;
    locations."/".proxyPass = "http://127.0.0.1:${toString server.httpPort}";
  };
}
