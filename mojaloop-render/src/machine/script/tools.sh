export LC_ALL=C
# Where snaps are, which not every way to become root knows.
PATH=$PATH:/snap/bin
umask 022

here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
user=${SUDO_USER:-$(id -un)}
home=$(getent passwd "$user" | cut -d : -f 6) || home=
# A link stays one: what it leads to is written.
hosts_file=$(readlink -f -- "${HOSTS_FILE:-/etc/hosts}")
kubeconfig_file=${KUBECONFIG_FILE:-${home:-$HOME}/.kube/microk8s.config}
launch_file=${LAUNCH_FILE:-/var/snap/microk8s/common/.microk8s.yaml}
IFS=: read -ra launch_before <<<"${LAUNCH_BEFORE-/etc/microk8s.yaml:$(printf '%s' ~root)/snap/microk8s/common/.microk8s.yaml}"
data_folder=${DATA_FOLDER:-/var/snap}
os_release=${OS_RELEASE:-/etc/os-release}
meminfo=${MEMINFO:-/proc/meminfo}
ready_seconds=${READY_SECONDS:-600}
addon_seconds=${ADDON_SECONDS:-300}

dry=
changed=
beside=
work=$(mktemp -d)
trap 'rm -rf -- "$work" ${beside:+"$beside"}' EXIT

# die MESSAGE [STATUS]
die() {
  printf 'microk8s.sh: %s\n' "$1" >&2
  exit "${2:-1}"
}

# run COMMAND...: prints it, and runs it unless nothing is to be changed.
run() {
  changed=yes
  printf '+'
  printf ' %q' "$@"
  printf '\n'
  [[ $dry ]] || "$@" || die "this failed: $*"
}

# folder FOLDER OWNER: makes it, if it is not there.
folder() {
  [[ ! -d $1 ]] || return 0
  run mkdir -p -- "$1"
  run chown "$2" "$1"
}

# place NEW FILE MODE OWNER: makes FILE what NEW is, whole or not at all. One that is there keeps its mode and owner.
place() {
  local new=$1 file=$2 mode=$3 owner=$4
  ! cmp -s -- "$new" "$file" || return 0
  changed=yes
  printf '+ write %q\n' "$file"
  [[ ! $dry ]] || return 0
  # Beside it, so that one move puts it there.
  beside=$(mktemp "$file.XXXXXX")
  cat -- "$new" >"$beside"
  if [[ -e $file ]]; then
    chmod --reference="$file" -- "$beside"
    chown --reference="$file" -- "$beside"
  else
    chmod "$mode" -- "$beside"
    chown "$owner" -- "$beside"
  fi
  mv -f -- "$beside" "$file"
  beside=
}

# is_ours FILE: whether this script wrote it, or nobody did.
is_ours() {
  local first=
  [[ -e $1 ]] || return 0
  read -r first 2>/dev/null <"$1" || true
  [[ $first == *machine/microk8s.sh* ]]
}

# The channel MicroK8s follows on this machine; nothing where it is not installed.
read_followed() {
  followed=$(snap list microk8s 2>/dev/null | awk 'NR == 2 { print $4 }') || followed=
}

# What MicroK8s says of itself; nothing where it can't be asked.
read_status() {
  status=
  [[ ! $followed ]] || status=$(microk8s status --format short 2>/dev/null) || status=
}

is_running() {
  [[ $status == 'microk8s is running'* ]]
}

has_addon() {
  grep -qx -- "[^/]*/$1: enabled" <<<"$status"
}
