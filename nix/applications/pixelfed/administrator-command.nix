# The command allotment-pixelfed-administrator: makes the first administrator from JSON on standard input, by Pixelfed's
# own code. At a terminal Pixelfed's own command asks instead. For root, like pixelfed-manage.
{ pkgs, config }:
let
  cfg = config.services.pixelfed;
  # As the NixOS module makes it, which keeps it to itself.
  package = cfg.package.override { inherit (cfg) dataDir runtimeDir; };
  php = config.services.phpfpm.pools.pixelfed.phpPackage;
in
pkgs.writeShellScriptBin "allotment-pixelfed-administrator" ''
  set -eu
  if [ -t 0 ]; then exec pixelfed-manage user:create; fi
  cd ${package}
  exec ${pkgs.util-linux}/bin/runuser -u ${cfg.user} -- ${php}/bin/php ${./administrator.php}
''
