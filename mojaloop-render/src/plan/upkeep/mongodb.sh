# How MongoDB's databases are written to files and read again, by the programs of its image. Each takes an entry
# `database:user:variable`, where the variable holds the user's password, and works as that user.
#
# A server without replicas has no log to go by: what is written while it is dumped may be in one collection and not in
# another.
# shellcheck shell=bash

# shellcheck disable=SC2034 # whoever reads this file uses it
readonly SUFFIX=archive.gz
# Its shell keeps a history.
export HOME=/tmp

# as ENTRY PROGRAM ARGUMENT...: the password goes by a file, where no list of processes shows it.
as() {
  local database user variable password program=$2
  IFS=: read -r database user variable <<<"$1"
  shift 2
  password=$(printenv "$variable") || return
  "$program" --config=<(printf "password: '%s'\n" "${password//\'/\'\'}") --host="$HOST" --port="$PORT" --username="$user" \
    --authenticationDatabase="$database" "$@"
}

# shell ENTRY SCRIPT: what a script in the shell gives, once it is this user.
shell() {
  local database user variable
  IFS=: read -r database user variable <<<"$1"
  mongosh --quiet --norc "mongodb://$HOST:$PORT/$database?appName=upkeep" \
    --eval "db.auth('$user', process.env['$variable'])" --eval "$2" </dev/null | tail -n 1
}

# dump ENTRY: the database, compressed.
dump() {
  as "$1" mongodump --archive --gzip --db="${1%%:*}"
}

# others ENTRY: how many connections of others there are.
others() {
  shell "$1" "db.adminCommand({ currentOp: 1, \$all: true, \$ownOps: true })
    .inprog.filter(operation => operation.appName !== 'upkeep').length"
}

# load ENTRY: what `dump` wrote comes in, and nothing else stays.
load() {
  shell "$1" 'db.getCollectionNames().filter(name => !name.startsWith("system."))
    .forEach(name => db.getCollection(name).drop())' >/dev/null || return
  as "$1" mongorestore --archive --gzip --nsInclude="${1%%:*}.*"
}
