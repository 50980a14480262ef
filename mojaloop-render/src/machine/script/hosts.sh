# The hub's lines in the hosts file stand between two others, by which they are found again.

# line_of LINE: its numbers in the hosts file.
line_of() {
  grep -anxF -- "$1" "$hosts_file" | cut -d : -f 1 || true
}

# Whether both lines are there once and in order, or none of them is.
hosts_are_whole() {
  local first last
  first=$(line_of "$HOSTS_BEGIN")
  last=$(line_of "$HOSTS_END")
  [[ ! $first$last ]] || { [[ $first =~ ^[0-9]+$ && $last =~ ^[0-9]+$ ]] && ((first < last)); }
}

# The lines for the names it is given.
hosts_block() {
  (($# > 0)) || return 0
  printf '%s\n' "$HOSTS_BEGIN" "${@/#/127.0.0.1 }" "$HOSTS_END"
}

# write_hosts NAME...: these names become the hub's, and every other byte stays what it is.
write_hosts() {
  local first last
  first=$(line_of "$HOSTS_BEGIN")
  last=$(line_of "$HOSTS_END")
  if [[ $first ]]; then
    {
      head -n "$((first - 1))" -- "$hosts_file"
      hosts_block "$@"
      tail -n "+$((last + 1))" -- "$hosts_file"
    } >"$work/hosts"
  else
    cp -- "$hosts_file" "$work/hosts"
    # Behind what is there, so that 127.0.0.1 is `localhost` still for who asks the other way round.
    if (($# > 0)); then
      [[ ! -s $hosts_file ]] || [[ ! $(tail -c 1 -- "$hosts_file") ]] || printf '\n' >>"$work/hosts"
      hosts_block "$@" >>"$work/hosts"
    fi
  fi
  place "$work/hosts" "$hosts_file" 644 root:root
}
