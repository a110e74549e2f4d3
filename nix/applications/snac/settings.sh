#!/bin/sh
# Puts settings of a running snac in force, or says what they are: `allotment-snac-settings SLUG [read]`, as root.
#
# What is to hold has been staged before (see nix/host/settings.sh) and is what prepare.sh reads, now and at every start. Only
# server.json is read by the process at its start alone (snac 2.75, data.c, srv_open), so that another one needs a new start;
# the pages, the announcement, the patterns and the blocked servers are looked up each time (httpd.c, html.c, data.c).
#
# Beside the environment of prepare.sh:
#   SNAC_PREPARE   the program prepare.sh
#   SNAC_PORT      where it answers
#   SNAC_RESTART   command that starts it again, as words
set -eu

as_snac() {
  setpriv --reuid=snac --regid=snac --init-groups -- /bin/sh "$SNAC_PREPARE" "$1" </dev/null
}

# Any answer will do: it is the process that is asked about.
answers() {
  curl -s -o /dev/null --max-time 2 "http://127.0.0.1:$SNAC_PORT/"
}

settings_now() {
  cksum <"$SNAC_FOLDER/server.json"
}

if [ "${2:-}" = read ]; then
  as_snac read
  exit
fi

before=$(settings_now)
as_snac settings
[ "$before" != "$(settings_now)" ] || exit 0
# shellcheck disable=SC2086
$SNAC_RESTART
tries=0
until answers; do
  tries=$((tries + 1))
  if [ "$tries" -ge 50 ]; then
    echo "snac does not answer with these settings." >&2
    exit 1
  fi
  sleep 0.1
done
