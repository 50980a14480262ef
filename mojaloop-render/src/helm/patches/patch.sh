#!/bin/sh
# Patches what a chart renders: Helm hands it over, and takes what comes back.
set -eu
here=$(dirname -- "$0")
command -v kubectl >/dev/null || {
    echo "patch.sh: there is no kubectl" >&2
    exit 1
}
# A folder of its own a run: two may go on at a time.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp "$here/kustomization.yaml" "$work"
cat >"$work/rendered.yaml"
kubectl kustomize "$work"
