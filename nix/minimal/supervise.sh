#!/bin/sh
# Keeps one unit running: `supervise NAME`. Starts it again when it ends, later and later, and at once on SIGHUP; ends it with
# all its processes on SIGTERM. Its state stands in /run/allotment/units/NAME.
system=$(readlink -f "$0")
system=${system%/libexec/supervise}
. "$system/libexec/common.sh"

name=$1
folder=$running/$name
mkdir -p "$folder"
cd /
umask 022

# The file is read once: what runs stays what it was, whatever becomes of the system it came from.
. "$described/units/$name/unit"

say() {
  echo "allotment: $1" || :
}

become() {
  echo "$1" | replace "$folder/state"
}

# Becomes a program of the unit, in a session of its own, with nothing of our environment:
# as_unit NAME=value ... PROGRAM ARGUMENT ...
as_unit() {
  home=$(getent passwd "$unit_user" | cut -d : -f 6)
  set -- env -i "PATH=$PATH" "HOME=${home:-/}" "USER=$unit_user" "LOGNAME=$unit_user" LANG=C.UTF-8 "$@"
  [ "$unit_user" = root ] || set -- setpriv "--reuid=$unit_user" "--regid=$unit_user" --init-groups -- "$@"
  exec setsid "$@"
}

# Runs a function of the unit as a process group of its own; `child` is its number.
launch() {
  ("unit_$1") </dev/null &
  child=$!
}

end_child() {
  [ -n "$child" ] || return 0
  kill -TERM "-$child" 2>/dev/null || kill -TERM "$child" 2>/dev/null || :
  patience=$((unit_stop_seconds * 10))
  while kill -0 "-$child" 2>/dev/null; do
    if [ "$patience" -le 0 ]; then
      say "it does not stop; killed"
      kill -KILL "-$child" 2>/dev/null || :
      break
    fi
    patience=$((patience - 1))
    # Collects the processes that ended, so that they do not count.
    sleep 0.1
  done
  wait "$child" 2>/dev/null || :
  child=''
}

stop() {
  trap '' TERM
  end_child
  become stopped
  say stopped
  rm -f "$folder/supervisor"
  exit 0
}

# What asks for it waits for another state than this one.
restart() {
  asked=yes
  become restarting
  end_child
}

# In hundredths of a second since boot, which no change of the date moves.
now() {
  read -r since_boot ignored </proc/uptime
  echo "${since_boot%.*}${since_boot#*.}"
}

alive() {
  [ -n "$(start_of "$child")" ]
}

# Whether something listens on the port.
listens() {
  hex=$(printf '%04X' "$1")
  cat /proc/net/tcp /proc/net/tcp6 2>/dev/null | grep -qE "^ *[0-9]+: [0-9A-F]+:$hex [0-9A-F:]+ 0A "
}

is_ready() {
  if [ -n "$unit_ready_port" ]; then
    listens "$unit_ready_port"
  elif [ "$unit_ready_command" = true ]; then
    (unit_ready) </dev/null >/dev/null 2>&1
  else
    # It has nothing to be asked; so it counts as started once it has run for a second.
    [ $(($(now) - begun)) -ge 100 ]
  fi
}

run_once() {
  become starting
  begun=$(now)
  launch prepare
  code=0
  wait "$child" || code=$?
  child=''
  if [ "$code" -ne 0 ]; then
    say "its preparation failed with exit code $code"
    return
  fi
  begun=$(now)
  launch start
  until is_ready; do
    alive || break
    sleep 0.1
  done
  ! alive || become active
  code=0
  wait "$child" || code=$?
  say "it ended with exit code $code"
  # What it leaves behind would be in the way of the next one.
  end_child
}

supervise() {
  child='' delay=1 failures=0 asked=''
  echo "$$ $(start_of "$$")" | replace "$folder/supervisor"
  trap stop TERM INT
  trap restart HUP
  while :; do
    say starting
    run_once
    if [ -n "$asked" ]; then
      asked=''
      continue
    fi
    if [ $(($(now) - begun)) -gt 6000 ]; then delay=1; fi
    failures=$((failures + 1))
    echo "$failures" | replace "$folder/failures"
    become failed
    say "starting it again in $delay s"
    sleep "$delay" &
    wait $! || :
    asked=''
    delay=$((delay * 2))
    [ "$delay" -le 60 ] || delay=60
  done
}

supervise
