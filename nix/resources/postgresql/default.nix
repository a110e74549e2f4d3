# The co-located PostgreSQL server: major version frozen by the description, a database and a role per instance, memory
# as planned. Applications reach it by its socket as the system user of the same name, so there is no password.
context:
{ lib, pkgs, ... }:
let
  inherit (context) name machine describe;
  server = machine.postgresql;

  databases = lib.unique (
    builtins.concatMap (
      instance:
      map (binding: binding.result) (
        builtins.filter (describe.isLocalTo name) (describe.bindingsOf "postgresql" instance)
      )
    ) (builtins.attrValues context.instances)
  );

  # Shares of the memory planned for the server: a quarter for its own cache, and so little for each sort that all
  # connections together stay within a further quarter.
  tuning = {
    max_connections = server.connectionsMax;
    shared_buffers = "${toString (lib.max 16 (server.memoryMiB / 4))}MB";
    effective_cache_size = "${toString (lib.max 32 (server.memoryMiB * 3 / 4))}MB";
    maintenance_work_mem = "${toString (lib.max 16 (lib.min 1024 (server.memoryMiB / 16)))}MB";
    work_mem = "${toString (lib.max 1 (server.memoryMiB / 4 / server.connectionsMax))}MB";
    random_page_cost = 1.1;
  };
in
{
  services.postgresql = lib.mkIf (server != null) {
    enable = true;
    package = pkgs."postgresql_${toString server.version}";
    settings = tuning;
    ensureDatabases = map (database: database.database) databases;
    ensureUsers = map (database: {
      name = database.username;
      ensureDBOwnership = true;
    }) databases;
  };

  assertions = map (database: {
    assertion = database.database == database.username;
    message = "database ${database.database}: a co-located database and its role have one name, not ${database.username}";
  }) databases;
}
