# Name servers for nginx, which reads no resolv.conf by itself: those of the machine, written again whenever they change.
{ pkgs, ... }:
let
  # nginx wants IPv6 addresses in brackets and knows no zones (fe80::1%eth0).
  program = ''
    $1 == "nameserver" && $2 !~ /%/ { list = list " " ($2 ~ /:/ ? "[" $2 "]" : $2) }
    END { if (list != "") print "resolver" list " valid=30s;" }
  '';
in
{
  systemd.services.allotment-nginx-resolver = {
    description = "Name servers of this machine, for nginx";
    before = [ "nginx.service" ];
    wantedBy = [
      "multi-user.target"
      "nginx.service"
    ];
    script = ''
      cd "$RUNTIME_DIRECTORY"
      ${pkgs.gawk}/bin/awk -f ${pkgs.writeText "resolver.awk" program} /etc/resolv.conf > resolver.new
      if ${pkgs.diffutils}/bin/cmp --silent resolver.new resolver.conf; then exit 0; fi
      ${pkgs.coreutils}/bin/mv resolver.new resolver.conf
      ${pkgs.systemd}/bin/systemctl --no-block try-reload-or-restart nginx.service
    '';
    serviceConfig = {
      Type = "oneshot";
      RuntimeDirectory = "allotment-nginx";
      # nginx reads the file long after this has ended.
      RuntimeDirectoryPreserve = true;
    };
    # While a network comes up the file changes more often than systemd starts a unit by itself.
    unitConfig.StartLimitIntervalSec = 0;
  };

  systemd.paths.allotment-nginx-resolver = {
    wantedBy = [ "multi-user.target" ];
    pathConfig.PathChanged = "/etc/resolv.conf";
  };
}
