# Options that live in an application's database: a unit has the application's own commands set what holds once the application
# is up, and again whenever the generation brings others. For an application that reads its settings when it starts
# there is nothing to do here.
{
  slug,
  instance,
  # The unit that must be up before the commands can run.
  unit,
}:
{ lib, ... }:
{
  systemd.services."allotment-settings-${slug}" = lib.mkIf (instance.commands != [ ]) {
    description = "Settings of ${slug} that its own commands set";
    after = [ unit ];
    wants = [ unit ];
    wantedBy = [ "multi-user.target" ];
    # The commands are those that an administrator has on the machine.
    environment.PATH = lib.mkForce "/run/wrappers/bin:/run/current-system/sw/bin";
    restartTriggers = [ (builtins.hashString "sha256" (builtins.toJSON instance.commands)) ];
    # Tried again here and not by systemd, for which a unit that waits for its next try has neither failed nor succeeded: the
    # application may still be starting. What fails to the end has failed, and the switch says so.
    script = ''
      try=1
      status=0
      until allotment-settings hold ${lib.escapeShellArg slug}; do
        status=$?
        # It was set but for what the application does not know, and will not know later: its name is in the journal.
        if [ "$status" -eq 3 ]; then exit 3; fi
        if [ "$try" -ge 5 ]; then exit "$status"; fi
        try=$((try + 1))
        sleep 15
      done
    '';
    serviceConfig = {
      Type = "oneshot";
      RemainAfterExit = true;
      TimeoutStartSec = 600;
      SuccessExitStatus = 3;
    };
  };
}
