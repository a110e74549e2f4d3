# Just enough of nixpkgs' lib to evaluate the modules of this library without nixpkgs.
#
# It knows imports, mkIf, mkMerge, mkForce, mkDefault, the merging of attribute sets and lists, and references to
# `config`. It knows neither option types nor defaults: an option that nobody sets is missing in the result. What it
# shares with nixpkgs' lib behaves the same for the arguments used here.
let
  inherit (builtins)
    all
    attrNames
    concatLists
    concatMap
    concatStringsSep
    elem
    filter
    foldl'
    genList
    head
    isAttrs
    isFunction
    isList
    isString
    length
    listToAttrs
    map
    mapAttrs
    match
    replaceStrings
    stringLength
    substring
    ;

  mark = kind: fields: fields // { _stub = kind; };
  isMarked = value: isAttrs value && value ? _stub;
  absent = mark "absent" { };

  # One value becomes a list of definitions { active; priority; value } without marks. Conditions stay lazy.
  definitionsOf =
    value:
    if !isMarked value then
      [
        {
          active = true;
          priority = 100;
          inherit value;
        }
      ]
    else
      {
        "if" = map (d: d // { active = value.condition && d.active; }) (definitionsOf value.content);
        merge = concatMap definitionsOf value.contents;
        override = map (d: d // { inherit (value) priority; }) (definitionsOf value.content);
        absent = [ ];
      }
      .${value._stub};

  # An outer condition holds for everything inside; an outer priority for what has none of its own.
  below =
    outer: inner:
    inner
    // {
      active = outer.active && inner.active;
      priority = if inner.priority == 100 then outer.priority else inner.priority;
    };

  # A package or a file stands for its path and is never merged by attribute.
  isSet = value: isAttrs value && !(value ? outPath);

  # Only what is switched on counts, so that the content of mkIf may refer to what is there under its condition only.
  # (A condition on the very option that is being merged would not end here; it does in nixpkgs.)
  merge =
    path: definitions:
    let
      live = filter (d: d.active) definitions;
    in
    if live != [ ] && all (d: isSet d.value) live then
      mapAttrs (
        name: _:
        merge (path ++ [ name ]) (
          concatMap (d: if d.value ? ${name} then map (below d) (definitionsOf d.value.${name}) else [ ]) live
        )
      ) (foldl' (names: d: names // d.value) { } live)
    else
      mergeLeaves path live;

  mergeLeaves =
    path: definitions:
    let
      lowest = foldl' (lowest: d: if d.priority < lowest then d.priority else lowest) 9999 definitions;
      values = map (d: d.value) (filter (d: d.priority == lowest) definitions);
    in
    if values == [ ] then
      absent
    else if all isList values then
      concatLists values
    else if all (value: value == head values) values then
      head values
    else
      throw "The option `${concatStringsSep "." path}' has conflicting definition values";

  strip =
    value:
    if isList value then
      map strip value
    else if isSet value then
      mapAttrs (_: strip) (lib.filterAttrs (_: item: !isMarked item) value)
    else
      value;

  # A module and everything it imports, as plain bodies; later ones do not override earlier ones.
  flatten =
    arguments: module:
    let
      loaded = if isFunction module || isAttrs module then module else import module;
      body = if isFunction loaded then loaded arguments else loaded;
    in
    concatMap (flatten arguments) (body.imports or [ ])
    ++ [
      (removeAttrs body [
        "imports"
        "_file"
      ])
    ];

  lib = {
    mkIf = condition: content: mark "if" { inherit condition content; };
    mkMerge = contents: mark "merge" { inherit contents; };
    mkOverride = priority: content: mark "override" { inherit priority content; };
    mkForce = lib.mkOverride 50;
    mkDefault = lib.mkOverride 1000;

    optional = condition: value: if condition then [ value ] else [ ];
    optionals = condition: values: if condition then values else [ ];
    optionalAttrs = condition: attrs: if condition then attrs else { };
    optionalString = condition: text: if condition then text else "";
    nameValuePair = name: value: { inherit name value; };
    filterAttrs =
      keep: attrs:
      listToAttrs (
        concatMap (name: lib.optional (keep name attrs.${name}) (lib.nameValuePair name attrs.${name})) (attrNames attrs)
      );
    mapAttrs' = f: attrs: listToAttrs (map (name: f name attrs.${name}) (attrNames attrs));
    mapAttrsToList = f: attrs: map (name: f name attrs.${name}) (attrNames attrs);
    genAttrs = names: f: listToAttrs (map (name: lib.nameValuePair name (f name)) names);
    recursiveUpdate =
      left: right:
      left
      // mapAttrs (
        name: value: if left ? ${name} && isSet left.${name} && isSet value then lib.recursiveUpdate left.${name} value else value
      ) right;
    setAttrByPath = path: value: if path == [ ] then value else { ${head path} = lib.setAttrByPath (builtins.tail path) value; };
    attrByPath =
      path: default: attrs:
      if path == [ ] then
        attrs
      else if isAttrs attrs && attrs ? ${head path} then
        lib.attrByPath (builtins.tail path) default attrs.${head path}
      else
        default;

    unique = foldl' (seen: value: if elem value seen then seen else seen ++ [ value ]) [ ];
    findFirst =
      found: default: values:
      let
        hits = filter found values;
      in
      if hits == [ ] then default else head hits;
    max = a: b: if a > b then a else b;
    min = a: b: if a < b then a else b;

    hasPrefix = prefix: text: substring 0 (stringLength prefix) text == prefix;
    hasSuffix =
      suffix: text:
      let
        start = stringLength text - stringLength suffix;
      in
      start >= 0 && substring start (stringLength suffix) text == suffix;
    removeSuffix =
      suffix: text: if lib.hasSuffix suffix text then substring 0 (stringLength text - stringLength suffix) text else text;
    splitString = separator: text: filter isString (builtins.split (lib.escapeRegex separator) text);
    escapeRegex = lib.escape (lib.stringToCharacters "\\[{()^$?*+|.");
    escape = characters: replaceStrings characters (map (character: "\\${character}") characters);
    stringToCharacters = text: genList (index: substring index 1 text) (stringLength text);
    concatMapStrings = f: values: concatStringsSep "" (map f values);
    concatMapStringsSep =
      separator: f: values:
      concatStringsSep separator (map f values);
    escapeShellArg =
      value:
      let
        text = toString value;
      in
      if match "[[:alnum:],._+:@%/-]+" text == null then "'${replaceStrings [ "'" ] [ "'\\''" ] text}'" else text;
    escapeShellArgs = lib.concatMapStringsSep " " lib.escapeShellArg;
    escapeXML = replaceStrings [ "\"" "'" "<" ">" "&" ] [ "&quot;" "&apos;" "&lt;" "&gt;" "&amp;" ];
    fixedWidthString =
      width: filler: text:
      if stringLength text >= width then text else lib.fixedWidthString width filler (filler + text);
    last = list: builtins.elemAt list (length list - 1);
    boolToString = value: if value then "true" else "false";
  };
in
{
  inherit lib;

  # The merged configuration as plain data. `pkgs` and `standIns` (values that nixpkgs would set and modules read) are
  # visible to the modules; stand-ins are not part of the result.
  evaluate =
    {
      modules,
      pkgs,
      standIns,
    }:
    let
      merged = merge [ ] (
        concatMap (body: definitionsOf body) (
          concatMap (flatten {
            config = lib.recursiveUpdate standIns merged;
            inherit lib pkgs;
          }) modules
        )
      );
    in
    strip merged;
}
