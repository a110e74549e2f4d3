# Who signs the certificates of the hosts that a machine serves.
{
  lib,
  text,
  describe,
}:
rec {
  # Each host once: host, server and staging (null for none: the machine signs itself), email.
  of =
    machine: instances:
    builtins.attrValues (
      builtins.listToAttrs (
        map (
          binding:
          lib.nameValuePair binding.result.host {
            inherit (binding.result) host;
            server = binding.result.acmeServer;
            staging = binding.result.acmeStagingServer;
            email = binding.result.acmeEmail;
          }
        ) (builtins.concatMap (instance: bindingsOn machine instance) instances)
      )
    );

  bindingsOn =
    machine: instance:
    builtins.filter (binding: binding.result.machine == machine) (describe.bindingsOf "http-ingress" instance);

  # The file that allotment-certificates reads.
  file =
    hosts:
    let
      word = value: if value == null then "-" else text.plain value;
    in
    lib.concatMapStrings (
      one: "${word one.host} ${word one.server} ${word one.staging} ${word one.email}\n"
    ) hosts;
}
