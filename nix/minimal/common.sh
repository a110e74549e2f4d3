# Read by the programs of a system, after they set `system`: what they share.
set -eu
PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/run/current-system/sw/bin
export PATH
described=$system/etc/allotment
running=/run/allotment/units
logs=/var/log/allotment

fail() {
  echo "$1" >&2
  exit 1
}

# Replaces a file as a whole; from standard input.
replace() {
  cat >"$1.new.$$" && mv -f "$1.new.$$" "$1"
}

# Runs a program with the rights of an account: as_account ACCOUNT PROGRAM ARGUMENT ...
as_account() {
  account=$1
  shift
  setpriv "--reuid=$account" "--regid=$(id -g "$account")" --init-groups -- "$@" </dev/null
}

# The start of a process in ticks since boot; empty when there is none or only its remains.
start_of() {
  process_line=''
  read -r process_line 2>/dev/null <"/proc/$1/stat" || :
  # The name in parentheses may hold anything.
  set -- ${process_line##*)}
  case ${1:-Z} in Z | X) return 0 ;; esac
  shift 19
  echo "$1"
}

# The process that keeps a unit running; empty when it is gone. A number that another process has by now does not count.
supervisor_of() {
  supervisor='' started=''
  [ ! -r "$running/$1/supervisor" ] || read -r supervisor started <"$running/$1/supervisor" || :
  [ -z "$supervisor" ] || [ "$(start_of "$supervisor")" != "$started" ] || echo "$supervisor"
}

# active, starting, failed or stopped.
state_of() {
  if [ -z "$(supervisor_of "$1")" ]; then
    echo stopped
  else
    cat "$running/$1/state" 2>/dev/null || echo starting
  fi
}

units_in() {
  [ ! -d "$1" ] || ls "$1"
}

# Ends several units at once and waits until they are gone.
stop_units() {
  for unit in "$@"; do
    supervisor=$(supervisor_of "$unit")
    [ -z "$supervisor" ] || kill -TERM "$supervisor" 2>/dev/null || :
  done
  for unit in "$@"; do
    # A supervisor ends its unit by itself, by force if need be.
    while [ -n "$(supervisor_of "$unit")" ]; do sleep 0.1; done
    rm -rf "${running:?}/$unit"
  done
}

last_lines() {
  [ ! -r "$logs/$1.log" ] || tail -n "$2" "$logs/$1.log"
}
