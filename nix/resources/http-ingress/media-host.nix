# The host for media: reads from the bucket under the operator's own name, so that the addresses of files outlive the
# object store behind them.
{
  lib,
  describe,
  instance,
}:
host:
let
  binding = describe.bindingOf "s3-bucket" instance;
  store = describe.readsOf binding.result;

  # Applications that keep files on the machine add their own location beside this.
  withoutBucket."/".return = "302 https://${instance.domains.web}/";

  # Scripts in browsers read files in parts (videos), hence Range and what is exposed.
  crossOrigin = ''
    proxy_hide_header Access-Control-Allow-Origin;
    proxy_hide_header Access-Control-Allow-Methods;
    proxy_hide_header Access-Control-Allow-Headers;
    proxy_hide_header Access-Control-Allow-Credentials;
    proxy_hide_header Access-Control-Expose-Headers;
    proxy_hide_header Access-Control-Max-Age;
    add_header Access-Control-Allow-Origin '*';
    add_header Access-Control-Allow-Methods 'GET, HEAD, OPTIONS';
    add_header Access-Control-Allow-Headers 'Range';
    add_header Access-Control-Expose-Headers 'Content-Range, Content-Length';
  '';

  fromBucket = {
    "= /".return = "404";
    "/" = {
      # By way of a variable: nginx then asks for the store's address while it runs, notices when it changes, and starts
      # without it. The header set by Mastodon's module for all hosts would name this host to the store.
      proxyPass = "$allotment_store$request_uri";
      recommendedProxySettings = false;
      extraConfig = ''
        set $allotment_store "${store.root}";
        limit_except GET OPTIONS { deny all; }
        if ($request_method = OPTIONS) { return 204; }
        proxy_set_header Host ${store.host};
        proxy_set_header Connection "";
        proxy_set_header Authorization "";
        proxy_http_version 1.1;
        proxy_ssl_server_name on;
        proxy_ssl_name ${store.name};
        proxy_hide_header Set-Cookie;
        proxy_hide_header x-amz-id-2;
        proxy_hide_header x-amz-request-id;
        proxy_hide_header x-amz-meta-server-side-encryption;
        proxy_hide_header x-amz-server-side-encryption;
        proxy_hide_header x-amz-bucket-region;
        proxy_hide_header x-amzn-requestid;
        proxy_ignore_headers Set-Cookie;
        ${crossOrigin}
        add_header X-Content-Type-Options nosniff;
        add_header Content-Security-Policy "default-src 'none'; form-action 'none'";
      '';
    };
  };
in
{
  ${host.host} = {
    forceSSL = true;
    enableACME = true;
  }
  // (
    if binding == null then
      { locations = withoutBucket; }
    else
      {
        locations = fromBucket;
        # The machine's name servers, as resolver.nix writes them.
        extraConfig = ''
          include /run/allotment-nginx/*.conf;
        '';
      }
  );
}
