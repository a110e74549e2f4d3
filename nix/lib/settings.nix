# Instances that run on a machine and whose own commands set something -> those commands, as allotment-settings reads them.
{ lib }:
{ name, instances, ... }:
let
  here = instance: command: instance.components.${command.component}.machine == name;
  entryOf = command: { inherit (command) command input; } // lib.optionalAttrs (command ? read) { inherit (command) read; };
  commandsOf =
    instance:
    if instance ? stopped then [ ] else map entryOf (builtins.filter (here instance) instance.commands);
in
lib.filterAttrs (_: commands: commands != [ ]) (builtins.mapAttrs (_: commandsOf) instances)
