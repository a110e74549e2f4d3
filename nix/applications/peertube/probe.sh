#!/bin/sh
# Whether PeerTube's database answers, and how long the oldest job of the queues that people notice has waited: what goes to
# other servers, and mail. Videos may wait for hours for their turn, and do so rightly. BullMQ keeps a queue as a list of
# job numbers (`bull-HOST:QUEUE:wait`, the oldest at the end), each job with the time it was put there in milliseconds.
set -u
. "$PROBE_LIBRARY"

longest=1800

# Seconds that the oldest job of a queue has waited.
oldest_in() {
  job=$(redis LINDEX "bull-$PROBE_HOST:$1:wait" -1)
  [ -n "$job" ] || { echo 0; return; }
  age_of "$(redis HGET "bull-$PROBE_HOST:$1:$job" timestamp)" || echo 0
}

# Judges queues together: purpose, then their names.
probe_queues() {
  purpose=$1 oldest=0 name=''
  shift
  for queue in "$@"; do
    waited=$(oldest_in "$queue")
    [ "$waited" -le "$oldest" ] || oldest=$waited name=$queue
  done
  if [ "$oldest" -gt "$longest" ]; then
    say "$purpose" wrong "$oldest" "The oldest job in the queue $name waits for $oldest seconds."
  else
    say "$purpose" ok "$oldest" "The oldest job waits for $oldest seconds."
  fi
}

probe_database
if [ "$(redis PING)" = PONG ]; then
  probe_queues jobs activitypub-http-unicast activitypub-http-broadcast activitypub-http-broadcast-parallel \
    activitypub-http-fetcher activitypub-follow notify federate-video
  probe_queues mail email
else
  say jobs wrong 0 "Redis does not answer, in which the queues are."
  say mail unknown 0 "Redis does not answer, in which mail waits."
fi
