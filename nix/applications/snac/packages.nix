# Packages of nixpkgs that this application names.
[ "snac2" ]
