//! A component's pod.

use k8s_openapi::api::core::v1::{
    Container, LocalObjectReference, PodSecurityContext, PodSpec, PodTemplateSpec, SeccompProfile, Volume, VolumeMount,
};
use k8s_openapi::apimachinery::pkg::apis::meta::v1::ObjectMeta;
use mojaloop_model::PodUsers;

use super::view::View;
use super::{availability, container, custom, files, meta, wait};
use crate::plan::{Component, Plan, Run};

pub(super) fn template(view: &View, component: &Component) -> PodTemplateSpec {
    let mut annotations = meta::map([(meta::ORIGIN, &component.origin)]);
    if let Some(waiver) = component.hardening.waiver.filter(|_| !component.hardening.read_only) {
        annotations.insert(meta::WAIVER.to_owned(), format!("it may write to its own files: {waiver}"));
    }
    PodTemplateSpec {
        metadata: Some(ObjectMeta {
            labels: Some(meta::of_component(view.plan, component)),
            annotations: Some(annotations),
            ..ObjectMeta::default()
        }),
        spec: Some(spec(view, component)),
    }
}

pub(crate) fn spec(view: &View, component: &Component) -> PodSpec {
    let plan = view.plan;
    let (mut volumes, mut mounts) = files::mounted(view, component);
    mounts.extend(component.volumes.iter().map(|(name, volume)| VolumeMount {
        name: name.clone(),
        mount_path: volume.at.clone(),
        ..VolumeMount::default()
    }));
    if let Some(user) = &component.broker_user {
        let (volume, mount) = custom::certificates(user);
        volumes.push(volume);
        mounts.push(mount);
    }
    let folders = component.hardening.scratch.iter().copied();
    let folders = folders.chain(component.results.iter().map(|results| results.at.as_str()));
    for folder in folders {
        let (volume, mount) = files::scratch(&volume_name(folder), folder);
        volumes.push(volume);
        mounts.push(mount);
    }
    let mut before = Vec::new();
    if let Some((waiting, more)) = wait::init(view, component) {
        before.push(waiting);
        volumes.extend(more);
    }
    for folder in component.hardening.rewrites {
        let (copying, volume, mount) = copy(view, component, folder);
        before.push(copying);
        volumes.push(volume);
        mounts.push(mount);
    }
    PodSpec {
        service_account_name: Some(component.name.clone()),
        automount_service_account_token: Some(false),
        // `MYSQL_PORT=tcp://…` and its like would be read by images as settings of their own.
        enable_service_links: Some(false),
        priority_class_name: Some(availability::priority_of(plan, component)),
        security_context: Some(user(plan, component)),
        restart_policy: (component.run != Run::Always).then(|| "OnFailure".to_owned()),
        termination_grace_period_seconds: (component.run == Run::Always).then_some(GRACE_SECONDS),
        topology_spread_constraints: availability::spread(view, component),
        image_pull_secrets: pull_secrets(plan),
        init_containers: Some(before).filter(|all| !all.is_empty()),
        containers: vec![container::of(view, component, mounts)],
        volumes: Some(volumes).filter(|all| !all.is_empty()),
        ..PodSpec::default()
    }
}

/// Five seconds to be left alone, a minute for what is under way. `Source:` a transfer is over within seconds; MySQL
/// writes its pages back in about half a minute.
const GRACE_SECONDS: i64 = 65;

/// As the profile `restricted` wants it. A volume is given to the user's group, so that no process starts as root.
fn user(plan: &Plan, component: &Component) -> PodSecurityContext {
    let hardening = component.hardening;
    let user = i64::from(hardening.user.unwrap_or(hardening.owner));
    let fixed = plan.cluster.users == PodUsers::Fixed;
    PodSecurityContext {
        run_as_non_root: Some(true),
        run_as_user: fixed.then_some(user),
        run_as_group: fixed.then_some(user),
        fs_group: fixed.then_some(user),
        fs_group_change_policy: (fixed && !component.volumes.is_empty()).then(|| "OnRootMismatch".to_owned()),
        seccomp_profile: Some(SeccompProfile { type_: "RuntimeDefault".to_owned(), localhost_profile: None }),
        ..PodSecurityContext::default()
    }
}

fn pull_secrets(plan: &Plan) -> Option<Vec<LocalObjectReference>> {
    let secrets = plan.cluster.pull_secrets.iter();
    let secrets: Vec<_> = secrets.map(|secret| LocalObjectReference { name: secret.to_string() }).collect();
    Some(secrets).filter(|all| !all.is_empty())
}

/// A folder of the image that its process writes to, copied to one that it may write to.
fn copy(view: &View, component: &Component, folder: &str) -> (Container, Volume, VolumeMount) {
    let name = volume_name(folder);
    let (volume, mount) = files::scratch(&name, folder);
    let there = format!("/copy{folder}");
    let script = format!("cp -R {folder}/. {there}/");
    let container = Container {
        name: format!("copy-{name}"),
        image: Some(container::image(view.plan, &component.image)),
        command: Some(["sh", "-c", &script].map(str::to_owned).into()),
        resources: Some(container::takes(component)),
        security_context: Some(container::confined(true)),
        volume_mounts: Some(vec![VolumeMount { mount_path: there, ..mount.clone() }]),
        ..Container::default()
    };
    (container, volume, mount)
}

/// `/var/run/mysqld` is the volume `var-run-mysqld`.
fn volume_name(folder: &str) -> String {
    folder.trim_matches('/').replace(['/', '_', '.'], "-")
}
