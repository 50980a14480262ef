//! What a pod waits for before it starts: an init container that asks for each until all are there.
//!
//! Kubernetes starts everything at once. A store is asked for a connection, by the very link the component needs
//! anyway; what runs once or elsewhere is asked after at the API server, with rights for those objects alone.

use std::collections::BTreeMap;

use k8s_openapi::api::core::v1::{
    ConfigMap, ConfigMapProjection, Container, DownwardAPIProjection, DownwardAPIVolumeFile, KeyToPath,
    ObjectFieldSelector, ProjectedVolumeSource, ServiceAccountTokenProjection, Volume, VolumeMount, VolumeProjection,
};
use k8s_openapi::api::rbac::v1::{PolicyRule, Role, RoleBinding, RoleRef, Subject};
use mojaloop_model::catalogue::Runtime;
use mojaloop_model::{Cpu, Memory};

use super::object::{Phase, RawObject};
use super::view::View;
use super::{container, meta};
use crate::plan::{Component, Endpoint, Link, Ready, Role as Part, Run};

const PROGRAM: &str = include_str!("wait.js");
/// The config map of the program, and the volume it is in.
const NAME: &str = "wait";
const FOLDER: &str = "/opt/wait";
const TOKEN: &str = "token";
const TOKEN_FOLDER: &str = "/var/run/secrets/kubernetes.io/serviceaccount";

/// What somebody waits for.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Target {
    /// A port that takes connections.
    Port(Endpoint),
    /// An object of the API server, by its resource and its name.
    Object(&'static str, String),
}

/// What a component waits for: the stores it calls, and what its plan names.
fn targets(view: &View, component: &Component) -> Vec<Target> {
    // What others render waits as they have it wait.
    if !view.is_own(component) {
        return Vec::new();
    }
    let store = |link: &&&Link| view.plan.is_store(&link.to);
    let ports = view.calls(&component.name).iter().filter(store);
    let ports = ports.map(|link| Target::Port(Endpoint::new(&link.to, link.port)));
    let named = component.after.iter().filter_map(|(name, ready)| {
        let other = view.plan.component(name)?;
        match (ready, other.role, other.run) {
            (Ready::Completed | Ready::CompletedIfStarted, _, Run::Once | Run::Afterwards) => {
                Some(Target::Object("jobs", view.jobs.get(name.as_str())?.clone()))
            }
            (Ready::Healthy, Part::Service, Run::Always) => {
                Some(Target::Object(view.resource(other), view.object(other).to_owned()))
            }
            _ => None,
        }
    });
    ports.chain(named).collect()
}

fn objects(view: &View, component: &Component) -> BTreeMap<&'static str, Vec<String>> {
    let mut objects: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for target in targets(view, component) {
        if let Target::Object(resource, name) = target {
            objects.entry(resource).or_default().push(name);
        }
    }
    objects
}

/// Whether a component has to ask the API server.
pub(super) fn asks_api_server(view: &View, component: &Component) -> bool {
    !objects(view, component).is_empty()
}

/// The program, where anybody waits.
pub(super) fn program(view: &View) -> Option<RawObject> {
    let mut waiting = view.plan.components.iter().filter(|component| !targets(view, component).is_empty());
    waiting.next()?;
    let map = ConfigMap {
        metadata: meta::named(view.plan, NAME),
        data: Some(BTreeMap::from([("wait.js".to_owned(), PROGRAM.to_owned())])),
        ..ConfigMap::default()
    };
    Some(RawObject::of(Phase::Config, &map))
}

/// The right to see those objects, and nothing else.
pub(super) fn rights(view: &View, component: &Component) -> Vec<RawObject> {
    let objects = objects(view, component);
    if objects.is_empty() {
        return Vec::new();
    }
    let rule = |(resource, names): (&str, Vec<String>)| PolicyRule {
        api_groups: Some(vec![group(resource).to_owned()]),
        resources: Some(vec![resource.to_owned()]),
        resource_names: Some(names),
        verbs: vec!["get".to_owned()],
        ..PolicyRule::default()
    };
    let role = Role { metadata: meta::of(view.plan, component), rules: Some(objects.into_iter().map(rule).collect()) };
    let binding = RoleBinding {
        metadata: meta::of(view.plan, component),
        role_ref: RoleRef {
            api_group: "rbac.authorization.k8s.io".to_owned().into(),
            kind: "Role".to_owned(),
            name: component.name.clone(),
        },
        subjects: Some(vec![Subject {
            kind: "ServiceAccount".to_owned(),
            name: component.name.clone(),
            namespace: Some(view.plan.namespace.clone()),
            ..Subject::default()
        }]),
    };
    vec![RawObject::of(Phase::Policy, &role), RawObject::of(Phase::Policy, &binding)]
}

fn group(resource: &str) -> &'static str {
    if resource == "jobs" { "batch" } else { "apps" }
}

/// The init container and its volumes, where a component waits.
pub(super) fn init(view: &View, component: &Component) -> Option<(Container, Vec<Volume>)> {
    let targets = targets(view, component);
    if targets.is_empty() {
        return None;
    }
    let mut mounts = vec![mount(NAME, FOLDER)];
    let mut volumes = vec![Volume {
        name: NAME.to_owned(),
        config_map: Some(k8s_openapi::api::core::v1::ConfigMapVolumeSource {
            name: NAME.to_owned(),
            ..Default::default()
        }),
        ..Volume::default()
    }];
    if targets.iter().any(|target| matches!(target, Target::Object(..))) {
        mounts.push(mount(TOKEN, TOKEN_FOLDER));
        volumes.push(token());
    }
    // Its own image is on the node anyway.
    let image = if component.runtime == Runtime::Node { &component.image } else { &view.plan.node };
    let command = ["node".to_owned(), format!("{FOLDER}/wait.js")];
    let container = Container {
        name: NAME.to_owned(),
        image: Some(container::image(view.plan, image)),
        command: Some(command.into_iter().chain(targets.iter().map(|target| word(view, target))).collect()),
        resources: Some(container::resources(Memory::mebibytes(64), Memory::mebibytes(128), Cpu::millicores(10), None)),
        security_context: Some(container::confined(true)),
        volume_mounts: Some(mounts),
        ..Container::default()
    };
    Some((container, volumes))
}

fn word(view: &View, target: &Target) -> String {
    match target {
        Target::Port(endpoint) => {
            let references = view.references();
            format!("{}:{}", references.host(endpoint), references.port(endpoint))
        }
        Target::Object(resource, name) => format!("{}/{resource}/{name}", group(resource)),
    }
}

fn mount(volume: &str, at: &str) -> VolumeMount {
    VolumeMount { name: volume.to_owned(), mount_path: at.to_owned(), read_only: Some(true), ..VolumeMount::default() }
}

/// The token of the component's account, for the init container alone: the component itself gets none.
fn token() -> Volume {
    let item = |key: &str| KeyToPath { key: key.to_owned(), path: key.to_owned(), ..KeyToPath::default() };
    let sources = vec![
        VolumeProjection {
            service_account_token: Some(ServiceAccountTokenProjection {
                path: "token".to_owned(),
                expiration_seconds: Some(3600),
                ..ServiceAccountTokenProjection::default()
            }),
            ..VolumeProjection::default()
        },
        VolumeProjection {
            config_map: Some(ConfigMapProjection {
                name: "kube-root-ca.crt".to_owned(),
                items: Some(vec![item("ca.crt")]),
                optional: None,
            }),
            ..VolumeProjection::default()
        },
        VolumeProjection {
            downward_api: Some(DownwardAPIProjection {
                items: Some(vec![DownwardAPIVolumeFile {
                    path: "namespace".to_owned(),
                    field_ref: Some(ObjectFieldSelector {
                        api_version: Some("v1".to_owned()),
                        field_path: "metadata.namespace".to_owned(),
                        ..ObjectFieldSelector::default()
                    }),
                    ..DownwardAPIVolumeFile::default()
                }]),
            }),
            ..VolumeProjection::default()
        },
    ];
    Volume {
        name: TOKEN.to_owned(),
        projected: Some(ProjectedVolumeSource { sources: Some(sources), ..ProjectedVolumeSource::default() }),
        ..Volume::default()
    }
}
