# Virtual hosts of this machine: what they have in common, their certificates, the hosts for media and the redirects of
# account domains. The host of the application itself comes with the application.
context:
{ lib, pkgs, ... }:
let
  inherit (context) name describe text;
  answers = import ../../stopped/answers.nix {
    inherit text;
    inherit (pkgs) writeText;
  };
  instances = builtins.filter describe.hasSite (builtins.attrValues context.instances);
  running = builtins.filter (instance: !(instance ? stopped)) instances;

  certificates = import ../../lib/certificates.nix { inherit lib text describe; };
  hosts = certificates.of name instances;

  specialHosts =
    instance:
    map (host: import ./media-host.nix { inherit lib describe instance; } host) (describe.hostsOn name "media" instance)
    ++ map (host: import ./account-host.nix instance host) (describe.hostsOn name "account" instance);
  readsBucket =
    instance: describe.bindingOf "s3-bucket" instance != null && describe.hostsOn name "media" instance != [ ];
in
{
  imports =
    lib.optional (builtins.any readsBucket running) ./resolver.nix
    ++ lib.optional (hosts != [ ]) (import ./certificates.nix certificates hosts);

  services.nginx = lib.mkIf (hosts != [ ]) {
    enable = true;
    recommendedGzipSettings = true;
    recommendedOptimisation = true;
    recommendedTlsSettings = true;
    # Not recommendedProxySettings: the modules of Mastodon and PeerTube set the same headers themselves, and a header
    # set twice is sent twice.
    virtualHosts = lib.mkMerge (builtins.concatMap specialHosts running);
    commonHttpConfig = lib.mkIf (builtins.any describe.isSuspended instances) answers.http;
  };

  security.acme = lib.mkIf (hosts != [ ]) {
    acceptTerms = true;
    certs = builtins.listToAttrs (
      map (
        one: lib.nameValuePair one.host ({ inherit (one) email; } // lib.optionalAttrs (one.server != null) { inherit (one) server; })
      ) hosts
    );
  };
}
