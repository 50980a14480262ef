//! MongoDB by Percona's operator: one replica set.
//!
//! `Source:` its resource `psmdb.percona.com/v1` of 1.22.

use mojaloop_model::{Backup, Memory};
use serde_json::{Value, json};

use super::{Driver, apart, claim, confined, labelled, resource, resources};
use crate::manifests::object::RawObject;
use crate::manifests::secret;
use crate::plan::{OperatedStore, Plan};

const NAME: &str = "app.kubernetes.io/name";

pub(super) static DRIVER: Driver = Driver {
    host: |_| "mongodb-rs0".to_owned(),
    pods: || labelled([(NAME, &["percona-server-mongodb"]), ("app.kubernetes.io/instance", &["mongodb"])]),
    operator: || labelled([(NAME, &["percona-server-mongodb-operator", "psmdb-operator"])]),
    objects: |plan, store| vec![cluster(plan, store)],
    beside: |store| (store.operated.instances, AGENT_MEMORY),
};

const AGENT_MEMORY: Memory = Memory::mebibytes(256);

fn cluster(plan: &Plan, store: &OperatedStore) -> RawObject {
    let spec = json!({
        "crVersion": "1.22.0",
        "image": "percona/percona-server-mongodb:8.0.12-4",
        "updateStrategy": "SmartUpdate",
        "upgradeOptions": { "apply": "disabled" },
        "unsafeFlags": { "replsetSize": store.operated.instances < 3 },
        "initContainerSecurityContext": confined(),
        "replsets": [{
            "name": "rs0",
            "size": store.operated.instances,
            "resources": resources(store.cpu, store.memory),
            "affinity": { "antiAffinityTopologyKey": apart(plan).unwrap_or("none") },
            "podDisruptionBudget": { "maxUnavailable": 1 },
            "containerSecurityContext": confined(),
            "volumeSpec": { "persistentVolumeClaim": claim(plan, store) },
        }],
        "users": users(plan),
        "sharding": { "enabled": false },
        "backup": backup(store),
    });
    resource(plan, store, "psmdb.percona.com/v1", "PerconaServerMongoDB", &spec)
}

/// A user of each database, with every right on it and none elsewhere.
fn users(plan: &Plan) -> Vec<Value> {
    let user = |database: &crate::plan::Database| {
        json!({
            "name": database.user,
            "db": database.name,
            "passwordSecretRef": { "name": database.secret, "key": secret::KEY },
            "roles": [{ "name": "readWrite", "db": database.name }],
        })
    };
    plan.documents.iter().map(user).collect()
}

fn backup(store: &OperatedStore) -> Value {
    let image = "percona/percona-backup-mongodb:2.11.0";
    let Some(Backup { bucket, region, endpoint, secret, keep_days }) = &store.operated.backup else {
        return json!({ "enabled": false, "image": image });
    };
    let mut s3 = json!({ "bucket": bucket, "region": region, "credentialsSecret": secret });
    if let Some(endpoint) = endpoint {
        s3["endpointUrl"] = endpoint.to_string().into();
    }
    json!({
        "enabled": true,
        "image": image,
        "resources": resources(super::BESIDE, AGENT_MEMORY),
        "containerSecurityContext": confined(),
        "storages": { "s3": { "type": "s3", "s3": s3 } },
        "tasks": [{
            "name": "daily",
            "enabled": true,
            "schedule": "0 2 * * *",
            "storageName": "s3",
            "retention": { "type": "count", "count": keep_days, "deleteFromStorage": true },
        }],
        "pitr": { "enabled": true },
    })
}
