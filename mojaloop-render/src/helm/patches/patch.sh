#!/bin/sh
# Patches what a chart renders: Helm hands it over, and takes what comes back.
set -eu
here=$(dirname -- "$0")
if command -v kubectl >/dev/null; then
    kustomize() { kubectl kustomize "$1"; }
elif command -v microk8s >/dev/null; then
    kustomize() { microk8s kubectl kustomize "$1"; }
else
    echo "patch.sh: there is no kubectl" >&2
    exit 1
fi
# A folder of its own a run: two may go on at a time.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cat >"$work/rendered.yaml"
cp "$here/kustomization.yaml" "$work"
printf 'resources:\n- rendered.yaml\n' >>"$work/kustomization.yaml"
kustomize "$work"
