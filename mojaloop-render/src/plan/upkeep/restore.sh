#!/usr/bin/env bash
# Puts every database back to what a backup holds. What is in it now is lost.
#
#   BACKUP     the backup's name, a folder below KEPT
#   DATABASES  `database:user:variable` each, where the variable holds the user's password
#   RELEASE    what is going to run: migrations only go forward, so a backup of a newer one is refused
set -euo pipefail

die() {
  printf 'restore: %s\n' "$*" >&2
  exit 1
}

# as ENTRY PROGRAM ARGUMENT...: as the user of a database.
as() {
  local database user variable program=$2
  IFS=: read -r database user variable <<<"$1"
  shift 2
  MYSQL_PWD=$(printenv "$variable") "$program" --host="$HOST" --port="$PORT" --user="$user" "$@"
}

there() {
  local about
  for about in "$KEPT"/*/about; do
    [ ! -f "$about" ] || basename "$(dirname "$about")"
  done
}

[ -n "${BACKUP:-}" ] || die "say which, as \`docker compose run --rm --env BACKUP=NAME restore\`: $(there | tr '\n' ' ')"
from=$KEPT/$BACKUP
[ -f "$from/about" ] || die "there is no backup \`$BACKUP\`, expected one of: $(there | tr '\n' ' ')"
of=$(sed -n 's/^release=//p' "$from/about")
printf '%s\n%s\n' "$of" "$RELEASE" | sort -CV ||
  die "backups/$BACKUP is of release $of, newer than $RELEASE: run the hub of that release"

# All is looked at before anything is touched.
for entry in $DATABASES; do
  database=${entry%%:*}
  [ -f "$from/$database.sql.gz" ] || continue
  gzip --test "$from/$database.sql.gz" || die "$database: the backup is damaged"
  others='SELECT COUNT(*) FROM information_schema.processlist WHERE id <> CONNECTION_ID()'
  used=$(as "$entry" mysql --batch --skip-column-names --execute "$others") || die "$database: the server does not answer"
  [ "$used" = 0 ] || die "$database is in use by $used connections: \`docker compose --profile '*' stop\` first"
done

for entry in $DATABASES; do
  database=${entry%%:*}
  if [ -f "$from/$database.sql.gz" ]; then
    gzip --decompress --stdout "$from/$database.sql.gz" | as "$entry" mysql ||
      die "$database: not restored, and not as it was; try again"
    printf '%-20s is as in backups/%s\n' "$database" "$BACKUP"
  else
    printf '%-20s is not in backups/%s, and stays as it is\n' "$database" "$BACKUP"
  fi
done
printf 'release %s; next: docker compose up --wait\n' "$of"
