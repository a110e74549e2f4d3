# Words of commands: variables, and arguments among which paths of this library become files of their own in the store.
{ lib }:
{
  # Names the commands in errors; a null value is an empty text.
  variables =
    name:
    lib.mapAttrsToList (
      variable: value:
      if builtins.match "[A-Za-z_][A-Za-z0-9_]*" variable == null then
        throw "unit ${name}: ${variable} is no name of a variable"
      else
        "${variable}=${if value == null then "" else toString value}"
    );

  argument = value: if builtins.isPath value then "${value}" else toString value;
}
