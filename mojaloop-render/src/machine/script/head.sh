#!/usr/bin/env bash
# Makes this machine the one a hub runs on: MicroK8s, its addons, a way in for kubectl, and the hub's names.
#
#   sudo ./microk8s.sh                  sets it up; what is done already stays as it is
#   ./microk8s.sh --check               tells what keeps this machine from it, and changes nothing
#   ./microk8s.sh --dry-run             prints the commands it would run, and changes nothing; sudo sees more
#   sudo ./microk8s.sh --delete --yes   takes all of it away, and every volume with its data
#   ./microk8s.sh --help                prints this
#
# It ends with
#   0  when all is done
#   1  when a step failed: mend what it says, and run it again
#   2  when it was not called as above
#   3  when the machine does not fit: every fault is told, and nothing was changed
#
# Where it looks and writes, unless the environment says otherwise, as in `sudo HOSTS_FILE=hosts ./microk8s.sh`
#   HOSTS_FILE       /etc/hosts
#   KUBECONFIG_FILE  .kube/microk8s.config at home of who calls it, and of no other than this script
#   LAUNCH_FILE      /var/snap/microk8s/common/.microk8s.yaml, where MicroK8s looks for its launch configuration
#   LAUNCH_BEFORE    /etc/microk8s.yaml, and snap/microk8s/common/.microk8s.yaml at home of root: where it looks before
#   DATA_FOLDER      /var/snap, the folder with images and volumes
#   OS_RELEASE       /etc/os-release
#   MEMINFO          /proc/meminfo
#   READY_SECONDS    600, how long it may take to start
#   ADDON_SECONDS    300, how long an addon may take to be there
set -euo pipefail
