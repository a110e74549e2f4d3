# A co-located OpenSearch node for instances that search with one.
context:
{ lib, ... }:
let
  inherit (context) name describe;
  bindings = builtins.concatMap (
    instance: builtins.filter (describe.isLocalTo name) (describe.bindingsOf "search" instance)
  ) (builtins.attrValues context.instances);
  memoryMiB = builtins.foldl' (sum: binding: sum + binding.request.capacity.memoryMiB) 0 bindings;
  # Half of it for the heap, as OpenSearch advises: the other half caches files.
  heap = toString (lib.max 256 (memoryMiB / 2));
in
{
  services.opensearch = lib.mkIf (bindings != [ ]) {
    enable = true;
    settings = {
      "http.port" = (builtins.head bindings).result.port;
      "network.host" = "127.0.0.1";
      "discovery.type" = "single-node";
    };
    extraJavaOptions = [
      "-Xms${heap}m"
      "-Xmx${heap}m"
    ];
  };
}
