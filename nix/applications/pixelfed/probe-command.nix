# The command allotment-probe-pixelfed: asks Pixelfed's own code about database and queues. For root, like pixelfed-manage.
{ pkgs, config }:
let
  cfg = config.services.pixelfed;
  # As the NixOS module makes it, which keeps it to itself.
  package = cfg.package.override { inherit (cfg) dataDir runtimeDir; };
  php = config.services.phpfpm.pools.pixelfed.phpPackage;
in
pkgs.writeShellScriptBin "allotment-probe-pixelfed" ''
  cd ${package}
  exec ${pkgs.util-linux}/bin/runuser -u ${cfg.user} -- ${php}/bin/php ${./probe.php}
''
