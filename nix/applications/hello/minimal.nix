# hello on a machine without NixOS.
context:
let
  inherit (context)
    instance
    name
    describe
    lib
    ;
  site = builtins.head (describe.hostsOn name "web" instance);
  page = context.writeText "index.html" (import ./page.nix context);
in
{
  directories = {
    "/var/lib/hello" = {
      user = "www-data";
      group = "www-data";
      mode = "0750";
    };
  }
  // lib.optionalAttrs (instance.components ? jobs) {
    "/var/lib/hello-jobs" = {
      user = "hello-jobs";
      group = "hello-jobs";
      mode = "0750";
    };
  };

  virtualHosts.${site.host} = {
    inherit (site) bodyMiBMax;
    locations = {
      "/" = { inherit page; };
      "/files/".alias = "/var/lib/hello/";
    };
  };
}
// lib.optionalAttrs (instance.components ? jobs) {
  users = [ "hello-jobs" ];

  units.hello-jobs = {
    user = "hello-jobs";
    environment.HELLO_JOBS = "/var/lib/hello-jobs";
    start = [
      "/bin/sh"
      ./jobs.sh
    ];
    stopSeconds = 5;
  };

  commands.allotment-probe-hello = {
    environment.HELLO_JOBS = "/var/lib/hello-jobs";
    argv = [
      "/bin/sh"
      ./probe.sh
    ];
  };
}
