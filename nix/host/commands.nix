# Options that live in an application's database: a unit runs the application's own commands once the application is
# up, and again whenever they change.
{
  slug,
  instance,
  # The unit that must be up before the commands can run.
  unit,
}:
{ lib, pkgs, ... }:
let
  callOf =
    command:
    lib.escapeShellArgs command.command
    + lib.optionalString (
      command.input != null
    ) " < ${pkgs.writeText "${slug}-settings.json" (builtins.toJSON command.input)}";

  # 3 says that the application does not know some of the settings: the commands after it run all the same.
  lineOf = command: ''${callOf command} || { status=$?; [ "$status" -eq 3 ] || exit "$status"; }'';
in
{
  systemd.services."allotment-settings-${slug}" = lib.mkIf (instance.commands != [ ]) {
    description = "Settings of ${slug} that its own commands set";
    after = [ unit ];
    wants = [ unit ];
    wantedBy = [ "multi-user.target" ];
    # The commands are those that an administrator has on the machine.
    environment.PATH = lib.mkForce "/run/wrappers/bin:/run/current-system/sw/bin";
    script = ''
      status=0
      ${lib.concatMapStringsSep "\n" lineOf instance.commands}
      exit "$status"
    '';
    serviceConfig = {
      Type = "oneshot";
      RemainAfterExit = true;
      # The application may still be migrating its database.
      Restart = "on-failure";
      RestartSec = 30;
      # A setting that the application does not know will not be known later: its name stays in the journal, and the
      # activation of everything else goes on.
      SuccessExitStatus = 3;
    };
    unitConfig.StartLimitIntervalSec = 0;
  };
}
