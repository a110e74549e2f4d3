#!/bin/sh
# Whether snac's queue is worked: how long the job that was due first has been due. snac has a file for each job, named by
# the time in seconds from which on it may be done (snac 2.75, data.c: _new_qmsg, user_queue); one that is tried again later
# has a time that is yet to come. There is a queue for the server and one for each account.
#
#   SNAC_FOLDER   where snac keeps everything
set -u

longest=900

[ -d "$SNAC_FOLDER/queue" ] || {
  echo "check=jobs unknown 0 snac has not been started yet."
  exit 0
}

# How many are due, and since when the first of them is. Others are being written, or no jobs.
found=$(
  for folder in "$SNAC_FOLDER"/queue "$SNAC_FOLDER"/user/*/queue; do
    [ ! -d "$folder" ] || ls "$folder"
  done | awk -F . -v now="$(date +%s)" '
    !/^[0-9]+\.[0-9]+\.json$/ || length($1) > 11 || $1 + 0 > now + 0 { next }
    { jobs++; waited = now - $1; if (waited > longest) longest = waited }
    END { print longest + 0, jobs + 0 }
  '
)
waited=${found% *}
jobs=${found#* }

if [ "$waited" -gt "$longest" ]; then
  echo "check=jobs wrong $waited The first of $jobs jobs has been due for $waited seconds."
else
  echo "check=jobs ok $waited $jobs jobs are due."
fi
