//! The order people write an object's fields in: the types' own is alphabetical.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde_json::Value;

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

/// The place of each of them: looked up for every field of every object.
static PLACES: LazyLock<BTreeMap<&str, usize>> =
    LazyLock::new(|| FIRST.iter().enumerate().map(|(place, field)| (*field, place)).collect());

/// The same tree in that order, without a status.
pub(crate) fn tidy(mut tree: Value) -> Value {
    if let Value::Object(map) = &mut tree {
        map.shift_remove("status");
    }
    put_in_order(&mut tree);
    tree
}

fn put_in_order(tree: &mut Value) {
    match tree {
        Value::Object(map) => {
            let place = |key: &str| PLACES.get(key).copied().unwrap_or(FIRST.len());
            if !map.keys().map(|key| place(key)).is_sorted() {
                let mut entries: Vec<(String, Value)> = std::mem::take(map).into_iter().collect();
                entries.sort_by_key(|(key, _)| place(key));
                map.extend(entries);
            }
            map.iter_mut().filter(|(key, _)| !NAMED.contains(&key.as_str())).for_each(|(_, value)| put_in_order(value));
        }
        Value::Array(list) => list.iter_mut().for_each(put_in_order),
        _ => {}
    }
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
