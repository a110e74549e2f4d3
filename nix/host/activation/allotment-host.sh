#!/bin/sh
# What a machine does for whoever deploys it: says what it is, switches to a system under a watch, goes back.
#
#   allotment-host facts
#   allotment-host fence --fencing N
#   allotment-host activate --run R --fencing N --system S --switch-seconds T --confirm-seconds C
#   allotment-host status --run R
#   allotment-host confirm --run R --fencing N
#   allotment-host roll-back --run R --fencing N --to-generation G|none
#   allotment-host units [name...]
#   allotment-host certificates [--now]                 # lines of allotment-certificates; --now has it try again soon
#   allotment-host back-up --run R --fencing N --unit U
#   allotment-host erase --run R --fencing N
#   allotment-host settings --run R --fencing N --instance SLUG --seconds T    # inputs on standard input
#   allotment-host read-settings --instance SLUG --seconds T                   # JSON on standard output
#
# Answers are key=value lines. Exit: 0 done, 2 wrong arguments, 20 a newer worker was here (fencing), 21 another activation
# is under way, anything else: an error with a sentence on stderr. Of settings: 22 to 24 (see nix/host/settings.sh), and 25
# where the system that runs has none.
#
# Part of every system as sw/bin/allotment-host, and fed to `sh -s -- VERB ...` over SSH: therefore POSIX, one file, nothing
# but `settings`, which the system's own program does, reads standard input, and nothing happens before the last line has arrived.
#
# How an activation goes. `activate` remembers the generation before, sets the profile and starts a *keeper*: a process of
# its own that outlives the connection. The keeper runs the system's switch-to-configuration, then waits for `confirm`,
# which only a working connection can bring; without it, or when the switch fails or takes too long, it goes back. What
# happened stands in one file per run, replaced as a whole, always under one lock; so of a confirmation and a time-out
# that come together one wins. Time is counted by the kernel's clock since boot, which no change of the date moves.
#
# ALLOTMENT_HOST_ROOT is put before every path, and ALLOTMENT_HOST_PATH is where programs are looked for; only tests set them.
set -eu

main() {
  umask 077
  PATH="${PATH:-}:${ALLOTMENT_HOST_PATH-/run/current-system/sw/bin:/nix/var/nix/profiles/default/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin}"
  export PATH
  root=${ALLOTMENT_HOST_ROOT:-}
  state_folder=$root/var/lib/allotment
  profile=$root/nix/var/nix/profiles/system
  current_system=$root/run/current-system
  lock_kind='' lock_patience=600
  [ "$#" -gt 0 ] || usage "a verb is missing"
  verb=$1
  shift
  case $verb in
    facts | fence | activate | status | confirm | roll-back | settings | read-settings | back-up | erase) options "$@" ;;
    units) units "$@"; return ;;
    certificates) certificates "$@"; return ;;
    # For the keeper itself.
    keep | keep-erasing) ;;
    *) usage "there is no verb $verb" ;;
  esac
  case $verb in
    facts) facts ;;
    fence) need fencing; open_state; fence; unlock; echo "fencing=$(read_number fencing)" ;;
    activate) need run fencing system switch_seconds confirm_seconds; activate ;;
    status) need run; status ;;
    confirm) need run fencing; confirm ;;
    roll-back) need run fencing to_generation; roll_back ;;
    settings) need run fencing instance seconds; settings ;;
    read-settings) need instance seconds; read_settings ;;
    back-up) need run fencing unit; back_up ;;
    erase) need run fencing; erase ;;
    keep) keep "$@" ;;
    keep-erasing) keep_erasing "$@" ;;
  esac
}

# --- Arguments -------------------------------------------------------------------------------------------------------

fail() {
  echo "$1" >&2
  exit 1
}

usage() {
  echo "allotment-host: $1." >&2
  exit 2
}

options() {
  run='' fencing='' system='' switch_seconds='' confirm_seconds='' to_generation='' unit='' instance='' seconds=''
  while [ "$#" -gt 0 ]; do
    [ "$#" -gt 1 ] || usage "$1 has no value"
    case $1 in
      --run) run=$2; is_name "$2" || usage "--run is not a name" ;;
      --fencing) fencing=$2; is_number "$2" || usage "--fencing is not a number" ;;
      --system) system=$2 ;;
      --unit) unit=$2; is_name "$2" || usage "--unit is not a name" ;;
      --switch-seconds) switch_seconds=$2; is_number "$2" || usage "--switch-seconds is not a number" ;;
      --confirm-seconds) confirm_seconds=$2; is_number "$2" || usage "--confirm-seconds is not a number" ;;
      --to-generation) to_generation=$2; [ "$2" = none ] || is_number "$2" || usage "--to-generation is not a number" ;;
      --instance) instance=$2; is_name "$2" || usage "--instance is not a name" ;;
      --seconds) seconds=$2; is_number "$2" || usage "--seconds is not a number" ;;
      *) usage "there is no option $1" ;;
    esac
    shift 2
  done
}

is_number() {
  case $1 in '' | *[!0-9]* | ????????????????*) return 1 ;; esac
}

is_name() {
  case $1 in '' | [!A-Za-z0-9]* | *[!A-Za-z0-9_.-]*) return 1 ;; esac
  [ "${#1}" -le 80 ]
}

need() {
  for needed in "$@"; do
    # The names are those above, never what somebody typed.
    eval "value=\$$needed"
    [ -n "$value" ] || usage "--$(echo "$needed" | tr _ -) is missing"
  done
}

# --- Files -----------------------------------------------------------------------------------------------------------

# Replaces a file as a whole: whoever reads it, even after a power cut, sees the old or the new content. From stdin. On a
# full disk it takes the room that begin_activation kept for this.
replace() {
  # The dot keeps the line breaks at the end.
  text=$(cat && echo .)
  put "$1" || { rm -f "$1.new.$$" "$state_folder/reserve" && put "$1"; } || {
    rm -f "$1.new.$$"
    return 1
  }
}

put() {
  printf '%s' "${text%.}" 2>/dev/null >"$1.new.$$" && { sync "$1.new.$$" 2>/dev/null || :; } && mv -f "$1.new.$$" "$1"
}

reserve() {
  [ -s "$state_folder/reserve" ] || head -c 65536 /dev/zero >"$state_folder/reserve" 2>/dev/null || :
}

read_number() {
  number=''
  [ ! -r "$state_folder/$1" ] || read -r number <"$state_folder/$1" || :
  is_number "$number" || number=0
  echo "$number"
}

open_state() {
  mkdir -p "$state_folder/activations" || fail "The folder $state_folder could not be made; nothing was changed."
  lock
}

lock() {
  # Tried first: a redirection of `exec` that fails would end the shell without a word.
  { true 9>>"$state_folder/lock"; } 2>/dev/null ||
    fail "The lock in $state_folder could not be opened, perhaps because the disk is full; nothing was changed."
  exec 9>>"$state_folder/lock"
  tries=0
  until take_lock; do
    tries=$((tries + 1))
    [ "$tries" -ne "$lock_patience" ] || fail "Somebody held the lock in $state_folder for a minute; nothing was changed."
    sleep 0.1
  done
}

take_lock() {
  if command -v flock >/dev/null 2>&1; then
    flock -n 9 || return 1
    lock_kind=file
    return 0
  fi
  # Without flock a folder is the lock; one whose owner is gone is moved out of the way.
  if mkdir "$state_folder/lock.folder" 2>/dev/null; then
    process_mark "$$" >"$state_folder/lock.folder/owner"
    lock_kind=folder
    return 0
  fi
  lock_owner=''
  read -r lock_owner 2>/dev/null <"$state_folder/lock.folder/owner" || :
  if [ -n "$lock_owner" ] && ! is_alive "$lock_owner"; then
    mv "$state_folder/lock.folder" "$state_folder/lock.old.$$" 2>/dev/null && rm -rf "$state_folder/lock.old.$$"
  fi
  return 1
}

unlock() {
  [ "$lock_kind" != folder ] || rm -rf "$state_folder/lock.folder"
  lock_kind=''
  exec 9>&-
}

# --- Processes and time ----------------------------------------------------------------------------------------------

# Names a process for ever: number, start (ticks since boot), boot.
process_mark() {
  echo "$1 $(start_of "$1") $(boot_id)"
}

boot_id() {
  cat /proc/sys/kernel/random/boot_id
}

# The start of a process; empty when there is none or only its remains.
start_of() {
  process_line=''
  read -r process_line 2>/dev/null <"/proc/$1/stat" || :
  # The name in parentheses may hold anything.
  set -- ${process_line##*)}
  case ${1:-Z} in Z | X) return 0 ;; esac
  shift 19
  echo "$1"
}

is_alive() {
  # Only digits, so that nothing else is looked up.
  set -- $1
  is_number "${1:-}" && [ "${3:-}" = "$(boot_id)" ] && [ -n "${2:-}" ] && [ "$2" = "$(start_of "$1")" ]
}

# Hundredths of a second since boot.
now() {
  read -r since_boot ignored </proc/uptime
  hundredths=${since_boot%.*}${since_boot#*.}
  while [ "${hundredths#0}" != "$hundredths" ] && [ "$hundredths" != 0 ]; do hundredths=${hundredths#0}; done
  echo "$hundredths"
}

# --- The record of a run ---------------------------------------------------------------------------------------------

record_of() {
  echo "$state_folder/activations/$1/record"
}

load() {
  state=none reason='' exit_code='' record_system='' previous_generation='' asked_generation='' target_generation=''
  record_switch_seconds='' record_confirm_seconds='' keeper='' attempt=0 began='' lost_from=''
  [ -e "$(record_of "$1")" ] || return 0
  state=lost
  while IFS='=' read -r key value; do
    case $key in
      state) state=$value ;;
      reason) reason=$value ;;
      exit) exit_code=$value ;;
      system) record_system=$value ;;
      previous-generation) previous_generation=$value ;;
      asked-generation) asked_generation=$value ;;
      target-generation) target_generation=$value ;;
      switch-seconds) record_switch_seconds=$value ;;
      confirm-seconds) record_confirm_seconds=$value ;;
      keeper) keeper=$value ;;
      attempt) attempt=$value ;;
      began) began=$value ;;
      lost-from) lost_from=$value ;;
    esac
  done <"$(record_of "$1")"
}

save() {
  mkdir -p "$state_folder/activations/$1" && replace "$(record_of "$1")" <<RECORD
state=$state
reason=$reason
exit=$exit_code
system=$record_system
previous-generation=$previous_generation
asked-generation=$asked_generation
target-generation=$target_generation
switch-seconds=$record_switch_seconds
confirm-seconds=$record_confirm_seconds
keeper=$keeper
attempt=$attempt
began=$began
lost-from=$lost_from
RECORD
}

# Loads a record and says `lost` where its keeper is gone. What is said once stays said: a keeper that comes late sees it
# and does nothing.
load_truth() {
  load "$1"
  case $state in
    switching | switched | rolling-back) ! keeper_is_there || return 0 ;;
    *) return 0 ;;
  esac
  lost_from=$state
  state=lost
  save "$1" || :
}

keeper_is_there() {
  [ -z "$keeper" ] || {
    is_alive "$keeper"
    return
  }
  # It has 20 seconds to start: `began` is the boot and the time at which it was asked for.
  set -- $began
  [ "${1:-}" = "$(boot_id)" ] && [ "$(($(now) - ${2:-0}))" -lt 2000 ]
}

mark_begin() {
  keeper=''
  lost_from=''
  attempt=$((attempt + 1))
  began="$(boot_id) $(now)"
}

last_run() {
  last=''
  [ ! -r "$state_folder/last-run" ] || read -r last <"$state_folder/last-run" || :
  ! is_name "$last" || echo "$last"
}

refuse_beside_another() {
  refuse_beside_settings
  other=$(last_run)
  [ -n "$other" ] && [ "$other" != "$run" ] || return 0
  load_truth "$other"
  case $state in
    switching | switched | rolling-back)
      echo "The activation $other is under way; nothing was changed." >&2
      exit 21
      ;;
  esac
}

refuse_beside_settings() {
  setter=''
  [ ! -r "$state_folder/setting" ] || read -r setter <"$state_folder/setting" || :
  is_alive "$setter" || return 0
  echo "Settings of this machine are being changed; nothing else was." >&2
  exit 21
}

fence() {
  seen=$(read_number fencing)
  if [ "$fencing" -lt "$seen" ]; then
    echo "A newer worker (fencing number $seen) was here; $fencing is refused and nothing was changed." >&2
    exit 20
  fi
  [ "$fencing" -eq "$seen" ] || echo "$fencing" | replace "$state_folder/fencing" ||
    fail "The fencing number could not be written, perhaps because the disk is full; nothing was changed."
}

# --- The system profile ----------------------------------------------------------------------------------------------

generation_now() {
  [ -L "$profile" ] || return 0
  number=$(readlink "$profile")
  number=${number##*/}
  number=${number#system-}
  number=${number%-link}
  ! is_number "$number" || echo "$number"
}

resolved() {
  [ ! -e "$1" ] || readlink -f "$1"
}

is_nixos() {
  [ -e "$root/etc/NIXOS" ]
}

profile_do() {
  nix-env -p "$profile" "$@" </dev/null 9>&-
}

# --- Verbs -----------------------------------------------------------------------------------------------------------

facts() {
  echo "kernel=$(uname -sr)"
  echo "machine-id=$(cat "$root/etc/machine-id" 2>/dev/null || :)"
  echo "boot-id=$(boot_id)"
  if is_nixos; then echo nixos=yes; else echo nixos=no; fi
  echo "system=$(resolved "$current_system")"
  echo "generation=$(generation_now)"
  echo "generation-system=$(resolved "$profile")"
  echo "fencing=$(read_number fencing)"
  state='' last=''
  if [ -d "$state_folder" ]; then
    lock
    last=$(last_run)
    [ -z "$last" ] || load_truth "$last"
    unlock
  fi
  echo "activation-run=$last"
  echo "activation-state=$state"
  echo "memory-mib=$(awk '/^MemTotal:/ { print int($2 / 1024) }' /proc/meminfo)"
  echo "memory-free-mib=$(awk '/^MemAvailable:/ { print int($2 / 1024) }' /proc/meminfo)"
  read -r since_boot rest </proc/uptime
  echo "up-seconds=${since_boot%.*}"
  # NixOS: what was started, and what would be started next.
  [ ! -e "$root/run/booted-system/kernel" ] ||
    if [ "$(resolved "$root/run/booted-system/kernel")" = "$(resolved "$current_system/kernel")" ]; then
      echo restart-due=no
    else
      echo restart-due=yes
    fi
  echo "cpus=$(nproc)"
  set -- $(df -Pk "${root:-/}" | tail -n 1)
  echo "disk-mib=$(($2 / 1024))"
  echo "disk-free-mib=$(($4 / 1024))"
  store=$root/nix/store
  [ -d "$store" ] || store=${root:-/}
  set -- $(df -Pk "$store" | tail -n 1)
  echo "store-mib=$(($2 / 1024))"
  echo "store-free-mib=$(($4 / 1024))"
  nix_version=$(nix --version 2>/dev/null || :)
  echo "nix-version=${nix_version##* }"
  program=$current_system/sw/bin/allotment-settings
  [ ! -d "$state_folder/settings" ] || [ ! -x "$program" ] || "$program" overridden </dev/null 2>/dev/null || :
}

status() {
  state=none
  if [ -d "$state_folder" ]; then
    lock
    load_truth "$run"
    unlock
  else
    load "$run"
  fi
  answer
  log=$state_folder/activations/$run/log
  [ ! -r "$log" ] || tail -n 50 "$log" | tr -d '\000-\010\013-\037\177' | sed 's/^/log=/'
}

answer() {
  echo "state=$state"
  echo "reason=$reason"
  echo "exit=$exit_code"
  echo "generation=$(generation_now)"
  echo "previous-generation=$previous_generation"
  echo "system=$(resolved "$current_system")"
}

activate() {
  is_system "$system" || fail "$system is not a system in the store of this machine; nothing was changed."
  open_state
  fence
  refuse_beside_another
  load_truth "$run"
  # An activation whose keeper never started has not begun.
  if [ "$state" = none ] || { [ "$state" = lost ] && [ -z "$keeper" ] && [ "$lost_from" = switching ]; }; then
    begin_activation
    unlock
    await_keeper
  else
    unlock
  fi
  answer
}

is_system() {
  case $1 in
    *[!A-Za-z0-9/+._?=-]* | */../* | */..) return 1 ;;
    "$root"/nix/store/*) [ -x "$1/bin/switch-to-configuration" ] ;;
    *) return 1 ;;
  esac
}

begin_activation() {
  [ "$state" = lost ] || remember_previous
  state=switching reason='' exit_code=''
  record_system=$system record_switch_seconds=$switch_seconds record_confirm_seconds=$confirm_seconds
  mark_begin
  reserve
  save "$run" && prepare_keeper && echo "$run" | replace "$state_folder/last-run" || {
    give_up "The state of the activation could not be written, perhaps because the disk is full; the system runs as before."
  }
  forget_old_runs
  rm -rf "${state_folder:?}/erased"
  # First the profile: a machine that restarts half way then comes up with the system that it was to have.
  profile_do --set "$system" >&2 || {
    restore_profile
    give_up "The profile could not be set; the system runs as before."
  }
  start_keeper || {
    restore_profile
    give_up "The activation could not be started; the system runs as before."
  }
}

remember_previous() {
  # NixOS without a profile: what runs becomes the generation to go back to.
  if [ -z "$(generation_now)" ] && is_nixos && [ -e "$current_system" ]; then
    profile_do --set "$(readlink -f "$current_system")" >&2 || fail "The profile could not be set; nothing was changed."
  fi
  previous_generation=$(generation_now)
}

restore_profile() {
  if [ -n "$previous_generation" ]; then
    profile_do --switch-generation "$previous_generation" >&2 || :
  else
    remove_profile
  fi
}

remove_profile() {
  rm -f "$profile" "$profile"-*-link
}

give_up() {
  state=failed reason=switch-failed
  save "$run" 2>/dev/null || rm -rf "$state_folder/activations/$run"
  fail "$1"
}

# The last 20 runs are kept.
forget_old_runs() {
  ls -1t "$state_folder/activations" | tail -n +21 | while read -r old; do
    [ "$old" = "$run" ] || ! is_name "$old" || rm -rf "$state_folder/activations/$old"
  done
}

# Starts the keeper so that neither the end of this connection nor a restart of the SSH server ends it.
start_keeper() {
  keeper_unit=allotment-activation-$run
  [ "$attempt" -eq 1 ] || keeper_unit=$keeper_unit-$attempt
  detach "$keeper_unit" keep "$run" "$attempt"
}

# Starts this program with a verb as a process of its own.
detach() {
  keeper_unit=$1
  shift
  if [ -d "$root/run/systemd/system" ]; then
    # Where memory runs out, what the switch runs is ended and not the keeper, which has to go back then.
    systemd-run --unit="$keeper_unit" --collect --no-block --quiet \
      --property=OOMPolicy=continue --property=OOMScoreAdjust=-500 \
      sh "$keeper_script" "$@" </dev/null >&2 9>&-
    return
  fi
  command -v setsid >/dev/null || return 1
  (
    cd /
    exec setsid sh "$keeper_script" "$@" \
      </dev/null >/dev/null 2>&1 3>&- 4>&- 5>&- 6>&- 7>&- 8>&- 9>&-
  ) &
}

# Returns once the keeper is on its own.
await_keeper() {
  patience=20
  while [ -z "$keeper" ] && [ "$patience" -gt 0 ]; do
    sleep 0.1
    patience=$((patience - 1))
    load "$run"
  done
}

confirm() {
  open_state
  fence
  load_truth "$run"
  # A machine that restarted while it waited has come up with the new system.
  if [ "$state" = switched ] || { [ "$state" = lost ] && [ "$lost_from" = switched ]; }; then
    state=confirmed
    save "$run" || fail "The confirmation could not be written, perhaps because the disk is full."
  fi
  unlock
  answer
}

roll_back() {
  open_state
  fence
  refuse_beside_another
  load_truth "$run"
  [ "$to_generation" = none ] || [ -e "$profile-$to_generation-link" ] ||
    fail "This machine has no generation $to_generation any more; nothing was changed."
  case $state in
    rolling-back) ;;
    switching)
      asked_generation=$to_generation
      save "$run" || fail "The request could not be written, perhaps because the disk is full."
      ;;
    switched) decide_roll_back asked "$to_generation" || fail "The request could not be written, perhaps because the disk is full." ;;
    *) is_rolled_back || begin_roll_back ;;
  esac
  unlock
  [ "$state" != rolling-back ] || await_keeper
  answer
}

# Whether nothing is left to do: it went back already, or this run never changed anything here.
is_rolled_back() {
  now_generation=$(generation_now)
  [ "${now_generation:-none}" = "$to_generation" ] || return 1
  [ "$state" != rolled-back ] || return 0
  [ "$state" = none ] && [ "$(resolved "$profile")" = "$(resolved "$current_system")" ] || return 1
  state=rolled-back reason=asked record_system=$(resolved "$current_system") previous_generation=$now_generation
  save "$run" || :
}

begin_roll_back() {
  [ -n "$record_system" ] || record_system=$(resolved "$current_system")
  [ -n "$record_switch_seconds" ] || record_switch_seconds=900
  prepare_keeper || fail "The way back could not be prepared; nothing was changed."
  mark_begin
  decide_roll_back asked "$to_generation" && echo "$run" | replace "$state_folder/last-run" ||
    fail "The request could not be written, perhaps because the disk is full."
  start_keeper || {
    state=failed
    save "$run" || :
    fail "The way back could not be started."
  }
}

# Puts this program where its keeper runs it, also where it came in over standard input and is no file.
prepare_keeper() {
  keep_program "$state_folder/activations/$run"
}

keep_program() {
  keeper_script=$1/allotment-host
  mkdir -p "$1" || return 1
  for candidate in "$0" "$record_system/sw/bin/allotment-host" "$keeper_script" "$current_system/sw/bin/allotment-host"; do
    if [ -f "$candidate" ] && grep -q '^keep_switching() {' "$candidate"; then
      cat "$candidate" | replace "$keeper_script"
      return
    fi
  done
  return 1
}

units() {
  if [ -x "$current_system/sw/bin/allotment-units" ]; then
    "$current_system/sw/bin/allotment-units" "$@"
    return
  fi
  command -v systemctl >/dev/null || fail "This machine has neither units of Allotment nor systemd."
  {
    systemctl list-units --failed --plain --no-legend --no-pager | while read -r unit ignored; do echo "$unit"; done
    for unit in "$@"; do echo "$unit"; done
  } | sort -u | while read -r unit; do
    # The exit status says the same as the word.
    word=$(systemctl is-active -- "$unit" </dev/null || :)
    case $word in
      active | reloading) word=active ;;
      activating) word=starting ;;
      failed) ;;
      *) word=stopped ;;
    esac
    echo "unit=$unit $word"
  done
}

# --- Certificates ----------------------------------------------------------------------------------------------------

# A system that was made before there was such a program has nothing to say.
certificates() {
  program=$current_system/sw/bin/allotment-certificates
  case ${1:-} in
    '') ;;
    --now) [ ! -x "$program" ] || "$program" now ;;
    *) usage "there is no option $1" ;;
  esac
  [ ! -x "$program" ] || "$program" status
}

# --- Settings --------------------------------------------------------------------------------------------------------

settings() {
  settings_program
  exec 3<&0
  open_state
  fence
  refuse_beside_another
  # Not under the lock, which others wait for: who is at it stands in a file.
  process_mark "$$" | replace "$state_folder/setting" ||
    fail "The state could not be written, perhaps because the disk is full; nothing was changed."
  unlock
  marks=$state_folder/setting
  limited "$program" apply "$instance"
  # What was begun is not what the next start brings.
  [ "$limited_exit" != timeout ] || "$program" stage "$instance" </dev/null || :
  rm -f "$state_folder/setting"
  end_limited
}

read_settings() {
  settings_program
  exec 3</dev/null
  if [ -d "$state_folder" ]; then
    lock
    run='' && refuse_beside_another
    unlock
  fi
  marks=''
  limited "$program" read "$instance"
  end_limited
}

settings_program() {
  program=$current_system/sw/bin/allotment-settings
  [ ! -x "$program" ] || return 0
  echo "The system that runs here sets nothing while it runs; nothing was changed." >&2
  exit 25
}

# Runs a program with file 3 as its standard input for at most so many seconds, in a session of its own; then all of it is
# ended. Sets limited_exit to its exit code or `timeout`.
limited() {
  (
    umask 022
    exec setsid "$@" <&3 3<&- 9>&-
  ) &
  watched=$!
  exec 3<&-
  watched_mark=$(process_mark "$watched")
  # What goes on when this program is killed still is in the way of others.
  [ -z "$marks" ] || echo "$watched_mark" | replace "$marks" || :
  deadline=$(($(now) + seconds * 100))
  while is_alive "$watched_mark"; do
    if [ "$(now)" -ge "$deadline" ]; then
      end_group "$watched"
      limited_exit=timeout
      return
    fi
    sleep 0.1
  done
  limited_exit=0
  wait "$watched" || limited_exit=$?
}

end_limited() {
  case $limited_exit in
    0) ;;
    timeout)
      echo "It took longer than $seconds seconds and was ended." >&2
      exit 24
      ;;
    3) echo "unknown=yes" ;;
    *) exit "$limited_exit" ;;
  esac
}

# --- The last backup -------------------------------------------------------------------------------------------------

# Has systemd run a backup, once for each run. systemd looks after it, whatever becomes of this connection; whoever wants to
# know how it went asks again: `state=waiting` (another one is under way), `running`, `done` or `failed`.
back_up() {
  case $unit in restic-backups-allotment-?*.service) ;; *) usage "$unit is no backup of a deployment" ;; esac
  command -v systemctl >/dev/null || fail "This machine has no systemd, so it takes no backups; nothing was changed."
  open_state
  fence
  asked=$state_folder/backups/$run.$unit
  ask_unit
  [ "$unit_load" = loaded ] || fail "This machine has no $unit; nothing was changed."
  asked_boot='' asked_before=''
  [ ! -r "$asked" ] || read -r asked_boot asked_before <"$asked" || :
  # After a restart nobody knows any more how it ended.
  [ "$asked_boot" = "$(boot_id)" ] || asked_boot=''
  if [ -z "$asked_boot" ] && [ "$unit_active" = activating ]; then
    echo "state=waiting"
  elif [ -z "$asked_boot" ] || [ "$unit_invocation" = "$asked_before" ]; then
    begin_backup
  elif [ "$unit_active" = activating ] || [ "$unit_active" = deactivating ]; then
    echo "state=running"
  elif [ "$unit_result" = success ]; then
    echo "state=done"
    unit_log | sed -n 's/^snapshot \([0-9a-f]\{8,64\}\) saved$/snapshot=\1/p'
  else
    # The next one who asks has it tried again.
    rm -f "$asked"
    echo "state=failed"
    unit_log | tail -n 20 | tr -d '\000-\010\013-\037\177' | sed 's/^/log=/'
  fi
  unlock
}

begin_backup() {
  mkdir -p "$state_folder/backups" && echo "$(boot_id) $unit_invocation" | replace "$asked" ||
    fail "The request could not be written, perhaps because the disk is full; nothing was changed."
  systemctl start --no-block -- "$unit" </dev/null >&2 9>&- || fail "systemd does not start $unit."
  echo "state=running"
}

ask_unit() {
  unit_load='' unit_active='' unit_result='' unit_invocation=''
  shown=$(systemctl show --property=LoadState,ActiveState,Result,InvocationID -- "$unit" </dev/null 9>&-) || return 0
  while IFS='=' read -r key value; do
    case $key in
      LoadState) unit_load=$value ;;
      ActiveState) unit_active=$value ;;
      Result) unit_result=$value ;;
      InvocationID) unit_invocation=$value ;;
    esac
  done <<SHOWN
$shown
SHOWN
  [ -n "$unit_invocation" ] || unit_invocation=none
}

unit_log() {
  journalctl --quiet --no-pager --output=cat "_SYSTEMD_INVOCATION_ID=$unit_invocation" </dev/null 2>/dev/null 9>&- || :
}

# --- Erasing ---------------------------------------------------------------------------------------------------------

# Erases what the system that runs here says (etc/allotment/erase), and nothing that is not below a few folders. A process of
# its own does it; whoever wants to know how far it is asks again: `state=erasing`, `erased` or `failed`. What was erased is
# remembered until the next activation, a line for each: `erased=<path> <bytes> <files>`, as counted before; `link=<path>`
# for what a link led to, which is left; `left=<path>` for what is still there.
erase() {
  open_state
  fence
  refuse_beside_another
  load_erasure
  case $erasing in none | lost) begin_erasing ;; esac
  answer_erasing
  # Told once; the next one who asks has it tried again.
  [ "$erasing" != failed ] || rm -f "$erasure/record"
  unlock
}

load_erasure() {
  erasure=$state_folder/erased/$run
  erasing=none keeper='' began=''
  [ -e "$erasure/record" ] || return 0
  while IFS='=' read -r key value; do
    case $key in
      state) erasing=$value ;;
      keeper) keeper=$value ;;
      began) began=$value ;;
    esac
  done <"$erasure/record"
  [ "$erasing" != erasing ] || keeper_is_there || erasing=lost
}

save_erasure() {
  replace "$erasure/record" <<RECORD
state=$erasing
keeper=$keeper
began=$began
RECORD
}

begin_erasing() {
  ls "$state_folder/erased" 2>/dev/null | while read -r old; do
    [ "$old" = "$run" ] || rm -rf "${state_folder:?}/erased/$old"
  done
  mkdir -p "$erasure" || fail "The folder $erasure could not be made; nothing was erased."
  [ -e "$erasure/list" ] || take_list
  erasing=erasing keeper='' began="$(boot_id) $(now)"
  record_system=$(resolved "$current_system")
  keep_program "$erasure" && save_erasure || fail "The erasing could not be prepared, perhaps because the disk is full."
  detach "allotment-erasing-$run-${began##* }" keep-erasing "$run" || {
    erasing=failed
    save_erasure || :
    fail "The erasing could not be started."
  }
}

# A whole list or none: what may not be erased keeps everything from being erased.
take_list() {
  [ -r "$current_system/etc/allotment/erase" ] ||
    fail "What runs on this machine does not say that anything is to be erased; nothing was erased."
  while read -r kind name; do
    may_erase "$kind" "$name" || fail "The system says that $name is to be erased, which is not allowed; nothing was erased."
  done <"$current_system/etc/allotment/erase"
  replace "$erasure/list" <"$current_system/etc/allotment/erase" || fail "The list could not be written; nothing was erased."
}

may_erase() {
  case $1 in
    journal) [ "$2" = journal ]; return ;;
    account) is_account "$2"; return ;;
  esac
  case $2 in
    *[!A-Za-z0-9/._@+-]* | *//* | */./* | */../* | */. | */.. | */) return 1 ;;
    /var/lib/allotment/certificates/*/* | /var/lib/allotment/settings/*/*) return 1 ;;
    /var/lib/allotment/certificates/?* | /var/lib/allotment/settings/?*) return 0 ;;
    /var/backup/allotment/*/* | /var/cache/restic-backups-allotment-*/* | /run/agenix/*/*) return 1 ;;
    /var/backup/allotment/?* | /var/cache/restic-backups-allotment-?* | /run/agenix/?*) return 0 ;;
    /var/log/allotment | /var/log/nginx) return 0 ;;
  esac
  for kept in allotment nixos systemd dbus dpkg apt private; do
    case $2 in "/var/lib/$kept" | "/var/lib/$kept/"*) return 1 ;; esac
  done
  case $2 in /var/lib/?*) ;; *) return 1 ;; esac
}

is_account() {
  case $1 in '' | root | [!a-z]* | *[!a-z0-9-]* | ????????????????????????????????*) return 1 ;; esac
}

answer_erasing() {
  echo "state=$erasing"
  [ ! -r "$erasure/done" ] || while read -r kind name bytes files; do
    case $kind in link) echo "link=$name" ;; *) echo "erased=$name $bytes $files" ;; esac
  done <"$erasure/done"
  [ "$erasing" != erasing ] || return 0
  while read -r kind name; do
    ! is_still_there "$kind" "$name" || echo "left=$name"
  done <"$erasure/list"
  [ "$erasing" != failed ] || [ ! -r "$erasure/log" ] ||
    tail -n 20 "$erasure/log" | tr -d '\000-\010\013-\037\177' | sed 's/^/log=/'
}

is_still_there() {
  case $1 in
    journal) return 1 ;;
    account) [ -n "$(uid_of "$2")" ] ;;
    # An empty place of another file system stays.
    *) [ -L "$root$2" ] || [ -f "$root$2" ] || { [ -d "$root$2" ] && [ -n "$(ls -A "$root$2" 2>/dev/null)" ]; } ;;
  esac
}

keep_erasing() {
  run=$1
  set +e
  cd /
  exec </dev/null >/dev/null 2>&1
  lock_patience=-1
  lock
  load_erasure
  [ "$erasing" = erasing ] && [ -z "$keeper" ] || exit 0
  if { true >>"$erasure/log"; } 2>/dev/null; then exec >>"$erasure/log" 2>&1; fi
  keeper=$(process_mark "$$")
  save_erasure || exit 1
  unlock
  result=erased
  while read -r kind name; do
    [ "$kind" != account ] || end_processes_of "$(uid_of "$name")"
  done <"$erasure/list"
  erase_all || result=failed
  [ "$result" = failed ] || forget_systems || result=failed
  sync
  echo "Ended: $result."
  lock
  erasing=$result
  until save_erasure; do sleep 2; done
  unlock
  # What the systems said of the community is in the store until Nix throws it away. Nobody waits for that.
  [ "$result" = failed ] || nix-store --gc </dev/null >/dev/null 2>&1
}

erase_all() {
  outcome=0
  while read -r kind name; do
    ! is_done "$kind" "$name" || continue
    case $kind in
      account) erase_account "$name" ;;
      journal) erase_journal ;;
      *) erase_path "$kind" "$name" ;;
    esac || {
      echo "$name could not be erased."
      outcome=1
    }
  done <"$erasure/list"
  return "$outcome"
}

is_done() {
  [ -r "$erasure/done" ] && grep -q "^$1 $2 [0-9]* [0-9]*\$" "$erasure/done" && ! is_still_there "$1" "$2"
}

# remember KIND NAME BYTES FILES
remember() {
  {
    [ ! -r "$erasure/done" ] || grep -v "^$1 $2 " "$erasure/done"
    echo "$1 $2 $3 $4"
  } | replace "$erasure/done"
}

# What is counted first stays the count, however often this is ended and begun again.
erase_path() {
  (
    enter "${2%/*}"
    case $? in
      0) ;;
      # Nothing there any more.
      1)
        remember_counted "$1" "$2"
        exit
        ;;
      # A link of somebody else leads elsewhere. The link goes with the folder that it is in; what it leads to stays.
      2)
        remember link "$2" 0 0
        exit
        ;;
      *) exit 1 ;;
    esac
    base=${2##*/}
    erase_private "$base" || exit 1
    [ ! -L "./$base" ] || remember link "$2" 0 0 || exit 1
    count "$1" "$2" "$base" || exit 1
    remove "./$base"
    ! is_still_there "$1" "$2" && remember_counted "$1" "$2"
  )
}

# Everything in it that is on the same file system. Nothing of it runs any more, so that nobody changes it meanwhile.
remove() {
  [ -e "$1" ] || [ -L "$1" ] || return 0
  true >"$erasure/scratch" && find "$erasure/scratch" -delete 2>/dev/null && {
    find "$1" -xdev -depth -delete
    return
  }
  find "$1" -xdev ! -type d -exec rm -f {} +
  find "$1" -xdev -depth -type d -exec rmdir {} +
}

# systemd keeps the folders of services whose users come and go there, and puts a link in their place.
erase_private() {
  [ -L "./$1" ] && [ "$(readlink "./$1")" = "private/$1" ] && [ "$(pwd -P)" = "$(cd "$root/var/lib" && pwd -P)" ] || return 0
  count files "/var/lib/private/$1" "private/$1"
  remove "./private/$1"
  remember_counted files "/var/lib/private/$1" && rm -f "./$1"
}

# Goes into a folder one step after the other and through no link. 1: it is not there, 2: a link is in the way.
enter() {
  cd -P "${root:-/}" || return 3
  expected=$(pwd -P)
  rest=${1#/}
  while [ -n "$rest" ]; do
    part=${rest%%/*}
    case $rest in */*) rest=${rest#*/} ;; *) rest='' ;; esac
    # agenix' own: the folder of this time.
    if [ -L "./$part" ] && [ "$1" = /run/agenix ]; then
      cd -P "./$part" || return 1
      return 0
    fi
    [ ! -L "./$part" ] || return 2
    [ -d "./$part" ] || return 1
    cd -P "./$part" || return 3
    expected=${expected%/}/$part
  done
  [ "$(pwd -P)" = "$expected" ] || return 2
}

# count KIND NAME PLACE: writes down how much there is of it, once.
count() {
  [ ! -r "$erasure/counts" ] || ! grep -q "^$1 $2 " "$erasure/counts" || return 0
  bytes=0 files=0
  if [ -e "./$3" ] || [ -L "./$3" ]; then
    bytes=$(($(du -skx "./$3" | cut -f 1) * 1024))
    files=$(find "./$3" -xdev ! -type d -print0 | tr -dc '\000' | wc -c)
  fi
  {
    [ ! -r "$erasure/counts" ] || cat "$erasure/counts"
    echo "$1 $2 $bytes $((files))"
  } | replace "$erasure/counts"
}

remember_counted() {
  line=''
  [ ! -r "$erasure/counts" ] || line=$(grep "^$1 $2 " "$erasure/counts")
  # The names hold no white space.
  set -- "$1" "$2" ${line#"$1 $2 "}
  remember "$1" "$2" "${3:-0}" "${4:-0}"
}

uid_of() {
  awk -F : -v name="$1" '$1 == name { print $3; exit }' "$root/etc/passwd" 2>/dev/null
}

# System accounts only.
erase_account() {
  uid=$(uid_of "$1")
  if [ -n "$uid" ]; then
    is_system_uid "$uid" && userdel "$1" || return 1
  fi
  ! grep -q "^$1:" "$root/etc/group" 2>/dev/null || groupdel "$1" || return 1
  remember account "$1" 0 0
}

is_system_uid() {
  is_number "$1" && [ "$1" -gt 0 ] && [ "$1" -lt 1000 ]
}

end_processes_of() {
  is_system_uid "$1" || return 0
  for process in /proc/[0-9]*; do
    ! grep -q "^Uid:[[:space:]]*$1[[:space:]]" "$process/status" 2>/dev/null || kill -KILL "${process##*/}" 2>/dev/null
  done
}

erase_journal() {
  command -v journalctl >/dev/null || {
    remember journal journal 0 0
    return
  }
  (
    cd -P "$root/var/log/journal" 2>/dev/null || exit 0
    count journal journal .
  )
  journalctl --quiet --rotate --vacuum-time=1s || return 1
  remember_counted journal journal
}

# Nothing is left that could be switched back to. Where there is no NixOS, nothing of ours is left that runs.
forget_systems() {
  ls "$state_folder/activations" 2>/dev/null | while read -r old; do
    [ "$old" = "$run" ] || rm -rf "${state_folder:?}/activations/$old"
  done
  if is_nixos; then
    profile_do --delete-generations old || return 1
    # The menu of the boot loader forgets them too.
    "$current_system/bin/switch-to-configuration" boot
    return
  fi
  deactivation=$(deactivation_of "$current_system")
  [ -z "$deactivation" ] || "$deactivation" || return 1
  remove_profile
}

# --- The keeper ------------------------------------------------------------------------------------------------------

keep() {
  run=$1
  # It goes on whatever fails: a message that finds no room must not keep it from going back.
  set +e
  cd /
  exec </dev/null >/dev/null 2>&1
  log=$state_folder/activations/$run/log
  if { true >>"$log"; } 2>/dev/null; then exec >>"$log" 2>&1; fi
  # It has nobody to fail to.
  lock_patience=-1
  own_attempt=$2
  lock
  load_own
  [ -z "$keeper" ] || exit 0
  case $state in switching | rolling-back) ;; *) exit 0 ;; esac
  keeper=$(process_mark "$$")
  save "$run" || exit 1
  unlock
  end_leftovers
  if [ "$state" = switching ]; then
    keep_switching
    [ "$state" != switched ] || keep_waiting
  fi
  [ "$state" != rolling-back ] || keep_rolling_back
}

# Loads the record of this keeper's run. One that was given up, or that another one came after, ends here.
load_own() {
  load "$run"
  [ "$attempt" = "$own_attempt" ] || exit 0
}

keep_switching() {
  echo "Switching to $record_system."
  switch_to "$record_system"
  lock
  load_own
  exit_code=$switch_exit
  if [ -n "$asked_generation" ]; then
    settle decide_roll_back asked "$asked_generation"
  elif [ "$switch_exit" = timeout ]; then
    exit_code=''
    settle decide_roll_back switch-timeout "${previous_generation:-none}"
  elif [ "$switch_exit" != 0 ]; then
    settle decide_roll_back switch-failed "${previous_generation:-none}"
  else
    state=switched
    settle save "$run"
  fi
  unlock
}

decide_roll_back() {
  state=rolling-back
  reason=$1
  target_generation=$2
  save "$run"
}

# What cannot be written (a full disk) does not keep the keeper from going on.
settle() {
  "$@" || echo "The state could not be written."
}

keep_waiting() {
  echo "Switched. Waiting $record_confirm_seconds seconds for a confirmation."
  deadline=$(($(now) + record_confirm_seconds * 100))
  while :; do
    load_own
    case $state in
      rolling-back) return ;;
      confirmed)
        echo "Confirmed."
        return
        ;;
      none | lost) exit 0 ;;
    esac
    if [ "$(now)" -ge "$deadline" ]; then
      lock
      load_own
      # Whoever had the lock first has decided. A record that could not be written still says `switching`.
      case $state in switching | switched) settle decide_roll_back not-confirmed "${previous_generation:-none}" ;; esac
      unlock
      return
    fi
    sleep 0.3
  done
}

keep_rolling_back() {
  echo "Going back ($reason)."
  if go_back; then result=rolled-back; else result=failed; fi
  echo "Ended: $result."
  while :; do
    lock
    decided_reason=$reason decided_exit=$exit_code
    load_own
    state=$result reason=$decided_reason exit_code=$decided_exit
    if save "$run"; then break; fi
    unlock
    # The truth waits until there is room for it.
    sleep 2
  done
  unlock
}

go_back() {
  if [ "$target_generation" = none ]; then
    go_back_to_none
    return
  fi
  # By hand where Nix cannot any more, for example because its database has no room.
  profile_do --switch-generation "$target_generation" || {
    ln -sfn "system-$target_generation-link" "$profile.new" && mv -fT "$profile.new" "$profile"
  } || return 1
  switch_to "$(readlink -f "$profile")"
  [ "$switch_exit" = 0 ]
}

# There was no system before this one.
go_back_to_none() {
  switch_exit=0
  deactivation=$(deactivation_of "$record_system")
  [ -z "$deactivation" ] || run_watched "$deactivation"
  ! is_nixos || return 1
  remove_profile
  [ "$switch_exit" = 0 ]
}

# The program that takes a system off a machine without NixOS.
deactivation_of() {
  for program in "$1/bin/deactivate" "$1/deactivate"; do
    [ ! -x "$program" ] || {
      echo "$program"
      return
    }
  done
}

switch_to() {
  run_watched "$1/bin/switch-to-configuration" switch
}

# Runs a program in a session of its own for at most the seconds of the run; then all of it is ended. Sets switch_exit to
# its exit code or `timeout`.
run_watched() {
  (
    umask 022
    exec setsid "$@" </dev/null
  ) &
  watched=$!
  watched_mark=$(process_mark "$watched")
  settle replace "$state_folder/watched" <<MARK
$watched_mark
MARK
  deadline=$(($(now) + record_switch_seconds * 100))
  while is_alive "$watched_mark"; do
    if [ "$(now)" -ge "$deadline" ]; then
      echo "It took longer than $record_switch_seconds seconds and is ended."
      end_group "$watched"
      switch_exit=timeout
      return
    fi
    sleep 0.1
  done
  switch_exit=0
  wait "$watched" || switch_exit=$?
}

# What a keeper that was killed left running must not work against this one.
end_leftovers() {
  leftover=''
  [ ! -r "$state_folder/watched" ] || read -r leftover <"$state_folder/watched" || :
  is_alive "$leftover" || return 0
  echo "A switch that was left running is ended."
  end_group "${leftover%% *}"
}

end_group() {
  kill -TERM "-$1" 2>/dev/null || return 0
  deadline=$(($(now) + 1000))
  while kill -0 "-$1" 2>/dev/null; do
    if [ "$(now)" -ge "$deadline" ]; then
      kill -KILL "-$1" 2>/dev/null || :
      return 0
    fi
    sleep 0.2
  done
}

main "$@"
exit
