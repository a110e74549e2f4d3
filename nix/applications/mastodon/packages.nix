# Packages of nixpkgs that this application names.
[
  "mastodon"
  "redis"
]
