# Mastodon by services.mastodon. Its module writes the environment both into units and into a file that a shell
# sources as root, without quoting: text goes into an environment file instead (see lib/text.nix).
context:
{
  config,
  lib,
  pkgs,
  ...
}:
let
  inherit (context)
    instance
    name
    describe
    text
    secretPath
    ;
  inherit (instance) options domains components;

  database = describe.bindingOf "postgresql" instance;
  redis = describe.bindingOf "redis" instance;
  search = describe.bindingOf "search" instance;
  mail = (describe.bindingOf "smtp" instance).result;
  databaseIsLocal = describe.isLocalTo name database;
  redisIsLocal = describe.isLocalTo name redis;

  accountDomain = if domains.account == null then domains.web else domains.account;

  environment = text.splitEnvironment (
    context.options.flat (import ./options.nix) options
    // import ./services.nix {
      inherit
        lib
        describe
        instance
        databaseIsLocal
        ;
    }
  );
  environmentFiles =
    lib.optional (environment.quoted != { }) (
      pkgs.writeText "mastodon-options.env" (text.environmentFile environment.quoted)
    )
    ++ lib.optional (secretPath "environment" != null) (secretPath "environment");

  settingsCommand = import ./settings-command.nix {
    inherit lib pkgs config;
    environmentFiles = [ "/var/lib/mastodon/.secrets_env" ] ++ environmentFiles;
  };
in
{
  imports = [
    (import ./hosts.nix context)
    (context.settingsCommands "mastodon-web.service")
  ]
  ++ lib.optional (search != null) (import ./search.nix { inherit lib describe name search; });

  services.mastodon = {
    enable = true;
    localDomain = accountDomain;
    configureNginx = true;
    streamingProcesses = components.streaming.settings.processes;
    webProcesses = components.web.settings.processes;
    webThreads = components.web.settings.threads;
    sidekiqThreads = components.jobs.settings.threads;
    sidekiqProcesses = import ./sidekiq.nix { inherit lib; } components.jobs.settings;

    extraConfig = environment.plain;
    extraEnvFiles = environmentFiles;

    secretKeyBaseFile = secretPath "secret-key-base";
    vapidPublicKeyFile = secretPath "vapid-public-key";
    vapidPrivateKeyFile = secretPath "vapid-private-key";
    activeRecordEncryptionPrimaryKeyFile = secretPath "active-record-encryption-primary-key";
    activeRecordEncryptionDeterministicKeyFile = secretPath "active-record-encryption-deterministic-key";
    activeRecordEncryptionKeyDerivationSaltFile = secretPath "active-record-encryption-key-derivation-salt";

    database = {
      createLocally = databaseIsLocal;
      name = database.result.database;
      user = database.result.username;
    }
    // lib.optionalAttrs (!databaseIsLocal) {
      inherit (database.result) host port passwordFile;
    };

    redis = {
      createLocally = redisIsLocal;
    }
    // lib.optionalAttrs (!redisIsLocal) {
      enableUnixSocket = false;
      inherit (redis.result) host port passwordFile;
    };

    smtp = {
      createLocally = false;
      inherit (mail) host port;
      fromAddress = mail.sender;
    }
    // lib.optionalAttrs (mail.username != null) {
      authenticate = true;
      user = mail.username;
      inherit (mail) passwordFile;
    };

    elasticsearch = lib.mkIf (search != null) {
      inherit (search.result)
        host
        port
        prefix
        preset
        passwordFile
        ;
      user = search.result.username;
    };

    # How long remote media is kept is one of Mastodon's own settings; two cleaners would contradict each other.
    mediaAutoRemove.enable = false;
  };

  environment.systemPackages = [
    settingsCommand
    (import ../../lib/probe.nix {
      inherit lib pkgs context;
      program = ./probe.sh;
      user = "mastodon";
    })
  ];

  assertions = [
    {
      assertion = text.isPlain mail.sender && text.isPlain mail.host && (mail.username == null || text.isPlain mail.username);
      message = "mastodon: host, user and sender of the mail relay may hold letters, digits and _.,:/@=|+- only";
    }
    {
      assertion = !databaseIsLocal || database.result.username == "mastodon";
      message = "mastodon: a co-located database belongs to the role mastodon";
    }
  ];
}
