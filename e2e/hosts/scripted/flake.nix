# Systems for tests of deploying: nothing but the interface of one, and a switch that does what its script says.
{
  outputs =
    { self }:
    let
      description = builtins.fromJSON (builtins.readFile ./deployment.json);
      systemOf =
        name: machine:
        derivation {
          name = "system-${name}";
          inherit (machine) system;
          builder = "/bin/sh";
          args = [ ./build.sh ];
          switch = ./. + "/switch-${name}.sh";
          host = ./allotment-host.sh;
          units = ./units.sh;
          ballast = ./. + "/ballast-${name}";
        };
    in
    {
      systems = builtins.mapAttrs (
        name: machine: if description.thrown ? ${name} then throw description.thrown.${name} else systemOf name machine
      ) description.machines;
    };
}
