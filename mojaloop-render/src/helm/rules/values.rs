//! Values with the chart's own defaults behind them.

use serde_json::Value;

use super::super::keys::KeyCatalogue;

/// Values of a chart, and what the chart says where they are silent.
pub(in super::super) struct Values<'v> {
    catalogue: &'static KeyCatalogue,
    root: &'v Value,
}

/// What the umbrella switches off where nobody says anything. Everything else that can be switched is on.
///
/// `Source:` the values of the umbrella 17.1.0.
static OFF: &[&str] = &[
    "account-lookup-service.account-lookup-service-handler-timeout",
    "account-lookup-service.als-oracle-pathfinder",
    "centralsettlement.centralsettlement-handler-grosssettlement",
    "centralsettlement.centralsettlement-handler-rules",
    "inter-scheme-proxy-adapter",
    "mojaloop-bulk",
    "mojaloop-ttk-simulators",
    "thirdparty",
];

/// What switches are set to where nobody says anything, by how their path ends.
///
/// `Source:` the values of the umbrella 17.1.0.
static DEFAULTS: &[(&str, Setting)] = &[
    (".api_type", Setting::Text("fspiop")),
    (".simple_routing_mode_enabled", Setting::Flag(true)),
    (".enable_on_us_transfers", Setting::Flag(false)),
    (".proxy_cache.enabled", Setting::Flag(false)),
    (".payee_participant_currency_validation_enabled", Setting::Flag(true)),
    (".featureEnableExtendedPartyIdType", Setting::Flag(false)),
    (".inputValues.API_TYPE", Setting::Text("fspiop")),
    (".inputValues.SIMPLE_ROUTING_MODE_ENABLED", Setting::Flag(true)),
    (".inputValues.ON_US_TRANSFERS_ENABLED", Setting::Flag(false)),
    (".options.transformerName", Setting::Text("none")),
];

#[derive(Clone, Copy)]
enum Setting {
    Flag(bool),
    Text(&'static str),
}

impl<'v> Values<'v> {
    pub(in super::super) fn new(catalogue: &'static KeyCatalogue, root: &'v Value) -> Self {
        Self { catalogue, root }
    }

    /// The chart they are for.
    pub(super) fn chart(&self) -> &'static str {
        self.catalogue.chart()
    }

    /// Whether the chart reads a key.
    pub(super) fn knows(&self, path: &str) -> bool {
        self.catalogue.has(path)
    }

    /// The value at a path of keys. A key that holds dots itself is found, too.
    pub(super) fn get(&self, path: &str) -> Option<&'v Value> {
        find(self.root, path)
    }

    /// What a flag comes to.
    pub(in super::super) fn flag(&self, path: &str) -> Option<bool> {
        match self.get(path) {
            Some(value) => value.as_bool(),
            None => DEFAULTS.iter().find(|(ending, _)| path.ends_with(ending)).and_then(|(_, setting)| match setting {
                Setting::Flag(flag) => Some(*flag),
                Setting::Text(_) => None,
            }),
        }
    }

    /// What a text comes to.
    pub(super) fn text(&self, path: &str) -> Option<&'v str> {
        match self.get(path) {
            Some(value) => value.as_str(),
            None => DEFAULTS.iter().find(|(ending, _)| path.ends_with(ending)).and_then(|(_, setting)| match setting {
                Setting::Text(text) => Some(*text),
                Setting::Flag(_) => None,
            }),
        }
    }

    /// Whether a sub-chart is on, and all it is part of.
    pub(in super::super) fn is_on(&self, path: &str) -> bool {
        let parts: Vec<&str> = path.split('.').collect();
        (1..=parts.len()).all(|depth| {
            let part = parts.get(..depth).unwrap_or_default().join(".");
            let said = self.get(&format!("{part}.enabled")).and_then(Value::as_bool);
            said.unwrap_or_else(|| !OFF.contains(&part.as_str()))
        })
    }

    /// Calls `see` with every leaf and its path.
    pub(super) fn each_leaf(&self, see: &mut impl FnMut(&str, &'v Value)) {
        fn walk<'v>(value: &'v Value, path: &str, see: &mut impl FnMut(&str, &'v Value)) {
            match value {
                Value::Object(map) if !map.is_empty() => {
                    for (key, value) in map {
                        let below = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
                        walk(value, &below, see);
                    }
                }
                leaf => see(path, leaf),
            }
        }
        walk(self.root, "", see);
    }
}

fn find<'v>(value: &'v Value, path: &str) -> Option<&'v Value> {
    if path.is_empty() {
        return Some(value);
    }
    let map = value.as_object()?;
    map.iter().find_map(|(key, value)| match path.strip_prefix(key.as_str())? {
        "" => Some(value),
        rest => find(value, rest.strip_prefix('.')?),
    })
}
