# Environment variables of Mastodon for the services it uses: database, bucket, mail, hosts, sign-in.
{
  lib,
  describe,
  instance,
  databaseIsLocal,
}:
let
  inherit (instance) domains;
  database = (describe.bindingOf "postgresql" instance).result;
  bucket = describe.bindingOf "s3-bucket" instance;
  mail = (describe.bindingOf "smtp" instance).result;

  hosts = lib.optionalAttrs (domains.account != null) { WEB_DOMAIN = domains.web; };

  databaseSettings = lib.optionalAttrs (!databaseIsLocal) (
    {
      DB_SSLMODE = database.sslMode;
      # For psql, which prepares the database.
      PGSSLMODE = database.sslMode;
    }
    // lib.optionalAttrs (lib.hasPrefix "verify" database.sslMode) {
      PGSSLROOTCERT = "/etc/ssl/certs/ca-certificates.crt";
    }
  );

  mailSettings =
    {
      none.SMTP_ENABLE_STARTTLS = "never";
      starttls.SMTP_ENABLE_STARTTLS = "always";
      tls = {
        SMTP_TLS = true;
        SMTP_ENABLE_STARTTLS = "never";
      };
    }
    .${mail.security}
    // lib.optionalAttrs (mail.username == null) { SMTP_AUTH_METHOD = "none"; };

  bucketSettings = bucket: {
    S3_ENABLED = true;
    S3_BUCKET = bucket.bucket;
    S3_REGION = bucket.region;
    S3_ENDPOINT = describe.s3Url bucket;
    S3_PROTOCOL = builtins.head (lib.splitString ":" (describe.mediaUrl bucket));
    S3_HOSTNAME = describe.s3Host bucket;
    # Upstream's name notwithstanding, "true" switches path style off.
    S3_OVERRIDE_PATH_STYLE = !bucket.pathStyle;
    # Empty: no access control lists are sent.
    S3_PERMISSION = if bucket.acl then "public-read" else "";
  }
  // lib.optionalAttrs (describe.readsElsewhere bucket) {
    S3_ALIAS_HOST = builtins.elemAt (lib.splitString "://" (describe.mediaUrl bucket)) 1;
  };

  mediaSettings =
    if bucket != null then
      bucketSettings bucket.result
    else
      lib.optionalAttrs (domains.media != null) { PAPERCLIP_ROOT_URL = "https://${domains.media}/system"; };

  # Where the sign-in services send people back to: the routes of Mastodon's OmniAuth (config/initializers/3_omniauth.rb).
  signInSettings =
    lib.optionalAttrs instance.options.oidcEnabled {
      OIDC_REDIRECT_URI = "https://${domains.web}/auth/auth/openid_connect/callback";
    }
    // lib.optionalAttrs instance.options.samlEnabled {
      SAML_ACS_URL = "https://${domains.web}/auth/auth/saml/callback";
    };
in
hosts // databaseSettings // mailSettings // mediaSettings // signInSettings
