# nginx for the virtual hosts of this machine: its configuration and its unit.
context: virtualHosts:
let
  inherit (context)
    machine
    lib
    text
    ;
  answers = import ../stopped/answers.nix { inherit (context) text writeText; };
  certificates = "/var/lib/allotment/certificates";
  listen =
    port: flags:
    [ "listen ${toString port}${flags};" ]
    ++ lib.optional (machine.ipv6 != null) "listen [::]:${toString port}${flags};";

  forwarded = [
    "proxy_http_version 1.1;"
    "proxy_set_header Host $host;"
    # Visitors must not be able to add addresses of their own.
    "proxy_set_header X-Forwarded-For $remote_addr;"
    "proxy_set_header X-Forwarded-Proto $scheme;"
    "proxy_set_header Upgrade $http_upgrade;"
    "proxy_set_header Connection $connection_upgrade;"
  ];
  settingsOf = location: {
    lines = location.lines;
    page = [
      "root /;"
      "try_files ${text.plain location.page} =404;"
    ];
    root = [
      "root ${text.plain location.root};"
      "index index.html;"
    ];
    alias = [ "alias ${text.plain location.alias};" ];
    proxyPass = [ "proxy_pass ${text.plain location.proxyPass};" ] ++ forwarded;
  };
  locationOf =
    path: location:
    [ "location ${lib.optionalString (location ? page) "= "}${if location ? lines then path else text.plain path} {" ]
    ++ builtins.concatMap (kind: (settingsOf location).${kind}) (builtins.attrNames location)
    ++ [ "}" ];

  hostOf =
    host: site:
    [
      "server {"
      "server_name ${text.plain host};"
    ]
    ++ listen 443 " ssl"
    ++ [
      "ssl_certificate ${certificates}/${host}/fullchain.pem;"
      "ssl_certificate_key ${certificates}/${host}/key.pem;"
      # Where no location says otherwise there is nothing.
      "root /nonexistent;"
      "client_max_body_size ${toString site.bodyMiBMax}m;"
    ]
    ++ site.server or [ ]
    ++ builtins.concatLists (lib.mapAttrsToList locationOf site.locations)
    ++ [ "}" ];

  # Plain HTTP serves the challenges of certificate authorities and sends everything else to HTTPS.
  plainHost = [
    "server {"
    "server_name ${builtins.concatStringsSep " " (builtins.attrNames virtualHosts)};"
  ]
  ++ listen 80 ""
  ++ [
    "location ^~ /.well-known/acme-challenge/ { root /var/lib/acme/acme-challenge; default_type text/plain; }"
    "location / { return 301 https://$host$request_uri; }"
    "}"
  ];
  # Names that nobody described get no answer.
  noHost =
    [ "server {" ]
    ++ listen 80 " default_server"
    ++ listen 443 " ssl default_server"
    ++ [
      "ssl_reject_handshake on;"
      "return 444;"
      "}"
    ];

  configuration = [
    "user www-data;"
    "worker_processes auto;"
    "pid /run/allotment/nginx.pid;"
    "error_log stderr;"
    "events { worker_connections 768; }"
    "http {"
    "include /etc/nginx/mime.types;"
    "default_type application/octet-stream;"
    "charset utf-8;"
    "access_log off;"
    "server_tokens off;"
    "sendfile on;"
    "gzip on;"
    "ssl_protocols TLSv1.2 TLSv1.3;"
    "server_names_hash_bucket_size 128;"
    "map $http_upgrade $connection_upgrade { default upgrade; '' close; }"
    answers.http
  ]
  ++ noHost
  ++ plainHost
  ++ builtins.concatLists (lib.mapAttrsToList hostOf virtualHosts)
  ++ [ "}" ];
  file = builtins.toFile "nginx.conf" "${builtins.concatStringsSep "\n" configuration}\n";
  path = "/run/current-system/etc/allotment/nginx.conf";
in
if virtualHosts == { } then
  {
    files = { };
    units = { };
  }
else
  {
    files."etc/allotment/nginx.conf" = file;
    units.nginx = {
      prepare = [
        "nginx"
        "-q"
        "-t"
        "-c"
        path
      ];
      start = [
        "nginx"
        "-c"
        path
        "-g"
        "daemon off;"
      ];
      ready.port = 443;
      # Its configuration is read again without stopping it.
      reload = file;
    };
  }
