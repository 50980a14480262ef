#!/bin/sh
# Starts the hub, tests it, and takes it away: the exit code is the test's own.
#
#   ci/run.sh [down]     `down` only takes away what a run left behind
#
# It needs Docker with Compose 2.23 or newer, and nothing else. Several run at once on one machine, each in a checkout of
# its own: the project's name tells them apart (COMPOSE_PROJECT_NAME; by itself the hub's and a number of this folder),
# and the engine picks the ports. In one checkout only one runs at a time: its reports and logs are left in results/.
set -eu
cd "$(dirname "$0")/.."

#FACTS

# The same for every call here, so that `down` finds what a run has left.
: "${COMPOSE_PROJECT_NAME:=$HUB-$(pwd -P | cksum | cut -d ' ' -f 1)}"
export COMPOSE_PROJECT_NAME

say() { printf 'hub: %s\n' "$*" >&2; }

compose() {
    if docker compose version >/dev/null 2>&1; then
        docker compose --env-file .env --env-file ci/ports.env "$@"
    else
        docker-compose --env-file .env --env-file ci/ports.env "$@"
    fi
}

down() {
    compose --profile '*' down --volumes --remove-orphans --timeout 5
    built=$(docker image ls --format '{{.Repository}}:{{.Tag}}' "$COMPOSE_PROJECT_NAME-*:source")
    # shellcheck disable=SC2086 # none, or several words
    [ -z "$built" ] || docker image rm $built
}

# Whatever came of it: what was said is kept, nothing is left running, and the first failure is the verdict.
finish() {
    code=$?
    trap - EXIT INT TERM
    set +e
    compose --profile '*' ps --all >results/containers.txt
    compose --profile '*' logs --no-color --timestamps >results/logs.txt
    down
    say "ends with $code"
    exit "$code"
}

[ -f .env ] || {
    say 'there is no .env: it was rendered with the rest, and holds the settings of the machine'
    exit 2
}
case ${1-} in
'') ;;
down)
    down
    exit
    ;;
*)
    say "unknown argument \`$1\`, expected none or \`down\`"
    exit 2
    ;;
esac

there=$(compose --profile '*' ps --all --quiet)
[ -z "$there" ] || {
    say "$COMPOSE_PROJECT_NAME is here already: another run is at it, or one left it behind, then \`ci/run.sh down\` first"
    exit 2
}

# Containers leave their results as users of their own, and no checkout keeps a folder open to them.
mkdir -p results
chmod 777 results
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

say "$COMPOSE_PROJECT_NAME starts"
# shellcheck disable=SC2086 # none, or several words
compose up --detach --wait --wait-timeout 600 $UP
for job in $JOBS; do
    say "$job"
    compose run --rm --no-TTY "$job"
done
