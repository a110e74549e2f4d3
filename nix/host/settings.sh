#!/bin/sh
# Settings that applications take from their own commands while they run.
#
#   allotment-settings apply SLUG      # sets what is on standard input, and from then on holds it
#   allotment-settings read SLUG       # what the instance says is in force
#   allotment-settings hold SLUG       # sets what holds: at every start
#   allotment-settings stage [SLUG...] # puts what holds into /run/allotment/settings, for programs that read it when they start
#   allotment-settings overridden      # settings=SLUG for instances that hold others than this generation's own
#
# A generation brings settings of its own: a file (ALLOTMENT_OWN_SETTINGS) with the commands of each instance and their input.
# `apply` takes a list with one input for each command, in their order, and keeps it in /var/lib/allotment/settings, where
# it stands over the generation's own. It counts for that very generation with those very settings; with any other the
# generation's own hold, and on the way back to the one before it counts again.
#
# Exit: 0 done, 2 wrong arguments, 3 done but for settings that the application does not know, 22 a command failed and what held
# before holds again, 23 a command failed and so did putting that back; with a sentence on stderr.
set -eu
umask 022
root=${ALLOTMENT_HOST_ROOT:-}
PATH="${PATH:-}:${ALLOTMENT_HOST_PATH-/run/wrappers/bin:/run/current-system/sw/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin}"
export PATH
system=$(readlink -f "$0")
system=${system%/sw/bin/allotment-settings}
own_settings=${ALLOTMENT_OWN_SETTINGS:-$system/etc/allotment/settings.json}
kept=$root/var/lib/allotment/settings
staged=$root/run/allotment/settings
# More than any page of text that people write, and little enough to be carried around.
bytes_max=1000000

fail() {
  echo "$2" >&2
  exit "$1"
}

# Replaces a file as a whole, so that whoever reads it, even after a power cut, sees the old or the new one. From stdin.
replace() {
  { cat >"$1.new.$$" && { sync "$1.new.$$" 2>/dev/null || :; } && mv -f "$1.new.$$" "$1"; } || {
    rm -f "$1.new.$$"
    return 1
  }
}

# A part of what this generation says about an instance, by a filter.
own() {
  jq -c --arg slug "$slug" ".[\$slug] | $1" "$own_settings"
}

# What an override stands over: the generation, and the settings that it brings.
ground() {
  generation=$(readlink "$root/nix/var/nix/profiles/system" || :)
  digest=$(own 'map(.input)' | sha256sum)
  jq -cn --arg generation "${generation##*/}" --arg digest "${digest%% *}" '{generation: $generation, digest: $digest}'
}

# The inputs that hold, as a list.
in_force() {
  if [ -s "$kept/$slug.json" ]; then
    jq -ce --argjson over "$(ground)" 'select(.over == $over) | .inputs' "$kept/$slug.json" 2>/dev/null && return
  fi
  own 'map(.input)'
}

stage() {
  mkdir -p "$staged"
  replace "$staged/$slug.json"
}

# Runs the commands of an instance with a list of inputs from standard input.
run_commands() {
  inputs=$(cat)
  printf '%s\n' "$inputs" | stage
  count=$(own length) number=0 unknown=0
  while [ "$number" -lt "$count" ]; do
    # Words that jq has quoted for a shell; they come from this generation, not from whoever calls.
    eval "set -- $(own ".[$number].command" | jq -r @sh)"
    status=0
    printf '%s\n' "$inputs" | jq -c ".[$number]" | "$@" || status=$?
    case $status in
      0) ;;
      3) unknown=3 ;;
      *) return 1 ;;
    esac
    number=$((number + 1))
  done
  return "$unknown"
}

# Whether a list of inputs, on standard input, fits the commands.
check_inputs() {
  head -c "$((bytes_max + 1))" | jq -ce --argjson count "$(own length)" --argjson most "$bytes_max" '
    select(type == "array" and length == $count and all(.[]; type == "object" or . == null))
    | select(tojson | length <= $most)' 2>/dev/null
}

apply() {
  wanted=$(check_inputs) || fail 2 "These are not the inputs of the commands of $slug in this generation; nothing was changed."
  before=$(in_force)
  mkdir -p -m 0700 "$kept" 2>/dev/null || fail 22 "The folder $kept could not be made; nothing was changed."
  result=0
  printf '%s\n' "$wanted" | run_commands || result=$?
  case $result in 0 | 3) keep && return "$result" ;; esac
  if printf '%s\n' "$before" | run_commands >/dev/null 2>&1 || [ "$?" -eq 3 ]; then exit 22; fi
  exit 23
}

keep() {
  jq -cn --argjson over "$(ground)" --argjson inputs "$wanted" '{over: $over, inputs: $inputs}' | replace "$kept/$slug.json" ||
    { echo "What was set could not be written down, perhaps because the disk is full." >&2 && return 1; }
}

# One answer for each command, null where it cannot be read.
read_settings() {
  number=0 answers='[]'
  while [ "$number" -lt "$(own length)" ]; do
    answer=null
    if [ "$(own ".[$number] | has(\"read\")")" = true ]; then
      eval "set -- $(own ".[$number].read" | jq -r @sh)"
      answer=$("$@" </dev/null | head -c "$((bytes_max + 1))" | jq -ce 'select(type == "object")' 2>/dev/null) ||
        fail 22 "$slug did not say what its settings are."
      [ "${#answer}" -le "$bytes_max" ] || fail 22 "$slug said more than settings can be."
    fi
    answers=$(printf '%s\n%s\n' "$answers" "$answer" | jq -cs '.[0] + [.[1]]')
    number=$((number + 1))
  done
  printf '%s\n' "$answers"
}

overridden() {
  for file in "$kept"/*.json; do
    slug=${file##*/}
    slug=${slug%.json}
    [ -s "$file" ] && is_known && [ "$(in_force)" != "$(own 'map(.input)')" ] || continue
    echo "settings=$slug"
  done
}

is_known() {
  case $slug in '' | *[!a-z0-9-]*) return 1 ;; esac
  jq -e --arg slug "$slug" 'has($slug)' "$own_settings" >/dev/null
}

# Whatever else sets, waits.
alone() {
  mkdir -p "$root/run/allotment"
  ! command -v flock >/dev/null || {
    exec 8>>"$root/run/allotment/settings.lock"
    flock 8
  }
}

all_slugs() {
  jq -r 'keys[]' "$own_settings"
}

verb=${1:-}
slug=${2:-}
case $verb in
  apply | read | hold) is_known || fail 2 "This generation has no settings of ${slug:-an instance without a name}; nothing was changed." ;;
esac
case $verb in
  apply) alone && apply ;;
  read) read_settings ;;
  hold) alone && in_force | run_commands ;;
  stage)
    shift
    [ "$#" -gt 0 ] || set -- $(all_slugs)
    for slug in "$@"; do in_force | stage; done
    ;;
  overridden) overridden ;;
  *) fail 2 "usage: allotment-settings apply|read|hold SLUG, stage [SLUG...], overridden" ;;
esac
