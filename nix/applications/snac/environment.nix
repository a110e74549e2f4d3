# What prepare.sh is told: the settings and pages of an instance, as files that `writeText` makes (name → text → path).
{ context, writeText }:
let
  inherit (context) instance;
  inherit (instance) options domains;
  server = instance.components.server.settings;

  settings = {
    host = domains.web;
    address = "127.0.0.1";
    port = server.httpPort;
    protocol = "https";
    cssurls = [ ];
    num_threads = server.threads;
    admin_account = options.contactAccount or options.adminUsername;
    # It would call a program for mail, which these machines do not have.
    disable_email_notifications = true;
  }
  // context.options.flat (import ./options.nix) options;

  lines = builtins.concatMap (line: [
    line
    "\n"
  ]);
  listFile = name: entries: writeText name (builtins.concatStringsSep "" (lines entries));
  textFile = name: text: if text == null || text == "" then "" else writeText name text;
in
{
  SNAC_FOLDER = "/var/lib/snac";
  SNAC_SETTINGS = writeText "server.json" (builtins.toJSON settings);
  SNAC_BLOCKED = listFile "block" options.blockedInstances;
  SNAC_REJECTED = if options.rejectPatterns == [ ] then "" else listFile "filter_reject.txt" options.rejectPatterns;
  SNAC_GREETING = textFile "greeting.html" (options.greeting or null);
  SNAC_STYLE = textFile "style.css" (options.css or null);
  SNAC_ANNOUNCEMENT = textFile "announcement.txt" (options.announcement or null);
  SNAC_ACCOUNT = options.adminUsername;
  SNAC_PASSWORD_FILE = context.secretPath "administrator-password";
}
