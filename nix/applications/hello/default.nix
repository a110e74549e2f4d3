# hello: one page under one address, with a folder of state beside it.
context:
{ lib, pkgs, ... }:
let
  inherit (context) instance name describe;
  site = builtins.head (describe.hostsOn name "web" instance);

  page = pkgs.writeTextDir "index.html" (import ./page.nix context);
in
{
  imports = [ (context.settingsCommands "nginx.service") ] ++ lib.optional (instance.components ? jobs) ./jobs.nix;

  systemd.tmpfiles.rules = [ "d /var/lib/hello 0750 nginx nginx - -" ];

  services.nginx.virtualHosts.${site.host} = {
    forceSSL = true;
    enableACME = true;
    root = "${page}";
    locations."/files/".alias = "/var/lib/hello/";
    extraConfig = ''
      client_max_body_size ${toString site.bodyMiBMax}m;
    '';
  };
}
