# From options of an application to names of its own, by tables.
#
# A table takes the name of an option to its name upstream, or to { to; by; } where the value differs upstream: `by` is
# then a function of the value. An option that is not there, or null, sets nothing, so that the application's own
# default holds.
{ lib }:
let
  entryOf =
    table: options: option:
    let
      entry = table.${option};
      to = entry.to or entry;
      by = entry.by or (value: value);
    in
    {
      inherit to;
      value = by options.${option};
    };

  entriesOf =
    table: options:
    map (entryOf table options) (
      builtins.filter (option: (options.${option} or null) != null) (builtins.attrNames table)
    );
in
{
  # { option = "NAME"; } -> { NAME = value; }.
  flat =
    table: options:
    builtins.listToAttrs (map (entry: lib.nameValuePair entry.to entry.value) (entriesOf table options));

  # { option = "a.b.c"; } -> { a.b.c = value; }.
  nested =
    table: options:
    builtins.foldl' lib.recursiveUpdate { } (
      map (entry: lib.setAttrByPath (lib.splitString "." entry.to) entry.value) (entriesOf table options)
    );

  # An option that is not there reads as null.
  optionOf = options: name: options.${name} or null;
}
