//! The overlay of a service: what its configuration must say that its image's defaults don't.

use std::collections::BTreeMap;

use mojaloop_model::catalogue::{
    Config, DEFAULTS_OF, Key, Library, Migration, Said, Service, Setting, Stream, To, Told, workload,
};
use mojaloop_model::{Currency, Hub, Messages, Participant, Provisioning, Running, StoreKind, Url, Valid, active};
use serde_json::json;

use super::toolkit::{self, Version};
use super::whence::Overlay;
use super::{Endpoint, OWN_FOLDER, Piece, Text, Value, Whence, broker};

/// Where the scheme's rules are mounted.
pub(super) const RULES_FOLDER: &str = "/opt/hub/rules";

/// What all workloads of a service are told, as its configuration file nests it, without what its image says anyway.
pub(super) fn of_service(hub: &Valid<Hub>, service: &Service) -> Overlay {
    let mut overlay = Overlay::new();
    for setting in service.all_settings().filter(|setting| setting.when.holds(hub)) {
        put(&mut overlay, setting, hub, None);
    }
    if let Some(database) = service.database {
        let keys = database.keys;
        let mysql = store(hub, StoreKind::Mysql);
        let decided = || of_store(StoreKind::Mysql);
        overlay.put(&path(keys.port), plain(mysql.port), decided());
        overlay.put(&path(keys.host), Text::from(Piece::Host(mysql)).into(), decided());
        overlay.put(&path(keys.user), plain(database.user), Whence::Catalogue);
        overlay.put(&path(keys.name), plain(database.name), Whence::Catalogue);
    }
    for running in hub.resolved().workloads.iter().filter(|running| running.service.name == service.name) {
        let streams = [("CONSUMER", running.workload.consumes), ("PRODUCER", running.workload.produces)];
        for (side, stream) in streams.iter().flat_map(|(side, all)| active(all, hub).map(move |s| (side, s))) {
            put_broker(&mut overlay, hub, &service.config, side, stream);
        }
    }
    if let Some(settings) = hub.services.get(service.name) {
        for (key, value) in sorted(&settings.config) {
            merge(&mut overlay, service.name, &mut vec![key], value);
        }
    }
    match service.keys() {
        // Its own file is not there beside it.
        Some(keys) if matches!(service.config, Config::File { .. }) => overlay.completed(keys),
        Some(keys) if hub.release == DEFAULTS_OF => overlay.narrowed(|values| without_defaults(values, keys)),
        // The defaults are those of one release: for another, everything is said.
        _ => overlay,
    }
}

/// The same with what only one of its workloads is told, when there is any.
pub(super) fn of_workload(hub: &Valid<Hub>, service: &Overlay, running: &Running) -> Option<Overlay> {
    let participant = running.participant.as_ref().and_then(|id| hub.participants.iter().find(|one| one.id == *id));
    let mut own = running.workload.settings.iter().filter(|setting| setting.when.holds(hub)).peekable();
    own.peek()?;
    let mut overlay = service.clone();
    own.for_each(|setting| put(&mut overlay, setting, hub, participant));
    Some(overlay)
}

/// What a library inside a service is told.
pub(super) fn of_library(hub: &Hub, service: &Service, library: &Library) -> Overlay {
    let mut overlay = Overlay::new();
    for setting in library.settings.iter().filter(|setting| setting.when.holds(hub)) {
        put(&mut overlay, setting, hub, None);
    }
    for stream in active(library.produces, hub) {
        put_broker(&mut overlay, hub, &service.config, "PRODUCER", stream);
    }
    overlay
}

/// Where a topic's broker is, and how it is spoken to.
fn put_broker(overlay: &mut Overlay, hub: &Hub, config: &Config, side: &str, stream: &Stream) {
    let mut client = vec!["KAFKA", side];
    client.extend(stream.key.split('/'));
    client.extend(["config", "rdkafkaConf"]);
    let address = Text::from(Piece::Address(store(hub, StoreKind::Kafka))).into();
    let certificates = broker::SETTINGS.iter().filter(|_| broker::know_clients(hub));
    let certificates = certificates.map(|(key, value)| (*key, plain(*value)));
    for (key, value) in std::iter::once(("metadata.broker.list", address)).chain(certificates) {
        overlay.put(&[client.as_slice(), &[&config.broker_key(key)]].concat(), value, of_store(StoreKind::Kafka));
    }
}

/// Of a service's overlay what its migration reads.
pub(super) fn of_migration(service: Overlay, migration: &Migration) -> Overlay {
    service.narrowed(|values| match values {
        Value::Map(map) => {
            Value::Map(map.into_iter().filter(|(key, _)| migration.reads.contains(&key.as_str())).collect())
        }
        other => other,
    })
}

/// The overlay without what the image says anyway.
fn without_defaults(overlay: Value, keys: &'static [Key]) -> Value {
    fn lean(value: Value, path: &mut Vec<String>, keys: &'static [Key]) -> Option<Value> {
        match value {
            Value::Map(map) => {
                let mut kept = indexmap::IndexMap::new();
                for (key, value) in map {
                    path.push(key);
                    let lean = lean(value, path, keys);
                    let key = path.pop().unwrap_or_default();
                    kept.extend(lean.map(|value| (key, value)));
                }
                (!kept.is_empty()).then_some(Value::Map(kept))
            }
            Value::Plain(plain) => {
                let path = path.join("/");
                let default = keys.iter().any(|key| key.path == path && key.is_default(&plain));
                (!default).then_some(Value::Plain(plain))
            }
            Value::Text(_) | Value::List(_) => Some(value),
        }
    }
    lean(overlay, &mut Vec::new(), keys).unwrap_or_else(Value::map)
}

/// The variables, or the flags, that say the same for a service that reads no file.
pub(super) fn as_words(overlay: &Value, config: &Config) -> Vec<(String, Text)> {
    let mut found = Vec::new();
    overlay.each(&mut |path, value| {
        let text = match value {
            Value::Text(text) => text.clone(),
            Value::Plain(serde_json::Value::String(text)) => Text::literal(text),
            Value::Plain(other) => Text::literal(other.to_string()),
            Value::Map(_) | Value::List(_) => return,
        };
        let called = config.table().and_then(|table| table.iter().find(|(key, _)| *key == path));
        found.extend(called.map(|(_, name)| ((*name).to_owned(), text)));
    });
    found
}

/// Where a store is reached: inside, or where the hub says it is.
pub(super) fn store(hub: &Hub, kind: StoreKind) -> Endpoint {
    let port = match hub.stores.provisioning(kind) {
        Provisioning::External(external) => external.port,
        Provisioning::Operator(_) if kind == StoreKind::Kafka => Some(broker::PORT),
        _ => None,
    };
    Endpoint::new(kind.name(), port.unwrap_or(kind.port()))
}

/// The port of that name of a workload; its first when none has it.
pub(super) fn endpoint(name: &str, port: Option<&str>) -> Endpoint {
    endpoint_for(None, name, port)
}

/// The same as a participant's own components call it: of what runs once a participant, its own.
pub(super) fn endpoint_for(participant: Option<&Participant>, name: &str, port: Option<&str>) -> Endpoint {
    let own = participant.filter(|_| workload(name).is_some_and(|(_, workload)| workload.when.is_each()));
    let component = own.map_or_else(|| name.to_owned(), |participant| participant.component(name));
    let port = workload(name).map_or(0, |(_, workload)| {
        let named = workload.ports.iter().find(|p| Some(p.name) == port);
        named.map_or(workload.main_port(), |p| p.number)
    });
    Endpoint::new(component, port)
}

fn put(overlay: &mut Overlay, setting: &Setting, hub: &Hub, participant: Option<&Participant>) {
    let endpoint = |name: &str, port: Option<&str>| endpoint_for(participant, name, port);
    let value = match setting.to {
        // By variables of their own: a password to those that speak to its store, a program where Node.js runs.
        To::Password(_) | To::Preload(..) => return,
        To::Flag(flag) => plain(flag),
        To::Number(number) => plain(number),
        To::Text(text) => plain(text),
        To::Url(workload, rest) => Text::url(endpoint(workload, None), rest).into(),
        To::UrlAt(workload, port) => Text::url(endpoint(workload, Some(port)), "").into(),
        To::Address(workload) => Text::from(Piece::Address(endpoint(workload, None))).into(),
        To::BrowserUrl(workload, port) => Text::from(Piece::Browser(endpoint(workload, Some(port)))).into(),
        To::StoreHost(kind) => Text::from(Piece::Host(store(hub, kind))).into(),
        To::StorePort(kind) => plain(store(hub, kind).port),
        To::StoreAddress(kind) => Text::from(Piece::Address(store(hub, kind))).into(),
        To::Rules => plain(format!("..{}", RULES_FOLDER.trim_start_matches("/opt"))),
        To::File(name, _) => plain(format!("{OWN_FOLDER}/{name}")),
        To::Hub(said) => plain(said_by(hub, said)),
        To::Participant(told) => match participant {
            Some(participant) => told_by(hub, participant, told),
            None => return,
        },
    };
    overlay.put(&path(setting.key), value, Whence::of(setting));
}

fn of_store(kind: StoreKind) -> Whence {
    Whence::Hub(format!("stores.{}", kind.name()))
}

fn said_by(hub: &Hub, said: Said) -> serde_json::Value {
    let scheme = &hub.scheme;
    match said {
        Said::ApiType => match scheme.messages {
            Messages::Iso20022 => "iso20022".into(),
            _ => "fspiop".into(),
        },
        Said::IlpVersion => match scheme.messages {
            Messages::Iso20022 => "4".into(),
            _ => "1".into(),
        },
        Said::IdGenerator => match scheme.messages {
            Messages::Iso20022 => r#"{"type":"ulid"}"#.into(),
            // A newer version is none to FSPIOP 1.1.
            _ => r#"{"type":"uuid","version":4}"#.into(),
        },
        Said::ResourceVersions => resource_versions(scheme.messages).into(),
        Said::HubId => scheme.hub_participant.id.into(),
        Said::HubName => scheme.hub_participant.name.as_str().into(),
        Said::FulfilSeconds => scheme.timeouts.fulfil.as_seconds().into(),
        Said::ClockLagMillis => scheme.timeouts.clock_lag.as_milliseconds().into(),
        Said::RequestMillis => scheme.timeouts.request.as_milliseconds().into(),
        Said::Participants => {
            // A proxy is nobody's bank.
            let banks = hub.participants.iter().filter(|participant| !participant.is_proxy());
            let mut names: Vec<&str> = banks.map(|participant| participant.id.as_str()).collect();
            names.sort_unstable();
            names.into()
        }
        Said::FundsTransferSeconds => scheme.timeouts.funds_transfer.as_seconds().to_string().into(),
    }
}

/// What each resource is spoken in: requests to pay as their service alone speaks, all else as the rest of the hub.
fn resource_versions(messages: Messages) -> String {
    let version = Version::of(messages);
    let spoken = ["participants", "parties", "quotes", "transfers"].map(|resource| (resource, version));
    let all = spoken.into_iter().chain([("transactionRequests", Version::OF_REQUESTS)]);
    all.map(|(resource, Version { major, minor })| format!("{resource}={major}.{minor}")).collect::<Vec<_>>().join(",")
}

fn told_by(hub: &Hub, participant: &Participant, told: Told) -> Value {
    match told {
        Told::Id => plain(participant.id.as_str()),
        Told::Cache => Text(vec![
            Piece::Literal("redis://".to_owned()),
            Piece::Address(store(hub, StoreKind::Redis)),
            Piece::Literal(format!("/{}", participant.cache_database())),
        ])
        .into(),
        Told::Currencies => {
            let mut codes: Vec<&str> = participant.currencies.iter().map(Currency::as_str).collect();
            codes.sort_unstable();
            plain(codes.join(","))
        }
        Told::Customers => {
            let customer = json!({
                "displayName": format!("Customer of {}", participant.id),
                "firstName": "Mary",
                "lastName": "Banda",
                "dateOfBirth": "1990-01-01",
                "idType": "MSISDN",
                "idValue": participant.test_customer()
            });
            plain(json!([customer]).to_string())
        }
        Told::PeerGateway => {
            let port = participant.peer_gateway().map_or(0, Url::port);
            Text::from(Piece::Address(Endpoint::new(toolkit::scheme_behind(participant), port))).into()
        }
    }
}

/// Puts a user's own map over what is there: maps are joined, everything else is replaced.
fn merge<'a>(overlay: &mut Overlay, service: &str, at: &mut Vec<&'a str>, value: &'a serde_json::Value) {
    match value {
        serde_json::Value::Object(map) if !map.is_empty() => {
            for (key, value) in sorted(map) {
                at.push(key);
                merge(overlay, service, at, value);
                at.pop();
            }
        }
        // Joined with what is there, an empty map changes nothing.
        serde_json::Value::Object(_) => {}
        other => {
            let place = format!("services.{service}.config.{}", at.join("."));
            overlay.put(at, Value::Plain(in_order(other)), Whence::Hub(place));
        }
    }
}

/// The same with the keys of every map in a list in an order of their own, too.
fn in_order(value: &serde_json::Value) -> serde_json::Value {
    match value {
        serde_json::Value::Object(map) => {
            sorted(map).into_iter().map(|(key, value)| (key.clone(), in_order(value))).collect()
        }
        serde_json::Value::Array(list) => list.iter().map(in_order).collect(),
        other => other.clone(),
    }
}

/// In an order of their own, not that in which somebody wrote them.
fn sorted<'a>(
    map: impl IntoIterator<Item = (&'a String, &'a serde_json::Value)>,
) -> BTreeMap<&'a String, &'a serde_json::Value> {
    map.into_iter().collect()
}

fn path(key: &str) -> Vec<&str> {
    key.split('/').collect()
}

fn plain(value: impl Into<serde_json::Value>) -> Value {
    Value::Plain(value.into())
}
