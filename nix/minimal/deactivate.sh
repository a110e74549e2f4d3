#!/bin/sh
# Ends everything that this system runs and takes it off the machine. What people made stays, and so do accounts.
system=$(readlink -f "$0")
system=${system%/deactivate}
. "$system/libexec/common.sh"

stop_units $(units_in "$running")

read -r admin <"$described/admin-user"
keys=$(getent passwd "$admin" | cut -d : -f 6)/.ssh/authorized_keys
[ ! -e "$keys" ] || sed -i '/^# begin allotment$/,/^# end allotment$/d' "$keys"

if [ -e /etc/systemd/system/allotment.service ]; then
  systemctl disable --quiet allotment.service || :
  rm -f /etc/systemd/system/allotment.service
fi
rm -rf /run/agenix /run/agenix.d /run/current-system
