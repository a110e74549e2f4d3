# Secrets of a machine as lines `file mode owner group ciphertext id`, and the units that have to notice a new value.
context:
let
  inherit (context)
    description
    name
    tree
    lib
    text
    ;
  needed = lib.filterAttrs (_: secret: builtins.elem name secret.machines) description.secrets;
  fileName = secret: baseNameOf secret.path;
  ciphertext =
    secret:
    let
      file = tree + "/secrets/${fileName secret}.age";
    in
    if builtins.pathExists file then file else tree + "/secrets/missing.age";
  # A copy of its own in the store, so that nothing else of the tree is part of the system.
  copyOf =
    secret:
    builtins.path {
      path = ciphertext secret;
      name = "${builtins.replaceStrings [ "/" ] [ "_" ] (fileName secret)}.age";
    };
in
{
  lines = lib.mapAttrsToList (
    id: secret:
    "${text.plain (fileName secret)} ${secret.mode} ${text.plain secret.owner} ${text.plain secret.group} ${copyOf secret} ${text.plain id}"
  ) needed;

  # Changes when a secret that names the unit was encrypted anew.
  digestFor =
    unit:
    map (secret: builtins.hashFile "sha256" (ciphertext secret)) (
      builtins.filter (secret: builtins.elem "${unit}.service" secret.restartUnits) (builtins.attrValues needed)
    );
}
