# Disk layout and boot loader, by preset. A module for one machine, hardware/<machine>.nix, may stand in the tree beside
# deployment.json: `existing` needs it (it is the machine's own /etc/nixos/hardware-configuration.nix with its boot
# loader and its network settings, which a flake cannot read from the machine), the other presets take it in addition.
context:
{ lib, ... }:
let
  inherit (context) name machine tree;
  ownModule = tree + "/hardware/${name}.nix";
  hasOwnModule = builtins.pathExists ownModule;
  own = lib.optionals (hasOwnModule && context.ownHardware) [ ownModule ];

  presets = {
    container = {
      imports = own;
      boot.isContainer = true;
    };

    single-disk = {
      imports = own ++ [ (import ./single-disk.nix machine.hardware.disk) ];
    };

    existing =
      if hasOwnModule then
        { imports = own; }
      else
        {
          # Enough to evaluate and build; switching to it is refused, for it would not boot.
          warnings = [
            "${name}: hardware/${name}.nix is missing. Before installing, put the machine's own hardware and network settings there: its /etc/nixos/hardware-configuration.nix, its boot loader, and what its configuration says under networking."
          ];
          fileSystems."/" = {
            device = "/dev/disk/by-label/nixos";
            fsType = "ext4";
          };
          boot.loader.grub.device = "nodev";
          system.preSwitchChecks.allotmentHardware = ''
            echo "hardware/${name}.nix, with the hardware and network settings of this machine, is missing in the deployment's tree: nothing was changed." >&2
            exit 1
          '';
        };
  };
in
{
  imports = [ presets.${machine.hardware.preset} ];
}
