# The same on a machine without NixOS.
context:
let
  inherit (context)
    instance
    name
    describe
    text
    writeText
    ;
  answers = import ./answers.nix { inherit text writeText; };
  hosts = builtins.filter (host: host.machine == name) (
    map (binding: binding.result) (describe.bindingsOf "http-ingress" instance)
  );
  hostFor = host: {
    name = host.host;
    value = {
      inherit (host) bodyMiBMax;
      inherit (answers) server;
      locations = builtins.mapAttrs (_: lines: { inherit lines; }) (answers.locationsFor instance);
    };
  };
in
{
  users = instance.accounts or [ ];
  virtualHosts = if describe.isSuspended instance then builtins.listToAttrs (map hostFor hosts) else { };
}
