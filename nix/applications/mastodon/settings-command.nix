# The command allotment-mastodon-settings: Mastodon's own code, with the environment of its web service, sets what is on
# standard input, or says what holds when told to `read`. For root, like mastodon-tootctl.
{
  lib,
  pkgs,
  config,
  environmentFiles,
}:
let
  package = config.services.mastodon.package;
  # The web service's environment as NixOS computed it, without what belongs to that process alone.
  environment = removeAttrs config.systemd.services.mastodon-web.environment [
    "PATH"
    "PORT"
    "SOCKET"
  ];
  exports = lib.concatMapStrings (name: "export ${name}=${lib.escapeShellArg environment.${name}}\n") (
    builtins.filter (name: environment.${name} != null) (builtins.attrNames environment)
  );
in
pkgs.writeShellScriptBin "allotment-mastodon-settings" ''
  set -eu
  cd ${package}
  ${exports}
  set -a
  ${lib.concatMapStrings (file: ". ${lib.escapeShellArg "${file}"}\n") environmentFiles}
  set +a
  exec ${pkgs.util-linux}/bin/runuser -u mastodon -- ${package}/bin/rails runner ${./settings.rb} "$@"
''
