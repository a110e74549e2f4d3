#!/bin/sh
# Puts the keys of administrators into an account's own file, or takes them out: `authorized-keys authorize|remove HOME`.
# Runs as that account: its links lead no further than it may go itself, so nobody else's file is read or written.
system=$(readlink -f "$0")
system=${system%/libexec/authorized-keys}
. "$system/libexec/common.sh"
umask 077
cd "$2"
keys=.ssh/authorized_keys

# Our lines stand between two marks, so that keys from elsewhere stay and any sshd reads them.
wanted() {
  [ ! -f "$keys" ] || sed '/^# begin allotment$/,/^# end allotment$/d' "$keys"
  [ "$1" = authorize ] || return 0
  echo "# begin allotment"
  cat "$described/admin-keys"
  echo "# end allotment"
}

[ "$1" = authorize ] || [ -f "$keys" ] || exit 0
# What is right already needs no room on the disk.
! wanted "$1" | cmp -s - "$keys" || exit 0
[ -d .ssh ] || mkdir .ssh
work=$(mktemp -d .ssh/allotment.XXXXXX)
trap 'rm -rf "$work"' EXIT
wanted "$1" >"$work/authorized_keys"
mv -fT "$work/authorized_keys" "$keys"
