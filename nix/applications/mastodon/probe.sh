#!/bin/sh
# Whether Mastodon's database answers, whether somebody works its jobs, and how long the oldest one of each queue has waited.
# Sidekiq keeps queues as lists (`queue:NAME`, the oldest at the end, each job with the time it was put there) and its
# processes as a set, each with its last heartbeat (Sidekiq, data in Redis).
set -u
. "$PROBE_LIBRARY"

# Seconds that a job may wait. `pull` and `low` fetch what others said, in bulk.
longest_of() {
  case $1 in pull | low | scheduler) echo 7200 ;; *) echo 900 ;; esac
}

# Seconds after which a process that said nothing is gone; a heart beats every ten.
silent_max=90

probe_jobs() {
  if ! queues=$(redis SMEMBERS queues); then
    say jobs wrong 0 "Redis does not answer, in which the queues are."
    return
  fi
  if ! is_worked; then
    say jobs wrong "$(oldest_of_all)" "No process works the queues."
    return
  fi
  worst='' worst_age=0 oldest=0
  for queue in $queues; do
    waited=$(oldest_in "$queue")
    [ "$waited" -le "$oldest" ] || oldest=$waited
    if [ "$waited" -gt "$(longest_of "$queue")" ] && [ "$waited" -gt "$worst_age" ]; then
      worst=$queue worst_age=$waited
    fi
  done
  if [ -n "$worst" ]; then
    say jobs wrong "$worst_age" "The oldest job in the queue $worst waits for $worst_age seconds."
  else
    say jobs ok "$oldest" "The oldest job waits for $oldest seconds."
  fi
}

is_worked() {
  for process in $(redis SMEMBERS processes); do
    beat=$(age_of "$(redis HGET "$process" beat)") || continue
    [ "$beat" -gt "$silent_max" ] || return 0
  done
  return 1
}

oldest_of_all() {
  oldest=0
  for queue in $queues; do
    waited=$(oldest_in "$queue")
    [ "$waited" -le "$oldest" ] || oldest=$waited
  done
  echo "$oldest"
}

oldest_in() {
  put=$(redis LINDEX "queue:$1" -1 | sed -n 's/.*"enqueued_at":\([0-9.]*\).*/\1/p' | head -n 1)
  age_of "$put" || echo 0
}

probe_database
probe_jobs
