# Certificates that cannot be had yet, for example because a name is not in the DNS: the site goes on with the self-signed
# one, and the certificate is asked for again until it comes. NixOS by itself would count the unit as failed, and with it
# the whole switch, and would try again after a day or two. Before each order the authority's staging directory is tried.
certificates: hosts:
{ lib, pkgs, ... }:
let
  systemctl = "${pkgs.systemd}/bin/systemctl";
  signed = builtins.filter (one: one.server != null) hosts;

  program = pkgs.writeShellScriptBin "allotment-certificates" ''
    PATH=${
      builtins.concatStringsSep ":" (
        map (package: "${package}/bin") [
          pkgs.coreutils
          pkgs.gnugrep
          pkgs.gnused
          pkgs.lego
          pkgs.openssl
          pkgs.systemd
        ]
      )
    }
    export PATH
    exec ${pkgs.runtimeShell} ${../../host/certificates/allotment-certificates.sh} --nixos "$@"
  '';

  # acme-success is there once a certificate has come (nixos/modules/security/acme).
  tryAgain = one: ''
    [ -e ${lib.escapeShellArg "/var/lib/acme/${one.host}/acme-success"} ] || ${systemctl} start --no-block ${lib.escapeShellArg "acme-order-renew-${one.host}.service"}
  '';

  order = one: {
    serviceConfig = {
      # Nobody is asked where the machine signs for itself, or where staging has failed.
      ExecCondition = "${program}/bin/allotment-certificates trial ${one.host}";
      # 10: it could not be had; 11: it could not be renewed, and the old one ends within a month.
      SuccessExitStatus = "10 11";
    };
  };
in
{
  environment.etc."allotment/certificates".text = certificates.file hosts;
  environment.systemPackages = [ program ];

  systemd.services = {
    allotment-certificates = {
      description = "Asks again for certificates that have not come yet";
      script = lib.concatMapStrings tryAgain signed;
      serviceConfig.Type = "oneshot";
      # Authorities allow a few failures an hour for each name.
      startAt = "*:0/30";
    };
  }
  // builtins.listToAttrs (map (one: lib.nameValuePair "acme-order-renew-${one.host}" (order one)) hosts);
}
