#!/usr/bin/env bash
# Writes every database of a store to a folder below KEPT: whole, or not at all.
#
#   STORE      the store; the file of its name beside this one knows its programs
#   BACKUP     the backup's name (default: the time, as 20260131T235959Z)
#   DATABASES  `database:user:variable` each, where the variable holds the user's password
#   THERE      the same, of those that the store has by now: no other is written (default: all)
#   BESIDE     `store:task` each, what backs up the other stores
#   RELEASE    what is running
#
# What services write meanwhile may be in one database and not yet in another: for all of them at the same moment, stop
# the services first.
set -euo pipefail

die() {
  printf 'backup: %s\n' "$*" >&2
  exit 1
}

# shellcheck source=/dev/null
. "$(dirname "${BASH_SOURCE[0]}")/$STORE.sh"

name=${BACKUP:-$(date -u +%Y%m%dT%H%M%SZ)}
[[ $name =~ ^[A-Za-z0-9][A-Za-z0-9._-]*$ ]] || die "\`$name\` is no name, expected letters, digits, \`.\`, \`_\` and \`-\`"
[ ! -e "$KEPT/$name/$STORE" ] || die "there is a backup \`$name\` of $STORE already"

# What people paid is nobody else's business. The files are this user's, which is the store's and nobody on the machine;
# whoever runs the hub reaches them by the group: that of backups/, where the folder hands it on (its setgid bit).
if [ -g "$KEPT" ]; then
  umask 007
else
  umask 000
  printf 'backup: everybody on this machine can read it: chmod g+s backups, and only its group will\n' >&2
fi

part=$KEPT/.$name.$STORE.part
rm -rf "$part"
mkdir "$part" || die "can't write to backups/: chmod 3777 backups"
trap 'rm -rf "$part"' EXIT

for entry in $DATABASES; do
  database=${entry%%:*}
  case " ${THERE-$DATABASES}" in
  *" $database:"*) ;;
  *)
    printf '%-20s is not there yet\n' "$database"
    continue
    ;;
  esac
  dump "$entry" >"$part/$database.$SUFFIX" || die "$database: not written"
  printf '%-20s %s bytes\n' "$database" "$(stat -c %s "$part/$database.$SUFFIX")"
done
printf 'hub=%s\nrelease=%s\n' "$HUB" "$RELEASE" >"$part/about"

mkdir -p "$KEPT/$name"
mv -T "$part" "$KEPT/$name/$STORE"
trap - EXIT
printf 'backups/%s: %s, release %s\n' "$name" "$STORE" "$RELEASE"
for other in ${BESIDE-}; do
  [ -e "$KEPT/$name/${other%%:*}" ] ||
    printf 'not the whole hub yet: docker compose run --rm --env BACKUP=%s %s\n' "$name" "${other#*:}"
done
