# PeerTube by services.peertube. The module writes `settings` as JSON, so text needs no quoting.
context:
{ lib, pkgs, ... }:
let
  inherit (context) instance name describe;
  inherit (instance) options domains;
  server = instance.components.server.settings;

  database = describe.bindingOf "postgresql" instance;
  redis = describe.bindingOf "redis" instance;
  databaseIsLocal = describe.isLocalTo name database;
  redisIsLocal = describe.isLocalTo name redis;

  settings = builtins.foldl' lib.recursiveUpdate { } [
    (context.options.nested (import ./options.nix) options)
    (import ./choices.nix { inherit lib; } options)
    (import ./services.nix { inherit lib describe instance; })
    {
      listen.hostname = "127.0.0.1";
      # What is set here must not drift from what administrators set in the web interface.
      webadmin.configuration.edition.allowed = false;
      trust_proxy = [ "loopback" ];
      transcoding.concurrency = server.transcodingJobs;
      transcoding.threads = server.transcodingThreads;
      database.pool.max = server.databaseConnections;
    }
    (lib.optionalAttrs (!databaseIsLocal) { database.ssl = database.result.sslMode != "disable"; })
  ];
in
{
  imports = [
    (context.settingsCommands "peertube.service")
  ]
  ++ lib.optional options.rtmps (import ./rtmps.nix domains.web);

  services.peertube = {
    enable = true;
    localDomain = domains.web;
    # Behind nginx with TLS.
    enableWebHttps = true;
    listenWeb = 443;
    listenHttp = server.httpPort;
    configureNginx = true;
    secrets.secretsFile = context.secretPath "signing-key";
    serviceEnvironmentFile = context.secretPath "environment";
    inherit settings;

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
      enableUnixSocket = redisIsLocal;
    }
    // lib.optionalAttrs (!redisIsLocal) {
      inherit (redis.result) host port passwordFile;
    };

    smtp = {
      createLocally = false;
      inherit ((describe.bindingOf "smtp" instance).result) passwordFile;
    };
  };

  services.nginx.virtualHosts.${domains.web} = {
    forceSSL = true;
    enableACME = true;
  };

  environment.systemPackages = [
    (import ../../lib/probe.nix {
      inherit lib pkgs context;
      program = ./probe.sh;
      user = "peertube";
      # BullMQ's keys begin with it (PeerTube, server/core/initializers/constants: "bull-" and the host).
      environment.PROBE_HOST = if domains.web == null then "" else domains.web;
    })
  ];

  assertions = [
    {
      assertion = !databaseIsLocal || database.result.username == "peertube";
      message = "peertube: a co-located database belongs to the role peertube";
    }
  ];
}
