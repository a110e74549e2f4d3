# Co-located Redis servers, one process per namespace. The application's module starts the server of its own name; this
# gives it its bounds.
context:
{ lib, ... }:
let
  inherit (context) name describe;

  bindings = builtins.concatMap (
    instance: builtins.filter (describe.isLocalTo name) (describe.bindingsOf "redis" instance)
  ) (builtins.attrValues context.instances);

  serverFor =
    binding:
    lib.nameValuePair binding.result.namespace {
      enable = true;
      appendOnly = binding.request.persistent;
      settings = {
        # Three quarters of what is planned: a background save copies what is written meanwhile, and clients have buffers.
        maxmemory = "${toString (lib.max 16 (binding.request.capacity.memoryMiB * 3 / 4))}mb";
        # Queues must not lose entries when memory runs out: writing fails instead.
        maxmemory-policy = "noeviction";
      };
    };
in
{
  services.redis.servers = builtins.listToAttrs (map serverFor bindings);

  assertions = map (binding: {
    assertion = binding.result.socket == "/run/redis-${binding.result.namespace}/redis.sock";
    message = "redis ${binding.result.namespace}: NixOS puts its socket at /run/redis-${binding.result.namespace}/redis.sock";
  }) bindings;
}
