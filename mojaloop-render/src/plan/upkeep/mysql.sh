# How MySQL's databases are written to files and read again, by the programs of its image. Each takes an entry
# `database:user:variable`, where the variable holds the user's password, and works as that user.
# shellcheck shell=bash

# shellcheck disable=SC2034 # whoever reads this file uses it
readonly SUFFIX=sql.gz

# as ENTRY PROGRAM ARGUMENT...
as() {
  local user variable program=$2
  IFS=: read -r _ user variable <<<"$1"
  shift 2
  MYSQL_PWD=$(printenv "$variable") "$program" --host="$HOST" --port="$PORT" --user="$user" "$@"
}

# dump ENTRY: the database as it was at one moment, compressed.
dump() {
  as "$1" mysqldump --single-transaction --no-tablespaces --set-gtid-purged=OFF --routines --hex-blob \
    --add-drop-database --databases "${1%%:*}" | gzip
}

# others ENTRY: how many connections of others there are.
others() {
  as "$1" mysql --batch --skip-column-names \
    --execute 'SELECT COUNT(*) FROM information_schema.processlist WHERE id <> CONNECTION_ID()'
}

# load ENTRY: what `dump` wrote comes in.
load() {
  gzip --decompress --stdout | as "$1" mysql
}
