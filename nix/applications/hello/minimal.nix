# hello on a machine without NixOS.
context:
let
  inherit (context) instance name describe;
  site = builtins.head (describe.hostsOn name "web" instance);
  page = context.writeText "index.html" (import ./page.nix context);
in
{
  directories."/var/lib/hello" = {
    user = "www-data";
    group = "www-data";
    mode = "0750";
  };

  virtualHosts.${site.host} = {
    inherit (site) bodyMiBMax;
    locations = {
      "/" = { inherit page; };
      "/files/".alias = "/var/lib/hello/";
    };
  };
}
