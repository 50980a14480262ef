//! What the charts have no key for: patches of what they render, by its name.
//!
//! They are JSON patches of a kustomization, which Helm runs as a post-renderer. Flux takes the same list as
//! `postRenderers`. Hooks are not among what Helm hands over.

use serde_json::{Value, json};

use super::Helm;
use super::keys::KeyCatalogue;
use super::reference::InRelease;
use super::subcharts::{Env, SubChart};
use super::values::Place;
use crate::bundle::{Body, Draft, DraftFile};
use crate::manifests::{View, pod_spec, strategy, tidy};
use crate::plan::Role;
use crate::yaml::{self, Comments};

/// Where the kustomization and its program are.
const FOLDER: &str = "post-render";

/// The program, as Helm 3 takes it.
pub(super) const PROGRAM: &str = "./post-render/patch.sh";

/// The plugin, as Helm 4 takes it: by its name.
pub(super) const PLUGIN: &str = "hub-patches";

/// Adds the patches, and what makes Helm apply them.
pub(super) fn write(draft: &mut Draft, view: &View, helm: &Helm) {
    let says = format!(
        "What the charts have no key for, as patches of what they render.\nHelm 3: helm upgrade --post-renderer \
         {PROGRAM}\nHelm 4: HELM_PLUGINS=. helm upgrade --post-renderer {PLUGIN}\nFlux: this list as \
         spec.postRenderers[0].kustomize.patches of the HelmRelease `{}`.",
        helm.release
    );
    let (tree, comments) = (kustomization(view, &helm.release), Comments::default().head(says));
    draft.file(DraftFile::new(format!("{FOLDER}/kustomization.yaml"), Body::Yaml { tree, comments }));
    let program = Body::Text(include_str!("patches/patch.sh").into());
    draft.file(DraftFile::new(format!("{FOLDER}/patch.sh"), program).executable());
    // `Source:` Helm 4, whose post-renderers are plugins.
    let tree = json!({
        "apiVersion": "v1",
        "type": "postrenderer/v1",
        "name": PLUGIN,
        "version": "1.0.0",
        "runtime": "subprocess",
        "runtimeConfig": { "platformCommand": [{ "command": "${HELM_PLUGIN_DIR}/patch.sh" }] },
    });
    let comments = Comments::default().head("Makes patch.sh a post-renderer of Helm 4, which takes plugins only.");
    draft.file(DraftFile::new(format!("{FOLDER}/plugin.yaml"), Body::Yaml { tree, comments }));
}

fn kustomization(view: &View, release: &str) -> Value {
    let plan = view.plan;
    let keys = KeyCatalogue::of("mojaloop", plan.release.name());
    let patched = plan.components.iter().filter(|component| component.role == Role::Service);
    let patches = patched.filter_map(|component| {
        let chart = SubChart::of(&component.name)?;
        let place = Place { plan, refer: InRelease { plan, release }, keys, chart, component };
        let patch = of_workload(view, &place);
        let target = json!({ "kind": chart.kind, "name": chart.rendered(release) });
        Some(json!({ "target": target, "patch": yaml::to_string(&Value::Array(patch)) }))
    });
    json!({
        "apiVersion": "kustomize.config.k8s.io/v1beta1",
        "kind": "Kustomization",
        "patches": patches.collect::<Vec<_>>(),
    })
}

const POD: &str = "/spec/template/spec";
const CONTAINER: &str = "/spec/template/spec/containers/0";

/// What of a pod is said as the manifests say it.
///
/// The charts ask after a minute, wait a second for the answer, and end who fails three times: a busy pod, or one whose
/// consumers are being rebalanced, would be ended again and again.
const OF_POD: &[&str] = &[
    "automountServiceAccountToken",
    "enableServiceLinks",
    "imagePullSecrets",
    "priorityClassName",
    "securityContext",
    "terminationGracePeriodSeconds",
];
const OF_CONTAINER: &[&str] =
    &["resources", "startupProbe", "readinessProbe", "livenessProbe", "lifecycle", "securityContext"];

fn of_workload(view: &View, place: &Place) -> Vec<Value> {
    let component = place.component;
    // The manifests' own types hold nothing that JSON can't.
    let pod = tidy(serde_json::to_value(pod_spec(view, component)).unwrap_or_default());
    let container = pod.pointer("/containers/0").cloned().unwrap_or_default();
    let set =
        |place: &str, key: &str, value: Value| json!({ "op": "add", "path": format!("{place}/{key}"), "value": value });
    let mut patch = Vec::new();
    if component.autoscale.is_some() {
        // An autoscaler counts for itself; a number here would set it back at every upgrade.
        patch.push(json!({ "op": "remove", "path": "/spec/replicas" }));
    }
    if place.chart.kind == "Deployment" {
        // As the quota counts on it.
        patch.push(set("/spec", "strategy", tidy(serde_json::to_value(strategy(view.plan)).unwrap_or_default())));
    }
    for key in OF_POD {
        patch.extend(pod.get(key).map(|value| set(POD, key, value.clone())));
    }
    // The charts spread even a single pod, and over nodes that take none: its successor would find no place.
    let spread = pod.get("topologySpreadConstraints").cloned().unwrap_or_else(|| json!([]));
    patch.push(set(POD, "topologySpreadConstraints", spread));
    for key in OF_CONTAINER.iter().filter(|key| !has_key_for(place, key)) {
        patch.extend(container.get(key).map(|value| set(CONTAINER, key, without_scratch(value.clone()))));
    }
    if component.broker_user.is_some() {
        let named = |list: &str| {
            let list = pod.pointer(list).and_then(Value::as_array).into_iter().flatten();
            list.filter(|one| one["name"] == "broker").cloned().collect::<Vec<_>>()
        };
        patch.extend(named("/volumes").into_iter().map(|volume| set(POD, "volumes/-", volume)));
        let mounts = named("/containers/0/volumeMounts");
        patch.extend(mounts.into_iter().map(|mount| set(CONTAINER, "volumeMounts/-", mount)));
    }
    if place.chart.env == Env::Patched {
        let variables = place.extra_variables();
        patch.extend(
            variables.into_iter().map(|(name, value)| set(CONTAINER, "env/-", json!({ "name": name, "value": value }))),
        );
        patch.extend(place.extra_secrets().into_iter().map(|variable| set(CONTAINER, "env/-", variable)));
    }
    patch
}

/// Whether the chart has a key that says it, and one that works.
fn has_key_for(place: &Place, key: &str) -> bool {
    match key {
        "resources" => place.chart.has_resources,
        "securityContext" => place.has("containerSecurityContext"),
        _ => false,
    }
}

/// The charts give their pods no folder to write to beside their own file systems.
fn without_scratch(mut value: Value) -> Value {
    if let Some(context) = value.as_object_mut() {
        context.shift_remove("readOnlyRootFilesystem");
    }
    value
}
