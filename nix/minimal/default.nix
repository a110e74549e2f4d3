# A system for a machine that has no NixOS: any Linux with Nix and the usual programs of Debian. For trying things out.
#
# It is one derivation made of deployment.json alone, without nixpkgs, that has the interface of a NixOS system:
#
#   bin/switch-to-configuration switch|boot|test|dry-activate, bin/apply (the same, and sets the profile),
#   activate, deactivate, sw/bin/*, etc/*
#
# and that runs beside what is on the machine already. What it cannot do is refused here with a sentence.
#
# An application that runs on such machines has `minimal.nix` beside its `default.nix`: a function of the context
#
#   { name, machine, description, tree, slug, instance    as for default.nix
#   , text, describe, options, secretPath                 as for default.nix
#   , writeText }                                         name -> text -> path of a file in the store
#
# to this (everything may be left out, and `null` is the same as left out):
#
#   {
#     # System users; each gets a group of the same name and the home folder /var/lib/<name> (not made).
#     users = [ "snac" ];
#
#     # Folders that are there before any unit starts, and whose owner and mode are put right each time.
#     directories."/var/lib/snac" = { user = "snac"; group = "snac"; mode = "0750"; };
#
#     # Processes that are kept running. A unit is restarted exactly when something in it changes, when a secret that
#     # names it in `restartUnits` ("<unit>.service") changes, and when it ends.
#     units.snac = {
#       user = "snac";                    # and its group; default root
#       environment = { NAME = "any text"; };
#       prepare = [ "/bin/sh" ./prepare.sh ];   # run to its end before each start, as the same user; its failure is the unit's
#       start = [ "snac" "httpd" "/var/lib/snac" ];   # argument lists; programs are those of the machine
#       ready = { port = 8001; seconds = 30; }; # or { command = [ ... ]; seconds = 30; }: when it counts as started
#       stopSeconds = 10;                 # between SIGTERM and SIGKILL, to all its processes
#     };
#
#     # Virtual hosts: names and paths only, no text that people typed.
#     virtualHosts."example.org" = {
#       bodyMiBMax = 1;
#       locations."/" = { root = "/some/folder"; };        # files, with index.html
#       locations."/files/" = { alias = "/var/lib/x/"; };
#       locations."/app/" = { proxyPass = "http://127.0.0.1:8001"; };  # Host, X-Forwarded-For (one), -Proto, WebSockets
#     };
#   }
