#!/bin/sh
# Fetching and reporting, for machines whose configuration is not pushed to them.
#
#   comin                 after a deployment by comin, which tells about it in COMIN_*
#   before-upgrade        before system.autoUpgrade builds: notes the commit
#   after-upgrade         after it: reports, with what systemd says of the service in SERVICE_RESULT
#   poll                  where nothing else does it: fetches, builds and switches under the watch of allotment-host, for ever
#   Username..., Password...   what git asks a program for
#
# Environment: ALLOTMENT_URL (of the panel), ALLOTMENT_DEPLOYMENT, ALLOTMENT_MACHINE, ALLOTMENT_TOKEN_FILE,
# ALLOTMENT_POLL_SECONDS. The token is in no argument of any program.
set -u
umask 077

state=${ALLOTMENT_PULL_STATE:-/var/lib/allotment/pull}
profile=/nix/var/nix/profiles/system
repository=$ALLOTMENT_URL/git/$ALLOTMENT_DEPLOYMENT.git

say() {
  echo "allotment-pull: $1" >&2
}

token() {
  cat "$ALLOTMENT_TOKEN_FILE"
}

# git, with the token in a header and nothing of the machine's own configuration.
git_do() {
  GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_SYSTEM=/dev/null GIT_TERMINAL_PROMPT=0 \
    GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0=http.extraHeader GIT_CONFIG_VALUE_0="Authorization: Bearer $(token)" \
    git "$@"
}

published() {
  found=$(git_do ls-remote "$repository" refs/heads/main) || return 1
  echo "${found%%[!0-9a-f]*}"
}

generation() {
  [ -L "$profile" ] || return 0
  number=$(readlink "$profile")
  number=${number##*system-}
  echo "${number%-link}"
}

# report COMMIT running|failed FILE: the file says what went wrong.
report() {
  curl --silent --show-error --fail --output /dev/null --max-time 30 --retry 3 --config - \
    --data-urlencode "commit=$1" \
    --data-urlencode "status=$2" \
    --data-urlencode "generation=$(generation)" \
    --data-urlencode "system=$(readlink -f /run/current-system)" \
    --data-urlencode "error@$3" \
    "$ALLOTMENT_URL/api/report/$ALLOTMENT_DEPLOYMENT" <<CONFIG
header = "Authorization: Bearer $(token)"
CONFIG
}

# --- comin -----------------------------------------------------------------------------------------------------------

comin() {
  mkdir -p "$state"
  printf '%s' "${COMIN_ERROR_MSG:-}" >"$state/error"
  status=failed
  [ "${COMIN_STATUS:-}" != done ] || status=running
  report "${COMIN_GIT_SHA:-}" "$status" "$state/error"
}

# --- system.autoUpgrade ----------------------------------------------------------------------------------------------

before_upgrade() {
  mkdir -p "$state"
  published >"$state/commit"
}

after_upgrade() {
  : >"$state/error"
  status=running
  if [ "${SERVICE_RESULT:-}" != success ]; then
    status=failed
    journalctl --unit=nixos-upgrade --lines=40 --output=cat --no-pager >"$state/error" 2>&1 || :
  fi
  report "$(cat "$state/commit")" "$status" "$state/error"
}

# --- Polling ---------------------------------------------------------------------------------------------------------

poll() {
  mkdir -p "$state"
  reported=''
  while :; do
    if commit=$(published); then
      [ -z "$commit" ] || [ "$commit" = "$reported" ] || take "$commit"
    else
      say "$repository cannot be read; it is tried again"
    fi
    sleep "$ALLOTMENT_POLL_SECONDS" &
    wait "$!"
  done
}

# Runs a commit, or finds out why not, and reports. What could not be reported is taken up again at the next look.
take() {
  fetch "$1" || {
    say "$1 cannot be fetched; it is tried again"
    return 0
  }
  # What was published is nothing: the machine goes on with what it has.
  [ -e "$state/tree/flake.nix" ] || {
    report "$1" running /dev/null && reported=$1
    return 0
  }
  log=$state/build.log
  say "building $1"
  if ! built=$(nix build --extra-experimental-features 'nix-command flakes' --no-write-lock-file \
    --out-link "$state/result" --print-out-paths "path:$state/tree#systems.$ALLOTMENT_MACHINE" 2>"$log"); then
    tail -n 40 "$log" >"$state/error"
    conclude "$1" failed
    return 0
  fi
  if runs_already "$1" "$built"; then
    : >"$state/error"
    conclude "$1" running
    return 0
  fi
  switch_to "$1" "$built"
}

# Whether the system runs, would again after a restart, and nobody has to confirm it.
runs_already() {
  [ "$(readlink -f /run/current-system)" = "$2" ] && [ "$(readlink -f "$profile")" = "$2" ] || return 1
  case $(answer_of "$2" state status --run "pull-$1") in '' | none | confirmed) ;; *) return 1 ;; esac
}

conclude() {
  say "$1: $2"
  if report "$1" "$2" "$state/error"; then reported=$1; fi
}

# The files of a commit, in a folder that holds nothing else.
fetch() {
  [ -e "$state/git/HEAD" ] || git_do init --quiet --bare "$state/git" || return 1
  git_do --git-dir="$state/git" fetch --quiet --depth 1 "$repository" refs/heads/main || return 1
  [ "$(git_do --git-dir="$state/git" rev-parse FETCH_HEAD)" = "$1" ] || return 1
  rm -rf "$state/tree"
  mkdir "$state/tree" || return 1
  git_do --git-dir="$state/git" archive "$1" | tar -x -C "$state/tree"
}

# answer_of SYSTEM KEY VERB...: one line of what the machine's own program answers.
answer_of() {
  program=$1/sw/bin/allotment-host key=$2
  shift 2
  "$program" "$@" 2>"$state/host-error" | sed -n "s/^$key=//p" | head -n 1
}

# Switches under the machine's own watch: it goes back unless the panel can still be reached afterwards. An activation of
# this commit that is under way, or over, is not begun again.
switch_to() {
  fencing=$(answer_of "$2" fencing facts)
  say "switching to $2"
  answer=$(answer_of "$2" state activate --run "pull-$1" --fencing "${fencing:-0}" --system "$2" \
    --switch-seconds 900 --confirm-seconds 120)
  while :; do
    case $answer in
      switched)
        if published >/dev/null; then
          answer=$(answer_of "$2" state confirm --run "pull-$1" --fencing "${fencing:-0}")
          continue
        fi
        ;;
      switching | rolling-back) ;;
      confirmed)
        : >"$state/error"
        conclude "$1" running
        return 0
        ;;
      rolled-back | failed | lost)
        "$2/sw/bin/allotment-host" status --run "pull-$1" | sed -n 's/^reason=//p; s/^log=//p' | tail -n 40 >"$state/error"
        conclude "$1" failed
        return 0
        ;;
      # Another activation is under way, or the machine's program could not begin.
      *)
        say "$(cat "$state/host-error")"
        return 0
        ;;
    esac
    sleep 1 &
    wait "$!"
    answer=$(answer_of "$2" state status --run "pull-$1")
  done
}

main() {
  case ${1:-} in
    Username*) echo "$ALLOTMENT_MACHINE" ;;
    Password*) token ;;
    comin) comin ;;
    before-upgrade) before_upgrade ;;
    after-upgrade) after_upgrade ;;
    poll) poll ;;
    *)
      say "there is no verb ${1:-}"
      exit 2
      ;;
  esac
}

main "$@"
exit
