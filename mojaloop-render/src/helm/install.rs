//! What installs a hub: a helmfile, and the same as plain commands.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::Helm;
use super::companions::{AFTER, APPLY, BEFORE};
use super::patches::PROGRAM;
use super::release::{REPOSITORY, Release};
use crate::plan::Plan;

/// `helmfile.yaml`: each release waits for the one before it.
pub(super) fn helmfile(plan: &Plan, helm: &Helm, releases: &[Release], jobs: &[&str]) -> Value {
    let (repository, url) = REPOSITORY;
    let namespace = &plan.namespace;
    let mut before: Option<&Release> = None;
    let releases: Vec<Value> = releases
        .iter()
        .map(|release| {
            let mut one = json!({
                "name": release.name,
                "namespace": namespace,
                "chart": format!("{repository}/{}", release.chart),
                "version": release.version,
                "values": [values(release.chart)],
            });
            let mut hooks = Vec::new();
            if release.is_replaced {
                one["chart"] = replaced(release).into();
                if let Some(one) = one.as_object_mut() {
                    one.shift_remove("version");
                }
                hooks.push(json!({ "events": ["prepare"], "showlogs": true, "command": format!("./{FETCH}") }));
            }
            match before {
                Some(before) => one["needs"] = json!([format!("{namespace}/{}", before.name)]),
                None => hooks.push(hook(plan, "presync", &apply(BEFORE))),
            }
            if release.is_patched {
                one["postRenderer"] = PROGRAM.into();
                if !jobs.is_empty() {
                    hooks.push(hook(plan, "presync", &wait(plan, helm, jobs)));
                }
                hooks.push(hook(plan, "postsync", &apply(AFTER)));
            }
            if !hooks.is_empty() {
                one["hooks"] = hooks.into();
            }
            before = Some(release);
            one
        })
        .collect();
    let mut file = json!({
        "repositories": [{ "name": repository, "url": url }],
        "helmDefaults": { "createNamespace": false, "wait": true, "timeout": helm.timeout.as_seconds() },
        "releases": releases,
    });
    if plan.machine.is_some() {
        file["helmBinary"] = "microk8s.helm3".into();
    }
    file
}

fn hook(plan: &Plan, event: &str, words: &[String]) -> Value {
    let program = if plan.machine.is_some() { "microk8s.kubectl" } else { "kubectl" };
    json!({ "events": [event], "showlogs": true, "command": program, "args": words })
}

/// The file with a chart's values.
pub(super) fn values(chart: &str) -> String {
    format!("values/{chart}.yaml")
}

fn apply(folder: &str) -> Vec<String> {
    let words = APPLY.split(' ').chain(["--kustomize", folder]);
    std::iter::once("apply").chain(words).map(str::to_owned).collect()
}

/// What the services need has ended well.
fn wait(plan: &Plan, helm: &Helm, jobs: &[&str]) -> Vec<String> {
    let timeout = format!("--timeout={}s", helm.timeout.as_seconds());
    let words = ["wait", "--namespace", &plan.namespace, "--for=condition=Complete", &timeout].map(str::to_owned);
    words.into_iter().chain(jobs.iter().map(|job| format!("job/{job}"))).collect()
}

/// `install.sh`.
pub(super) fn install(plan: &Plan, helm: &Helm, releases: &[Release], jobs: &[&str]) -> String {
    let (_, url) = REPOSITORY;
    let mut script = head(plan, "Installs", "Once more, it brings what is installed up to date");
    script += include_str!("install/versions.sh");
    let mut section = |says: &str, commands: &str| {
        // Writing to a string can't fail.
        let _ = write!(script, "\n# {says}\n{commands}\n");
    };
    section("What has to be there before the charts.", &format!("kubectl {}", apply(BEFORE).join(" ")));
    for release in releases {
        let Release { name, chart, version, .. } = release;
        let mut commands = String::new();
        if release.is_patched && !jobs.is_empty() {
            let _ =
                writeln!(commands, "kubectl {}", wait(plan, helm, jobs).join(" ").replace(" job/", " \\\n    job/"));
        }
        let place = if release.is_replaced {
            let _ = writeln!(commands, "./{FETCH}");
            replaced(release)
        } else {
            format!("{chart} --repo {url} --version {version}")
        };
        let _ = write!(
            commands,
            "helm upgrade --install {name} {place} \\\n    --namespace {} --values {} \
             \\\n    --wait --timeout {}s{}",
            plan.namespace,
            values(chart),
            helm.timeout.as_seconds(),
            if release.is_patched { " --post-renderer \"$patches\"" } else { "" },
        );
        if release.has_tests {
            let _ = write!(commands, "\nhelm test {name} --namespace {} --logs", plan.namespace);
        }
        section(if release.is_patched { "The hub." } else { "Its stores." }, &commands);
    }
    section("What needs the pods of the charts.", &format!("kubectl {}", apply(AFTER).join(" ")));
    script
}

/// The script that fetches a chart and replaces texts of it.
pub(super) const FETCH: &str = "charts/fetch.sh";

/// Where a chart is once its texts are replaced.
fn replaced(release: &Release) -> String {
    format!("./charts/{}", release.chart)
}

/// `charts/fetch.sh`: the published chart, and what is made of it. Both are made anew, so that a text is counted in the
/// very version that is installed.
pub(super) fn fetch(plan: &Plan, release: &Release) -> String {
    let (_, url) = REPOSITORY;
    let Release { chart, version, .. } = release;
    let script = head(plan, "Fetches the chart of", "What no value of it can say is replaced in it");
    format!(
        "{script}\nrm -rf published {chart}\nhelm pull {chart} --repo {url} --version {version} --untar --untardir \
         published\n./replace.pl published/{chart} {chart}\n"
    )
}

/// `uninstall.sh`: the last first. What holds data, and what opens it, stays until somebody takes it away.
pub(super) fn uninstall(plan: &Plan, releases: &[Release]) -> String {
    let mut script = head(plan, "Takes away", "With DATA=delete, its namespace goes with all that is left in it");
    let _ = writeln!(script, "\nkubectl delete --ignore-not-found --kustomize {AFTER}");
    for release in releases.iter().rev() {
        let _ = writeln!(
            script,
            "helm uninstall {} --namespace {} --ignore-not-found --wait",
            release.name, plan.namespace
        );
    }
    let _ = write!(
        script,
        "\n# Secrets and volumes stay, and stores that operators run: data without the secrets that open it is lost.\nif \
         [ \"${{DATA:-}}\" = delete ]; then\n    kubectl delete --ignore-not-found --kustomize {BEFORE}\nfi\n"
    );
    script
}

/// How every script begins: what it does to the hub, and what it does beside.
pub(super) fn head(plan: &Plan, does: &str, beside: &str) -> String {
    let programs = if plan.machine.is_some() { MACHINE } else { "" };
    format!(
        "#!/bin/sh\n# {does} hub {} of Mojaloop {}. {beside}.\n# Rendered: change the hub it describes, not this \
         file.\nset -eu\ncd \"$(dirname -- \"$0\")\"\n{programs}",
        plan.name, plan.release
    )
}

/// Both programs, as a machine of the hub's own has them.
const MACHINE: &str = "
# The machine brings both programs with it.
helm() { microk8s helm3 \"$@\"; }
kubectl() { microk8s kubectl \"$@\"; }
";

#[cfg(test)]
mod tests {
    use crate::helm::patches::{PLUGIN, PROGRAM};

    #[test]
    fn each_helm_is_told_of_the_patches_in_its_own_way() {
        let script = include_str!("install/versions.sh");
        assert!(script.contains(&format!("patches={PROGRAM} ;;")) && script.contains(&format!("patches={PLUGIN}\n")));
    }
}
