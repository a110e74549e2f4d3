# A system for a machine that has no NixOS: any Linux with Nix and the usual programs of Debian. For trying things out.
#
# It is one derivation made of deployment.json alone, without nixpkgs, that has the interface of a NixOS system:
#
#   bin/switch-to-configuration switch|boot|test|dry-activate, bin/apply (the same, and sets the profile),
#   activate, deactivate, sw/bin/*, etc/*
#
# and that runs beside what is on the machine already. What it cannot do is refused here with a sentence.
#
# An application that runs on such machines has `minimal.nix` beside its `default.nix`: a function of the context
#
#   { name, machine, description, tree, slug, instance    as for default.nix
#   , text, describe, options, secretPath                 as for default.nix
#   , writeText }                                         name -> text -> path of a file in the store
#
# to this (everything may be left out):
#
#   {
#     # System users; each gets a group of the same name and the home folder /var/lib/<name> (not made).
#     users = [ "snac" ];
#
#     # Folders that are there before any unit starts, and whose owner and mode are put right each time.
#     directories."/var/lib/snac" = { user = "snac"; group = "snac"; mode = "0750"; };
#
#     # Processes that are kept running. A unit is restarted exactly when something in it changes, when a secret that
#     # names it in `restartUnits` ("<unit>.service") changes, and when it ends.
#     units.snac = {
#       user = "snac";                    # and its group; default root
#       environment = { NAME = "any text"; };
#       prepare = [ "/bin/sh" ./prepare.sh ];   # run to its end before each start, as the same user; its failure is the unit's
#       start = [ "snac" "httpd" "/var/lib/snac" ];   # argument lists; programs are those of the machine
#       ready = { port = 8001; seconds = 30; }; # or { command = [ ... ]; seconds = 30; }: when it counts as started
#       stopSeconds = 10;                 # between SIGTERM and SIGKILL, to all its processes
#     };
#
#     # Programs of its own for the settings commands of its description, run by root: sw/bin/<name>.
#     commands.allotment-snac-settings = {
#       environment = { NAME = "any text"; };
#       argv = [ "/bin/sh" ./settings.sh ];     # what the program is called with comes after it
#     };
#
#     # Virtual hosts: names and paths only, no text that people typed.
#     virtualHosts."example.org" = {
#       bodyMiBMax = 1;
#       server = [ "..." ];               # lines of nginx for the whole host; `lines` of a location for that alone
#       locations."/" = { page = writeText "index.html" "..."; };   # exactly this path
#       locations."/static/" = { root = "/some/folder"; }; # files, with index.html
#       locations."/files/" = { alias = "/var/lib/x/"; };
#       locations."/app/" = { proxyPass = "http://127.0.0.1:8001"; };  # Host, X-Forwarded-For (one), -Proto, WebSockets
#     };
#   }
#
# Conventions of the machine: units' logs are in /var/log/allotment, secrets in /run/agenix, certificates in
# /var/lib/allotment/certificates/<host>/{fullchain,key}.pem. A certificate that is not there is made and signed by the
# machine itself; that of the authority is put in its place (unit `certificates`), and nginx told. Challenges of the
# authority are answered from /var/lib/acme/acme-challenge. Keys of administrators stand in a marked block of their
# account's authorized_keys; what is outside of it is never touched. The firewall is the machine's own matter. At boot,
# somebody has to run `/nix/var/nix/profiles/system/bin/switch-to-configuration test`: systemd does, by a unit that
# activation puts there.
{
  description,
  name,
  tree,
}:
let
  # That of the check: small, and held against the real one by a test.
  inherit (import ../check/stub-lib.nix) lib;
  text = import ../lib/text.nix { inherit lib; };
  describe = import ../lib/describe.nix { inherit lib; };
  options = import ../lib/options.nix { inherit lib; };
  settings = import ../lib/settings.nix { inherit lib; };
  words = import ./words.nix { inherit lib; };

  machine = description.machines.${name};
  instances = describe.instancesOn description name;
  erasure = describe.erasureOf description name;
  writeText = builtins.toFile;

  context = {
    inherit
      name
      machine
      description
      tree
      instances
      lib
      text
      describe
      options
      writeText
      ;
  };

  applicationOf =
    slug: instance:
    import
      (if instance ? stopped then ../stopped/minimal.nix else ../applications + "/${instance.application}/minimal.nix")
      (
      context
      // {
        inherit slug instance;
        secretPath = role: describe.secretPath description slug role;
      }
    );

  # What is asked of the machine: by its applications, and by the way its configuration comes.
  applications = lib.mapAttrsToList applicationOf instances ++ [ (import ../host/pull/minimal.nix context) ];
  all = part: builtins.foldl' (left: right: left // right) { } (map (one: one.${part} or { }) applications);
  virtualHosts = all "virtualHosts";
  secrets = import ./secrets.nix context;
  webServer = import ./web-server.nix context virtualHosts;
  certificates = import ./certificates.nix context virtualHosts;

  unitWith = import ./unit.nix (context // { inherit secrets; });
  units = builtins.mapAttrs unitWith (all "units" // webServer.units // certificates.units);

  lines = entries: builtins.concatStringsSep "" (map (line: "${line}\n") entries);
  directories = lib.mapAttrsToList (
    path: folder: "${text.plain folder.mode} ${text.plain folder.user} ${text.plain folder.group} ${text.plain path}"
  ) (all "directories");

  # What this machine was made from: only its own part of the description.
  own = {
    inherit (description) schemaVersion deployment nixosRelease;
    inherit instances;
    machines.${name} = machine;
  };

  programs = {
    activate = ./activate.sh;
    deactivate = ./deactivate.sh;
    "bin/apply" = ./apply.sh;
    "bin/switch-to-configuration" = ./switch-to-configuration.sh;
    "libexec/authorized-keys" = ./authorized-keys.sh;
    "libexec/restart-unit" = ./restart-unit.sh;
    "libexec/supervise" = ./supervise.sh;
    "sw/bin/allotment-certificates" = ../host/certificates/allotment-certificates.sh;
    "sw/bin/allotment-host" = ../host/activation/allotment-host.sh;
    "sw/bin/allotment-settings" = ../host/settings.sh;
    "sw/bin/allotment-units" = ./units.sh;
  }
  // lib.mapAttrs' (
    program: command: lib.nameValuePair "sw/bin/${text.plain program}" (writeText program (commandOf program command))
  ) (all "commands");

  commandOf =
    program:
    { environment, argv }:
    ''
      #!/bin/sh
      exec env ${lib.escapeShellArgs (words.variables program environment ++ map words.argument argv)} "$@"
    '';

  files = {
    "etc/allotment/machine.json" = writeText "machine.json" (builtins.toJSON own);
    "etc/allotment/settings.json" = writeText "settings.json" (builtins.toJSON (settings context));
    "etc/allotment/users" = writeText "users" (lines (builtins.concatMap (one: one.users or [ ]) applications));
    "etc/allotment/directories" = writeText "directories" (lines directories);
    "etc/allotment/secrets" = writeText "secrets" (lines secrets.lines);
    "etc/allotment/hosts" = writeText "hosts" (lines (builtins.attrNames virtualHosts));
    "etc/allotment/admin-user" = writeText "admin-user" (lines [ (text.plain machine.ssh.user) ]);
    "etc/allotment/admin-keys" = writeText "admin-keys" (lines (map oneLine machine.adminKeys));
    "libexec/common.sh" = ./common.sh;
  }
  // lib.optionalAttrs (erasure != null) { "etc/allotment/erase" = writeText "erase" erasure; }
  // webServer.files
  // certificates.files
  // builtins.listToAttrs (
    builtins.concatMap (
      unit:
      map (part: lib.nameValuePair "etc/allotment/units/${text.plain unit}/${part}" (writeText part units.${unit}.${part})) [
        "unit"
        "reload"
      ]
    ) (builtins.attrNames units)
  );

  # Our lines in a file of keys end at a comment of ours.
  oneLine =
    line:
    if builtins.match "[^#\n\r][^\n\r]*" line == null then
      throw "${name}: a key of an administrator is no line of a file of keys"
    else
      line;

  # One line for each file: kind, place, source.
  plan = lines (
    lib.mapAttrsToList (place: source: "program ${place} ${source}") programs
    ++ lib.mapAttrsToList (place: source: "file ${place} ${source}") files
  );

  system = derivation {
    name = "minimal-system-${name}";
    inherit (machine) system;
    builder = "/bin/sh";
    args = [ ./builder.sh ];
    plan = writeText "plan" plan;
    # In a sandbox the shell brings the programs along; without one they are the machine's.
    PATH = "/usr/bin:/bin:/run/current-system/sw/bin";
  };
  problems = import ./refusals.nix context;
in
if problems == [ ] then
  system
else
  throw "${name} has no NixOS, so it cannot run everything:\n${builtins.concatStringsSep "\n" (map (line: "- ${line}") problems)}"
