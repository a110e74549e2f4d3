# Stands in for the flakes nixops4 and nixops4-nixos where a tree is evaluated without network: the options of their
# components with their types, and what `rootFunction` makes of them. An option, a member or a resource type that they do
# not have is an error here too. Interfaces of nixops4 53d8554 and nixops4-nixos 18e3a69.
let
  inherit (import ./stub-lib.nix) lib;
  inherit (builtins)
    all
    attrNames
    concatMap
    isAttrs
    isFunction
    isString
    ;

  dotted = builtins.concatStringsSep ".";

  # A type is a check, or a set of types by name.
  types = {
    str = isString;
    bool = builtins.isBool;
    nullOrStr = value: value == null || isString value;
    any = _: true;
    args = value: builtins.isList value && all (item: isString item || builtins.isInt item || item ? outPath) value;
    set = isAttrs;
  };

  # Options that are set although nobody declares them, by their full names.
  unknownIn =
    path: type: value:
    concatMap (
      name:
      if !(type ? ${name}) then
        [ (dotted (path ++ [ name ])) ]
      else if isAttrs type.${name} then
        unknownIn (path ++ [ name ]) type.${name} value.${name}
      else
        [ ]
    ) (attrNames value);

  refuseUnknown =
    path: type: value: result:
    let
      unknown = unknownIn path type value;
    in
    if unknown == [ ] then result else throw "The option `${builtins.head unknown}' does not exist";

  checked =
    path: type: value:
    if isAttrs type then
      builtins.mapAttrs (name: checked (path ++ [ name ]) type.${name}) value
    else if type value then
      value
    else
      throw "A definition for option `${dotted path}' is not of the type that it has";

  # Inputs of the resource types that the tree uses, with those that have no default.
  resourceTypes = {
    exec = {
      inputs = {
        executable = types.str;
        args = types.args;
        stdin = types.nullOrStr;
        once = types.bool;
      };
      required = [ "executable" ];
      outputs = [ "stdout" ];
      requireState = false;
    };
    memo = {
      inputs.initialize_with = types.any;
      required = [ "initialize_with" ];
      outputs = [ "value" ];
      requireState = true;
    };
    state_file = {
      inputs.name = types.str;
      required = [ "name" ];
      outputs = [ ];
      requireState = false;
    };
  };
  provider = {
    type = "stdio";
    executable = "/stub/nixops4-resources-local";
    args = [ ];
  };

  componentOptions = {
    members = types.set;
    providers = types.set;
    type = types.set;
    inputs = types.set;
    state = types.any;
  };

  # A component with everything that it imports: its own options beside those that modules declare.
  flatten =
    arguments: module:
    let
      body = if isFunction module then module arguments else module;
    in
    concatMap (flatten arguments) (body.imports or [ ])
    ++ [ (removeAttrs body [ "imports" ]) ];

  evaluate =
    path: module:
    let
      bodies = flatten { inherit (config) providers members; inherit lib; } module;
      declared = builtins.foldl' (seen: body: seen // body.options or { }) componentOptions bodies;
      derived = body: if body ? config then body.config config else { };
      given = builtins.foldl' (seen: body: lib.recursiveUpdate seen (removeAttrs body [ "options" "config" ])) { } bodies;
      own = checked path declared given;
      config = {
        providers = builtins.mapAttrs (_: p: builtins.mapAttrs (name: type: type // { inherit name; }) p.resourceTypes) (
          own.providers or { }
        );
        members = builtins.mapAttrs (name: member: evaluate (path ++ [ name ]) member) (own.members or { });
        inherit path;
        # As in nixpkgs, before anything is read of it.
        checkNames = refuseUnknown path declared given;
      }
      // removeAttrs own [ "providers" "members" ]
      // builtins.foldl' (seen: body: seen // derived body) { } bodies;
    in
    config;

  export =
    component:
    component.checkNames (
      if component ? type then
        { resource = resourceOf component; }
      else
        { members = builtins.mapAttrs (_: export) component.members; }
    );

  resourceOf =
    component:
    let
      inherit (component) type path;
      inputs = checked (path ++ [ "inputs" ]) type.inputs component.inputs;
      missing = builtins.filter (name: !(inputs ? ${name})) type.required;
    in
    refuseUnknown (path ++ [ "inputs" ]) type.inputs component.inputs (
      if missing != [ ] then
        throw "The option `${dotted (path ++ [ "inputs" ] ++ missing)}' was accessed but has no value defined"
      else if type.requireState && !(component ? state) then
        throw "${dotted path}.state has not been defined"
      else
        {
          type = type.name;
          inherit inputs provider;
          outputsSkeleton = lib.genAttrs type.outputs (_: { });
          state = if component ? state then component.state.path else null;
        }
    );
in
{
  nixops4 = {
    modules.nixops4Provider.local = { inherit resourceTypes; };
    lib.mkRoot =
      {
        modules,
        specialArgs ? { },
        prefix ? [ ],
      }:
      {
        _type = "nixops4Component";
        rootFunction =
          { resourceProviderSystem, outputValues }:
          export (evaluate prefix { imports = modules; });
      };
  };

  nixops4-nixos.modules = {
    nixos.apply = { };
    nixops4Component.nixos = {
      options = {
        nixpkgs = types.set;
        nixos = {
          module = types.any;
          specialArgs = types.set;
        };
        ssh = {
          host = types.str;
          hostPublicKey = types.str;
          user = types.nullOrStr;
          opts = types.str;
        };
        sudo.enable = types.bool;
        copy.substituteOnDestination = types.bool;
      };
      config =
        component:
        let
          inherit (component) ssh;
          user = ssh.user or "root";
          system = component.nixpkgs.lib.nixosSystem { modules = [ component.nixos.module ]; };
        in
        {
          inputs = {
            executable = "/stub/bash";
            # The real one has the script that copies and switches in place of the second.
            args = [
              "-c"
              "${ssh.host} ${ssh.hostPublicKey} ${ssh.opts or ""}"
              (lib.optionalString (user != null) "${user}@" + ssh.host)
              system.config.system.build.toplevel
            ];
          };
        };
    };
  };
}
