# What was described for this machine and cannot be done without NixOS: one sentence each.
context:
let
  inherit (context)
    name
    description
    machine
    instances
    lib
    ;
  unless = fine: sentence: lib.optional (!fine) sentence;

  served = [
    "dns-record"
    "http-ingress"
    "smtp"
  ];

  ofBinding =
    slug: role: binding:
    unless (builtins.elem binding.type served) "${slug} needs ${role} (${binding.type}), which only NixOS machines provide."
    ++ unless (
      binding.type != "http-ingress" || binding.result.purpose == "web"
    ) "${slug} needs a host of its own for ${binding.result.purpose or role}, which only NixOS machines serve.";

  ofInstance =
    slug: instance:
    unless (builtins.pathExists (../applications + "/${instance.application}/minimal.nix"))
      "${slug} is ${instance.application}, which runs on NixOS only."
    ++ unless (context.describe.runsWhollyOn name instance) "${slug} has components on several machines."
    ++ unless (description.backups == null) "${slug} is to be backed up, which only NixOS machines do."
    ++ builtins.concatLists (lib.mapAttrsToList (ofBinding slug) instance.bindings);
in
unless (machine.postgresql == null) "A PostgreSQL server was placed here."
++ builtins.concatLists (lib.mapAttrsToList ofInstance instances)
