# The process that works the queue, and what looks after it.
{ lib, pkgs, ... }:
{
  users.users.hello-jobs = {
    isSystemUser = true;
    group = "hello-jobs";
    home = "/var/lib/hello-jobs";
  };
  users.groups.hello-jobs = { };

  systemd.services.hello-jobs = {
    description = "Background jobs of the practice application";
    wantedBy = [ "multi-user.target" ];
    environment.HELLO_JOBS = "/var/lib/hello-jobs";
    serviceConfig = {
      ExecStart = "${pkgs.runtimeShell} ${./jobs.sh}";
      Restart = "always";
      RestartSec = 5;
      User = "hello-jobs";
      Group = "hello-jobs";
      StateDirectory = "hello-jobs";
      StateDirectoryMode = "0750";
      NoNewPrivileges = true;
      PrivateNetwork = true;
      ProtectHome = true;
      ProtectSystem = "strict";
    };
  };

  environment.systemPackages = [
    (pkgs.writeShellScriptBin "allotment-probe-hello" ''
      export HELLO_JOBS=/var/lib/hello-jobs
      exec ${pkgs.runtimeShell} ${./probe.sh} "$@"
    '')
  ];
}
