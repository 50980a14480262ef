//! Stores that operators run: a custom resource each, and what is known of the pods behind it.
//!
//! Small specs with the fields that are set; `kubectl` and the operator know the rest.

mod percona_mongodb;
mod percona_xtradb;
mod redis;
mod strimzi;

use k8s_openapi::api::core::v1::{Volume, VolumeMount};
use k8s_openapi::apimachinery::pkg::apis::meta::v1::{LabelSelector, LabelSelectorRequirement};
use mojaloop_model::{Cpu, Memory, Nodes, StoreKind};
use serde_json::{Value, json};

use super::meta;
use super::namespace::Taken;
use super::object::{Phase, RawObject};
use crate::plan::{OperatedStore, Plan};

/// What is each operator's own.
struct Driver {
    /// The service its store is called by.
    host: fn(&OperatedStore) -> String,
    /// The labels of its store's pods.
    pods: fn() -> LabelSelector,
    /// The labels of its own pod, by any of the names it is installed under.
    operator: fn() -> LabelSelector,
    /// Its resources.
    objects: fn(&Plan, &OperatedStore) -> Vec<RawObject>,
    /// What else than its instances its store runs: how many, and the most memory each may take.
    beside: fn(&OperatedStore) -> (u32, Memory),
}

fn driver(kind: StoreKind) -> &'static Driver {
    match kind {
        StoreKind::Mysql => &percona_xtradb::DRIVER,
        StoreKind::Kafka => &strimzi::DRIVER,
        StoreKind::Redis => &redis::DRIVER,
        _ => &percona_mongodb::DRIVER,
    }
}

/// The service a store is called by.
pub(crate) fn host(store: &OperatedStore) -> String {
    (driver(store.kind).host)(store)
}

/// The pods of a store.
pub(super) fn pods(store: &OperatedStore) -> LabelSelector {
    (driver(store.kind).pods)()
}

/// The pods of the operator of a store.
pub(super) fn operator(store: &OperatedStore) -> LabelSelector {
    (driver(store.kind).operator)()
}

/// The resources of a store.
pub(super) fn objects(plan: &Plan, store: &OperatedStore) -> Vec<RawObject> {
    (driver(store.kind).objects)(plan, store)
}

/// The certificate of a client of the brokers, and that of their authority, as a volume and its mount.
pub(super) fn certificates(user: &str) -> (Volume, VolumeMount) {
    strimzi::certificates(user)
}

/// What a store takes: its instances, what runs beside them, and one more of each while it is updated or backed up.
pub(super) fn takes(store: &OperatedStore) -> Taken {
    let (count, memory) = (driver(store.kind).beside)(store);
    let instance = Taken { pods: 1, cpu: store.cpu, asks: store.memory, most: store.memory, disk: store.disk };
    let beside = Taken { pods: 1, cpu: BESIDE, asks: memory, most: memory, disk: Memory::ZERO };
    let once_more = Taken { disk: Memory::ZERO, ..instance };
    instance.times(store.operated.instances).and(beside.times(count + 1)).and(once_more)
}

/// What each that runs beside asks for.
const BESIDE: Cpu = Cpu::millicores(50);

/// Pods with each of some labels, of one of some values.
fn labelled<const N: usize>(labels: [(&str, &[&str]); N]) -> LabelSelector {
    let one_of = |(key, values): (&str, &[&str])| LabelSelectorRequirement {
        key: key.to_owned(),
        operator: "In".to_owned(),
        values: Some(values.iter().map(|value| (*value).to_owned()).collect()),
    };
    LabelSelector { match_expressions: Some(labels.map(one_of).into()), match_labels: None }
}

/// A resource of a store, named after it.
fn resource(plan: &Plan, store: &OperatedStore, api_version: &str, kind: &str, spec: &Value) -> RawObject {
    named(plan, store, api_version, kind, store.kind.name(), spec)
}

fn named(plan: &Plan, store: &OperatedStore, api_version: &str, kind: &str, name: &str, spec: &Value) -> RawObject {
    RawObject::new(Phase::Custom, api_version, kind, name)
        .namespace(&plan.namespace)
        .labels(meta::of_hub(plan))
        .body(json!({ "spec": spec }))
        .origin(&store.origin)
}

/// What one instance asks for and may take.
fn resources(cpu: Cpu, memory: Memory) -> Value {
    let memory = memory.to_string();
    json!({ "requests": { "cpu": cpu.to_string(), "memory": memory }, "limits": { "memory": memory } })
}

/// As the profile `restricted` wants it, of a container.
fn confined() -> Value {
    json!({
        "allowPrivilegeEscalation": false,
        "capabilities": { "drop": ["ALL"] },
        "runAsNonRoot": true,
        "seccompProfile": { "type": "RuntimeDefault" },
    })
}

/// The claim of an instance's volume.
fn claim(plan: &Plan, store: &OperatedStore) -> Value {
    let mut claim = json!({
        "accessModes": ["ReadWriteOnce"],
        "resources": { "requests": { "storage": store.disk.to_string() } },
    });
    if let Some(class) = &plan.cluster.storage_class {
        claim["storageClassName"] = class.to_string().into();
    }
    claim
}

/// What its instances are kept apart by.
fn apart(plan: &Plan) -> Option<&'static str> {
    match plan.cluster.nodes {
        Nodes::Zones => Some("topology.kubernetes.io/zone"),
        Nodes::Several => Some("kubernetes.io/hostname"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use mojaloop_model::{Backup, Kubernetes, Operated};
    use mojaloop_presets::CoreTestHarness;

    use super::*;

    /// Of every kind, also of those no hub of today needs: its resources are in the hub's namespace, and its driver
    /// knows where they are called and what they take.
    #[test]
    fn every_kind_of_store_has_resources() {
        let mut hub = CoreTestHarness::default().hub();
        hub.platform = Kubernetes::builder().storage_class("fast").build().into();
        let plan = crate::plan::plan(&hub.validate().expect("a valid hub"));
        let backup = Backup::builder().bucket("backups").secret("backups").endpoint("https://s3.example.org").build();
        for kind in StoreKind::ALL {
            let store = OperatedStore {
                kind: *kind,
                origin: format!("stores.{kind}.provisioning.operator"),
                port: kind.port(),
                operated: Operated::builder().backup(backup.clone()).build(),
                disk: Memory::gibibytes(20),
                memory: Memory::gibibytes(1),
                cpu: Cpu::millicores(500),
            };
            let files = objects(&plan, &store).into_iter().map(|object| object.path()).collect::<Vec<_>>();
            assert!(files.iter().all(|path| path.starts_with("9-custom/")) && !files.is_empty(), "{files:?}");
            assert!(host(&store).starts_with(kind.name()), "{}", host(&store));
            assert!(pods(&store).match_expressions.is_some() && operator(&store).match_expressions.is_some());
            let taken = takes(&store);
            assert!(taken.pods > 3 && taken.disk == Memory::gibibytes(60), "{kind}: {taken:?}");
        }
    }
}
