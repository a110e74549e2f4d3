#!/bin/sh
# Certificates of this machine's virtual hosts from an authority (ACME, HTTP-01), and what the authority said about them.
#
#   allotment-certificates [--nixos] status      one line for each host:
#                                                certificate=<host> <state> <not after|-> <next try|-> <reason> <detail ...>
#   allotment-certificates [--nixos] now         another try soon, whatever was planned; the authority's own limits hold
#   allotment-certificates keep                  gets and renews them for ever: machines without NixOS
#   allotment-certificates --nixos trial HOST    before NixOS asks the authority by itself; exit 1: not now
#
# States: `own` the machine signs for good, `waiting` it is tried again, `refused` the same until somebody changes something,
# `valid` there is one of the authority (a reason then says why it could not be renewed so far). Times are seconds since 1970.
# Reasons: the last word of ACME's problem type (dns, connection, unauthorized, rateLimited, caa ...), or `unreachable` (the
# authority), `full-disk`, `no-client`, `failed`; `-` for none.
#
# What may go wrong goes wrong at the authority's staging directory first, where failures count for nothing: the real one is
# asked only after that, and a few times an hour at most. A certificate that works stays until a new one is complete.
#
# The file that is read, etc/allotment/certificates, has lines `host server staging e-mail`, with `-` for none. What /etc/default/
# allotment-certificates sets holds before what is set here.
set -eu
umask 022

# Seconds until a second try; the third takes twice as long, and so on up to twelve times as long.
first_wait=300
# Seconds between two looks at what is due.
pause=2
if [ -r /etc/default/allotment-certificates ]; then . /etc/default/allotment-certificates; fi
longest_wait=$((first_wait * 12))
# Failures at the real directory in one longest_wait.
failures_max=4
# More than any authority says.
retry_after_max=$((10 * 24 * 3600))
challenges=/var/lib/acme/acme-challenge
detail_length=300

main() {
  system=minimal
  if [ "${1:-}" = --nixos ]; then system=nixos && shift; fi
  places
  case "$system ${1:-}" in
    'minimal keep') keep ;;
    'nixos trial') with_host "${2:-}" trial ;;
    *' status') each_host say_status ;;
    *' now') ask_for_now ;;
    *) echo "allotment-certificates: there is no verb ${1:-}." >&2 && exit 2 ;;
  esac
}

# `notes` is what is read and written; `kept` holds it over a boot, where the disk has room.
places() {
  if [ "$system" = nixos ]; then
    settings=/etc/allotment/certificates
    notes=/var/lib/acme/.allotment kept=''
    accounts=$notes/accounts log=/tmp/allotment-certificates.log
  else
    PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/run/current-system/sw/bin
    export PATH
    settings=/run/current-system/etc/allotment/certificates
    certificates=/var/lib/allotment/certificates
    notes=/run/allotment/certificates kept=$certificates/.authority/notes
    accounts=$certificates/.authority/accounts log=$notes/.log
  fi
}

now() { date +%s; }

# Calls a function for each host, with `host server staging email` set.
each_host() {
  [ -r "$settings" ] || return 0
  while read -r host server staging email <&3; do "$1"; done 3<"$settings"
}

with_host() {
  wanted=$1 doing=$2
  only_wanted() { [ "$host" != "$wanted" ] || "$doing"; }
  each_host only_wanted
}

# --- What is known about a host --------------------------------------------------------------------------------------

load() {
  state=waiting not_after=- next=0 reason=- detail='' issuer='' failures=0 recent='' until=0 for_server=''
  note=$notes/$host
  [ -r "$note" ] || note=$kept/$host
  [ -r "$note" ] || return 0
  while IFS='=' read -r key value; do
    case $key in
      state) state=$value ;; not_after) not_after=$value ;; next) next=$value ;; reason) reason=$value ;;
      detail) detail=$value ;; issuer) issuer=$value ;; failures) failures=$value ;; recent) recent=$value ;;
      until) until=$value ;; for_server) for_server=$value ;;
    esac
  done <"$note"
}

# Replaced as a whole. The copy that outlives a boot is missed on a full disk, and made with the next change.
save() {
  for folder in "$notes" ${kept:+"$kept"}; do
    mkdir -p "$folder" 2>/dev/null && say_note 2>/dev/null >"$folder/.new" && mv -f "$folder/.new" "$folder/$host" ||
      rm -f "$folder/.new"
  done
  # Root writes here too, and NixOS's client has to be able to.
  [ "$system" = minimal ] || chown --reference="${notes%/*}" "$notes" 2>/dev/null || :
}

say_note() {
  for key in state not_after next reason detail issuer failures recent until for_server; do
    # The names are those above.
    eval "value=\$$key"
    printf '%s=%s\n' "$key" "$value"
  done
}

# One line without control characters, clipped.
one_line() { tr '\n\t' '  ' | tr -d '\000-\037\177' | cut -c "1-$detail_length"; }

# --- Certificates ----------------------------------------------------------------------------------------------------

date_of() { date -d "$(openssl x509 -noout "-$2" -in "$1" | cut -d = -f 2)" +%s; }

# Sets not_after, renew_at and issuer of a certificate; false where there is none, or it has ended.
read_certificate() {
  [ -s "$1" ] && not_after=$(date_of "$1" enddate) && began=$(date_of "$1" startdate) || return 1
  issuer=$(openssl x509 -noout -issuer -nameopt RFC2253 -in "$1" | sed 's/^issuer=//' | one_line)
  renew_at=$((not_after - (not_after - began) / 3))
  [ "$not_after" -gt "$(now)" ]
}

# Whether there is one of this host's authority.
is_there() {
  if [ "$system" = nixos ]; then
    [ -e "/var/lib/acme/$host/acme-success" ] && read_certificate "/var/lib/acme/$host/fullchain.pem"
  else
    folder=$certificates/$host/current
    [ "$(cat "$folder/authority" 2>/dev/null)" = "$server" ] && read_certificate "$folder/fullchain.pem"
  fi
}

# What is the case, where nothing was noted yet or another authority was asked.
inspect() {
  if [ "$for_server" != "$server" ]; then failures=0 recent='' until=0 reason=- detail='' next=0; fi
  for_server=$server
  if [ "$server" = - ]; then
    state=own not_after=- next=-
  elif is_there; then
    state=valid
    [ "$reason" != - ] || next=$renew_at
  else
    [ "$state" = refused ] || state=waiting
    not_after=- issuer=''
  fi
}

# --- Asking an authority ---------------------------------------------------------------------------------------------

# Gets a certificate into $accounts/NAME/certificates: ask NAME SERVER. What was said is in the log.
ask() {
  rm -rf "$accounts/$1/certificates"
  # An order whose certificate could not be kept is one of those that the authority counts.
  (umask 077 && mkdir -p "$accounts/$1") 2>/dev/null && head -c 65536 /dev/zero 2>/dev/null >"$accounts/room" || {
    rm -f "$accounts/room"
    echo 'no space left on device' >"$log"
    return 1
  }
  rm -f "$accounts/room"
  timeout 300 lego --accept-tos --email "$email" --server "$2" --path "$accounts/$1" --key-type ec256 --domains "$host" \
    --http --http.webroot "$challenges" run </dev/null >"$log" 2>&1 3<&-
}

# What the log says, as `reason` and `detail`.
understand() {
  problem=$(sed -n 's/.*urn:ietf:params:acme:error:\([A-Za-z]*\) :: \(.*\)/\1 \2/p' "$log" | tail -n 1 | one_line)
  last=$(grep -v '^[[:space:]]*$' "$log" | tail -n 1 | sed 's,^[0-9/]* [0-9:]* ,,' | one_line) || last=''
  if [ -n "$problem" ]; then
    reason=${problem%% *} detail=${problem#* }
  elif grep -qi 'no space left on device' "$log"; then
    reason=full-disk detail='The disk of this machine is full.'
  elif ! command -v lego >/dev/null; then
    reason=no-client detail='The program lego is not installed on this machine.'
  elif [ -z "$last" ] || grep -q 'get directory at' "$log"; then
    reason=unreachable detail=$last
  else
    reason=failed detail=$last
  fi
}

# When it is tried again. Authorities say how long they want to be left alone; lego passes on what stands in the sentence.
plan_next() {
  time=$(now) wait=$first_wait doubled=1
  while [ "$doubled" -lt "$failures" ] && [ "$wait" -lt "$longest_wait" ]; do wait=$((wait * 2)) doubled=$((doubled + 1)); done
  [ "$wait" -le "$longest_wait" ] || wait=$longest_wait
  next=$((time + wait)) until=0
  said=$(printf '%s' "$detail" | sed -n 's/.*retry after \([0-9][-0-9]*[ T][0-9:]*\).*/\1/p')
  said=$(date -u -d "${said:-never}" +%s 2>/dev/null) || said=0
  [ "$reason" != rateLimited ] || until=$((time + longest_wait))
  if [ "$said" -gt "$time" ] && [ "$said" -lt $((time + retry_after_max)) ]; then until=$((said + 1)); fi
  [ "$until" -le "$next" ] && [ "$said" -eq 0 ] || next=$until
  set -- $recent
  if [ "$#" -ge "$failures_max" ]; then
    until=$(($1 + longest_wait))
    [ "$next" -ge "$until" ] || next=$until
  fi
}

# After an order that failed: note_failure WHERE.
note_failure() {
  understand
  failures=$((failures + 1))
  if [ "$1" = authority ]; then recent="$recent $(now)"; fi
  since=$(($(now) - longest_wait)) old=$recent recent=''
  for at in $old; do [ "$at" -le "$since" ] || recent="$recent $at"; done
  case $reason in
    rejectedIdentifier | unsupportedIdentifier | caa | externalAccountRequired | userActionRequired | invalidContact | unsupportedContact)
      state=refused ;;
    *) state=waiting ;;
  esac
  inspect
  plan_next
  save
  echo "$host: $1: $reason: $detail"
}

# --- Machines without NixOS ------------------------------------------------------------------------------------------

keep() {
  mkdir -p "$notes" "$challenges"
  # What was noted before may have changed: files by hand, the clock.
  each_host forget_state
  while :; do
    hurry=false
    if [ -e "$notes/.now" ]; then hurry=true && rm -f "$notes/.now"; fi
    each_host look
    [ ! -e "$notes/.reload" ] || reload
    sleep "$pause"
  done
}

forget_state() {
  load
  inspect
  save
}

look() {
  load
  if [ "$for_server" != "$server" ]; then
    inspect
    save
  fi
  [ "$state" != own ] || return 0
  time=$(now)
  if $hurry && { [ "$state" != valid ] || [ "$reason" != - ]; }; then next=$until; fi
  # A clock that was wrong must not keep it from ever trying.
  [ "$time" -lt "$next" ] && [ "$((next - time))" -lt "$((400 * 24 * 3600))" ] || order
}

order() {
  if [ "$staging" != - ]; then
    ask staging "$staging" || { note_failure staging && return; }
    rm -rf "$accounts/staging/certificates"
  fi
  ask authority "$server" || { note_failure authority && return; }
  place 2>"$log" || { note_failure authority && return; }
  failures=0 recent='' until=0 reason=- detail=''
  inspect
  save
  echo "$host: a certificate of $server, by $issuer"
  : >"$notes/.reload"
}

# Puts the new pair into the host's folder: into one of its own that then becomes `current`, which is one step.
place() {
  from=$accounts/authority/certificates/$host folder=$certificates/$host
  adopt "$folder" || return 1
  number=$(readlink "$folder/current")
  number=$((number + 1))
  rm -rf "$folder/$number"
  mkdir -m 0700 "$folder/$number" && cp "$from.crt" "$folder/$number/fullchain.pem" &&
    (umask 077 && cp "$from.key" "$folder/$number/key.pem") && printf '%s' "$server" >"$folder/$number/authority" &&
    fits_together "$folder/$number" && sync "$folder/$number"/* && ln -sfn "$number" "$folder/current.new" &&
    mv -fT "$folder/current.new" "$folder/current" || {
    rm -rf "${folder:?}/$number" "$folder/current.new"
    return 1
  }
  for old in "$folder"/[0-9]*; do [ "$old" = "$folder/$number" ] || rm -rf "$old"; done
  rm -rf "$accounts/authority/certificates"
}

fits_together() {
  [ "$(openssl x509 -noout -pubkey -in "$1/fullchain.pem")" = "$(openssl pkey -pubout -in "$1/key.pem")" ]
}

# A pair that activation put there as two files becomes the first `current`.
adopt() {
  [ ! -L "$1/current" ] || return 0
  rm -rf "$1/0"
  mkdir -p "$1" && mkdir -m 0700 "$1/0" && cp -p "$1/fullchain.pem" "$1/key.pem" "$1/0/" || return 1
  for file in key fullchain; do
    # The link is made last: what leads to it already has to lead to the same.
    ln -sfn "0/$file.pem" "$1/$file.new" && mv -fT "$1/$file.new" "$1/$file.pem" || return 1
  done
  ln -sfn 0 "$1/current" || return 1
  for file in key fullchain; do
    ln -sfn "current/$file.pem" "$1/$file.new" && mv -fT "$1/$file.new" "$1/$file.pem" || return 1
  done
}

# Tried again with the next look where it does not work.
reload() {
  read -r pid 2>/dev/null </run/allotment/nginx.pid || return 0
  nginx -q -t -c /run/current-system/etc/allotment/nginx.conf && kill -HUP "$pid" && rm -f "$notes/.reload" || :
}

# --- NixOS -----------------------------------------------------------------------------------------------------------

# As the condition of the unit that orders or renews. It runs each day: where nothing is due it will not ask anybody.
trial() {
  load
  inspect
  [ "$state" != own ] || exit 1
  if [ "$state" = valid ] && [ "$(now)" -lt "$renew_at" ]; then return 0; fi
  [ "$(now)" -ge "$next" ] || exit 1
  if [ "$staging" != - ]; then
    ask staging "$staging" || {
      note_failure staging
      exit 1
    }
    rm -rf "$accounts/staging/certificates"
  fi
  reason=- detail='' failures=0 next=0
  save
}

# What the authority itself said to NixOS's client, which is in the journal only.
read_journal() {
  log=$(mktemp)
  journalctl --quiet --output=cat --lines=40 --unit="acme-order-renew-$host.service" >"$log" 2>/dev/null || :
  if grep -q 'urn:ietf:params:acme:error:' "$log"; then
    understand
    case $reason in rejectedIdentifier | unsupportedIdentifier | caa) state=refused ;; esac
  fi
  rm -f "$log"
}

# --- What others ask -------------------------------------------------------------------------------------------------

say_status() {
  load
  inspect
  if [ "$system $state $reason" = 'nixos waiting -' ]; then read_journal; fi
  [ "$next" != 0 ] || next=-
  echo "certificate=$host $state $not_after $next $reason $detail"
}

ask_for_now() {
  if [ "$system" = minimal ]; then
    mkdir -p "$notes" && : >"$notes/.now"
    return
  fi
  each_host start_order
}

start_order() {
  load
  inspect
  [ "$state" = waiting ] || [ "$state" = refused ] || return 0
  next=$until
  save
  systemctl start --no-block "acme-order-renew-$host.service"
}

main "$@"
