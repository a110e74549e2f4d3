# A unit as texts of files: `unit` is what the supervisor reads as shell, where everything that people typed is a quoted
# word; another `reload` makes what runs read its settings again.
context:
name: unit:
let
  inherit (context) lib text secrets;
  words = lib.escapeShellArgs;
  user = text.plain (unit.user or "root");
  ready = unit.ready or { };

  inherit (import ./words.nix { inherit lib; }) variables argument;
  command = argv: "as_unit ${words (variables name (unit.environment or { }) ++ map argument argv)}";
  orNothing = argv: if argv == [ ] then ":" else command argv;
in
{
  unit = ''
    unit_user=${user}
    unit_stop_seconds=${toString (unit.stopSeconds or 10)}
    unit_ready_seconds=${toString (ready.seconds or 30)}
    unit_ready_port=${toString (ready.port or "")}
    unit_ready_command=${lib.boolToString (ready ? command)}
    unit_prepare() { ${orNothing (unit.prepare or [ ])}; }
    unit_start() { ${command unit.start}; }
    unit_ready() { ${orNothing (ready.command or [ ])}; }
    # ${toString (secrets.digestFor name)}
  '';
  reload = "${unit.reload or ""}\n";
}
