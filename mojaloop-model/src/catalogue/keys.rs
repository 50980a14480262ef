//! The keys each service's configuration file can hold: a user's overlay is checked against them.
//!
//! A service ignores a key it does not know, and misreads one of the wrong type, without a word.

mod account_lookup_service;
mod auth_service;
mod bulk_api_adapter;
mod central_ledger;
mod central_settlement;
mod ml_api_adapter;
mod quoting_service;
mod reporting_events_processor_svc;
mod reporting_hub_bop_api_svc;
mod thirdparty_api_svc;
mod transaction_requests_service;

use crate::release::Release;

pub(super) use account_lookup_service::ACCOUNT_LOOKUP_SERVICE;
pub(super) use auth_service::AUTH_SERVICE;
pub(super) use bulk_api_adapter::BULK_API_ADAPTER;
pub(super) use central_ledger::CENTRAL_LEDGER;
pub(super) use central_settlement::CENTRAL_SETTLEMENT;
pub(super) use ml_api_adapter::ML_API_ADAPTER;
pub(super) use quoting_service::QUOTING_SERVICE;
pub(super) use reporting_events_processor_svc::REPORTING_EVENTS_PROCESSOR_SVC;
pub(super) use reporting_hub_bop_api_svc::REPORTING_HUB_BOP_API_SVC;
pub(super) use thirdparty_api_svc::THIRDPARTY_API_SVC;
pub(super) use transaction_requests_service::TRANSACTION_REQUESTS_SERVICE;

/// A key of a service's configuration file.
#[derive(Debug)]
pub struct Key {
    /// Its path in the file, its segments joined by `/`.
    pub path: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// The image's default as JSON; empty where it has none.
    pub default: &'static str,
    /// The first release whose service reads it.
    pub since: Release,
}

/// What a key holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A text.
    Text,
    /// A whole number.
    Integer,
    /// Any number.
    Number,
    /// True or false.
    Flag,
    /// A list.
    List,
    /// A map with keys of the user's own.
    Map,
    /// Its default is null: anything.
    Any,
}

const fn key(path: &'static str, kind: Kind, default: &'static str) -> Key {
    Key { path, kind, default, since: Release::V17_1_0 }
}

/// A key that 17.1.0 does not read yet.
const fn later(path: &'static str, kind: Kind, default: &'static str) -> Key {
    Key { since: Release::V17_2_0, ..key(path, kind, default) }
}

/// What a path of segments leads to.
#[derive(Debug)]
pub enum Found {
    /// A key.
    Leaf(&'static Key),
    /// Somewhere inside a key's own map, or of the one a list or null stands for.
    Below(&'static Key),
    /// A map of keys.
    Inner,
    /// Nothing: the segment at this position is none of its siblings.
    Unknown {
        /// The position of the first segment that is not known.
        at: usize,
        /// What it could have been.
        siblings: Vec<&'static str>,
    },
}

/// Follows a path of segments through the keys of a service.
pub fn find(keys: &'static [Key], segments: &[&str]) -> Found {
    let mut known = keys.iter().collect::<Vec<_>>();
    for (at, segment) in segments.iter().enumerate() {
        let nth = |key: &Key| key.path.split('/').nth(at);
        let mut siblings: Vec<&'static str> = known.iter().filter_map(|key| key.path.split('/').nth(at)).collect();
        known.retain(|key| nth(key) == Some(*segment));
        if known.is_empty() {
            siblings.dedup();
            return Found::Unknown { at, siblings };
        }
        let ends_here = known.iter().find(|key| key.path.split('/').count() == at + 1).copied();
        if let Some(key) = ends_here {
            return match (at + 1 == segments.len(), key.kind) {
                (true, _) => Found::Leaf(key),
                (false, Kind::Map | Kind::Any) => Found::Below(key),
                (false, _) => Found::Unknown { at: at + 1, siblings: Vec::new() },
            };
        }
    }
    Found::Inner
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::{Config, SERVICES, Setting, To};

    #[test]
    fn a_path_is_followed() {
        let table = [
            ("PORT", "Leaf"),
            ("DATABASE", "Inner"),
            ("DATABASE/HOST", "Leaf"),
            ("DATABASE/HOTS", "Unknown"),
            ("DATABASE/HOST/x", "Unknown"),
            ("DATABASE/ADDITIONAL_CONNECTION_OPTIONS/connectTimeout", "Below"),
            ("nothing/at/all", "Unknown"),
        ];
        for (path, expected) in table {
            let segments: Vec<&str> = path.split('/').collect();
            let found = format!("{:?}", find(CENTRAL_LEDGER, &segments));
            assert!(found.starts_with(expected), "{path}: {found}");
        }
    }

    #[test]
    fn every_default_is_json_of_its_kind() {
        for key in SERVICES.iter().filter_map(|s| s.keys()).flatten().filter(|key| !key.default.is_empty()) {
            let value: serde_json::Value = serde_json::from_str(key.default).expect(key.path);
            assert!(key.kind.misread(&value).is_none(), "{}: {value}", key.path);
        }
    }

    /// The catalogue itself sets only keys that its services read, each to what they read there.
    #[test]
    fn the_catalogue_sets_keys_that_exist() {
        for service in SERVICES {
            let Some(keys) = service.keys() else { continue };
            let check = |path: &str, kinds: &[Kind]| {
                let segments: Vec<&str> = path.split('/').collect();
                match find(keys, &segments) {
                    Found::Leaf(key) => {
                        assert!(kinds.contains(&key.kind) || key.kind == Kind::Any, "{} {path}: {key:?}", service.name);
                    }
                    Found::Below(_) => {}
                    // The proxy cache's host and port take the place of the cluster's list: read by its library.
                    Found::Unknown { .. } if path.starts_with("PROXY_CACHE/proxyConfig/") => {}
                    other => panic!("{} sets `{path}`: {other:?}", service.name),
                }
            };
            let in_file =
                |setting: &&Setting| !matches!((service.config, setting.to), (Config::File { .. }, To::Password(_)));
            let settings = service.workloads.iter().flat_map(|w| w.settings).chain(service.all_settings());
            for setting in settings.filter(in_file) {
                check(
                    setting.key,
                    match setting.to {
                        To::Flag(_) => &[Kind::Flag],
                        To::Number(_) | To::StorePort(_) => &[Kind::Integer],
                        To::Hub(_) => &[Kind::Text, Kind::Integer, Kind::List],
                        // Addresses, places and names.
                        _ => &[Kind::Text],
                    },
                );
            }
            let broker = service.config.broker_key("metadata.broker.list");
            for stream in service.workloads.iter().flat_map(|w| w.consumes) {
                check(&format!("KAFKA/CONSUMER/{}/config/rdkafkaConf/{broker}", stream.key), &[Kind::Text]);
            }
            for stream in service.workloads.iter().flat_map(|w| w.produces) {
                check(&format!("KAFKA/PRODUCER/{}/config/rdkafkaConf/{broker}", stream.key), &[Kind::Text]);
            }
            if let Some(database) = service.database {
                let keys = database.keys;
                let in_file = !matches!(service.config, Config::File { .. });
                for key in [keys.host, keys.user, keys.name].into_iter().chain(in_file.then_some(keys.password)) {
                    check(key, &[Kind::Text]);
                }
                check(keys.port, &[Kind::Integer]);
            }
        }
    }
}
