# Options that live in an application's database: one unit per instance runs the application's own commands once the
# application is up, and again whenever they change.
context:
{ lib, pkgs, ... }:
let
  # The unit that must be up before an application's commands can run.
  unitOf = {
    mastodon = "mastodon-web.service";
    pixelfed = "phpfpm-pixelfed.service";
    peertube = "peertube.service";
    hello = "nginx.service";
  };

  lineOf =
    slug: command:
    lib.escapeShellArgs command.command
    + lib.optionalString (
      command.input != null
    ) " < ${pkgs.writeText "${slug}-settings.json" (builtins.toJSON command.input)}";

  unitFor = slug: instance: {
    description = "Settings of ${slug} that its own commands set";
    after = [ unitOf.${instance.application} ];
    wants = [ unitOf.${instance.application} ];
    wantedBy = [ "multi-user.target" ];
    # The commands are those that an administrator has on the machine.
    environment.PATH = lib.mkForce "/run/wrappers/bin:/run/current-system/sw/bin";
    script = lib.concatMapStringsSep "\n" (lineOf slug) instance.commands;
    serviceConfig = {
      Type = "oneshot";
      RemainAfterExit = true;
      # The application may still be migrating its database.
      Restart = "on-failure";
      RestartSec = 30;
      # A setting that the application does not know will not be known later.
      RestartPreventExitStatus = 3;
    };
    unitConfig.StartLimitIntervalSec = 0;
  };

  withCommands = lib.filterAttrs (_: instance: instance.commands != [ ]) context.instances;
in
{
  systemd.services = lib.mapAttrs' (
    slug: instance: lib.nameValuePair "allotment-settings-${slug}" (unitFor slug instance)
  ) withCommands;
}
