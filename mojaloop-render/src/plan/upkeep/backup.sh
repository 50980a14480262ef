#!/usr/bin/env bash
# Writes every database to a folder below KEPT: whole, or not at all.
#
#   BACKUP     the folder's name (default: the time, as 20260131T235959Z)
#   DATABASES  `database:user:variable` each, where the variable holds the user's password
#   RELEASE    what is running
#
# Each database is as it was at one moment. What services write meanwhile may be in one and not yet in another: for all
# of them at the same moment, stop the services first.
set -euo pipefail
umask 022

die() {
  printf 'backup: %s\n' "$*" >&2
  exit 1
}

name=${BACKUP:-$(date -u +%Y%m%dT%H%M%SZ)}
[[ $name =~ ^[A-Za-z0-9][A-Za-z0-9._-]*$ ]] || die "\`$name\` is no name, expected letters, digits, \`.\`, \`_\` and \`-\`"
[ ! -e "$KEPT/$name" ] || die "there is a backup \`$name\` already"

part=$KEPT/.$name.part
rm -rf "$part"
mkdir "$part" || die "can't write to backups/: chmod 777 backups"
trap 'rm -rf "$part"' EXIT

for entry in $DATABASES; do
  IFS=: read -r database user variable <<<"$entry"
  MYSQL_PWD=$(printenv "$variable") mysqldump --host="$HOST" --port="$PORT" --user="$user" \
    --single-transaction --no-tablespaces --set-gtid-purged=OFF --routines --hex-blob \
    --add-drop-database --databases "$database" | gzip >"$part/$database.sql.gz" || die "$database: not written"
  printf '%-20s %s bytes\n' "$database" "$(stat -c %s "$part/$database.sql.gz")"
done
printf 'hub=%s\nrelease=%s\n' "$HUB" "$RELEASE" >"$part/about"

# Whoever runs this hub may take it away again, whatever user wrote it.
chmod 777 "$part"
mv -T "$part" "$KEPT/$name"
trap - EXIT
printf 'backups/%s: release %s\n' "$name" "$RELEASE"
