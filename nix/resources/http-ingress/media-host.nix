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
  bucket = binding.result;
  storeHost = if bucket.pathStyle then describe.s3Host bucket else "${bucket.bucket}.${describe.s3Host bucket}";
  root = "${describe.s3Protocol bucket}://${storeHost}" + lib.optionalString bucket.pathStyle "/${bucket.bucket}";

  # Applications that keep files on the machine add their own location beside this.
  withoutBucket."/".return = "302 https://${instance.domains.web}/";

  fromBucket = {
    "= /".return = "404";
    "/" = {
      proxyPass = "${root}/";
      extraConfig = ''
        limit_except GET { deny all; }
        proxy_set_header Host ${storeHost};
        proxy_set_header Connection "";
        proxy_set_header Authorization "";
        proxy_http_version 1.1;
        proxy_ssl_server_name on;
        proxy_ssl_name ${storeHost};
        proxy_hide_header Set-Cookie;
        proxy_hide_header Access-Control-Allow-Origin;
        proxy_hide_header Access-Control-Allow-Methods;
        proxy_hide_header Access-Control-Allow-Headers;
        proxy_hide_header x-amz-id-2;
        proxy_hide_header x-amz-request-id;
        proxy_hide_header x-amz-meta-server-side-encryption;
        proxy_hide_header x-amz-server-side-encryption;
        proxy_hide_header x-amz-bucket-region;
        proxy_hide_header x-amzn-requestid;
        proxy_ignore_headers Set-Cookie;
        add_header Access-Control-Allow-Origin '*';
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
    locations = if binding == null then withoutBucket else fromBucket;
  };
}
