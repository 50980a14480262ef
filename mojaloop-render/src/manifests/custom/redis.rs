//! Redis by Opstree's operator: one, or a replication that sentinels watch.
//!
//! `Source:` its resources `redis.redis.opstreelabs.in` of 0.26. The name of the service that leads to the master
//! (`redis-master`) is read, not seen.

use mojaloop_model::Memory;
use serde_json::{Value, json};

use super::{Driver, claim, confined, labelled, resource, resources};
use crate::manifests::meta;
use crate::manifests::object::{Phase, RawObject};
use crate::plan::{OperatedStore, Plan};

pub(super) static DRIVER: Driver = Driver {
    host: |store| if is_replicated(store) { "redis-master" } else { "redis" }.to_owned(),
    pods: || labelled([("app", &["redis", "redis-sentinel"])]),
    operator: || labelled([("app.kubernetes.io/name", &["redis-operator"])]),
    objects,
    beside: |store| (if is_replicated(store) { SENTINELS } else { 0 }, SENTINEL_MEMORY),
};

const API: &str = "redis.redis.opstreelabs.in/v1beta2";
const SENTINELS: u32 = 3;
const SENTINEL_MEMORY: Memory = Memory::mebibytes(64);

fn is_replicated(store: &OperatedStore) -> bool {
    store.operated.instances > 1
}

fn objects(plan: &Plan, store: &OperatedStore) -> Vec<RawObject> {
    let mut objects: Vec<RawObject> =
        plan.cache_databases.iter().map(|databases| settings(plan, store, *databases)).collect();
    let mut servers = of_pods(plan, store, "quay.io/opstree/redis:v7.4.8", store.memory);
    if plan.cache_databases.is_some() {
        servers["redisConfig"] = json!({ "additionalRedisConfig": SETTINGS });
    }
    if !is_replicated(store) {
        objects.push(resource(plan, store, API, "Redis", &with_disk(servers, plan, store)));
        return objects;
    }
    let mut replication = servers;
    replication["clusterSize"] = store.operated.instances.into();
    replication["pdb"] = json!({ "enabled": true, "maxUnavailable": 1 });
    let mut sentinel = of_pods(plan, store, "quay.io/opstree/redis-sentinel:v7.4.8", SENTINEL_MEMORY);
    sentinel["clusterSize"] = SENTINELS.into();
    sentinel["redisSentinelConfig"] = json!({ "redisReplicationName": "redis", "quorum": "2" });
    objects.extend([
        resource(plan, store, API, "RedisReplication", &with_disk(replication, plan, store)),
        resource(plan, store, API, "RedisSentinel", &sentinel),
    ]);
    objects
}

/// The config map of what the servers are told beside what the operator says.
const SETTINGS: &str = "redis-settings";

/// The server reads it at its start: how many databases there are can't be changed later.
fn settings(plan: &Plan, store: &OperatedStore, databases: u32) -> RawObject {
    RawObject::new(Phase::Config, "v1", "ConfigMap", SETTINGS)
        .namespace(&plan.namespace)
        .labels(meta::of_hub(plan))
        .body(json!({ "data": { "redis-additional.conf": format!("databases {databases}\n") } }))
        .origin(&store.origin)
}

fn of_pods(plan: &Plan, store: &OperatedStore, image: &str, memory: Memory) -> Value {
    let secrets: Vec<Value> = plan.cluster.pull_secrets.iter().map(|secret| json!({ "name": secret })).collect();
    let mut kubernetes = json!({ "image": image, "resources": resources(store.cpu, memory) });
    if !secrets.is_empty() {
        kubernetes["imagePullSecrets"] = secrets.into();
    }
    json!({
        "kubernetesConfig": kubernetes,
        "podSecurityContext": { "fsGroup": 1000, "runAsUser": 1000, "runAsNonRoot": true },
        "securityContext": confined(),
    })
}

fn with_disk(mut spec: Value, plan: &Plan, store: &OperatedStore) -> Value {
    spec["storage"] = json!({ "volumeClaimTemplate": { "spec": claim(plan, store) } });
    spec
}
