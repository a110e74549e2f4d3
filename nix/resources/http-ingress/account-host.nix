# The account domain, where it is another host than the site: servers and people are sent to the site. Scripts in
# browsers look up accounts too, hence the header.
instance: host:
let
  site = "https://${instance.domains.web}";
  redirect = {
    extraConfig = ''
      add_header Access-Control-Allow-Origin '*' always;
      return 301 ${site}$request_uri;
    '';
  };
in
{
  # The underscore stands in no host name, so that no other site has this key.
  "_account_${host.host}" = {
    serverName = host.host;
    forceSSL = true;
    enableACME = true;
    locations = {
      "= /.well-known/webfinger" = redirect;
      "= /.well-known/host-meta" = redirect;
      "= /.well-known/nodeinfo" = redirect;
      "/".return = "302 ${site}/";
    };
  };
}
