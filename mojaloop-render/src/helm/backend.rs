//! The values of chart `example-mojaloop-backend`: a hub's stores for a trial, in the cluster.

use mojaloop_model::{Memory, StoreKind};
use serde_json::{Value, json};

use super::secret;
use super::values::Tree;
use crate::plan::{Component, Content, Plan, Text, Variable};

/// The secret of the database server's administrator, with the key the chart reads.
pub(super) const ROOT: (&str, &str) = ("mysql-root", "mysql-root-password");

/// The chart's parts, and the store each is where a hub has it.
static PARTS: &[(&str, Option<StoreKind>)] = &[
    ("kafka", Some(StoreKind::Kafka)),
    ("mysql", Some(StoreKind::Mysql)),
    ("cl-mongodb", Some(StoreKind::Mongodb)),
    ("cep-mongodb", None),
    ("ttk-mongodb", None),
    ("ttksims-redis", None),
    ("auth-svc-redis", None),
    ("proxy-cache-redis", None),
    ("proxy-cache-redis-standalone", Some(StoreKind::Redis)),
];

/// Databases that the chart would make, with one password for all.
static SCRIPTS: &[&str] =
    &["accountLookupInit.sh", "centralLedgerInit.sh", "consentOracleInit.sh", "msisdnOracleInit.sh", "authSvcInit.sh"];

/// The service of a store. `Source:` the chart's values.
pub(super) fn host(kind: StoreKind) -> &'static str {
    match kind {
        StoreKind::Mysql => "mysqldb",
        StoreKind::Kafka => "kafka",
        StoreKind::Redis => "proxy-cache-redis-standalone-master",
        _ => "cl-mongodb",
    }
}

/// Its values; none where no store of the hub is a container.
pub(super) fn values(plan: &Plan) -> Option<Value> {
    let runs = |kind: StoreKind| plan.component(kind.name());
    StoreKind::ALL.iter().any(|kind| runs(*kind).is_some()).then(|| {
        let mut tree = Tree::default();
        for (part, kind) in PARTS {
            let store = kind.and_then(runs);
            tree.put(&[part, "enabled"], store.is_some().into());
            match (kind, store) {
                (Some(StoreKind::Mysql), Some(store)) => mysql(&mut tree, plan, store),
                (Some(StoreKind::Kafka), Some(store)) => kafka(&mut tree, plan, store),
                (Some(StoreKind::Redis), Some(_)) => redis(&mut tree, part),
                _ => {}
            }
        }
        tree.into_value()
    })
}

fn mysql(tree: &mut Tree, plan: &Plan, store: &Component) {
    let auth = json!({ "existingSecret": ROOT.0, "createDatabase": false, "database": "", "username": "" });
    tree.put(&["mysql", "auth"], auth);
    tree.put(&["mysql", "primary", "persistence"], volume(plan, store));
    // A database a service, each with a user and a secret of its own.
    tree.put(&["mysql", "primary", "extraEnvVars"], variables(store));
    for script in SCRIPTS {
        tree.put(&["mysql", "initdbScripts", script], Value::Null);
    }
    for mount in &store.mounts {
        let Some(Content::Text(text)) = plan.file(&mount.file).map(|file| &file.content) else { continue };
        let name = mount.at.rsplit('/').next().unwrap_or(&mount.at);
        tree.put(&["mysql", "initdbScripts", name], text.as_str().into());
    }
}

/// Where the image's server listens while it makes its databases.
const SOCKET: &str = "/opt/bitnami/mysql/tmp/mysql.sock";

fn variables(store: &Component) -> Value {
    // The chart names the administrator's itself.
    let own = store.variables.iter().filter(|(name, _)| !name.starts_with("MYSQL_"));
    let own = own.map(|(name, variable)| match variable {
        Variable::Text(text) => json!({ "name": name, "value": literal(text) }),
        Variable::Secret(id) => {
            json!({ "name": name, "valueFrom": { "secretKeyRef": { "name": id, "key": secret::KEY } } })
        }
    });
    std::iter::once(json!({ "name": "SOCKET", "value": SOCKET })).chain(own).collect()
}

fn literal(text: &Text) -> String {
    text.to_string()
}

fn kafka(tree: &mut Tree, plan: &Plan, store: &Component) {
    tree.put(&["kafka", "controller", "persistence"], volume(plan, store));
    let topics = plan.topics.iter();
    let topics =
        topics.map(|(name, partitions)| json!({ "name": name, "partitions": partitions, "replicationFactor": 1 }));
    tree.put(&["kafka", "provisioning", "topics"], topics.collect());
}

/// The name of its service is the chart's own with an ending: said, so that it stays that.
fn redis(tree: &mut Tree, part: &str) {
    tree.put(&[part, "fullnameOverride"], part.into());
    tree.put(&[part, "architecture"], "standalone".into());
    tree.put(&[part, "auth", "enabled"], false.into());
}

fn volume(plan: &Plan, store: &Component) -> Value {
    let mut volume = json!({ "enabled": true });
    if let Some(of_store) = store.volumes.values().next() {
        volume["size"] = size(of_store.size).into();
    }
    if let Some(class) = &plan.cluster.storage_class {
        volume["storageClass"] = class.as_str().into();
    }
    volume
}

fn size(memory: Memory) -> String {
    memory.to_string()
}
