#!/bin/sh
# Says whether the queue in $HELLO_JOBS is worked: `check=jobs ok|wrong|unknown SECONDS TEXT`, the seconds being the age of the
# oldest job that waits, or, where nobody works, how long nobody has. Reads file times and one number, no content.
set -u
longest=60

age_of() {
  changed=$(stat -c %Y "$1" 2>/dev/null) || changed=$now
  seconds=$((now - changed))
  [ "$seconds" -gt 0 ] || seconds=0
  echo "$seconds"
}

cd "$HELLO_JOBS" 2>/dev/null && [ -f heartbeat ] || {
  echo "check=jobs unknown 0 No jobs have been worked yet."
  exit 0
}
now=$(date +%s)
silent=$(age_of heartbeat)
waiting=0
oldest=$(ls -tr queue 2>/dev/null | head -n 1)
[ -z "$oldest" ] || waiting=$(age_of "queue/$oldest")

if [ "$silent" -gt "$longest" ]; then
  [ "$waiting" -gt "$silent" ] || waiting=$silent
  echo "check=jobs wrong $waiting Nobody has worked the queue for $silent seconds."
elif [ "$waiting" -gt "$longest" ]; then
  echo "check=jobs wrong $waiting The oldest job waits for $waiting seconds."
else
  echo "check=jobs ok $waiting"
fi
