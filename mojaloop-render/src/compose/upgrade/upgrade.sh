#!/usr/bin/env bash
# Brings the hub that runs here to what these files say: another release, or another hub of the same name. Volumes and
# .env are kept, and the databases are backed up first.
#
#   upgrade.sh [--no-backup] [--dry-run]
#     --no-backup   keeps no copy of the databases
#     --dry-run     shows what it would do, and does nothing
#
# Ends with 0 when the hub runs and every service answers, 1 when a step failed, 2 when it can't or need not begin.
set -euo pipefail
shopt -s inherit_errexit
cd "$(dirname -- "$0")"
exec </dev/null
export COMPOSE_MENU=0

#FACTS

backup=yes dry_run='' step='' name=''
for argument in "$@"; do
  case $argument in
  --no-backup) backup='' ;;
  --dry-run) dry_run=yes ;;
  -h | --help)
    sed -n '2,/^set/ { /^set/d; s/^# \{0,1\}//; p; }' "$0"
    exit 0
    ;;
  *)
    printf 'upgrade: unknown option %s, see --help\n' "$argument" >&2
    exit 2
    ;;
  esac
done

refuse() {
  printf 'upgrade: %s\n' "$*" >&2
  exit 2
}

# What runs in a step that fails leaves the hub as that step says.
ended() {
  local status=$?
  [ "$status" = 0 ] || [ -z "$step" ] || {
    printf 'upgrade: failed at: %s\n' "$step" >&2
    printf 'upgrade: mend it and run this again; what is done already does no harm a second time\n' >&2
    [ -z "$name" ] || printf "upgrade: or go back: render release %s again, then\n  docker compose --profile '*' stop\n  %s\n  %s\n" \
      "$from" "docker compose run --rm --env BACKUP=$name restore" 'docker compose up --wait' >&2
    exit 1
  }
}
trap ended EXIT

# do_step WORDS COMMAND...
do_step() {
  step=$1
  shift
  printf '\n=== %s\n' "$step"
  if [ -n "$dry_run" ]; then printf '%s\n' "$*"; else "$@"; fi
}

# --- Whether it can.

docker compose version >/dev/null 2>&1 || refuse 'missing docker compose'
docker compose --profile '*' config --quiet || refuse 'the files are refused as they are: above is why, and most of it is set in .env'
# Containers that are only in the old files are found as well.
containers=$(docker compose --profile '*' ps --all --format "{{.ID}} {{.Service}} {{.State}} {{.Label \"$LABEL\"}}")
[ -n "$containers" ] || refuse 'nothing of this hub is here; docker compose up --wait starts it'
from=$(awk '$4 != "" { print $4 }' <<<"$containers" | sort -V | tail -n 1)
from=${from:-$RELEASE}
printf '%s\n%s\n' "$from" "$RELEASE" | sort -CV ||
  refuse "release $from runs here, newer than $RELEASE: migrations only go forward, see README.md on restoring a backup"
printf 'upgrade: from %s to %s\n' "$from" "$RELEASE"

read -ra stores <<<"$STORES"
makes=()
[ -z "$MAKES" ] || mapfile -t makes <<<"$MAKES"
working=()
while read -r id service state _; do
  case " $STORES " in *" $service "*) continue ;; esac
  [ "$state" != running ] && [ "$state" != restarting ] || working+=("$id")
done <<<"$containers"

# --- As long as the old one runs.

do_step 'fetch images' docker compose pull --quiet --ignore-buildable
[ -z "$BUILDS" ] || do_step 'build what is built from sources' docker compose build

# --- From here on it does not answer.

[ "${#working[@]}" = 0 ] || do_step 'stop what works on the data' docker stop "${working[@]}"
if [ -n "$DATABASE" ] && [ -n "$backup" ]; then
  do_step 'have the database run as it was' docker compose up --wait --no-recreate "$DATABASE"
  copy=before-$RELEASE-$(date -u +%Y%m%dT%H%M%SZ)
  do_step "back up to backups/$copy" \
    docker compose run --rm --no-TTY --no-deps --env "BACKUP=$copy" --env "RELEASE=$from" backup
  [ -n "$dry_run" ] || name=$copy
fi
[ "${#stores[@]}" = 0 ] || do_step 'start the stores as they will be' docker compose up --wait "${stores[@]}"
for words in "${makes[@]}"; do
  read -ra made_by <<<"$words"
  do_step "make databases that ${made_by[0]} does not have yet" docker compose exec --no-TTY "${made_by[@]}"
done
do_step 'migrate, then start the services' docker compose up --wait --remove-orphans
do_step 'ask every service' docker compose run --rm --no-TTY "$VALIDATE"
step=''
printf '\nupgrade: release %s runs\n' "$RELEASE"
