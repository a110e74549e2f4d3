# Declares what this library sets of disko, for a full evaluation without it, and what disko would make of it.
{ config, lib, ... }:
{
  options.disko.devices = lib.mkOption {
    type = lib.types.attrs;
    default = { };
  };
  config = lib.mkIf (config.disko.devices != { }) {
    fileSystems."/" = {
      device = "/dev/disk/by-partlabel/disk-main-root";
      fsType = "ext4";
    };
    boot.loader.grub.devices = [ config.disko.devices.disk.main.device ];
  };
}
