//! What goes beside the charts: everything the manifests of the same hub say that is no pod of a chart.

use serde_json::json;

use super::Helm;
use crate::bundle::{Body, Draft, DraftFile};
use crate::manifests::{RawObject, View, of_plan};
use crate::plan::{Plan, Run};
use crate::yaml::Comments;
use mojaloop_model::Diagnostics;

/// Where those are that the charts' pods need.
pub(super) const BEFORE: &str = "companions/before";
/// Where those are that need the charts' pods.
pub(super) const AFTER: &str = "companions/after";

/// The objects beside the charts, by when they are applied.
pub(super) struct Companions {
    before: Vec<RawObject>,
    after: Vec<RawObject>,
}

impl Companions {
    /// The objects of a plan that no chart renders.
    pub(super) fn of(view: &View) -> Result<Self, Diagnostics> {
        let mut objects = of_plan(view)?;
        objects.sort_by_key(RawObject::phase);
        let (after, before) = objects.into_iter().partition(|object| is_after(view, object));
        Ok(Self { before, after })
    }

    /// Adds each as a file, and a kustomization for each time.
    pub(super) fn write(self, draft: &mut Draft, plan: &Plan, helm: &Helm) {
        let says = format!(
            "Before the charts of hub {}: its namespace, who may reach whom, secrets, stores that operators run, what \
             prepares the stores, and the services that no chart runs.\nHelm: ./install.sh applies it, or helmfile. By hand:\n    kubectl apply {APPLY} \
             --kustomize {BEFORE}\nFlux: a Kustomization with this path, which the HelmReleases depend on.",
            plan.name
        );
        folder(draft, BEFORE, self.before, &says);
        let says = format!(
            "After the charts of hub {}: what scales, guards, watches and leads to their pods, and what runs once they \
             work.\nHelm: ./install.sh applies it, or helmfile. By hand:\n    kubectl apply {APPLY} --kustomize \
             {AFTER}\nFlux: a Kustomization with this path, which depends on the HelmRelease `{}`.",
            plan.name, helm.release
        );
        folder(draft, AFTER, self.after, &says);
    }
}

/// By the server, which keeps no copy of a large file in an annotation: that would not fit.
pub(super) const APPLY: &str = "--server-side --force-conflicts";

/// What scales, guards, watches and leads to pods, or asks something of them.
const AFTERWARDS: &[&str] = &[
    "Certificate",
    "CronJob",
    "HTTPRoute",
    "HorizontalPodAutoscaler",
    "Ingress",
    "PodDisruptionBudget",
    "PodMonitor",
    "PrometheusRule",
];

/// Whether an object is about pods that have to be there.
fn is_after(view: &View, object: &RawObject) -> bool {
    match object.kind() {
        "Job" => !before(view).any(|job| job == object.name()),
        kind => AFTERWARDS.contains(&kind),
    }
}

/// The jobs that end before the services start.
pub(super) fn before<'v>(view: &'v View) -> impl Iterator<Item = &'v str> {
    let once = view.plan.components.iter().filter(|component| component.run == Run::Once);
    once.filter_map(|component| view.jobs.get(component.name.as_str()).map(String::as_str))
}

fn folder(draft: &mut Draft, folder: &str, objects: Vec<RawObject>, says: &str) {
    let paths: Vec<String> = objects.iter().map(RawObject::path).collect();
    let tree = json!({
        "apiVersion": "kustomize.config.k8s.io/v1beta1",
        "kind": "Kustomization",
        "resources": paths,
    });
    let comments = Comments::default().head(says);
    draft.file(DraftFile::new(format!("{folder}/kustomization.yaml"), Body::Yaml { tree, comments }));
    for object in objects {
        let path = format!("{folder}/{}", object.path());
        draft.file(object.file_at(path));
    }
}
