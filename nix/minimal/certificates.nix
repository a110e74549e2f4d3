# Certificates of an authority, on a machine without NixOS: a unit that gets and renews them.
context: virtualHosts:
let
  inherit (context) name lib;
  certificates = import ../lib/certificates.nix { inherit (context) lib text describe; };
  hosts = builtins.filter (one: virtualHosts ? ${one.host}) (
    certificates.of name (builtins.attrValues context.instances)
  );
in
{
  files."etc/allotment/certificates" = context.writeText "certificates" (certificates.file hosts);
  # Which hosts there are is read again each time, so that another one starts nothing anew.
  units = lib.optionalAttrs (builtins.any (one: one.server != null) hosts) {
    certificates.start = [
      "/bin/sh"
      ../host/certificates/allotment-certificates.sh
      "keep"
    ];
  };
}
