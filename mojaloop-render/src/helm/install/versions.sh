
for program in helm kubectl; do
    command -v "$program" >/dev/null || {
        echo "install: there is no $program" >&2
        exit 2
    }
done
# What patches the charts: Helm 3 takes a program, Helm 4 a plugin by its name.
version=$(helm version --template '{{.Version}}')
case $version in
v3.1[4-9]* | v3.[2-9][0-9]*) patches=./post-render/patch.sh ;;
v4.*)
    patches=hub-patches
    HELM_PLUGINS=$PWD
    export HELM_PLUGINS
    ;;
*)
    echo "install: this is Helm $version, expected 3.14 or newer, or 4" >&2
    exit 2
    ;;
esac
