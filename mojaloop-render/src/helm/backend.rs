//! The values of chart `example-mojaloop-backend`: a hub's stores for a trial, in the cluster.

use mojaloop_model::{Release, StoreKind};
use serde_json::{Value, json};

use super::values::{Tree, resources};
use crate::manifests::SECRET_KEY;
use crate::plan::{Component, Content, Plan, Text, Variable};

/// The chart.
pub(super) const CHART: &str = "example-mojaloop-backend";

/// The name of its release.
pub(super) const RELEASE: &str = "backend";

/// The secret of the database server's administrator, with the key the chart reads.
const ROOT: (&str, &str) = ("mysql-root", "mysql-root-password");

/// The secret of the document store's administrator, with the key the chart reads.
const MONGODB_ROOT: (&str, &str) = ("mongodb-root", "mongodb-root-password");

/// Secrets that have another key here.
pub(super) const SECRETS: &[(&str, &str)] = &[ROOT, MONGODB_ROOT];

/// A part of the chart, itself a chart under a name of its own.
pub(super) struct Part {
    /// Its key, and the name its pods carry.
    pub(super) key: &'static str,
    /// The store it is, where a hub has that.
    kind: Option<StoreKind>,
    /// The service it is called by.
    host: &'static str,
    /// What runs its pods.
    pub(super) object: &'static str,
    /// The key of what is said of the pods.
    pods: &'static str,
    /// The image that is still there, for those whose chart names one that went.
    image: (&'static str, &'static str),
}

const fn off(key: &'static str) -> Part {
    Part { key, kind: None, host: "", object: "", pods: "", image: ("", "") }
}

/// Every part. `Source:` the chart's values and those of its parts; the images, a published deployment of 17.1.0.
static PARTS: &[Part] = &[
    Part {
        kind: Some(StoreKind::Kafka),
        host: "kafka",
        object: "kafka-controller",
        pods: "controller",
        image: ("bitnamilegacy/kafka", "3.9.0"),
        ..off("kafka")
    },
    Part {
        kind: Some(StoreKind::Mysql),
        host: "mysqldb",
        object: "mysqldb",
        pods: "primary",
        image: ("bitnamilegacy/mysql", "9.4.0"),
        ..off("mysql")
    },
    Part {
        kind: Some(StoreKind::Mongodb),
        host: "cl-mongodb",
        object: "cl-mongodb",
        image: ("bitnamilegacy/mongodb", "8.0.12"),
        ..off("cl-mongodb")
    },
    off("cep-mongodb"),
    off("ttk-mongodb"),
    off("ttksims-redis"),
    off("auth-svc-redis"),
    off("proxy-cache-redis"),
    Part {
        kind: Some(StoreKind::Redis),
        host: "proxy-cache-redis-standalone-master",
        object: "proxy-cache-redis-standalone-master",
        pods: "master",
        image: ("bitnamilegacy/redis", "8.0.3"),
        ..off("proxy-cache-redis-standalone")
    },
];

/// Databases that the chart would make, with one password for all.
static SCRIPTS: &[&str] =
    &["accountLookupInit.sh", "centralLedgerInit.sh", "consentOracleInit.sh", "msisdnOracleInit.sh", "authSvcInit.sh"];

/// The part that is a store.
pub(super) fn part(kind: StoreKind) -> Option<&'static Part> {
    PARTS.iter().find(|part| part.kind == Some(kind))
}

/// The service of a store.
pub(super) fn host(kind: StoreKind) -> &'static str {
    part(kind).map_or("", |part| part.host)
}

/// Its values; none where no store of the hub is a container.
pub(super) fn values(plan: &Plan) -> Option<Value> {
    let runs = |kind: StoreKind| plan.component(kind.name());
    StoreKind::ALL.iter().any(|kind| runs(*kind).is_some()).then(|| {
        let mut tree = Tree::default();
        images(&mut tree, plan);
        for part in PARTS {
            let store = part.kind.and_then(runs);
            tree.put(&[part.key, "enabled"], store.is_some().into());
            let Some(store) = store else { continue };
            // Its own lets everybody in.
            tree.put(&[part.key, "networkPolicy", "enabled"], false.into());
            let of_pods: Vec<&str> = [part.key, part.pods].into_iter().filter(|key| !key.is_empty()).collect();
            tree.put(&[&of_pods[..], &["resources"]].concat(), resources(store));
            if plan.release == Release::V17_1_0 {
                tree.put(&[part.key, "image", "repository"], part.image.0.into());
                tree.put(&[part.key, "image", "tag"], part.image.1.into());
            }
            match part.kind {
                Some(StoreKind::Mysql) => mysql(&mut tree, plan, store),
                Some(StoreKind::Kafka) => kafka(&mut tree, plan, store),
                Some(StoreKind::Redis) => redis(&mut tree, plan, part.key),
                Some(StoreKind::Mongodb) => mongodb(&mut tree, part.key, plan, store),
                _ => {}
            }
        }
        tree.into_value()
    })
}

/// Where images come from. The chart takes no other than its publisher's, unless it is told to.
fn images(tree: &mut Tree, plan: &Plan) {
    if let Some(registry) = &plan.cluster.registry {
        tree.put(&["global", "imageRegistry"], registry.as_str().into());
    }
    let secrets = &plan.cluster.pull_secrets;
    if !secrets.is_empty() {
        tree.put(&["global", "imagePullSecrets"], secrets.iter().map(|secret| Value::from(secret.as_str())).collect());
    }
    if plan.cluster.registry.is_some() || plan.release == Release::V17_1_0 {
        tree.put(&["global", "security", "allowInsecureImages"], true.into());
    }
}

fn mysql(tree: &mut Tree, plan: &Plan, store: &Component) {
    let auth = json!({ "existingSecret": ROOT.0, "createDatabase": false, "database": "", "username": "" });
    tree.put(&["mysql", "auth"], auth);
    tree.put(&["mysql", "primary", "persistence"], volume(plan, store));
    // A database a service, each with a user and a secret of its own.
    let socket = json!({ "name": "SOCKET", "value": SOCKET });
    tree.put(&["mysql", "primary", "extraEnvVars"], std::iter::once(socket).chain(variables(store)).collect());
    for script in SCRIPTS {
        tree.put(&["mysql", "initdbScripts", script], Value::Null);
    }
    scripts(tree, "mysql", plan, store);
}

/// Where the image's server listens while it makes its databases.
const SOCKET: &str = "/opt/bitnami/mysql/tmp/mysql.sock";

/// What the server's scripts make of an empty server.
fn scripts(tree: &mut Tree, part: &str, plan: &Plan, store: &Component) {
    for mount in &store.mounts {
        let Some(Content::Text(text)) = plan.file(&mount.file).map(|file| &file.content) else { continue };
        let name = mount.at.rsplit('/').next().unwrap_or(&mount.at);
        tree.put(&[part, "initdbScripts", name], (&**text).into());
    }
}

/// What those scripts read.
fn variables(store: &Component) -> impl Iterator<Item = Value> {
    // The chart names the administrator's itself.
    let is_root = |name: &str| name.starts_with("MYSQL_") || name.starts_with("MONGO_");
    let own = store.variables.iter().filter(move |(name, _)| !is_root(name));
    own.map(|(name, variable)| match variable {
        Variable::Text(text) => json!({ "name": name, "value": literal(text) }),
        Variable::Secret(id) => {
            json!({ "name": name, "valueFrom": { "secretKeyRef": { "name": id, "key": SECRET_KEY } } })
        }
    })
}

fn literal(text: &Text) -> String {
    text.to_string()
}

fn kafka(tree: &mut Tree, plan: &Plan, store: &Component) {
    tree.put(&["kafka", "controller", "persistence"], volume(plan, store));
    // The hub's own job makes its topics, whoever runs the broker.
    tree.put(&["kafka", "provisioning", "enabled"], false.into());
}

/// The name of its service is the chart's own with an ending: said, so that it stays that.
fn redis(tree: &mut Tree, plan: &Plan, part: &str) {
    if let Some(databases) = plan.cache_databases {
        // In place of the chart's own, which keeps a log of every change.
        let settings = format!("save \"\"\nappendonly no\ndatabases {databases}");
        tree.put(&[part, "commonConfiguration"], settings.into());
    }
    tree.put(&[part, "fullnameOverride"], part.into());
    tree.put(&[part, "architecture"], "standalone".into());
    tree.put(&[part, "auth", "enabled"], false.into());
}

/// A user for each database, made by the hub's own script: the chart would give all of them one secret.
fn mongodb(tree: &mut Tree, part: &str, plan: &Plan, store: &Component) {
    let none = || json!([]);
    let auth = json!({
        "enabled": true,
        "existingSecret": MONGODB_ROOT.0,
        "usernames": none(),
        "passwords": none(),
        "databases": none(),
    });
    tree.put(&[part, "auth"], auth);
    tree.put(&[part, "persistence"], volume(plan, store));
    tree.put(&[part, "extraEnvVars"], variables(store).collect());
    scripts(tree, part, plan, store);
}

fn volume(plan: &Plan, store: &Component) -> Value {
    let mut volume = json!({ "enabled": true });
    if let Some(of_store) = store.volumes.values().next() {
        volume["size"] = of_store.size.to_string().into();
    }
    if let Some(class) = &plan.cluster.storage_class {
        volume["storageClass"] = class.as_str().into();
    }
    volume
}
