usage() {
  # The comment at the top.
  awk 'NR > 1 { if (!sub(/^# ?/, "")) exit; print }' "${BASH_SOURCE[0]}"
}

mode=set-up
yes=
for argument in "$@"; do
  case $argument in
  --check | --delete)
    [[ $mode == set-up ]] || die 'expected one of --check and --delete' 2
    mode=${argument#--}
    ;;
  --dry-run) dry=yes ;;
  --yes) yes=yes ;;
  --help)
    usage
    exit
    ;;
  *) die "\`$argument\` is not an option, expected --check, --dry-run, --delete, --yes or --help" 2 ;;
  esac
done
[[ ! $yes || $mode == delete ]] || die '--yes is for --delete' 2

read_followed
read_status
case $mode in
check)
  dry=
  check_machine
  stop_if_faulty
  printf 'This machine fits hub %s.\n' "$HUB"
  ;;
delete)
  [[ $yes || $dry ]] || die 'this takes MicroK8s away with every volume and its data: say --delete --yes' 2
  [[ $dry ]] || check_caller
  check_hosts
  stop_if_faulty
  take_away
  ;;
set-up)
  [[ $dry ]] || check_caller
  check_machine
  stop_if_faulty
  set_up
  ;;
esac
((faults == 0)) || exit 3
