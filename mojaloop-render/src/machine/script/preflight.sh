faults=0

# fault WHAT WHAT_TO_DO: tells it, and goes on looking.
fault() {
  faults=$((faults + 1))
  printf 'fault: %s\n  help: %s\n' "$1" "$2" >&2
}

check_caller() {
  [[ $(id -u) == 0 ]] || fault "\`$user\` may not change this machine" 'run it with sudo'
}

check_system() {
  local name version
  name=$(sed -n 's/^ID=//p' "$os_release" 2>/dev/null | tr -d "\"'") || name=
  version=$(sed -n 's/^VERSION_ID=//p' "$os_release" 2>/dev/null | tr -d "\"'") || version=
  if [[ $name == ubuntu && $version =~ ^([0-9][02468])\.04$ ]] && ((10#${BASH_REMATCH[1]} >= 22)); then return; fi
  fault "this is \`${name:-an unknown system} $version\`, expected Ubuntu 22.04, 24.04 or a later LTS" \
    'run it on such a machine, or in a virtual one'
}

check_architecture() {
  local found
  found=$(uname -m)
  [[ $found == x86_64 ]] ||
    fault "this processor is \`$found\`, expected \`x86_64\`: Mojaloop's images are made for that alone" \
      'run it on such a machine'
}

# What firmware and kernel keep for themselves does not count as missing: a sixteenth at most.
check_memory() {
  local found
  found=$(awk '/^MemTotal:/ { print int($2 / 1024) }' "$meminfo")
  ((found >= MEMORY_MIB * 15 / 16)) ||
    fault "this machine has $found MiB of memory, expected about $MEMORY_MIB" 'give it more, or describe a smaller hub'
}

check_snap() {
  command -v snap >/dev/null || fault "there is no \`snap\`" 'apt install snapd'
}

# A hub that is there has taken its room already.
check_disk() {
  local folder=$data_folder free
  [[ ! $followed ]] || return 0
  until [[ -d $folder ]]; do folder=$(dirname -- "$folder"); done
  free=$(df -Pk -- "$folder" | awk 'NR == 2 { print int($4 / 1024 / 1024) }')
  ((free >= DISK_GIB)) || fault "$folder has $free GiB left, expected $DISK_GIB" 'make room, for images and volumes'
}

# Ports are MicroK8s's own once it is there, and the ingress's once it is enabled; one that can't be asked is believed.
check_ports() {
  local port ports=() taken by
  [[ $followed ]] || ports+=("${KUBERNETES_PORTS[@]}")
  { [[ $followed ]] && ! is_running; } || has_addon ingress || ports+=("${INGRESS_PORTS[@]}")
  ((${#ports[@]} > 0)) || return 0
  if ! ss -Hltnp >"$work/listening" 2>/dev/null; then
    fault "there is no \`ss\` to ask who listens" 'apt install iproute2'
    return
  fi
  for port in "${ports[@]}"; do
    taken=$(awk -v port="$port" '$4 ~ ":" port "$"' "$work/listening")
    [[ $taken ]] || continue
    by=$(sed -n 's/.*users:(("\([^"]*\)".*/, by \1/p' <<<"$taken" | head -n 1)
    fault "port $port is taken$by" 'stop what listens there'
  done
}

check_channel() {
  [[ ! $followed || $followed == "$CHANNEL" ]] ||
    fault "MicroK8s follows \`$followed\` here, expected \`$CHANNEL\`" \
      'snap refresh microk8s --channel=..., from one version to the next and never back; or --delete it'
}

# What others wrote is neither replaced nor read in place of what is written here.
check_files() {
  local file
  [[ -f $here/microk8s.yaml ]] ||
    fault "$here/microk8s.yaml is not there" 'copy the folder as a whole'
  is_ours "$kubeconfig_file" ||
    fault "$kubeconfig_file was not written by this script" 'move it, or set KUBECONFIG_FILE'
  [[ ! $followed ]] || return 0
  is_ours "$launch_file" || fault "$launch_file was not written by this script" 'move it'
  for file in "${launch_before[@]}"; do
    [[ ! -e $file ]] || fault "$file would be read in place of the hub's launch configuration" 'move it'
  done
}

check_hosts() {
  if [[ ! -f $hosts_file ]]; then
    fault "$hosts_file is not there" 'set HOSTS_FILE'
  elif ! hosts_are_whole; then
    fault "$hosts_file does not have \`$HOSTS_BEGIN\` and \`$HOSTS_END\` once each, in this order" \
      'take out what is left of them'
  fi
}

check_machine() {
  check_system
  check_architecture
  check_memory
  check_snap
  check_disk
  check_ports
  check_channel
  check_files
  check_hosts
}

# Ends the run if there were faults; a dry run goes on to show the rest.
stop_if_faulty() {
  ((faults > 0)) || return 0
  [[ $dry ]] || exit 3
  printf 'It would stop here. Without these faults:\n'
}
