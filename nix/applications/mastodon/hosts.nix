# Virtual hosts of Mastodon. The module names its host after the local domain; where the site is elsewhere, the host
# keeps that name and answers for the site's.
context:
{ lib, ... }:
let
  inherit (context) instance name describe;
  inherit (instance) domains;
  site = builtins.head (describe.hostsOn name "web" instance);
  accountDomain = if domains.account == null then domains.web else domains.account;
  # Without a bucket, files on this machine are read under the media host.
  filesAreHere = domains.media != null && describe.bindingOf "s3-bucket" instance == null;
in
{
  services.nginx.virtualHosts = {
    ${accountDomain} = {
      serverName = domains.web;
      extraConfig = ''
        client_max_body_size ${toString site.bodyMiBMax}m;
      '';
    };
  }
  // lib.optionalAttrs filesAreHere {
    ${domains.media}.locations."/system/" = {
      alias = "/var/lib/mastodon/public-system/";
      extraConfig = ''
        add_header Cache-Control 'public, max-age=2419200, immutable';
        add_header Content-Security-Policy "default-src 'none'; form-action 'none'";
        add_header X-Content-Type-Options nosniff;
        add_header Access-Control-Allow-Origin '*';
      '';
    };
  };
}
