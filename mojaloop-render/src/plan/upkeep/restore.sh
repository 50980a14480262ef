#!/usr/bin/env bash
# Puts every database of a store back to what a backup holds. What is in it now is lost.
#
#   STORE      the store; the file of its name beside this one knows its programs
#   BACKUP     the backup's name, a folder below KEPT
#   DATABASES  `database:user:variable` each, where the variable holds the user's password
#   TASK       what this is called
#   BESIDE     `store:task` each, what restores the other stores
#   RELEASE    what is going to run: migrations only go forward, so a backup of a newer one is refused
set -euo pipefail

die() {
  printf 'restore: %s\n' "$*" >&2
  exit 1
}

# shellcheck source=/dev/null
. "$(dirname "${BASH_SOURCE[0]}")/$STORE.sh"

there() {
  local about
  for about in "$KEPT"/*/"$STORE"/about; do
    [ ! -f "$about" ] || basename "$(dirname "$(dirname "$about")")"
  done
}

[ -n "${BACKUP:-}" ] || die "say which, as \`docker compose run --rm --env BACKUP=NAME $TASK\`: $(there | tr '\n' ' ')"
from=$KEPT/$BACKUP/$STORE
# What was copied here is whoever's that copied it.
for path in "$KEPT/$BACKUP" "$from" "$from"/*; do
  [ ! -e "$path" ] || [ -r "$path" ] || die "can't read backups/$BACKUP: chmod -R a+rX backups/$BACKUP"
done
[ -f "$from/about" ] || die "there is no backup \`$BACKUP\` of $STORE, expected one of: $(there | tr '\n' ' ')"
of=$(sed -n 's/^release=//p' "$from/about")
printf '%s\n%s\n' "$of" "$RELEASE" | sort -CV ||
  die "backups/$BACKUP is of release $of, newer than $RELEASE: run the hub of that release"

# All is looked at before anything is touched.
for entry in $DATABASES; do
  database=${entry%%:*}
  [ -f "$from/$database.$SUFFIX" ] || continue
  gzip --test "$from/$database.$SUFFIX" || die "$database: the backup is damaged"
  used=$(others "$entry") || die "$database: the server does not answer"
  [ "$used" = 0 ] || die "$database is in use by $used connections: \`docker compose --profile '*' stop\` first"
done

for entry in $DATABASES; do
  database=${entry%%:*}
  if [ -f "$from/$database.$SUFFIX" ]; then
    load "$entry" <"$from/$database.$SUFFIX" || die "$database: not restored, and not as it was; try again"
    printf '%-20s is as in backups/%s\n' "$database" "$BACKUP"
  else
    printf '%-20s is not in backups/%s, and stays as it is\n' "$database" "$BACKUP"
  fi
done
for other in ${BESIDE-}; do
  [ ! -e "$KEPT/$BACKUP/${other%%:*}" ] ||
    printf 'not the whole backup, unless it ran already: docker compose run --rm --env BACKUP=%s %s\n' "$BACKUP" "${other#*:}"
done
printf 'release %s; next: docker compose up --wait\n' "$of"
