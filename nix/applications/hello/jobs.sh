#!/bin/sh
# Works the queue in $HELLO_JOBS/queue, one file after the other, the oldest first, and says every second that it is alive.
set -u
cd "$HELLO_JOBS" || exit 1
mkdir -p queue

while :; do
  date +%s >heartbeat.new && mv -f heartbeat.new heartbeat
  for job in $(ls -tr queue); do
    # A job is done when it stands in the list of those that are.
    echo "$job" >>done && rm -f "queue/$job"
  done
  sleep 1
done
