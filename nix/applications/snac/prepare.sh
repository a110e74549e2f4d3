#!/bin/sh
# Prepares the folder of snac before each start, as snac's own user: makes it the first time, writes the settings and pages of
# the configuration into it, brings files of an older version up to date, makes the first account.
#
#   prepare.sh            before a start
#   prepare.sh settings   while it runs: settings and pages only
#   prepare.sh read       prints what its files say about the settings, by their names, as JSON
#
# Takes everything from the environment:
#   SNAC_FOLDER         the folder, which exists
#   SNAC_FIXED          file with JSON for server.json: what is no setting
#   SNAC_SETTINGS       file with JSON, a list whose first entry has the settings: keys of server.json, names of files (they have
#                       a dot) with their text or lines, and `block`, the blocked servers; null for snac's own
#   SNAC_ACCOUNT, SNAC_PASSWORD_FILE   name and password of the first account
#
# May be killed anywhere: everything appears as a whole, by renaming.
set -eu
umask 077

folder=$SNAC_FOLDER
# Below the folder, so that renaming works.
work=$folder/.prepare
# snac's own pages, as this version makes them.
own_pages=$folder/.allotment-pages

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
  if [ -s "$1" ]; then put "$1" "$2"; else rm -f "$2"; fi
}

# A setting as a text, or a list as lines; nothing where snac's own is to hold.
setting() {
  jq -j --arg name "$1" '.[0][$name] | if type == "array" then map("\(.)\n") | add else . end // ""' "$SNAC_SETTINGS"
}

add_what_is_missing() {
  for item in "$work"/new/*; do
    [ -e "$folder/${item##*/}" ] || mv "$item" "$folder/"
  done
}

# snac itself keeps one thing in server.json: the layout of its files.
write_settings() {
  jq -cs '.[0] + (.[1][0] | with_entries(select(.value != null and (.key | contains(".") or . == "block" | not))))' \
    "$SNAC_FIXED" "$SNAC_SETTINGS" > "$work/settings"
  {
    printf '{"layout":%s,' "$1"
    tail -c +2 "$work/settings"
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

# The servers that are blocked, one in a line: snac has a file for each, with its name (data.c, instance_block).
blocked_now() {
  cat "$folder"/block/* 2>/dev/null || :
}

# Servers blocked by hand stay blocked: only those of the configuration are counted. Blocking one twice is no error here.
write_blocks() {
  last=$folder/.allotment-blocked
  [ -e "$last" ] || : > "$last"
  setting block > "$work/block"
  blocked_now > "$work/blocked"
  grep -vxF -f "$work/blocked" "$work/block" > "$work/missing" || :
  grep -vxF -f "$work/block" "$last" > "$work/free" || :
  while IFS= read -r host; do snac block "$folder" "$host" || true; done < "$work/missing"
  while IFS= read -r host; do snac unblock "$folder" "$host" || true; done < "$work/free"
  put "$work/block" "$last"
}

write_files() {
  for file in greeting.html style.css; do
    setting "$file" > "$work/$file"
    if [ -s "$work/$file" ]; then put "$work/$file" "$folder/$file"; else put "$own_pages/$file" "$folder/$file"; fi
  done
  for file in announcement.txt filter_reject.txt; do
    setting "$file" > "$work/$file"
    put_or_remove "$work/$file" "$folder/$file"
  done
}

# Those servers of the configuration that are still blocked.
still_blocked() {
  blocked_now | grep -xF -f "$folder/.allotment-blocked" || :
}

# A file to read, also where there is none.
there() {
  if [ -e "$1" ]; then echo "$1"; else echo /dev/null; fi
}

read_settings() {
  jq -n --slurpfile wanted "$SNAC_SETTINGS" --slurpfile server "$folder/server.json" \
    --rawfile greeting "$(there "$folder/greeting.html")" --rawfile style "$(there "$folder/style.css")" \
    --rawfile announcement "$(there "$folder/announcement.txt")" --rawfile reject "$(there "$folder/filter_reject.txt")" \
    --rawfile own_greeting "$(there "$own_pages/greeting.html")" --rawfile own_style "$(there "$own_pages/style.css")" \
    --arg blocked "$(still_blocked)" '
    def lines: split("\n") | map(select(. != ""));
    {
      values: ($wanted[0][0] | with_entries(.value = $server[0][.key]) + {
        "greeting.html": $greeting, "style.css": $style, "announcement.txt": $announcement,
        "filter_reject.txt": ($reject | lines), block: ($blocked | lines)
      }),
      defaults: { "greeting.html": $own_greeting, "style.css": $own_style }
    }'
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

prepare() {
  make_new "$work/new"
  newest=$(layout_of "$work/new/server.json")
  mkdir -p "$own_pages"
  put "$work/new/greeting.html" "$own_pages/greeting.html"
  put "$work/new/style.css" "$own_pages/style.css"
  add_what_is_missing
  present=$(layout_of "$folder/server.json")
  write_settings "$present"
  upgrade_from "$present" "$newest"
  write_blocks
  write_files
  make_first_account
}

settings() {
  write_settings "$(layout_of "$folder/server.json")"
  write_blocks
  write_files
}

if [ "${1:-}" = read ]; then
  read_settings
  exit
fi
work=$work/${1:-start}
rm -rf "$work"
mkdir -p "$work"
case ${1:-} in
  '') prepare ;;
  settings) settings ;;
  *) echo "prepare.sh: there is nothing to do that is called $1." >&2 && exit 2 ;;
esac
rm -rf "$work"
rmdir "$folder/.prepare" 2>/dev/null || :
