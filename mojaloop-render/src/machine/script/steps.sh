# Each step asks first whether it is done.

install_microk8s() {
  [[ ! $followed ]] || return 0
  folder "$(dirname -- "$launch_file")" root:root
  # Before it is installed: it is read then, and never again.
  place "$here/microk8s.yaml" "$launch_file" 644 root:root
  run snap install microk8s --classic "--channel=$CHANNEL"
}

joined=
join_group() {
  [[ $user != root && " $(id -nG "$user") " != *' microk8s '* ]] || return 0
  run usermod -a -G microk8s "$user"
  joined=yes
}

await_ready() {
  ! is_running || return 0
  # Just installed, it starts by itself.
  [[ ! $followed ]] || run microk8s start
  run microk8s status --wait-ready --timeout "$ready_seconds"
  [[ ! $dry ]] || return 0
  read_followed
  read_status
  is_running || die "MicroK8s was not ready within $ready_seconds s: \`microk8s inspect\` says why"
}

# The launch configuration enables them too, and `enable` waits for that; what was added since is enabled here alone.
enable_addons() {
  local addon
  for addon in "${ADDONS[@]}"; do
    if has_addon "$addon"; then continue; fi
    run microk8s enable "$addon"
    [[ $dry ]] || await_addon "$addon"
  done
}

# Nothing else tells: `enable` of an addon that MicroK8s does not know ends well.
await_addon() {
  local until=$((SECONDS + addon_seconds))
  read_status
  until has_addon "$1"; do
    ((SECONDS < until)) || die "addon \`$1\` is not there after $addon_seconds s: \`microk8s status\` lists them"
    sleep 5
    read_status
  done
}

# By the loopback address: that of a laptop changes with the network it is in.
write_kubeconfig() {
  local new=$work/kubeconfig
  printf '# Written by machine/microk8s.sh, and again when it changes.\n' >"$new"
  ! is_running || microk8s config --use-loopback >>"$new" || die 'MicroK8s does not give its kubeconfig away'
  folder "$(dirname -- "$kubeconfig_file")" "$user:"
  place "$new" "$kubeconfig_file" 600 "$user:"
}

set_up() {
  install_microk8s
  join_group
  await_ready
  enable_addons
  write_kubeconfig
  write_hosts "${HOSTS[@]}"
  if [[ ! $changed ]]; then
    printf 'Nothing to do: MicroK8s %s runs here as hub %s needs it.\n' "$CHANNEL" "$HUB"
  elif [[ ! $dry ]]; then
    printf 'MicroK8s %s runs here as hub %s needs it. Next:\n' "$CHANNEL" "$HUB"
    [[ ! $joined ]] || printf '  log in again, so that %s counts as one of group microk8s\n' "$user"
    printf '  export KUBECONFIG=%q\n  microk8s kubectl --namespace %s get pods\n' "$kubeconfig_file" "$NAMESPACE"
  fi
}

take_away() {
  local file
  [[ ! $followed ]] || run snap remove --purge microk8s
  for file in "$launch_file" "$kubeconfig_file"; do
    if [[ -e $file ]] && is_ours "$file"; then run rm -f -- "$file"; fi
  done
  write_hosts
  [[ $changed ]] || printf 'Nothing to do: neither MicroK8s nor a name of hub %s is here.\n' "$HUB"
}
