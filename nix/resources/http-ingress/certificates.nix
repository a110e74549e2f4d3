# Certificates that cannot be had yet, for example because a name is not in the DNS: the site goes on with the self-signed
# one, and the certificate is asked for again until it comes. NixOS by itself would count the unit as failed, and with it
# the whole switch, and would try again after a day or two.
hosts:
{ lib, pkgs, ... }:
let
  systemctl = "${pkgs.systemd}/bin/systemctl";
  # acme-success is there once a certificate has come (nixos/modules/security/acme).
  tryAgain = host: ''
    [ -e ${lib.escapeShellArg "/var/lib/acme/${host}/acme-success"} ] || ${systemctl} start --no-block ${lib.escapeShellArg "acme-order-renew-${host}.service"}
  '';
in
{
  systemd.services = {
    allotment-certificates = {
      description = "Asks again for certificates that have not come yet";
      script = lib.concatMapStrings tryAgain hosts;
      serviceConfig.Type = "oneshot";
      # Authorities allow a few failures an hour for each name.
      startAt = "*:0/30";
    };
  }
  // builtins.listToAttrs (
    map (
      host:
      # 10: it could not be had; 11: it could not be renewed, and the old one ends within a month.
      lib.nameValuePair "acme-order-renew-${host}" { serviceConfig.SuccessExitStatus = "10 11"; }
    ) hosts
  );
}
