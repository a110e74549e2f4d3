# Pixelfed by services.pixelfed. The module writes `settings` into a .env file as they are, so text is quoted here.
context:
{
  config,
  lib,
  pkgs,
  ...
}:
let
  inherit (context) instance name describe;
  inherit (instance) options domains;

  database = describe.bindingOf "postgresql" instance;
  redis = describe.bindingOf "redis" instance;
  site = builtins.head (describe.hostsOn name "web" instance);

  databaseIsLocal = describe.isLocalTo name database;
  redisIsLocal = describe.isLocalTo name redis;

  settings = lib.filterAttrs (_: value: value != null) (
    context.options.flat (import ./options.nix) options
    // import ./choices.nix options
    // import ./services.nix { inherit lib describe instance; }
    // lib.optionalAttrs (!databaseIsLocal) {
      DB_CONNECTION = "pgsql";
      DB_HOST = database.result.host;
      DB_PORT = database.result.port;
      DB_DATABASE = database.result.database;
      DB_USERNAME = database.result.username;
    }
    // lib.optionalAttrs (!redisIsLocal) {
      REDIS_SCHEME = "tcp";
      REDIS_HOST = redis.result.host;
      REDIS_PORT = redis.result.port;
      BROADCAST_DRIVER = "redis";
      CACHE_DRIVER = "redis";
      QUEUE_DRIVER = "redis";
      SESSION_DRIVER = "redis";
    }
  );

  settingsDigest = builtins.hashString "sha256" (builtins.toJSON settings);

  # Booleans and numbers stay what they are: the module itself reads two of them.
  asDotenv = value: if builtins.isString value then context.text.dotenvValue value else value;
in
{
  imports = [ (context.settingsCommands "phpfpm-pixelfed.service") ];

  services.pixelfed = {
    enable = true;
    domain = domains.web;
    secretFile = context.secretPath "environment";
    settings = builtins.mapAttrs (_: asDotenv) settings;
    maxUploadSize = "${toString site.bodyMiBMax}M";
    # Laravel decides what is due; it has to be asked often.
    schedulerInterval = "${toString instance.components.jobs.settings.schedulerIntervalSeconds}s";
    poolConfig."pm.max_children" = instance.components.web.settings.phpProcesses;
    database = {
      type = "pgsql";
      createLocally = databaseIsLocal;
      name = database.result.database;
    };
    redis.createLocally = redisIsLocal;
    nginx = {
      forceSSL = true;
      enableACME = true;
    };
  };

  environment.systemPackages = [
    (import ./administrator-command.nix { inherit pkgs config; })
    (import ./probe-command.nix { inherit pkgs config; })
  ];

  # PHP reads the .env file once; what is only in it restarts nothing by itself.
  systemd.services.phpfpm-pixelfed.restartTriggers = [ settingsDigest ];
  systemd.services.pixelfed-horizon.restartTriggers = [ settingsDigest ];

  assertions = [
    {
      assertion = !databaseIsLocal || database.result.username == "pixelfed";
      message = "pixelfed: a co-located database belongs to the role pixelfed";
    }
  ];
}
