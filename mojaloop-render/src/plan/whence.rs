//! Where the values of a service's configuration come from: kept beside them, key by key.

use std::collections::BTreeMap;

use indexmap::IndexMap;
use mojaloop_model::catalogue::{Account, Key, Said, Setting, To, Told, When};
use serde::Serialize;

use super::Value;

/// Where a value comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum Whence {
    /// The hub decides it, by what it says at this place in the model or leaves as it is by default.
    Hub(String),
    /// The catalogue says so of the service, in every hub.
    Catalogue,
}

/// Values, and where each comes from.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Overlay {
    /// The values, as a configuration file nests them.
    pub values: Value,
    whence: BTreeMap<String, Whence>,
}

impl Overlay {
    /// Without any value.
    pub fn new() -> Self {
        Self { values: Value::map(), whence: BTreeMap::new() }
    }

    /// Puts a value at a path of keys, instead of what is there and below.
    pub fn put(&mut self, path: &[&str], value: Value, whence: Whence) {
        let key = path.join("/");
        let below = format!("{key}/");
        self.whence.retain(|other, _| !other.starts_with(&below));
        self.whence.insert(key, whence);
        self.values.put(path, value);
    }

    /// Adds what the image's own file says of keys that nothing else is said of.
    pub fn completed(mut self, keys: &[Key]) -> Self {
        for key in keys {
            if let Ok(default) = serde_json::from_str::<serde_json::Value>(key.default)
                && !self.whence.contains_key(key.path)
            {
                let path: Vec<&str> = key.path.split('/').collect();
                self.put(&path, default.into(), Whence::Catalogue);
            }
        }
        self
    }

    /// Leaves out some of the values.
    pub fn narrowed(self, to: impl FnOnce(Value) -> Value) -> Self {
        Self { values: to(self.values), whence: self.whence }
    }

    /// Where each value that is there comes from, in the order of the values.
    pub fn whence(&self) -> IndexMap<String, Whence> {
        let mut found = IndexMap::new();
        self.values.each(&mut |path, _| {
            found.extend(self.whence.get(path).map(|whence| (path.to_owned(), whence.clone())));
        });
        found
    }
}

impl Whence {
    /// What decides a setting of the catalogue: the place in the hub it is taken from, or that it is there for.
    pub(super) fn of(setting: &Setting) -> Self {
        let said = match setting.to {
            To::Hub(said) => Some(Self::said(said).to_owned()),
            To::StoreHost(kind)
            | To::StorePort(kind)
            | To::StoreAddress(kind)
            | To::Password(Account { on: kind, .. }) => Some(format!("stores.{}", kind.name())),
            To::Rules => Some("scheme.settlement.rules".to_owned()),
            To::Participant(told) => Some(Self::told(told).to_owned()),
            To::Flag(_)
            | To::Number(_)
            | To::Text(_)
            | To::File(..)
            | To::Preload(..)
            | To::Url(..)
            | To::UrlAt(..)
            | To::Address(_)
            | To::BrowserUrl(..) => Self::when(setting.when),
        };
        said.map_or(Self::Catalogue, Self::Hub)
    }

    /// The place where a hub says it.
    const fn said(said: Said) -> &'static str {
        match said {
            Said::ApiType | Said::IlpVersion | Said::IdGenerator | Said::ResourceVersions => "scheme.messages",
            Said::HubId => "scheme.hubParticipant.id",
            Said::HubName => "scheme.hubParticipant.name",
            Said::FulfilSeconds => "scheme.timeouts.fulfil",
            Said::ClockLagMillis => "scheme.timeouts.clockLag",
            Said::RequestMillis => "scheme.timeouts.request",
            Said::Participants => "participants",
            Said::FundsTransferSeconds => "scheme.timeouts.fundsTransfer",
        }
    }

    /// The place where a participant says it.
    const fn told(told: Told) -> &'static str {
        match told {
            Told::Id | Told::Cache => "participants.id",
            Told::Currencies => "participants.currencies",
            Told::Customers => "participants.msisdn",
            Told::PeerGateway => "participants.playedBy",
        }
    }

    /// The place where a hub decides whether a condition holds.
    fn when(when: When) -> Option<String> {
        let place = match when {
            When::Always | When::Never => return None,
            When::All(all) => return all.iter().find_map(|when| Self::when(*when)),
            When::Feature(_) => "features",
            When::Each(_) | When::Plays(_) | When::EachProxy | When::Proxies | When::NoProxies => {
                "participants.playedBy"
            }
            When::GrossSettlement => "scheme.settlement",
            When::SettlementRules => "scheme.settlement.rules",
            When::Combined | When::Split => "handlers",
            When::Messages(_) => "scheme.messages",
            When::Keeps(kind) | When::Tls(kind) => return Some(format!("stores.{}", kind.name())),
            When::Containers => "platform",
            When::Since(_) => "release",
        };
        Some(place.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use mojaloop_model::catalogue;

    use super::*;

    #[test]
    fn a_whole_file_says_what_the_image_said_and_nobody_else_does() {
        let keys = catalogue::Service::named("auth-service").and_then(catalogue::Service::keys).unwrap_or_default();
        let mut overlay = Overlay::new();
        overlay.put(
            &["REDIS", "HOST"],
            Value::from(serde_json::json!("cache")),
            Whence::Hub("stores.redis".to_owned()),
        );
        let overlay = overlay.completed(keys);
        let whence = overlay.whence();
        assert_eq!(whence.get("REDIS/HOST"), Some(&Whence::Hub("stores.redis".to_owned())));
        assert_eq!(whence.get("DATABASE/client"), Some(&Whence::Catalogue));
        assert!(!whence.keys().any(|key| key.to_lowercase().contains("password")), "{whence:?}");
    }

    #[test]
    fn what_is_replaced_comes_from_elsewhere() {
        let hub = |place: &str| Whence::Hub(place.to_owned());
        let mut overlay = Overlay::new();
        overlay.put(&["A", "B"], Value::from(serde_json::json!(1)), Whence::Catalogue);
        overlay.put(&["A", "C"], Value::from(serde_json::json!(2)), hub("handlers"));
        assert_eq!(overlay.whence().keys().collect::<Vec<_>>(), ["A/B", "A/C"]);
        overlay.put(&["A"], Value::from(serde_json::json!([])), hub("services.a.config.A"));
        assert_eq!(overlay.whence(), IndexMap::from([("A".to_owned(), hub("services.a.config.A"))]));
        overlay.put(&["A", "B"], Value::from(serde_json::json!(3)), Whence::Catalogue);
        let overlay = overlay.narrowed(|_| Value::map());
        assert_eq!(overlay.whence(), IndexMap::new());
    }
}
