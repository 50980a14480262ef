//! The testing toolkit: its files and its pages' address.

use mojaloop_model::catalogue::TOOLKIT;
use serde_json::{Value, json};

use super::{Place, Tree};
use crate::plan::Content;

/// Where its image keeps what it plays by.
const SPEC_FILES: &str = "/opt/app/spec_files/";

/// The files that the chart fetches. `Source:` the values of the umbrella 17.1.0.
const FETCHED: &[&str] =
    &["rules_callback__default.json", "rules_response__default.json", "rules_validation__default.json"];

pub(super) fn put(place: &Place, tree: &mut Tree) {
    if place.component.name != TOOLKIT {
        return;
    }
    // It plays without its database.
    if place.plan.component("mongodb").is_none() {
        place.put(tree, "config.mongodb.secret", Value::Null);
    }
    // Where the hub says nothing, its image does, and not what the chart would fetch from the internet.
    for name in FETCHED {
        let path: Vec<&str> = place.chart.path.split('.').chain(["config_files", name]).collect();
        tree.put(&path, Value::Null);
    }
    for mount in &place.component.mounts {
        let Some(name) = mount.at.strip_prefix(SPEC_FILES).map(|name| name.replace('/', "__")) else { continue };
        let Some(Content::Json(value)) = place.plan.file(&mount.file).map(|file| &file.content) else { continue };
        let path: Vec<&str> = place.chart.path.split('.').chain(["config_files", &name]).collect();
        tree.put(&path, escaped(value.resolve(&place.refer)));
    }
    environment(place, tree);
}

/// The environment of whoever sends collections from its pages: it speaks what the switch speaks.
fn environment(place: &Place, tree: &mut Tree) {
    let file = place.plan.files.iter().find(|file| file.path.ends_with("/environment.json"));
    let Some(Content::Json(value)) = file.map(|file| &file.content) else { return };
    let value = value.resolve(&place.refer);
    let api = value.pointer("/inputValues/API_TYPE").and_then(Value::as_str).unwrap_or("fspiop");
    let transformer = value.pointer("/options/transformerName").and_then(Value::as_str).unwrap_or("none");
    let iso = api == "iso20022" || transformer != "none";
    if iso {
        let path = place.chart.path.split('.').chain(["extraEnvironments", "hub-k8s-default-environment.json"]);
        let environment =
            json!({ "options": { "transformerName": transformer }, "inputValues": { "API_TYPE": "iso20022" } });
        tree.put(&path.collect::<Vec<_>>(), environment);
    }
}

/// The chart reads these files as templates: what opens one is written as a text of one.
fn escaped(value: Value) -> Value {
    match value {
        Value::String(text) => text.replace("{{", "{{`{{`}}").into(),
        Value::Array(list) => list.into_iter().map(escaped).collect(),
        Value::Object(map) => map.into_iter().map(|(key, value)| (key, escaped(value))).collect(),
        other => other,
    }
}
