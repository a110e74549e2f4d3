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

now=$(date +%s)
first=$now
jobs=0
for folder in "$SNAC_FOLDER"/queue "$SNAC_FOLDER"/user/*/queue; do
  [ -d "$folder" ] || continue
  here=$(ls "$folder" | grep -c '^[0-9][0-9]*\.[0-9]*\.json$')
  jobs=$((jobs + here))
  due=$(ls "$folder" | grep '^[0-9][0-9]*\.[0-9]*\.json$' | head -n 1)
  due=${due%%.*}
  case $due in '' | ????????????*) continue ;; esac
  # Without leading zeros, which would make it octal.
  due=$(expr "$due" + 0)
  [ "$due" -ge "$first" ] || first=$due
done

waited=$((now - first))
if [ "$waited" -gt "$longest" ]; then
  echo "check=jobs wrong $waited The first of $jobs jobs has been due for $waited seconds."
else
  echo "check=jobs ok $waited $jobs jobs are in the queue."
fi
