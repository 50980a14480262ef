//! What installs a hub: a helmfile, and the same as plain commands.

use serde_json::{Value, json};

use super::Helm;
use super::patches::FOLDER;
use crate::plan::Plan;

/// Where the charts are published. `Source:` the charts' own readme.
const REPOSITORY: (&str, &str) = ("mojaloop", "https://mojaloop.github.io/helm/repo");

/// A release to install.
pub(super) struct Release {
    /// Its name.
    pub(super) name: String,
    /// Its chart.
    pub(super) chart: &'static str,
    /// The chart's version.
    pub(super) version: &'static str,
    /// The file with its values.
    pub(super) values: String,
    /// Whether `helm test` has something to run.
    pub(super) has_tests: bool,
    /// Whether it has volumes that outlive it.
    pub(super) keeps_data: bool,
    /// Whether what its chart renders is patched.
    pub(super) is_patched: bool,
}

/// `helmfile.yaml`: each release waits for the one before it.
pub(super) fn helmfile(plan: &Plan, helm: &Helm, releases: &[Release]) -> Value {
    let (name, url) = REPOSITORY;
    let mut before: Option<&Release> = None;
    let releases: Vec<Value> = releases
        .iter()
        .map(|release| {
            let mut one = json!({
                "name": release.name,
                "namespace": plan.namespace,
                "chart": format!("{name}/{}", release.chart),
                "version": release.version,
                "values": [release.values],
            });
            if release.is_patched {
                one["postRenderer"] = format!("./{FOLDER}/patch.sh").into();
            }
            if let Some(before) = before {
                one["needs"] = json!([format!("{}/{}", plan.namespace, before.name)]);
            }
            before = Some(release);
            one
        })
        .collect();
    json!({
        "repositories": [{ "name": name, "url": url }],
        "helmDefaults": { "createNamespace": true, "wait": true, "timeout": helm.timeout.as_seconds() },
        "releases": releases,
    })
}

/// `install.sh`.
pub(super) fn install(plan: &Plan, helm: &Helm, releases: &[Release]) -> String {
    let (name, url) = REPOSITORY;
    let repository = format!("helm repo add --force-update {name} {url}\nhelm repo update {name}\n");
    let releases = releases.iter().map(|release| {
        let Release { name: release_name, chart, version, values, .. } = release;
        let patch = if release.is_patched { format!(" --post-renderer ./{FOLDER}/patch.sh") } else { String::new() };
        let test = format!("helm test {release_name} --namespace \"$namespace\" --logs\n");
        let timeout = helm.timeout.as_seconds();
        format!(
            "\nhelm upgrade --install {release_name} {name}/{chart} --version {version} \\\n    --namespace \"$namespace\" \
             --create-namespace --values {values} \\\n    --wait --timeout {timeout}s{patch}\n{}",
            if release.has_tests { test.as_str() } else { "" }
        )
    });
    let head = head(plan, "Installs", "Once more, it brings what is installed up to date");
    [head, repository].into_iter().chain(releases).collect()
}

/// `uninstall.sh`: the last first. What holds data stays until somebody takes it away.
pub(super) fn uninstall(plan: &Plan, releases: &[Release]) -> String {
    let gone = releases.iter().rev().map(|release| {
        format!("helm uninstall {} --namespace \"$namespace\" --ignore-not-found --wait\n", release.name)
    });
    let kept = releases.iter().filter(|release| release.keeps_data).map(|release| {
        format!(
            "\nif [ \"${{DATA:-}}\" = delete ]; then\n    kubectl --namespace \"$namespace\" delete \
             persistentvolumeclaims \\\n        --selector app.kubernetes.io/instance={}\nfi\n",
            release.name
        )
    });
    let head = head(plan, "Takes away", "With DATA=delete, it takes its data, too");
    std::iter::once(head).chain(gone).chain(kept).collect()
}

fn head(plan: &Plan, does: &str, again: &str) -> String {
    format!(
        "#!/bin/sh\n# {does} hub {} of Mojaloop {}. {again}.\n# Rendered: change the hub it describes, not this \
         file.\nset -eu\ncd \"$(dirname -- \"$0\")\"\nnamespace=${{NAMESPACE:-{}}}\n\n",
        plan.name, plan.release, plan.namespace
    )
}
