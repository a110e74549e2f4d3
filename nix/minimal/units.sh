#!/bin/sh
# Says how the units of this system are: `unit=<name> active|failed|starting|stopped`, all of them or those that are named.
system=$(readlink -f "$0")
system=${system%/sw/bin/allotment-units}
. "$system/libexec/common.sh"

[ "$#" -gt 0 ] || set -- $(units_in "$described/units")
for unit in "$@"; do
  unit=${unit%.service}
  case $unit in '' | .* | */*) continue ;; esac
  echo "unit=$unit $(state_of "$unit")"
done
