//! A service's configuration: by the chart's own keys where it has them, else as an overlay beside its file.

use mojaloop_model::StoreKind;
use mojaloop_model::catalogue::{self, Config, Database, Service};
use serde_json::{Value, json};

use super::said::{BY_THE_CHART, RESTORED, SAID, is_default};
use super::{Place, Tree};
use crate::manifests::SECRET_KEY;
use crate::plan::{Content, Variable};

/// The annotation that makes a changed overlay start new pods: the charts take a digest of their own file only.
const DIGEST: &str = "mojaloop.io/config";

pub(super) fn put(place: &Place, tree: &mut Tree) {
    let Some((service, _)) = catalogue::workload(&place.component.name) else { return };
    let mut overlay = overlay(place, service);
    if let Some(name) = place.chart.whole_file {
        let path: Vec<&str> = place.chart.path.split('.').chain(["config_files", name]).collect();
        tree.put(&path, whole(place, service, &overlay));
    }
    if let Some(database) = &service.database {
        of_database(place, tree, service, database, &mut overlay);
    }
    of_documents(place, tree, &mut overlay);
    of_broker(place, tree);
    of_cache(place, tree);
    of_variables(place, tree, service);
    for said in SAID {
        let segments: Vec<&str> = said.path.split('/').collect();
        if !place.has(&format!("config.{}", said.key)) {
            continue;
        }
        // Where the hub says nothing it counts on the image, and not on the chart.
        if let Some(value) = take(&mut overlay, &segments).or_else(|| of_image(place, service, said.path)) {
            set(place, tree, said.key, value);
        }
    }
    for path in BY_THE_CHART {
        take(&mut overlay, &path.split('/').collect::<Vec<_>>());
    }
    let joined = service.config.file().filter(|_| place.chart.whole_file.is_none());
    let file = joined.and_then(|at| at.rsplit('/').next().map(str::to_owned));
    if let Some(file) = file.filter(|_| overlay.as_object().is_some_and(|map| !map.is_empty())) {
        let path: Vec<&str> = place.chart.path.split('.').chain(["configOverride", &file]).collect();
        tree.put(&path, overlay);
        let path: Vec<&str> = place.chart.path.split('.').chain(["podAnnotations", DIGEST]).collect();
        tree.put(&path, "{{ .Values.configOverride | toJson | sha256sum }}".into());
    }
}

/// What the hub tells the service, and what of its image the chart would hide.
fn overlay(place: &Place, service: &Service) -> Value {
    let mut mounted = place.component.mounts.iter().filter(|mount| Some(&mount.at) == service.config.file().as_ref());
    let file = mounted.find_map(|mount| place.plan.file(&mount.file));
    let mut overlay = match file.map(|file| &file.content) {
        Some(Content::Json(value)) => value.resolve(&place.refer),
        _ => json!({}),
    };
    for (path, workloads) in RESTORED {
        let concerns = workloads.is_empty() || workloads.contains(&place.component.name.as_str());
        let segments: Vec<&str> = path.split('/').collect();
        if let Some(value) = of_image(place, service, path).filter(|_| concerns && get(&overlay, &segments).is_none()) {
            insert(&mut overlay, &segments, value);
        }
    }
    overlay
}

/// A service's file with all that its image's own holds, and what the hub tells it in the place of that.
fn whole(place: &Place, service: &Service, overlay: &Value) -> Value {
    let mut whole = json!({});
    for key in service.keys().unwrap_or_default() {
        if let Some(value) = of_image(place, service, key.path) {
            insert(&mut whole, &key.path.split('/').collect::<Vec<_>>(), value);
        }
    }
    join(&mut whole, overlay);
    whole
}

/// Puts what is over what was: maps are joined, everything else is replaced.
fn join(was: &mut Value, is: &Value) {
    match (was, is) {
        (Value::Object(was), Value::Object(is)) => {
            for (key, value) in is {
                join(was.entry(key).or_insert(Value::Null), value);
            }
        }
        (was, is) => *was = is.clone(),
    }
}

/// What the image says of a key itself.
fn of_image(place: &Place, service: &Service, path: &str) -> Option<Value> {
    let mut keys = service.keys().unwrap_or_default().iter();
    let key = keys.find(|key| key.path == path && key.since <= place.plan.release)?;
    serde_json::from_str(key.default).ok()
}

/// Host, user, name and password of a database, and whether it is spoken to under TLS.
fn of_database(place: &Place, tree: &mut Tree, service: &Service, database: &Database, overlay: &mut Value) {
    if !place.has("config.db_host") {
        return;
    }
    if let Some((host, port)) = place.refer.store(StoreKind::Mysql) {
        set(place, tree, "db_host", host.into());
        set(place, tree, "db_port", port.into());
    }
    set(place, tree, "db_user", database.user.into());
    set(place, tree, "db_database", database.name.into());
    let password = service.config.variable(database.keys.password);
    let variable = password.and_then(|name| place.component.variables.get(&name));
    if let Some(Variable::Secret(id)) = variable {
        set(place, tree, "db_secret", json!({ "name": id, "key": SECRET_KEY }));
    }
    let ssl = take(overlay, &["DATABASE", "ADDITIONAL_CONNECTION_OPTIONS", "ssl"]);
    let outside = place.plan.outside(StoreKind::Mysql.name()).is_some_and(|outside| outside.tls);
    let told = ssl.is_some() || (outside && matches!(service.config, Config::Variables(_)));
    if told && place.has("config.db_ssl_enabled") {
        set(place, tree, "db_ssl_enabled", true.into());
        set(place, tree, "db_ssl_verify", true.into());
    }
}

/// Charts that have a key for the document store's password, and no template that reads it. `Source:` those of 17.1.0.
const WITHOUT_PASSWORD: &str = "centralledger.";

/// A secret of the component that no key of its chart hands on.
pub(super) fn is_not_handed_on(place: &Place, secret: &str) -> bool {
    let of_documents = place.plan.documents.iter().any(|database| database.secret == secret);
    of_documents && (!place.has("config.mongo_secret") || place.chart.path.starts_with(WITHOUT_PASSWORD))
}

/// The document store, where the service speaks to it: for the service itself, and for who waits for it at the start
/// of the pod.
fn of_documents(place: &Place, tree: &mut Tree, overlay: &mut Value) {
    if !place.has("config.mongo_host") || get(overlay, &["MONGODB", "HOST"]).is_none() {
        return;
    }
    let Some(told) = take(overlay, &["MONGODB"]) else { return };
    let keys = [("HOST", "host"), ("PORT", "port"), ("USER", "user"), ("DATABASE", "database")];
    for (path, key) in keys {
        let Some(value) = told.get(path) else { continue };
        set(place, tree, &format!("mongo_{key}"), value.clone());
        if place.has(&format!("config.mongodb.{key}")) {
            // There the port is a text, too.
            let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            set(place, tree, &format!("mongodb.{key}"), text.into());
        }
    }
    if let Some(disabled) = told.get("DISABLED").filter(|_| place.has("config.objstore_disabled")) {
        set(place, tree, "objstore_disabled", disabled.clone());
    }
    let secret = place.plan.documents.first().map(|database| json!({ "name": database.secret, "key": SECRET_KEY }));
    for key in ["mongo_secret", "mongodb.secret"] {
        if let Some(secret) = secret.clone().filter(|_| place.has(&format!("config.{key}"))) {
            set(place, tree, key, secret);
        }
    }
}

/// The broker: for the service itself, and for who waits for it at the start of the pod.
fn of_broker(place: &Place, tree: &mut Tree) {
    let Some((host, port)) = place.refer.store(StoreKind::Kafka).filter(|_| place.has("config.kafka_host")) else {
        return;
    };
    set(place, tree, "kafka_host", host.into());
    set(place, tree, "kafka_port", port.into());
}

/// The cache, for who waits for it at the start of the pod.
fn of_cache(place: &Place, tree: &mut Tree) {
    let Some((host, port)) = place.refer.store(StoreKind::Redis).filter(|_| place.has("config.redis_host")) else {
        return;
    };
    set(place, tree, "redis_host", host.into());
    set(place, tree, "redis_port", port.into());
}

/// What a service without a file is told by variables, where its chart has keys of the same names.
fn of_variables(place: &Place, tree: &mut Tree, service: &Service) {
    let Config::Variables(table) = service.config else { return };
    for (_, name) in table {
        if let Some(Variable::Text(text)) = place.component.variables.get(*name)
            && place.has(&format!("config.{name}"))
        {
            set(place, tree, name, text.resolve(&place.refer).into());
        }
    }
}

/// Sets a key of the chart's `config`, where it would not be that anyway.
fn set(place: &Place, tree: &mut Tree, key: &str, value: Value) {
    if !is_default(place.chart.path, key, &value) {
        place.put(tree, &format!("config.{key}"), value);
    }
}

fn get<'v>(value: &'v Value, path: &[&str]) -> Option<&'v Value> {
    path.iter().try_fold(value, |value, key| value.get(key))
}

fn insert(value: &mut Value, path: &[&str], new: Value) {
    let Some((key, rest)) = path.split_first() else {
        *value = new;
        return;
    };
    if !value.is_object() {
        *value = json!({});
    }
    if let Value::Object(map) = value {
        insert(map.entry(*key).or_insert(Value::Null), rest, new);
    }
}

/// Takes a value out, and every map that is empty without it.
fn take(value: &mut Value, path: &[&str]) -> Option<Value> {
    let (key, rest) = path.split_first()?;
    let map = value.as_object_mut()?;
    if rest.is_empty() {
        return map.shift_remove(*key);
    }
    let below = map.get_mut(*key)?;
    let taken = take(below, rest);
    if below.as_object().is_some_and(serde_json::Map::is_empty) {
        map.shift_remove(*key);
    }
    taken
}
