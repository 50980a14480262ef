//! MySQL by Percona's operator for XtraDB Cluster.
//!
//! `Source:` its resource `pxc.percona.com/v1` of 1.19; versions and settings as a deployment of release 17.2.0 has
//! them.

use mojaloop_model::{Backup, Memory};
use serde_json::{Value, json};

use super::{Driver, apart, claim, confined, labelled, resource, resources};
use crate::manifests::object::RawObject;
use crate::manifests::secret;
use crate::plan::{OperatedStore, Plan};

const NAME: &str = "app.kubernetes.io/name";

pub(super) static DRIVER: Driver = Driver {
    host: |_| "mysql-haproxy".to_owned(),
    pods: || labelled([(NAME, &["percona-xtradb-cluster"]), ("app.kubernetes.io/instance", &["mysql"])]),
    operator: || labelled([(NAME, &["percona-xtradb-cluster-operator", "pxc-operator"])]),
    objects: |plan, store| vec![cluster(plan, store)],
    beside: |store| (proxies(store), PROXY_MEMORY),
};

const PROXY_MEMORY: Memory = Memory::mebibytes(256);

/// Three proxies serve nine servers.
fn proxies(store: &OperatedStore) -> u32 {
    store.operated.instances.min(3)
}

fn cluster(plan: &Plan, store: &OperatedStore) -> RawObject {
    let instances = store.operated.instances;
    let away = json!({ "maxUnavailable": 1 });
    let affinity = json!({ "antiAffinityTopologyKey": apart(plan).unwrap_or("none") });
    let spec = json!({
        "crVersion": "1.19.0",
        "updateStrategy": "SmartUpdate",
        // Its version is said here; the operator does not look for another.
        "upgradeOptions": { "apply": "disabled" },
        "unsafeFlags": { "pxcSize": instances < 3, "proxySize": proxies(store) < 2 },
        "initContainer": { "containerSecurityContext": confined(), "resources": resources(super::BESIDE, PROXY_MEMORY) },
        "users": users(plan),
        "pxc": {
            "size": instances,
            "image": "percona/percona-xtradb-cluster:8.0.44-35.1",
            // Numbers are given one after the other: the ledger's tables expect it.
            "configuration": "[mysqld]\nmax_connections=2000\nwsrep_auto_increment_control=OFF\n",
            "resources": resources(store.cpu, store.memory),
            "affinity": affinity,
            "podDisruptionBudget": away,
            "containerSecurityContext": confined(),
            "volumeSpec": { "persistentVolumeClaim": claim(plan, store) },
        },
        "haproxy": {
            "enabled": true,
            "size": proxies(store),
            "image": "percona/haproxy:2.8.26",
            "resources": resources(super::BESIDE, PROXY_MEMORY),
            "affinity": affinity,
            "podDisruptionBudget": away,
            "containerSecurityContext": confined(),
        },
        "logcollector": { "enabled": false },
        "backup": backup(store),
    });
    resource(plan, store, "pxc.percona.com/v1", "PerconaXtraDBCluster", &spec)
}

/// A user for each database, with every right on it and none elsewhere.
fn users(plan: &Plan) -> Vec<Value> {
    let user = |database: &crate::plan::Database| {
        json!({
            "name": database.user,
            "dbs": [database.name],
            "hosts": ["%"],
            "grants": ["ALL"],
            "passwordSecretRef": { "name": database.secret, "key": secret::KEY },
        })
    };
    plan.databases.iter().map(user).collect()
}

fn backup(store: &OperatedStore) -> Value {
    let image = "percona/percona-xtrabackup:8.0.35-34.1";
    let Some(Backup { bucket, region, endpoint, secret, keep_days }) = &store.operated.backup else {
        return json!({ "image": image });
    };
    let mut s3 = json!({ "bucket": bucket, "region": region, "credentialsSecret": secret });
    if let Some(endpoint) = endpoint {
        s3["endpointUrl"] = endpoint.to_string().into();
    }
    json!({
        "image": image,
        "storages": { "s3": { "type": "s3", "s3": s3, "containerSecurityContext": confined() } },
        "schedule": [{
            "name": "daily",
            "schedule": "0 2 * * *",
            "storageName": "s3",
            "retention": { "type": "count", "count": keep_days, "deleteFromStorage": true },
        }],
        // What happened since the last one, once a minute.
        "pitr": {
            "enabled": true,
            "storageName": "s3",
            "timeBetweenUploads": 60,
            "resources": resources(super::BESIDE, PROXY_MEMORY),
        },
    })
}
