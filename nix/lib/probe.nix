# The command allotment-probe-NAME of an application that keeps its jobs in Redis: its probe.sh with what both share, told
# where database and Redis are. For root.
{
  lib,
  pkgs,
  context,
  program,
  # System user that the co-located database lets in.
  user,
  environment ? { },
}:
let
  inherit (context) instance name describe;
  database = describe.bindingOf "postgresql" instance;
  redis = describe.bindingOf "redis" instance;
  isHere = describe.isLocalTo name;
  or' = value: if value == null then "" else toString value;
  variables = {
    PROBE_LIBRARY = "${./probe.sh}";
    PROBE_DATABASE_HOST = database.result.host;
    PROBE_DATABASE_PORT = toString database.result.port;
    PROBE_DATABASE_NAME = database.result.database;
    PROBE_DATABASE_USER = database.result.username;
    PROBE_DATABASE_SSL = database.result.sslMode;
    PROBE_DATABASE_PASSWORD_FILE = or' database.result.passwordFile;
    PROBE_DATABASE_AS = if isHere database then user else "";
    PROBE_REDIS_SOCKET = if isHere redis then or' redis.result.socket else "";
    PROBE_REDIS_HOST = redis.result.host;
    PROBE_REDIS_PORT = toString redis.result.port;
    PROBE_REDIS_PASSWORD_FILE = or' redis.result.passwordFile;
  }
  // environment;
  exports = lib.concatMapStrings (variable: "export ${variable}=${lib.escapeShellArg variables.${variable}}\n") (
    builtins.attrNames variables
  );
in
pkgs.writeShellScriptBin "allotment-probe-${instance.application}" ''
  ${exports}
  export PATH=${pkgs.postgresql}/bin:${pkgs.redis}/bin:${pkgs.util-linux}/bin:$PATH
  exec ${pkgs.runtimeShell} ${program} "$@"
''
