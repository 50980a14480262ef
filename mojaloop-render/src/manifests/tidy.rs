//! The order people write an object's fields in: the types' own is alphabetical.

use serde_json::{Map, Value};

/// What stands first, in this order; everything else follows in its own.
const FIRST: &[&str] = &[
    "apiVersion",
    "kind",
    "name",
    "namespace",
    "metadata",
    "labels",
    "annotations",
    "type",
    "immutable",
    "replicas",
    "podSelector",
    "policyTypes",
    "strategy",
    "updateStrategy",
    "selector",
    "template",
    "image",
    "imagePullPolicy",
    "command",
    "args",
    "from",
    "to",
    "ports",
    "env",
    "apiGroups",
    "resources",
    "requests",
    "startupProbe",
    "readinessProbe",
    "livenessProbe",
    "serviceAccountName",
    "automountServiceAccountToken",
    "enableServiceLinks",
    "priorityClassName",
    "securityContext",
    "initContainers",
    "containers",
    "volumes",
];

/// What a user of a cluster names is in an order of its own.
const NAMED: &[&str] = &["data", "stringData", "labels", "annotations", "matchLabels"];

/// The same tree in that order, without a status.
pub(crate) fn tidy(tree: Value) -> Value {
    match tree {
        Value::Object(map) => Value::Object(in_order(map)),
        Value::Array(list) => list.into_iter().map(tidy).collect(),
        leaf => leaf,
    }
}

fn in_order(map: Map<String, Value>) -> Map<String, Value> {
    let mut entries: Vec<(String, Value)> = map.into_iter().filter(|(key, _)| key != "status").collect();
    let rank = |key: &str| FIRST.iter().position(|first| *first == key).unwrap_or(FIRST.len());
    entries.sort_by_key(|(key, _)| rank(key));
    entries
        .into_iter()
        .map(|(key, value)| {
            let value = if NAMED.contains(&key.as_str()) { value } else { tidy(value) };
            (key, value)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn fields_stand_as_people_write_them() {
        let tree = json!({
            "spec": { "containers": [{ "env": [], "image": "a", "name": "b", "zeal": 1 }], "affinity": {} },
            "metadata": { "labels": { "name": "n", "a": "b" }, "name": "c" },
            "status": {}, "kind": "Pod", "apiVersion": "v1",
        });
        assert_eq!(
            tidy(tree).to_string(),
            r#"{"apiVersion":"v1","kind":"Pod","metadata":{"name":"c","labels":{"name":"n","a":"b"}},"spec":{"containers":[{"name":"b","image":"a","env":[],"zeal":1}],"affinity":{}}}"#
        );
    }
}
