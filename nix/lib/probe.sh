# What probes of applications share; read in by them. A probe says what no visitor can see, one line for each purpose:
# `check=PURPOSE ok|wrong|unknown NUMBER TEXT`. It reads, and changes nothing.
#
#   PROBE_DATABASE_HOST, _PORT, _NAME, _USER, _SSL   the database
#   PROBE_DATABASE_PASSWORD_FILE                     empty where the system user is enough
#   PROBE_DATABASE_AS                                system user to ask as; empty: as whoever runs this
#   PROBE_REDIS_SOCKET                               or PROBE_REDIS_HOST, _PORT and _PASSWORD_FILE

# How long anything may take to answer, in seconds.
patience=5

say() {
  echo "check=$1 $2 $3 $4"
}

# What a program said when it failed, as one short line.
one_line() {
  tr -c '[:print:]' ' ' | head -c 160
}

probe_database() {
  begun=$(date +%s)
  if said=$(ask_database 2>&1); then
    say database ok "$(($(date +%s) - begun))" "The database answers."
  else
    say database wrong 0 "The database does not answer: $(printf '%s' "$said" | one_line)"
  fi
}

ask_database() {
  PGHOST=$PROBE_DATABASE_HOST PGPORT=$PROBE_DATABASE_PORT PGDATABASE=$PROBE_DATABASE_NAME PGUSER=$PROBE_DATABASE_USER
  PGSSLMODE=$PROBE_DATABASE_SSL PGCONNECT_TIMEOUT=$patience PGOPTIONS="-c statement_timeout=${patience}s"
  export PGHOST PGPORT PGDATABASE PGUSER PGSSLMODE PGCONNECT_TIMEOUT PGOPTIONS
  case $PROBE_DATABASE_SSL in
    # Otherwise libpq looks for a file of its own, and takes no certificate at all.
    verify-*) export PGSSLROOTCERT=/etc/ssl/certs/ca-certificates.crt ;;
  esac
  if [ -n "$PROBE_DATABASE_PASSWORD_FILE" ]; then
    # In the environment, where only root and the program itself can read it.
    PGPASSWORD=$(cat "$PROBE_DATABASE_PASSWORD_FILE") || return
    export PGPASSWORD
  fi
  set -- psql --no-psqlrc --no-password --quiet --tuples-only --command 'select 1'
  [ -z "$PROBE_DATABASE_AS" ] || set -- runuser -u "$PROBE_DATABASE_AS" -- "$@"
  timeout "$((patience * 2))" "$@" </dev/null
}

# Asks the Redis of the application. Errors that it answers come out as failures too.
redis() {
  if [ -n "${PROBE_REDIS_SOCKET:-}" ]; then
    set -- -s "$PROBE_REDIS_SOCKET" "$@"
  else
    set -- -h "$PROBE_REDIS_HOST" -p "$PROBE_REDIS_PORT" "$@"
  fi
  if [ -n "${PROBE_REDIS_PASSWORD_FILE:-}" ]; then
    REDISCLI_AUTH=$(cat "$PROBE_REDIS_PASSWORD_FILE") || return
    export REDISCLI_AUTH
  fi
  timeout "$patience" redis-cli -e --raw "$@" 2>/dev/null </dev/null
}

# Seconds since a time in seconds or milliseconds, perhaps with a fraction; nothing for what is no time.
age_of() {
  whole=${1%%.*}
  case $whole in '' | *[!0-9]* | ??????????????*) return 1 ;; esac
  [ "${#whole}" -lt 13 ] || whole=$((whole / 1000))
  seconds=$(($(date +%s) - whole))
  [ "$seconds" -gt 0 ] || seconds=0
  echo "$seconds"
}
