//! Kafka by Strimzi, without `ZooKeeper`.
//!
//! `Source:` its resources `kafka.strimzi.io/v1` of 1.2.

use k8s_openapi::api::core::v1::{
    KeyToPath, ProjectedVolumeSource, SecretProjection, Volume, VolumeMount, VolumeProjection,
};
use mojaloop_model::Memory;
use serde_json::{Value, json};

use super::{Driver, apart, confined, labelled, named, resource, resources};
use crate::manifests::object::RawObject;
use crate::plan::{BROKER_FOLDER, BrokerUser, OperatedStore, Plan};

pub(super) static DRIVER: Driver = Driver {
    host: |_| "kafka-kafka-bootstrap".to_owned(),
    pods: || labelled([("strimzi.io/cluster", &["kafka"])]),
    operator: || labelled([("strimzi.io/kind", &["cluster-operator"])]),
    objects,
    beside: |_| (2, OPERATOR_MEMORY),
};

const API: &str = "kafka.strimzi.io/v1";
const OPERATOR_MEMORY: Memory = Memory::mebibytes(384);

fn objects(plan: &Plan, store: &OperatedStore) -> Vec<RawObject> {
    let mut objects = vec![cluster(plan, store), pool(plan, store)];
    objects.extend(plan.broker_users.iter().map(|of| user(plan, store, of)));
    objects.extend(plan.topics.iter().map(|(name, partitions)| topic(plan, store, name, *partitions)));
    objects
}

/// Copies of each message, and how many of them must be written before it counts.
fn copies(store: &OperatedStore) -> (u32, u32) {
    let copies = store.operated.instances.min(3);
    (copies, copies.saturating_sub(1).max(1))
}

fn cluster(plan: &Plan, store: &OperatedStore) -> RawObject {
    let (copies, written) = copies(store);
    let operator = json!({ "resources": resources(super::BESIDE, OPERATOR_MEMORY) });
    let container = json!({ "securityContext": confined() });
    let mut kafka = json!({
        "version": "4.2.1",
        // Who has no certificate of the hub's is not let in, and who has one may do what its service does.
        "listeners": [{
            "name": "tls",
            "port": store.port,
            "type": "internal",
            "tls": true,
            "authentication": { "type": "tls" },
        }],
        "authorization": { "type": "simple" },
        "config": {
            "default.replication.factor": copies,
            "min.insync.replicas": written,
            "offsets.topic.replication.factor": copies,
            "transaction.state.log.replication.factor": copies,
            "transaction.state.log.min.isr": written,
            // A topic made by accident has one partition and no plan.
            "auto.create.topics.enable": false,
        },
        "template": { "kafkaContainer": container, "podDisruptionBudget": { "maxUnavailable": 1 } },
    });
    if let Some(zone) = apart(plan) {
        kafka["rack"] = json!({ "topologyKey": zone });
    }
    let spec = json!({
        "kafka": kafka,
        "entityOperator": {
            "topicOperator": operator,
            "userOperator": operator,
            "template": { "topicOperatorContainer": container, "userOperatorContainer": container },
        },
    });
    resource(plan, store, API, "Kafka", &spec)
}

/// Brokers that are controllers too: three pods instead of six.
fn pool(plan: &Plan, store: &OperatedStore) -> RawObject {
    let mut disk = json!({
        "id": 0,
        "type": "persistent-claim",
        "size": store.disk.to_string(),
        "kraftMetadata": "shared",
        "deleteClaim": false,
    });
    if let Some(class) = &plan.cluster.storage_class {
        disk["class"] = class.to_string().into();
    }
    let heap = format!("{}m", store.memory.percent(50).as_mebibytes());
    let spec = json!({
        "replicas": store.operated.instances,
        "roles": ["controller", "broker"],
        "storage": { "type": "jbod", "volumes": [disk] },
        "resources": resources(store.cpu, store.memory),
        "jvmOptions": { "-Xms": heap, "-Xmx": heap },
        "template": { "pod": { "topologySpreadConstraints": spread(plan) } },
    });
    named(plan, store, API, "KafkaNodePool", "brokers", &spec).labels([("strimzi.io/cluster", "kafka")])
}

fn spread(plan: &Plan) -> Vec<Value> {
    let constraint = |key: &str| {
        json!({
            "maxSkew": 1,
            "topologyKey": key,
            "whenUnsatisfiable": "DoNotSchedule",
            "labelSelector": { "matchLabels": { "strimzi.io/pool-name": "brokers" } },
        })
    };
    apart(plan).map(constraint).into_iter().collect()
}

/// A client, with a certificate that the operator makes and renews, and no right but to its topics.
fn user(plan: &Plan, store: &OperatedStore, user: &BrokerUser) -> RawObject {
    let right = |kind: &str, name: &str, operations: &[&str]| json!({ "resource": { "type": kind, "name": name, "patternType": "literal" }, "operations": operations });
    let reads = user.reads.iter().map(|topic| right("topic", topic, &["Read", "Describe"]));
    let writes = user.writes.iter().map(|topic| right("topic", topic, &["Write", "Describe"]));
    // Each consumer has a group of its own, by a name of its image's.
    let groups = (!user.reads.is_empty()).then(|| right("group", "*", &["Read"]));
    let acls: Vec<Value> = reads.chain(writes).chain(groups).collect();
    let spec = json!({
        "authentication": { "type": "tls" },
        "authorization": { "type": "simple", "acls": acls },
    });
    named(plan, store, API, "KafkaUser", &user.name, &spec).labels([("strimzi.io/cluster", "kafka")])
}

/// `Source:` the secrets Strimzi makes of a user, and of its own authority.
pub(super) fn certificates(user: &str) -> (Volume, VolumeMount) {
    let part = |secret: &str, keys: &[&str]| VolumeProjection {
        secret: Some(SecretProjection {
            name: secret.to_owned().into(),
            items: Some(
                keys.iter()
                    .map(|key| KeyToPath { key: (*key).to_owned(), path: (*key).to_owned(), ..KeyToPath::default() })
                    .collect(),
            ),
            optional: None,
        }),
        ..VolumeProjection::default()
    };
    let sources = vec![part(user, &["user.crt", "user.key"]), part("kafka-cluster-ca-cert", &["ca.crt"])];
    let volume = Volume {
        name: VOLUME.to_owned(),
        projected: Some(ProjectedVolumeSource { sources: Some(sources), ..ProjectedVolumeSource::default() }),
        ..Volume::default()
    };
    let mount = VolumeMount {
        name: VOLUME.to_owned(),
        mount_path: BROKER_FOLDER.to_owned(),
        read_only: Some(true),
        ..VolumeMount::default()
    };
    (volume, mount)
}

const VOLUME: &str = "broker";

fn topic(plan: &Plan, store: &OperatedStore, name: &str, partitions: u32) -> RawObject {
    let (copies, _) = copies(store);
    let spec = json!({ "partitions": partitions, "replicas": copies });
    named(plan, store, API, "KafkaTopic", name, &spec).labels([("strimzi.io/cluster", "kafka")])
}
