# Packages of nixpkgs that this application names.
[ "redis" ]
