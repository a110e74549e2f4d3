#!/bin/sh
# Ends everything that this system runs and takes it off the machine. What people made stays, and so do accounts.
system=$(readlink -f "$0")
system=${system%/deactivate}
. "$system/libexec/common.sh"

stop_units $(units_in "$running")

read -r admin <"$described/admin-user"
home=$(getent passwd "$admin" | cut -d : -f 6)
[ ! -d "$home" ] || as_account "$admin" "$system/libexec/authorized-keys" remove "$home" ||
  echo "The account $admin could not write its own authorized_keys; our lines are still in it." >&2

if [ -e /etc/systemd/system/allotment.service ]; then
  systemctl disable --quiet allotment.service || :
  rm -f /etc/systemd/system/allotment.service
fi
rm -rf /run/agenix /run/agenix.d /run/current-system
