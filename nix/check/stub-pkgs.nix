# Stand-ins for the packages that the modules name. A file written by the configuration carries its content in its
# "path", so that the result of a stub evaluation shows it.
let
  package = name: {
    outPath = "/stub/${name}";
  };
  file = name: text: { outPath = "/stub/${name}{${text}}"; };

  # Those that an application names stand in its folder.
  folders = builtins.attrNames (builtins.readDir ../applications);
  lists = builtins.filter builtins.pathExists (map (id: ../applications + "/${id}/packages.nix") folders);

  names = builtins.concatMap import lists ++ [
    "coreutils"
    "curl"
    "diffutils"
    "gawk"
    "git"
    "gnugrep"
    "gnused"
    "jq"
    "lego"
    "openssl"
    "postgresql"
    "postgresql_14"
    "postgresql_15"
    "postgresql_16"
    "postgresql_17"
    "postgresql_18"
    "runtimeShell"
    "systemd"
    "util-linux"
  ];
in
builtins.listToAttrs (
  map (name: {
    inherit name;
    value = package name;
  }) names
)
// {
  runtimeShell = "/stub/bash/bin/bash";
  writeText = file;
  writeTextDir = path: text: { outPath = "/stub/folder{${path}: ${text}}"; };
  writeShellScript = file;
  writeShellScriptBin = file;
}
