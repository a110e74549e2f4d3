#!/bin/sh
# Prepares the folder of snac before each start, as snac's own user: makes it the first time, writes the settings and pages of
# the configuration into it, brings files of an older version up to date, makes the first account.
#
# Takes everything from the environment; files that a configuration leaves out are empty texts:
#   SNAC_FOLDER         the folder, which exists
#   SNAC_SETTINGS       JSON for server.json
#   SNAC_BLOCKED        host names of blocked servers, one in a line
#   SNAC_REJECTED, SNAC_GREETING, SNAC_STYLE, SNAC_ANNOUNCEMENT   content of the files of these meanings
#   SNAC_ACCOUNT, SNAC_PASSWORD_FILE   name and password of the first account
#
# May be killed anywhere: everything appears as a whole, by renaming.
set -eu
umask 077

folder=$SNAC_FOLDER
# Below the folder, so that renaming works.
work=$folder/.prepare

# What this version of snac makes by itself, in a new folder. It asks for address, port, host name, prefix and e-mail.
make_new() {
  printf '\n\nlocalhost\n\n\n' | snac init "$1" > /dev/null
}

layout_of() {
  sed -n 's/.*"layout": *\([0-9.]*\).*/\1/p' "$1"
}

# Puts a file in place only where something changes: members dismiss an announcement by its time.
put() {
  if cmp -s "$1" "$2"; then return; fi
  cat "$1" > "$2.new"
  mv "$2.new" "$2"
}

put_or_remove() {
  if [ -n "$1" ]; then put "$1" "$2"; else rm -f "$2"; fi
}

add_what_is_missing() {
  for item in "$work"/new/*; do
    [ -e "$folder/${item##*/}" ] || mv "$item" "$folder/"
  done
}

# snac itself keeps one thing in server.json: the layout of its files.
write_settings() {
  {
    printf '{"layout":%s,' "$1"
    tail -c +2 "$SNAC_SETTINGS"
  } > "$work/server.json"
  put "$work/server.json" "$folder/server.json"
}

# Its exit status does not say whether it worked (2.75 exits with 1 when it did).
upgrade_from() {
  if [ "$1" = "$2" ]; then return; fi
  snac upgrade "$folder" || true
  if [ "$(layout_of "$folder/server.json")" = "$2" ]; then return; fi
  echo "The files of snac have layout $1 and this version knows layout $2: restore the backup from before the upgrade, or install the version that wrote them. No post was changed." >&2
  exit 1
}

# Servers blocked by hand stay blocked: only those of the configuration are counted. Blocking one twice is no error here.
write_blocks() {
  last=$folder/.allotment-blocked
  [ -e "$last" ] || : > "$last"
  while IFS= read -r host; do
    grep -qxF -e "$host" "$last" || snac block "$folder" "$host" || true
  done < "$SNAC_BLOCKED"
  while IFS= read -r host; do
    grep -qxF -e "$host" "$SNAC_BLOCKED" || snac unblock "$folder" "$host" || true
  done < "$last"
  put "$SNAC_BLOCKED" "$last"
}

write_files() {
  put "${SNAC_GREETING:-$work/pages/greeting.html}" "$folder/greeting.html"
  put "${SNAC_STYLE:-$work/pages/style.css}" "$folder/style.css"
  put_or_remove "$SNAC_ANNOUNCEMENT" "$folder/announcement.txt"
  put_or_remove "$SNAC_REJECTED" "$folder/filter_reject.txt"
}

# snac prints a password of its own for a new account; ours takes its place in the form in which snac keeps it: a number, and
# the SHA-1 of number, name and password (snac.c, hash_password).
set_password() {
  password=$(cat "$SNAC_PASSWORD_FILE")
  : "${password:?the file of the first password is empty}"
  nonce=$(od -An -N4 -tx4 /dev/urandom | tr -d ' ')
  digest=$(printf '%s:%s:%s' "$nonce" "$SNAC_ACCOUNT" "$password" | sha1sum)
  while IFS= read -r line || [ -n "$line" ]; do
    case $line in
      *'"passwd":'*) printf '    "passwd": "%s:%s"%s\n' "$nonce" "${digest%% *}" "${line##*\"}" ;;
      *) printf '%s\n' "$line" ;;
    esac
  done < "$1" > "$1.new"
  grep -qF -e "$nonce:" "$1.new"
  mv "$1.new" "$1"
}

# Only where there is no account at all: what people did since is theirs.
make_first_account() {
  for account in "$folder"/user/*; do
    [ ! -e "$account" ] || return 0
  done
  make_new "$work/account"
  snac adduser "$work/account" "$SNAC_ACCOUNT" > /dev/null
  set_password "$work/account/user/$SNAC_ACCOUNT/user.json"
  mv "$work/account/user/$SNAC_ACCOUNT" "$folder/user/"
}

rm -rf "$work"
mkdir "$work" "$work/pages"
make_new "$work/new"
newest=$(layout_of "$work/new/server.json")
cp "$work/new/greeting.html" "$work/new/style.css" "$work/pages/"
add_what_is_missing
present=$(layout_of "$folder/server.json")
write_settings "$present"
upgrade_from "$present" "$newest"
write_blocks
write_files
make_first_account
rm -rf "$work"
