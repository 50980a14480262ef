#!/usr/bin/env bash
# Looks at the hub where it runs: what was asked for is there, what is open answers, what is closed is closed.
#
#   validate.sh [--junit FILE] [--via ADDRESS] [--dry-run]
#     --junit FILE    leaves a report for a CI there
#     --via ADDRESS   reaches the hub's names at this address, whatever a resolver says of them
#     --dry-run       shows what it would ask, and asks nothing
#
# Ends with 0 when all is as it should be, 1 when something is not, 2 when it could not look.
#   KUBECTL   the program that talks to the cluster   (default: kubectl, or that of the machine)
set -euo pipefail

#FACTS

junit='' dry_run='' via=$VIA
while [ $# -gt 0 ]; do
  case $1 in
  --junit | --via)
    [ $# -gt 1 ] || {
      printf 'validate: %s wants a value\n' "$1" >&2
      exit 2
    }
    if [ "$1" = --junit ]; then junit=$2; else via=$2; fi
    shift
    ;;
  --dry-run) dry_run=yes ;;
  -h | --help)
    sed -n '2,/^set/ { /^set/d; s/^# \{0,1\}//; p; }' "$0"
    exit 0
    ;;
  *)
    printf 'validate: unknown option %s, see --help\n' "$1" >&2
    exit 2
    ;;
  esac
  shift
done
read -ra kubectl <<<"${KUBECTL:-$PROGRAM}"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
: >"$work/verdicts"

k() { "${kubectl[@]}" --namespace "$NAMESPACE" "$@"; }

# verdict pass|FAIL KIND NAME WORDS: a line of the table.
verdict() {
  local words
  words=$(tr '\n' ' ' <<<"$4")
  printf '%-5s %-8s %-34s %s\n' "$1" "$2" "$3" "${words% }"
  printf '%s\t%s\t%s\t%s\n' "$1" "$2" "$3" "${words% }" >>"$work/verdicts"
}

# check KIND NAME COMMAND...: passes when the command does; what it prints is said of it.
check() {
  local kind=$1 name=$2 words
  shift 2
  if [ -n "$dry_run" ]; then
    printf '%-8s %-34s %s\n' "$kind" "$name" "$*"
    return 0
  fi
  if words=$("$@" 2>&1); then verdict pass "$kind" "$name" "$words"; else verdict FAIL "$kind" "$name" "$words"; fi
}

rolled_out() { k rollout status "$1" --timeout=5s | tail -n 1; }

bound() {
  local phase
  phase=$(k get persistentvolumeclaim "$1" --output 'jsonpath={.status.phase}')
  printf '%s\n' "$phase"
  [ "$phase" = Bound ]
}

# within_quota: no pod was refused because of it, and it says how much is used.
within_quota() {
  local refused
  # shellcheck disable=SC2016 # the template's own variables, not the shell's
  k get resourcequota --output 'go-template={{range .items}}{{range $name, $amount := .status.hard}}{{$name}} {{index $.items 0 "status" "used" $name}} of {{$amount}}; {{end}}{{end}}'
  refused=$(k get events --field-selector reason=FailedCreate --output 'jsonpath={range .items[*]}{.message}{"\n"}{end}' | grep 'exceeded quota' || true)
  printf '%s\n' "$refused"
  [ -z "$refused" ]
}

# mounted WORKLOAD CONTAINER MAP KEY PATH: a pod reads the very bytes that its config map holds.
mounted() {
  local wanted read
  wanted=$(k get configmap "$3" --output "go-template={{index .data \"$4\"}}" | sha256sum)
  read=$(k exec "$1" --container "$2" -- sha256sum "$5")
  printf '%s\n' "$5"
  [ "${wanted%% *}" = "${read%% *}" ]
}

# answers URL PATH: 200 at the path; without one, any answer that is the hub's own and not the way's.
answers() {
  local status host port
  local -a options=(--silent --show-error --output /dev/null --max-time 10 --write-out '%{http_code}')
  if [ -n "$via" ]; then
    host=${1#*://} port=80
    [ "${1%%:*}" = http ] || port=443
    options+=(--resolve "$host:$port:$via" --insecure)
  fi
  status=$(curl "${options[@]}" "$1${2:-/}") || return 1
  printf '%s from %s%s\n' "$status" "$1" "$2"
  case $2:$status in
  :50[234]) return 1 ;;
  :*) return 0 ;;
  *:200) return 0 ;;
  *) return 1 ;;
  esac
}

# inside: the hub's own job, from within; each of its lines is a line here.
inside() {
  local run=$JOB-run outcome='' tries kind name words mark
  if [ -n "$dry_run" ]; then
    printf '%-8s %-34s %s\n' inside "$JOB" "${kubectl[*]} --namespace $NAMESPACE create job --from=cronjob/$JOB $run"
    return 0
  fi
  k delete job "$run" --ignore-not-found --wait >/dev/null 2>&1 || true
  if ! words=$(k create job --from="cronjob/$JOB" "$run" 2>&1); then
    verdict FAIL inside "$JOB" "$words"
    return 0
  fi
  for ((tries = 0; tries < 120; tries++)); do
    outcome=$(k get job "$run" --output 'jsonpath={range .status.conditions[?(@.status=="True")]}{.type} {end}')
    case $outcome in *Complete* | *Failed*) break ;; esac
    sleep 1
  done
  k logs "job/$run" >"$work/inside" 2>&1 || true
  while read -r mark kind name words; do
    case $mark in pass | FAIL) verdict "$mark" "$kind" "$name" "$words" ;; esac
  done <"$work/inside"
  case $outcome in
  *Complete*) verdict pass inside "$JOB" "it ended well" ;;
  *) verdict FAIL inside "$JOB" "it ${outcome:-did not end}: $(tail -n 3 "$work/inside")" ;;
  esac
}

# report: the verdicts as JUnit.
report() {
  awk -F '\t' '
    function escaped(text) { gsub(/&/, "\\&#38;", text); gsub(/</, "\\&#60;", text); gsub(/>/, "\\&#62;", text); gsub(/"/, "\\&#34;", text); return text }
    { cases = cases "  <testcase classname=\"" $2 "\" name=\"" escaped($3) "\">"; tests++ }
    $1 == "FAIL" { cases = cases "<failure message=\"" escaped($4) "\"/>"; failures++ }
    { cases = cases "</testcase>\n" }
    END { printf "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuite name=\"validate\" tests=\"%d\" failures=\"%d\">\n%s</testsuite>\n", tests, failures, cases }
  ' "$work/verdicts"
}

if [ -z "$dry_run" ]; then
  command -v "${kubectl[0]}" >/dev/null || {
    printf 'validate: there is no %s\n' "${kubectl[0]}" >&2
    exit 2
  }
  k get namespace "$NAMESPACE" --output name >/dev/null || exit 2
fi
while read -r workload; do
  [ -z "$workload" ] || check runs "${workload#*/}" rolled_out "$workload"
done <<<"$WORKLOADS"
while read -r claim; do
  [ -z "$claim" ] || check bound "$claim" bound "$claim"
done <<<"$CLAIMS"
check quota "$NAMESPACE" within_quota
while read -r workload container map key path; do
  [ -z "$workload" ] || check mounted "${workload#*/}" mounted "$workload" "$container" "$map" "$key" "$path"
done <<<"$OVERLAYS"
inside
while read -r url path; do
  [ -z "$url" ] || check route "${url#*://}" answers "$url" "$path"
done <<<"$ROUTES"
[ -z "$dry_run" ] || exit 0

[ -z "$junit" ] || report >"$junit"
failed=$(grep -c '^FAIL' "$work/verdicts" || true)
all=$(wc -l <"$work/verdicts")
printf '%s of %s passed\n' "$((all - failed))" "$((all))"
[ "$failed" = 0 ]
