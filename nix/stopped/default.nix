# An instance of which nothing runs, whatever application it is: its accounts, and where it is suspended its hosts, which
# say so. Servers that hold its data, its secrets, certificates and backups are not the application's and go on.
context:
{ lib, pkgs, ... }:
let
  inherit (context)
    instance
    name
    describe
    text
    ;
  answers = import ./answers.nix {
    inherit text;
    inherit (pkgs) writeText;
  };
  lines = builtins.concatStringsSep "\n";

  hostFor = host: {
    # The underscore stands in no host name: no other site has this key.
    "_suspended_${host.host}" = {
      serverName = host.host;
      forceSSL = true;
      enableACME = true;
      extraConfig = lines ([ "client_max_body_size ${toString (host.bodyMiBMax or 1)}m;" ] ++ answers.server);
      locations = builtins.mapAttrs (_: location: { extraConfig = lines location; }) (answers.locationsFor instance);
    };
  };
  hosts = builtins.filter (host: host.machine == name) (
    map (binding: binding.result) (describe.bindingsOf "http-ingress" instance)
  );
  accounts = instance.accounts or [ ];
in
{
  # What they own stays theirs, secrets too, which are given to them by name.
  users.users = lib.genAttrs accounts (account: {
    isSystemUser = true;
    group = account;
    home = "/var/lib/${account}";
  });
  users.groups = lib.genAttrs accounts (_: { });

  services.nginx.virtualHosts = lib.mkIf (describe.isSuspended instance) (lib.mkMerge (map hostFor hosts));
}
