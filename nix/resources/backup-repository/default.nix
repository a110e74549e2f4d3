# Backups by restic to a bucket: one set per instance, made at one time – database dump, folders, secrets and the
# configuration. Encrypted before it leaves the machine. Media in a bucket is not copied.
context:
{ lib, pkgs, ... }:
let
  inherit (context)
    description
    name
    text
    describe
    ;
  inherit (description) backups;

  dumpFolder = slug: "/var/backup/allotment/${slug}";
  staged = slug: instance: import ./prepare.nix { inherit lib pkgs describe context; } (dumpFolder slug) instance;

  onThisMachine = instance: role: instance.components.${role}.machine == name;
  directories = instance: builtins.filter (item: item.kind == "directory" && onThisMachine instance item.component) instance.state;

  redisFolders =
    instance:
    map (item: "/var/lib/redis-${instance.bindings.${item.binding}.result.namespace}") (
      builtins.filter (
        item: item.kind == "redis" && describe.isLocalTo name instance.bindings.${item.binding}
      ) instance.state
    );

  # Secrets of the instance on this machine; those of the repository itself are no use inside it.
  secretFiles =
    slug:
    map (secret: secret.path) (
      builtins.attrValues (
        lib.filterAttrs (
          id: secret: lib.hasPrefix "${slug}/" id && builtins.elem name secret.machines
        ) description.secrets
      )
    );

  excludesOf =
    item: map (path: if lib.hasPrefix "/" path then path else "${item.path}/${path}") item.exclude;

  onCalendar =
    let
      minutes = lib.last (lib.splitString ":" backups.time);
    in
    {
      hourly = "*-*-* *:${minutes}:00 UTC";
      daily = "*-*-* ${backups.time}:00 UTC";
      weekly = "Mon *-*-* ${backups.time}:00 UTC";
    }
    .${backups.schedule};

  keep = builtins.concatMap (kind: lib.optional (backups.retention.${kind} > 0) "--keep-${kind} ${toString backups.retention.${kind}}") [
    "daily"
    "weekly"
    "monthly"
  ];

  backupOf = slug: instance: {
    initialize = true;
    inherit (backups.result) repository passwordFile environmentFile;
    paths = [ (dumpFolder slug) ] ++ map (item: item.path) (directories instance) ++ redisFolders instance ++ secretFiles slug;
    exclude = builtins.concatMap excludesOf (directories instance);
    backupPrepareCommand = staged slug instance;
    # Instances of one deployment share the repository: its locks are waited for.
    extraBackupArgs = [
      "--tag ${slug}"
      "--retry-lock 1h"
    ];
    extraOptions = [ "s3.region=${backups.result.region}" ];
    pruneOpts = lib.optionals (keep != [ ]) (
      keep
      ++ [
        "--tag ${slug}"
        "--group-by host,tags"
        "--retry-lock 1h"
      ]
    );
    timerConfig = {
      OnCalendar = onCalendar;
      Persistent = true;
      RandomizedDelaySec = "10m";
    };
  };
in
{
  services.restic.backups = lib.mkIf (backups != null) (
    lib.mapAttrs' (slug: instance: lib.nameValuePair "allotment-${slug}" (backupOf slug instance)) context.instances
  );

  # Otherwise one that hangs is waited for as long as the machine runs, and no other is ever taken. One that takes so long goes
  # on with the next: what it has copied is in the repository.
  systemd.services = lib.mkIf (backups != null) (
    lib.mapAttrs' (
      slug: _: lib.nameValuePair "restic-backups-allotment-${slug}" { serviceConfig.TimeoutStartSec = 20 * 3600; }
    ) context.instances
  );

  assertions = lib.optionals (backups != null) [
    {
      assertion = text.isPlain backups.result.region && text.isPlain backups.result.repository;
      message = "backups: region and repository stand on a command line and may hold letters, digits and _.,:/@=|+- only";
    }
  ];
}
