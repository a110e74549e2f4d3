# hello: one page under one address, with a folder of state beside it.
context:
{ lib, pkgs, ... }:
let
  inherit (context) instance name describe;
  inherit (instance) options;
  html = context.text.html;
  site = builtins.head (describe.hostsOn name "web" instance);

  page = pkgs.writeTextDir "index.html" ''
    <!doctype html>
    <html lang="en">
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width">
    <title>${html options.title}</title>
    <h1>${html options.title}</h1>
    <p style="white-space: pre-line">${html options.message}</p>
    </html>
  '';
in
{
  imports = [ (context.settingsCommands "nginx.service") ];

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
