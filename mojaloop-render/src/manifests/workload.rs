//! What runs as long as the hub: deployments, and stateful sets where data outlives a pod.

use k8s_openapi::api::apps::v1::{
    Deployment, DeploymentSpec, DeploymentStrategy, RollingUpdateDeployment, StatefulSet, StatefulSetSpec,
};
use k8s_openapi::api::core::v1::{PersistentVolumeClaim, PersistentVolumeClaimSpec, VolumeResourceRequirements};
use k8s_openapi::apimachinery::pkg::api::resource::Quantity;
use k8s_openapi::apimachinery::pkg::apis::meta::v1::ObjectMeta;
use k8s_openapi::apimachinery::pkg::util::intstr::IntOrString;
use mojaloop_model::Nodes;

use super::object::{Phase, RawObject};
use super::view::View;
use super::{meta, pod};
use crate::plan::{Component, Plan, Role, Volume};

pub(super) fn of(view: &View, component: &Component) -> RawObject {
    match component.role {
        Role::Store => RawObject::of(Phase::Storage, &stateful_set(view, component)),
        Role::Service | Role::Job => RawObject::of(Phase::Workloads, &deployment(view, component)),
    }
}

fn kind(component: &Component) -> (Phase, &'static str) {
    match component.role {
        Role::Store => (Phase::Storage, "statefulset"),
        Role::Service | Role::Job => (Phase::Workloads, "deployment"),
    }
}

/// The object that runs a component, as `kubectl` takes it.
pub(super) fn reference(component: &Component) -> String {
    format!("{}/{}", kind(component).1, component.name)
}

/// The path of its file.
pub(super) fn path(component: &Component) -> String {
    let (phase, kind) = kind(component);
    format!("{}/{kind}-{}.yaml", phase.folder(), component.name)
}

fn replicas(component: &Component) -> Option<i32> {
    // An autoscaler counts for itself; a number here would set it back at every apply.
    component.autoscale.is_none().then_some(i32::try_from(component.replicas).unwrap_or(i32::MAX))
}

fn deployment(view: &View, component: &Component) -> Deployment {
    let spec = DeploymentSpec {
        replicas: replicas(component),
        selector: view.selector(&component.name),
        strategy: Some(strategy(view.plan)),
        template: pod::template(view, component),
        revision_history_limit: Some(5),
        ..DeploymentSpec::default()
    };
    Deployment { metadata: meta::of(view.plan, component), spec: spec.into(), ..Deployment::default() }
}

/// A new pod beside the old one, where there is room: a single node has memory for one of each.
pub(crate) fn strategy(plan: &Plan) -> DeploymentStrategy {
    let single = plan.cluster.nodes == Nodes::Single;
    let (surge, unavailable) = if single { (0, 1) } else { (1, 0) };
    DeploymentStrategy {
        type_: Some("RollingUpdate".to_owned()),
        rolling_update: Some(RollingUpdateDeployment {
            max_surge: Some(IntOrString::Int(surge)),
            max_unavailable: Some(IntOrString::Int(unavailable)),
        }),
    }
}

fn stateful_set(view: &View, component: &Component) -> StatefulSet {
    let claims = component.volumes.iter().map(|(name, volume)| claim(view.plan, name, volume));
    let spec = StatefulSetSpec {
        replicas: replicas(component),
        selector: view.selector(&component.name),
        service_name: component.name.clone().into(),
        template: pod::template(view, component),
        volume_claim_templates: Some(claims.collect()).filter(|all: &Vec<_>| !all.is_empty()),
        revision_history_limit: Some(5),
        ..StatefulSetSpec::default()
    };
    StatefulSet { metadata: meta::of(view.plan, component), spec: spec.into(), ..StatefulSet::default() }
}

fn claim(plan: &Plan, name: &str, volume: &Volume) -> PersistentVolumeClaim {
    let room = [("storage".to_owned(), Quantity(volume.size.to_string()))];
    PersistentVolumeClaim {
        metadata: ObjectMeta { name: Some(name.to_owned()), labels: Some(meta::of_hub(plan)), ..ObjectMeta::default() },
        spec: Some(PersistentVolumeClaimSpec {
            access_modes: Some(vec!["ReadWriteOnce".to_owned()]),
            resources: Some(VolumeResourceRequirements { requests: Some(room.into()), limits: None }),
            storage_class_name: plan.cluster.storage_class.as_ref().map(ToString::to_string),
            ..PersistentVolumeClaimSpec::default()
        }),
        ..PersistentVolumeClaim::default()
    }
}
