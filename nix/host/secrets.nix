# Secrets as files, decrypted on the machine at activation by its SSH host key (agenix). The description names them; the
# ciphertext stands in secrets/<id>.age, put there by whoever holds the values.
context:
{ lib, ... }:
let
  inherit (context)
    description
    name
    tree
    instances
    ;

  needed = lib.filterAttrs (_: secret: builtins.elem name secret.machines) description.secrets;
  idOf = secret: baseNameOf secret.path;
  ciphertext = secret: tree + "/secrets/${idOf secret}.age";
  isThere = secret: builtins.pathExists (ciphertext secret);
  fileOf = secret: if isThere secret then ciphertext secret else tree + "/secrets/missing.age";

  declared = lib.mapAttrs' (
    _: secret:
    lib.nameValuePair (idOf secret) {
      file = fileOf secret;
      inherit (secret)
        path
        owner
        group
        mode
        ;
    }
  ) needed;

  # agenix restarts nothing. The digest of the ciphertext changes exactly when the secret was encrypted anew.
  # A unit that is not there must not come to be by that.
  isStopped = id: instances.${builtins.head (lib.splitString "/" id)} or { } ? stopped;
  triggers = lib.mapAttrsToList (
    _: secret:
    lib.genAttrs (map (lib.removeSuffix ".service") secret.restartUnits) (_: {
      restartTriggers = [ (builtins.hashFile "sha256" (fileOf secret)) ];
    })
  ) (lib.filterAttrs (id: _: !isStopped id) needed);

  missing = lib.filterAttrs (_: secret: !isThere secret) needed;
in
{
  age.secrets = declared;
  systemd.services = lib.mkMerge triggers;
  warnings = lib.mapAttrsToList (
    id: secret: "${name}: the secret ${id} has no secrets/${idOf secret}.age yet; the machine cannot be activated without it."
  ) missing;
}
