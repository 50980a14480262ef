//! Rules of configuration overlays: what a user sets is what the service reads, as it reads it.

use serde_json::Value;

use super::Sink;
use crate::catalogue::{Config, Found, Key, Kind, Service, Variables, When, find};
use crate::hub::Hub;
use crate::nearest;
use crate::resolve::{Resolved, active};

pub(super) fn is_not_too_deep(hub: &Hub, _: &Resolved, sink: &mut Sink) {
    fn levels(value: &Value, most: usize) -> usize {
        let below =
            |values: &mut dyn Iterator<Item = &Value>| values.map(|value| levels(value, most - 1)).max().unwrap_or(0);
        match value {
            _ if most == 0 => 0,
            Value::Object(map) => 1 + below(&mut map.values()),
            Value::Array(list) => 1 + below(&mut list.iter()),
            _ => 0,
        }
    }
    for (id, settings) in &hub.services {
        for (key, value) in settings.config.iter().filter(|(_, value)| levels(value, DEEPEST) >= DEEPEST) {
            let levels = levels(value, DEEPEST);
            sink.fault(
                format!("services.{id}.config.{key}"),
                format!("`{key}` has {levels} levels or more"),
                format!("expected fewer than {DEEPEST}"),
            );
        }
    }
}

pub(super) fn keys_are_known(hub: &Hub, _: &Resolved, sink: &mut Sink) {
    each_leaf(hub, |service, path, segments, _| match service.config {
        Config::Rc { keys, .. } | Config::File { keys, .. } => match find(keys, segments) {
            Found::Leaf(key) | Found::Below(key) if key.since <= hub.release => {}
            Found::Leaf(key) | Found::Below(key) => {
                sink.fault(
                    path,
                    format!("`{}` of release {} does not read this key", service.name, hub.release),
                    format!("it came with release {}", key.since),
                );
            }
            Found::Inner => {}
            Found::Unknown { .. } if has_dots(segments) => {
                sink.fault(path, format!("`{}` reads no key with a dot in its name", service.name), nested(segments));
            }
            Found::Unknown { at, siblings } => {
                let help = match nearest(segments[at], siblings.iter().copied()) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("expected one of {}", some_of(&siblings)),
                };
                sink.fault(
                    path,
                    format!("`{}` reads no key `{}`, and would ignore it", service.name, segments.join(".")),
                    help,
                );
            }
        },
        Config::Variables(table) | Config::Arguments(table) => {
            let key = segments.join("/");
            if has_dots(segments) {
                sink.fault(path, format!("`{}` reads no key with a dot in its name", service.name), nested(segments));
            } else if table.iter().all(|(known, _)| *known != key) {
                let known: Vec<String> = table.iter().map(|(known, _)| known.replace('/', ".")).collect();
                let help = match nearest(&segments.join("."), known.iter().map(String::as_str)) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("expected one of {}", some_of(&known)),
                };
                sink.fault(
                    path,
                    format!("no variable of `{}` sets the key `{}`", service.name, segments.join(".")),
                    help,
                );
            }
        }
        Config::Made => {
            sink.fault(
                path,
                format!("the configuration of `{}` is made from the hub as a whole", service.name),
                "take the key out",
            );
        }
    });
}

/// Whether a file wrote a path as one key, as a builder's `config` takes it.
fn has_dots(segments: &[&str]) -> bool {
    segments.iter().any(|segment| segment.contains('.'))
}

fn nested(segments: &[&str]) -> String {
    let path = segments.join(".");
    let keys: Vec<&str> = path.split('.').collect();
    format!("write one key inside the other, like `{} …{}`", keys.join(": { ") + ":", " }".repeat(keys.len() - 1))
}

pub(super) fn values_have_the_type(hub: &Hub, _: &Resolved, sink: &mut Sink) {
    each_leaf(hub, |service, path, segments, value| {
        let Some(keys) = service.keys() else {
            return;
        };
        let expected = match find(keys, segments) {
            Found::Leaf(key) => key.kind.misread(value),
            Found::Inner => (!value.is_object()).then_some("a map"),
            Found::Below(_) | Found::Unknown { .. } => None,
        };
        if let Some(expected) = expected {
            let found = if is_secret(last(segments)) { "this value".to_owned() } else { shown(value) };
            sink.fault(
                path,
                format!("{found} is not what `{}` reads here", service.name),
                format!("expected {expected}"),
            );
        }
    });
}

pub(super) fn passwords_stay_text(hub: &Hub, _: &Resolved, sink: &mut Sink) {
    each_leaf(hub, |service, path, segments, value| {
        let Config::Rc { variables: Variables::Converted, .. } = service.config else {
            return;
        };
        if is_secret(last(segments)) && value.as_str().is_some_and(looks_like_a_number) {
            sink.fault(path, format!("`{}` would turn this password into a number", service.name), "use one that starts with a letter, and hand it over by the variable in `.env`, not in the configuration");
        }
    });
}

pub(super) fn holds_no_secret(hub: &Hub, _: &Resolved, sink: &mut Sink) {
    each_leaf(hub, |_, path, segments, value| {
        if gives_away(last(segments), value, DEEPEST) {
            sink.fault(
                path,
                format!("`{}` holds a secret, and the configuration is a file that others read", segments.join(".")),
                "leave it out: secrets are handed over by variable",
            );
        }
    });
}

/// Whether somebody who reads this value learns a secret: a password, a private key, a password within an address.
fn gives_away(key: &str, value: &Value, levels: usize) -> bool {
    match value {
        // What is nested deeper is told as such.
        _ if levels == 0 => false,
        Value::Object(map) => map.iter().any(|(key, value)| gives_away(key, value, levels - 1)),
        Value::Array(list) => list.iter().any(|value| gives_away(key, value, levels - 1)),
        Value::String(text) => {
            let in_address = text.split_once("://").is_some_and(|(_, rest)| {
                let authority = rest.split('/').next().unwrap_or(rest);
                authority.rsplit_once('@').is_some_and(|(user, _)| user.contains(':'))
            });
            text.contains("PRIVATE KEY-----") || in_address || (is_secret(key) && !text.is_empty())
        }
        Value::Number(_) => is_secret(key),
        Value::Null | Value::Bool(_) => false,
    }
}

pub(super) fn is_not_derived(hub: &Hub, _: &Resolved, sink: &mut Sink) {
    each_leaf(hub, |service, path, segments, _| {
        let key = segments.join("/");
        let decided = DECIDED.iter().any(|prefix| key.starts_with(prefix));
        let of_database = service.database.is_some_and(|db| {
            let keys = db.keys;
            [keys.host, keys.port, keys.user, keys.name].contains(&key.as_str())
        });
        let of_broker = service
            .workloads
            .iter()
            .flat_map(|w| active(w.consumes, hub).chain(active(w.produces, hub)))
            .next()
            .is_some()
            && segments.last().is_some_and(|key| *key == service.config.broker_key("metadata.broker.list"));
        let of_port = matches!(
            key.as_str(),
            "PORT"
                | "API_PORT"
                | "ADMIN_PORT"
                | "MONITORING_PORT"
                | "HANDLERS/MONITORING_PORT"
                | "HOST"
                | "LISTEN_ADDRESS"
        );
        // Between schemes these are no matter of taste: payments would be refused, or taken back.
        let mut of_proxies = service.all_settings().filter(|setting| setting.when == When::Proxies);
        let of_proxies = When::Proxies.holds(hub) && of_proxies.any(|setting| setting.key == key);
        if of_database || of_broker || of_port || of_proxies || decided {
            sink.fault(
                path,
                format!("`{}` follows from the hub itself", segments.join(".")),
                "say it where it belongs: the scheme, the stores, the participants or the release",
            );
        }
    });
}

/// Keys whose values must agree between services, or decide what else there has to be: by how they begin.
const DECIDED: &[&str] = &[
    "API_TYPE",
    "DATABASE/ADDITIONAL_CONNECTION_OPTIONS/ssl",
    "ENDPOINT_HEALTH_URL",
    "ENDPOINT_SERVICE_URL",
    "ENDPOINT_SOURCE_URL",
    "EVENT_STORE_DB/DATABASE",
    "EVENT_STORE_DB/EVENTS_COLLECTION",
    "EVENT_STORE_DB/HOST",
    "EVENT_STORE_DB/PORT",
    "EVENT_STORE_DB/USER",
    "HANDLERS/DISABLED",
    "HUB_PARTICIPANT/",
    "KAFKA/EVENT_TYPE_ACTION_TOPIC_MAP/",
    "KAFKA/TOPIC_EVENT",
    "KAFKA/TOPIC_TEMPLATES/",
    "FEATURE_ENABLE_EXTENDED_PARTY_ID_TYPE",
    "MAX_FULFIL_TIMEOUT_DURATION_SECONDS",
    "MIGRATIONS/DISABLED",
    "MONGODB/DATABASE",
    "MONGODB/DISABLED",
    "MONGODB/HOST",
    "MONGODB/PORT",
    "MONGODB/USER",
    "MONITORING/ENABLED",
    "MONITORING/PORT",
    "ORIGINAL_PAYLOAD_STORAGE",
    "PARTICIPANT_ID",
    "PARTICIPANT_LIST_",
    "PROXY_CACHE/",
    "REDIS/HOST",
    "REDIS/PORT",
    "REPORTING_MONGO_DB/DATABASE",
    "REPORTING_MONGO_DB/HOST",
    "REPORTING_MONGO_DB/PORT",
    "REPORTING_MONGO_DB/USER",
    "REPORTING_MYSQL_DB/SSL",
    "RUN_MIGRATIONS",
    "SWITCH_ENDPOINT",
];

/// Calls `see` with every leaf the hub's overlays set: its service, its place, its key, its value.
fn each_leaf(hub: &Hub, mut see: impl FnMut(&'static Service, String, &[&str], &Value)) {
    for (id, settings) in &hub.services {
        let Some(service) = Service::named(id.as_str()) else {
            continue;
        };
        let mut segments = Vec::new();
        for (key, value) in &settings.config {
            leaves(key, value, &mut segments, &mut |segments, value| {
                see(service, format!("services.{id}.config.{}", segments.join(".")), segments, value);
            });
        }
    }
}

/// How many levels a configuration has at most: none of the services' has more than eight.
const DEEPEST: usize = 32;

fn leaves<'a>(key: &'a str, value: &'a Value, segments: &mut Vec<&'a str>, see: &mut impl FnMut(&[&str], &Value)) {
    segments.push(key);
    match value {
        Value::Object(map) if !map.is_empty() && segments.len() <= DEEPEST => {
            for (key, value) in map {
                leaves(key, value, segments, see);
            }
        }
        _ => see(segments, value),
    }
    segments.pop();
}

fn last<'a>(segments: &[&'a str]) -> &'a str {
    segments.last().copied().unwrap_or_default()
}

fn is_secret(key: &str) -> bool {
    let key = key.to_ascii_uppercase().replace(['_', '-'], "");
    let words = ["PASSWORD", "PASSWD", "SECRET", "PASSPHRASE", "TOKEN", "APIKEY", "ACCESSKEY", "PRIVATEKEY"];
    words.iter().any(|word| key.ends_with(word))
}

/// What JavaScript's `Number(text)` takes for a number.
fn looks_like_a_number(text: &str) -> bool {
    let text = text.trim();
    let radix = |prefix: &str, radix| {
        let lower = text.to_ascii_lowercase();
        lower.strip_prefix(prefix).is_some_and(|digits| !digits.is_empty() && digits.chars().all(|c| c.is_digit(radix)))
    };
    let decimal = text.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | '.'))
        && text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'+' | b'-' | b'.' | b'e' | b'E'))
        && text.parse::<f64>().is_ok();
    decimal || radix("0x", 16) || radix("0o", 8) || radix("0b", 2)
}

impl Key {
    /// Whether the image's own default is this very value.
    pub fn is_default(&self, value: &Value) -> bool {
        !self.default.is_empty() && serde_json::from_str::<Value>(self.default).is_ok_and(|default| default == *value)
    }
}

impl Kind {
    /// What was expected, when a service that reads this kind would misread the value.
    pub(crate) fn misread(self, value: &Value) -> Option<&'static str> {
        let (fits, expected) = match self {
            Self::Text => (value.is_string(), "a text"),
            Self::Integer => (value.is_i64() || value.is_u64(), "a whole number"),
            Self::Number => (value.is_number(), "a number"),
            Self::Flag => (value.is_boolean(), "true or false"),
            Self::List => (value.is_array(), "a list"),
            Self::Map => (value.is_object(), "a map"),
            Self::Any => (true, ""),
        };
        (!fits).then_some(expected)
    }
}

fn shown(value: &Value) -> String {
    match value {
        Value::Object(_) => "a map".to_owned(),
        Value::Array(_) => "a list".to_owned(),
        Value::String(text) if gives_away("", value, 1) => format!("a text of {} letters", text.chars().count()),
        Value::String(text) => format!("the text `{}`", text.chars().take(40).collect::<String>()),
        other => format!("`{other}`"),
    }
}

fn some_of(names: &[impl AsRef<str>]) -> String {
    let mut some: Vec<String> = names.iter().take(8).map(|name| format!("`{}`", name.as_ref())).collect();
    if names.len() > 8 {
        some.push("…".to_owned());
    }
    some.join(", ")
}
