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

read -ra stores <<<"$STORES"
keeps=() makes=() working=() beside=()
[ -z "$KEEPS" ] || mapfile -t keeps <<<"$KEEPS"
[ -z "$MAKES" ] || mapfile -t makes <<<"$MAKES"
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
    [ "${#beside[@]}" = 0 ] || printf "upgrade: then start what ran beside: docker compose --profile '*' up --wait %s\n" "${beside[*]}" >&2
    [ -z "$name" ] || {
      printf "upgrade: or go back: render release %s again, then\n  docker compose --profile '*' stop\n" "$from"
      for words in "${keeps[@]}"; do printf '  docker compose run --rm --env BACKUP=%s %s\n' "$name" "${words##* }"; done
      printf '  docker compose up --wait\n'
    } >&2
    exit 1
  }
}
trap ended EXIT

# make_in STORE: what makes its databases and users, where there is something.
make_in() {
  local words made_by
  for words in "${makes[@]}"; do
    read -ra made_by <<<"$words"
    [ "${made_by[0]}" != "$1" ] || docker compose exec --no-TTY "${made_by[@]}"
  done
}

# do_step WORDS COMMAND...
do_step() {
  step=$1
  shift
  printf '\n=== %s\n' "$step"
  if [ -n "$dry_run" ]; then printf '%s\n' "${*/#\*/\'*\'}"; else "$@"; fi
}

# of_beside STEP ARGUMENT...: the same for what ran without its profile being named.
of_beside() {
  [ "${#beside[@]}" = 0 ] || do_step "$1" docker compose --profile '*' "${@:2}" "${beside[@]}"
}

# --- Whether it can.

docker compose version >/dev/null 2>&1 || refuse 'missing docker compose'
docker compose --profile '*' config --quiet || refuse 'the files are refused as they are: above is why, and most of it is set in .env'
# Containers that are only in the old files are found as well.
once=com.docker.compose.oneoff
containers=$(docker compose --profile '*' ps --all \
  --format "{{.Name}} {{.Service}} {{.State}} {{.Label \"$once\"}} {{.Label \"$LABEL\"}}")
[ -n "$containers" ] || refuse 'nothing of this hub is here; docker compose up --wait starts it'
# What works on the data says which release it is of: stores may have been made anew by a run that failed since.
releases() { awk -v stores="$1" '$5 != "" && !index(" " stores " ", " " $2 " ") { print $5 }' <<<"$containers" | sort -V | tail -n 1; }
from=$(releases "$STORES")
from=${from:-$(releases '')}
from=${from:-$RELEASE}
printf '%s\n%s\n' "$from" "$RELEASE" | sort -CV ||
  refuse "release $from runs here, newer than $RELEASE: migrations only go forward, see README.md on restoring a backup"
printf 'upgrade: from %s to %s\n' "$from" "$RELEASE"

# What stays stopped unless somebody names it: a feature that these files bring is not in .env by itself.
profiles=${COMPOSE_PROFILES-$(sed -n 's/ *#.*//; s/^COMPOSE_PROFILES=//p' .env 2>/dev/null | tail -n 1 | tr -d "\"' \r" || :)}
unnamed=''
for profile in $PROFILES; do
  case ",$profiles," in *",$profile,"* | *,\*,*) ;; *) unnamed+=${unnamed:+,}$profile ;; esac
done
[ -z "$unnamed" ] || printf 'upgrade: nothing starts %s; to have it started, write into .env\n  COMPOSE_PROFILES=%s\n' \
  "$unnamed" "${profiles:+$profiles,}$unnamed"

named=$(docker compose config --services)
while read -r container service state of_run _; do
  case " $STORES " in *" $service "*) continue ;; esac
  [ "$state" = running ] || [ "$state" = restarting ] || continue
  working+=("$container")
  # What ran because somebody asked for its profile runs again afterwards; a task that was under way does not.
  case " $STAYS " in *" $service "*) ;; *) continue ;; esac
  [ "$of_run" != True ] || continue
  case " ${named//$'\n'/ } ${beside[*]} " in *" $service "*) ;; *) beside+=("$service") ;; esac
done <<<"$containers"

if [ -z "$backup" ]; then
  printf 'upgrade: nothing is backed up\n'
else
  lacks=" $STORES "
  for words in "${keeps[@]}"; do lacks=${lacks/ ${words%% *} / }; done
  read -r lacks <<<"$lacks" || :
  printf 'upgrade: %s%s\n' "${keeps[*]:+a backup is made of ${keeps[*]%% *}}" "${lacks:+${keeps[*]:+; }nothing is kept of $lacks}"
fi

# --- As long as the old one runs.

do_step 'fetch images' docker compose pull --quiet --ignore-buildable
of_beside 'fetch images of what runs beside' pull --quiet --ignore-buildable
[ -z "$BUILDS" ] || {
  do_step 'build what is built from sources' docker compose build
  of_beside 'build what runs beside' build
}

# --- From here on it does not answer.

[ "${#working[@]}" = 0 ] || do_step 'stop what works on the data' docker stop "${working[@]}"
if [ -n "$backup" ] && [ "${#keeps[@]}" != 0 ]; then
  copy=before-$RELEASE-$(date -u +%Y%m%dT%H%M%SZ)
  for words in "${keeps[@]}"; do
    read -r store task _ <<<"$words"
    do_step "have $store run as it was" docker compose up --wait --no-recreate "$store"
    # A database that comes with these files has nothing to keep, and no user yet.
    there='what it has'
    [ -n "$dry_run" ] || {
      # A run that failed may have left the store knowing of databases that it did not come to make.
      make_in "$store" >/dev/null 2>&1 || :
      there=$(docker compose exec --no-TTY "$store" printenv DATABASES)
    }
    do_step "back $store up to backups/$copy" docker compose run --rm --no-TTY --no-deps \
      --env "BACKUP=$copy" --env "RELEASE=$from" --env "THERE=$there" --env BESIDE= "$task"
  done
  [ -n "$dry_run" ] || name=$copy
fi
[ "${#stores[@]}" = 0 ] || do_step 'start the stores as they will be' docker compose up --wait "${stores[@]}"
for words in "${makes[@]}"; do
  read -ra made_by <<<"$words"
  do_step "make databases that ${made_by[0]} does not have yet" docker compose exec --no-TTY "${made_by[@]}"
done
do_step 'migrate, then start the services' docker compose up --wait --remove-orphans
of_beside 'start what ran beside' up --wait
do_step 'ask every service' docker compose run --rm --no-TTY "$VALIDATE"
step=''
if [ -n "$dry_run" ]; then
  printf '\nupgrade: dry run: nothing was done\n'
else
  printf '\nupgrade: release %s runs%s\n' "$RELEASE" "${unnamed:+; nothing starts $unnamed}"
fi
