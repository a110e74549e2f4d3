#!/bin/sh
# Has a unit start again, `restart-unit NAME`, and waits until it is active.
system=$(readlink -f "$0")
system=${system%/libexec/restart-unit}
. "$system/libexec/common.sh"

supervisor=$(supervisor_of "$1")
[ -n "$supervisor" ] || fail "$1 does not run."
echo restarting | replace "$running/$1/state"
kill -HUP "$supervisor"
patience=300
until [ "$(state_of "$1")" = active ]; do
  [ "$(state_of "$1")" != failed ] || fail "$1 does not start again: $(last_lines "$1" 3 | tr '\n' ' ')"
  patience=$((patience - 1))
  [ "$patience" -gt 0 ] || fail "$1 did not start again within 30 seconds."
  sleep 0.1
done
