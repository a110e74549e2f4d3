# The script that makes a consistent copy of what cannot be copied while it is in use, before restic runs: dumps of the
# databases and the configuration, in a folder that only root reads. Passwords come from files, never from arguments.
{
  lib,
  pkgs,
  describe,
  context,
}:
folder: instance:
let
  inherit (lib) escapeShellArg escapeShellArgs;
  inherit (context) name;

  databases = map (item: {
    inherit (item) role;
    binding = instance.bindings.${item.binding};
  }) (builtins.filter (item: item.kind == "postgresql") instance.state);

  dump =
    { role, binding }:
    if describe.isLocalTo name binding then localDump role binding.result else remoteDump role binding.result;

  # pg_dump refuses a server newer than itself.
  client = database: pkgs."postgresql_${toString database.version}";

  # Not compressed here: restic compresses, and finds what has not changed since the last time only in plain dumps.
  file = role: escapeShellArg "${folder}/${role}.dump";

  localDump = role: database: ''
    ${pkgs.util-linux}/bin/runuser -u postgres -- ${
      escapeShellArgs [
        "${client database}/bin/pg_dump"
        "--format=custom"
        "--compress=0"
        "--dbname=${database.database}"
      ]
    } > ${file role}
  '';

  remoteDump = role: database: ''
    PGPASSWORD="$(cat ${escapeShellArg database.passwordFile})" PGSSLMODE=${escapeShellArg database.sslMode} ${
      escapeShellArgs [
        "${client database}/bin/pg_dump"
        "--format=custom"
        "--compress=0"
        "--host=${database.host}"
        "--port=${toString database.port}"
        "--username=${database.username}"
        "--dbname=${database.database}"
      ]
    } > ${file role}
  '';
in
''
  #!${pkgs.runtimeShell}
  set -euo pipefail
  umask 077
  ${pkgs.coreutils}/bin/mkdir -p ${escapeShellArg folder}
  ${pkgs.coreutils}/bin/cp --dereference /etc/allotment/machine.json ${escapeShellArg "${folder}/machine.json"}
  ${lib.concatMapStrings dump databases}
''
