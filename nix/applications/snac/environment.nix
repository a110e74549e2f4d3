# What prepare.sh and settings.sh are told. `writeText` makes files (name -> text -> path).
{ context, writeText }:
let
  inherit (context) instance slug;
  inherit (instance) options domains;
  server = instance.components.server.settings;

  # What of server.json is no setting.
  fixed = {
    host = domains.web;
    address = "127.0.0.1";
    port = server.httpPort;
    protocol = "https";
    cssurls = [ ];
    num_threads = server.threads;
    # It would call a program for mail, which these machines do not have.
    disable_email_notifications = true;
  }
  // context.options.flat (import ./options.nix) options;
in
{
  SNAC_FOLDER = "/var/lib/snac";
  SNAC_FIXED = writeText "server.json" (builtins.toJSON fixed);
  # Staged by allotment-settings: this generation's own, or what was set over them.
  SNAC_SETTINGS = "/run/allotment/settings/${slug}.json";
  SNAC_ACCOUNT = options.adminUsername;
  SNAC_PASSWORD_FILE = context.secretPath "administrator-password";
}
