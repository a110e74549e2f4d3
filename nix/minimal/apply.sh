#!/bin/sh
# switch-to-configuration that also sets the system profile, for `switch` and `boot`.
system=$(readlink -f "$0")
system=${system%/bin/apply}
. "$system/libexec/common.sh"

case ${1:-} in
  switch | boot) nix-env -p /nix/var/nix/profiles/system --set "$system" ;;
esac
exec "$system/bin/switch-to-configuration" "$@"
