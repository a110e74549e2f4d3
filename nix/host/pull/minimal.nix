# Fetching its configuration, on a machine without NixOS: a unit that polls, builds and switches.
context:
let
  environment = import ./environment.nix context;
in
if environment == null then
  { }
else
  {
    units.allotment-pull = {
      inherit environment;
      start = [
        "/bin/sh"
        ./allotment-pull.sh
        "poll"
      ];
    };
  }
