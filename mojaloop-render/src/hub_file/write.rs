//! A hub as the shortest file that reads back as the same hub.

use mojaloop_model::{External, Hub, Participant, Scheme, ServiceSettings, StoreKind, WorkloadSettings};
use serde::Serialize;
use serde_json::{Map, Value};

use crate::yaml;

/// Writes a hub as the text of a `hub.yaml`.
///
/// What is at its default is left out, but for the release: another version of this crate must not move a hub to
/// another release.
///
/// # Examples
///
/// ```
/// use mojaloop_model::{Hub, Participant, Scheme};
/// use mojaloop_render::hub_file;
///
/// let hub = Hub::builder()
///     .name("zambezi")
///     .scheme(Scheme::builder().currencies(["ZMW"]).build())
///     .participant(Participant::new("greenbank").currency("ZMW"))
///     .participant(Participant::new("bluebank").currency("ZMW"))
///     .build();
/// let text = hub_file::write(&hub);
/// assert!(text.starts_with("name: zambezi\nrelease: \"17.2.0\"\nscheme:\n  currencies:\n  - ZMW\nparticipants:\n- id: greenbank\n"));
/// assert_eq!(hub_file::read(&text).map(|valid| valid.into_inner()), Ok(hub));
/// ```
pub fn write(hub: &Hub) -> String {
    let mut tree = value(hub);
    // What a file has to say is always written, empty or not; and the release, so that it stays what it is.
    let scheme = Scheme::builder().currencies([] as [&str; 0]).build();
    let mut plain = value(&Hub::builder().name("").scheme(scheme.clone()).build());
    plain["scheme"] = without(value(&scheme), &["currencies"]);
    let plain = without(plain, &["name", "release"]);
    leave_out(&mut tree, &plain);

    let participant = without(value(&Participant::new("")), &["id", "currencies"]);
    leave_out_of_each(&mut tree, "participants", &participant);
    leave_out_of_each(&mut tree, "services", &value(&ServiceSettings::default()));
    for settings in tree.get_mut("services").and_then(Value::as_object_mut).into_iter().flat_map(Map::values_mut) {
        leave_out_of_each(settings, "workloads", &value(&WorkloadSettings::default()));
    }
    for kind in StoreKind::ALL {
        if let Some(external) = tree.pointer_mut(&format!("/stores/{kind}/provisioning/external")) {
            leave_out(external, &value(&External::default()));
        }
    }
    yaml::to_string(&tree)
}

/// Takes out of a map what says the same in another.
fn leave_out(from: &mut Value, plain: &Value) {
    let (Value::Object(from), Value::Object(plain)) = (from, plain) else { return };
    from.retain(|key, value| plain.get(key) != Some(value));
    for (key, value) in from {
        if let Some(plain) = plain.get(key) {
            leave_out(value, plain);
        }
    }
}

/// Takes out of everything under a key what says the same in another.
fn leave_out_of_each(tree: &mut Value, key: &str, plain: &Value) {
    match tree.get_mut(key) {
        Some(Value::Array(items)) => items.iter_mut().for_each(|item| leave_out(item, plain)),
        Some(Value::Object(entries)) => entries.values_mut().for_each(|entry| leave_out(entry, plain)),
        _ => {}
    }
}

/// A map without some of its keys.
fn without(mut map: Value, keys: &[&str]) -> Value {
    if let Value::Object(map) = &mut map {
        map.retain(|key, _| !keys.contains(&key.as_str()));
    }
    map
}

fn value(of: &impl Serialize) -> Value {
    // Every key of a hub is a text and every number finite: nothing in it can't be said in JSON.
    serde_json::to_value(of).unwrap_or_default()
}
