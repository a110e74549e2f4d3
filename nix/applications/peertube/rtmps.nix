# Streams over TLS use the certificate of the site, which nginx' group may read.
host:
{ ... }:
{
  services.peertube.settings.live.rtmps = {
    key_file = "/var/lib/acme/${host}/key.pem";
    cert_file = "/var/lib/acme/${host}/fullchain.pem";
  };
  users.users.peertube.extraGroups = [ "nginx" ];
  security.acme.certs.${host}.reloadServices = [ "peertube.service" ];
}
