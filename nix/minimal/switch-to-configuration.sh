#!/bin/sh
# As on NixOS: `switch-to-configuration switch|boot|test|dry-activate` makes this system the one that runs. The profile is
# the caller's (see apply). Exit code 4: a unit did not start.
system=$(readlink -f "$0")
system=${system%/bin/switch-to-configuration}
. "$system/libexec/common.sh"

# One name for what runs by a definition and for what is described.
described_unit() { readlink -f "$described/units/$1/$2"; }
running_unit() { cat "$running/$1/$2" 2>/dev/null || :; }

compare() {
  removed='' changed='' added='' reloaded=''
  for unit in $(units_in "$running"); do
    [ -e "$described/units/$unit" ] || [ -z "$(supervisor_of "$unit")" ] || removed="$removed $unit"
  done
  for unit in $(units_in "$described/units"); do
    if [ -z "$(supervisor_of "$unit")" ]; then
      added="$added $unit"
    elif [ "$(running_unit "$unit" unit)" != "$(described_unit "$unit" unit)" ]; then
      changed="$changed $unit"
    elif [ "$(running_unit "$unit" reload)" != "$(described_unit "$unit" reload)" ]; then
      reloaded="$reloaded $unit"
    fi
  done
}

# Whoever reads this may have a full disk; that is no reason not to switch.
announce() {
  [ -z "$2" ] || echo "$1:$2" || :
}

start_unit() {
  rm -rf "${running:?}/$1"
  mkdir -p "$running/$1" "$logs"
  for part in unit reload; do described_unit "$1" "$part" >"$running/$1/$part"; done
  [ ! -e "$logs/$1.log" ] || [ "$(wc -c <"$logs/$1.log")" -lt 4194304 ] || mv -f "$logs/$1.log" "$logs/$1.log.old"
  if [ -d /run/systemd/system ]; then
    # Outside of whatever service or session this switch runs in, for its end would take the unit along. Tried again,
    # because systemd forgets the one before a little after it has ended.
    patience=50
    until systemd-run --quiet --collect --unit="allotment-unit-$1" --property=KillMode=mixed \
      --property=TimeoutStopSec=60 --property="StandardOutput=append:$logs/$1.log" \
      --property="StandardError=append:$logs/$1.log" "$system/libexec/supervise" "$1" </dev/null 9>&-; do
      patience=$((patience - 1))
      [ "$patience" -gt 0 ] || fail "systemd does not start $1."
      sleep 0.1
    done
    return
  fi
  setsid "$system/libexec/supervise" "$1" </dev/null >>"$logs/$1.log" 2>&1 \
    3>&- 4>&- 5>&- 6>&- 7>&- 8>&- 9>&- &
}

reload_unit() {
  described_unit "$1" reload >"$running/$1/reload"
  # nginx is the only unit that can read its configuration again.
  nginx -q -t -c "$described/nginx.conf" || return 1
  master=$(cat /run/allotment/nginx.pid)
  workers=/proc/$master/task/$master/children
  before=" $(cat "$workers" 2>/dev/null) "
  kill -HUP "$master" || return 1
  # A kernel that does not tell the children of a process.
  [ -r "$workers" ] || return 0
  # Done when a worker came that was not there before: it answers by the new configuration.
  patience=50
  while [ "$patience" -gt 0 ]; do
    for worker in $(cat "$workers" 2>/dev/null); do
      case $before in *" $worker "*) ;; *) return 0 ;; esac
    done
    patience=$((patience - 1))
    sleep 0.1
  done
  # nginx keeps what it had where it cannot do as it is told.
  return 1
}

# The seconds that a unit has to become ready, from its definition.
seconds_of() {
  sed -n 's/^unit_ready_seconds=//p' "$described/units/$1/unit"
}

# Waits until a unit is active. One failure is forgiven: what it needs may have come up after it.
await_unit() {
  patience=$(($(seconds_of "$1") * 10))
  while [ "$patience" -gt 0 ]; do
    [ "$(state_of "$1")" != active ] || return 0
    [ "$(cat "$running/$1/failures" 2>/dev/null || echo 0)" -lt 2 ] || return 1
    patience=$((patience - 1))
    sleep 0.1
  done
  return 1
}

switch_units() {
  compare
  announce "stopping the following units" "$removed"
  announce "restarting the following units" "$changed"
  announce "starting the following units" "$added"
  announce "reloading the following units" "$reloaded"
  # Names of units are those of the description: plain words.
  stop_units $removed $changed
  for unit in $changed $added; do start_unit "$unit"; done
  failed=''
  for unit in $reloaded; do reload_unit "$unit" || failed="$failed $unit"; done
  for unit in $(units_in "$described/units"); do await_unit "$unit" || failed="$failed $unit"; done
  [ -n "$failed" ] || return 0
  announce "the following units failed" "$failed"
  for unit in $failed; do last_lines "$unit" 10 | sed "s/^/$unit: /" || :; done
  exit 4
}

only_one() {
  mkdir -p /run/allotment
  ! command -v flock >/dev/null || {
    exec 9>>/run/allotment/switch.lock
    flock 9
  }
}

case ${1:-} in
  switch | test)
    only_one
    "$system/activate"
    switch_units
    ;;
  boot) "$system/activate" --at-boot-only ;;
  dry-activate)
    compare
    announce "would stop the following units" "$removed"
    announce "would restart the following units" "$changed"
    announce "would start the following units" "$added"
    announce "would reload the following units" "$reloaded"
    ;;
  *)
    echo "usage: switch-to-configuration switch|boot|test|dry-activate" >&2
    exit 2
    ;;
esac
