# Text that people typed, on its way into files that other programs parse.
{ lib }:
let
  inherit (builtins)
    isBool
    isFloat
    match
    replaceStrings
    toJSON
    ;
  # toString writes 1.1 as 1.100000.
  asText =
    value:
    if isBool value then
      lib.boolToString value
    else if isFloat value then
      toJSON value
    else
      toString value;
in
rec {
  # Text in which nothing means anything to a shell, to systemd (`%`, quotes, backslashes) or to a .env file.
  isPlain = value: match "[A-Za-z0-9_.,:/@=|+-]*" value != null;

  # A name or path on its way to where nothing can be quoted.
  plain = value: if isPlain value then value else throw "${toJSON value} has characters that cannot stand here";

  # A variable as it stands in a file that both systemd (EnvironmentFile=) and a shell (source) read. Inside double
  # quotes the two agree: backslash, quote, dollar and backtick are escaped, everything else, line breaks too, stands
  # for itself; systemd expands no `%` there.
  environmentLine =
    name: value:
    ''${name}="${replaceStrings [ "\\" "\"" "$" "`" ] [ "\\\\" "\\\"" "\\$" "\\`" ] (asText value)}"'';

  environmentFile = variables: lib.concatMapStrings (line: "${line}\n") (lib.mapAttrsToList environmentLine variables);

  # Variables for a NixOS module that writes them into unit files and into a file that a shell sources. Only plain ones
  # may go there; the others go into an environment file, which wins over the unit's own variables.
  splitEnvironment =
    variables:
    let
      texts = builtins.mapAttrs (_: asText) (lib.filterAttrs (_: value: value != null) variables);
    in
    {
      plain = lib.filterAttrs (_: isPlain) texts;
      quoted = lib.filterAttrs (_: value: !isPlain value) texts;
    };

  # A string as the value of a .env file that phpdotenv parses and Laravel's env() reads. In double quotes phpdotenv
  # expands ''${NAME} and knows the escapes used here; a line break must be an escape. Laravel then takes some words for
  # booleans or null and strips one pair of quotes around the whole, which one more pair prevents.
  dotenvValue = value: ''"${replaceStrings dotenvSpecial dotenvEscapes (protectFromLaravel value)}"'';

  dotenvSpecial = [
    "\\"
    "\""
    "$"
    "\n"
    "\r"
    "\t"
  ];
  dotenvEscapes = [
    "\\\\"
    "\\\""
    "\\$"
    "\\n"
    "\\r"
    "\\t"
  ];

  protectFromLaravel =
    value:
    let
      word = "\\(?([Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee]|[Ee][Mm][Pp][Tt][Yy]|[Nn][Uu][Ll][Ll])\\)?";
      quoted = "\"[^\n]*\"|'[^\n]*'";
    in
    if match "(${word}|${quoted})" value != null then ''"${value}"'' else value;

  # Text in a page of HTML.
  html = lib.escapeXML;
}
