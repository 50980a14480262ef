//! What another version of a chart asks of whoever has values for the one before: which keys moved, went or came.
//!
//! Helm reports none of it, and the charts' notes name no key.

use std::fmt;

use indexmap::IndexMap;
use serde::Serialize;
use serde_json::Value;

use super::history::gone;
use super::keys::KeyCatalogue;

/// The keys that differ between two sets of values of a chart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct KeyChanges {
    /// The version that was.
    pub from: String,
    /// The version that will be.
    pub to: String,
    /// Every change, in the order of the keys' paths.
    pub changes: Vec<KeyChange>,
}

/// A key that differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct KeyChange {
    /// Its path.
    pub path: String,
    /// What became of it.
    pub what: What,
}

/// What became of a key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum What {
    /// It says the same at another place.
    Moved {
        /// The place.
        to: String,
    },
    /// The new chart does not read it.
    Went {
        /// What became of it, where that is known.
        because: Option<&'static str>,
    },
    /// It is not set any more; the new chart would still read it.
    Dropped,
    /// It is set, and the old chart did not read it.
    Came,
    /// It is set now; the old chart would have read it, too.
    Added,
    /// It is set to something else.
    Changed,
}

impl KeyChanges {
    /// What differs between values for one version of a chart and values for another.
    ///
    /// Where no catalogue of a version is known, what its chart reads is taken from the values.
    ///
    /// # Examples
    ///
    /// ```
    /// use mojaloop_render::helm::KeyChanges;
    /// use serde_json::json;
    ///
    /// let flat = json!({ "quoting-service": { "config": { "kafka_host": "broker" } } });
    /// let nested = json!({ "quoting-service": { "quoting-service": { "config": { "kafka_host": "broker" } } } });
    /// let changes = KeyChanges::between("mojaloop", ("15.1.0", &flat), ("17.2.0", &nested));
    /// assert_eq!(
    ///     changes.to_string(),
    ///     "from 15.1.0 to 17.2.0\n\
    ///      moved    quoting-service.config.kafka_host, to quoting-service.quoting-service.config.kafka_host\n"
    /// );
    /// ```
    pub fn between(chart: &str, from: (&str, &Value), to: (&str, &Value)) -> Self {
        let reads = |version: &str, path: &str| KeyCatalogue::of(chart, version).is_none_or(|keys| reads(keys, path));
        let (old, mut new) = (leaves(from.1), leaves(to.1));
        let mut changes = Vec::new();
        for (path, value) in &old {
            let what = match new.shift_remove(path) {
                Some(same) if same == *value => continue,
                Some(_) => What::Changed,
                // It could still be said there, and isn't: what is said elsewhere is something else.
                None if reads(to.0, path) => What::Dropped,
                None => match moved(path, value, &old, &new) {
                    Some(to) => {
                        new.shift_remove(&to);
                        What::Moved { to }
                    }
                    None => What::Went { because: gone(chart, path) },
                },
            };
            changes.push(KeyChange { path: path.clone(), what });
        }
        changes.extend(new.into_keys().map(|path| {
            let what = if reads(from.0, &path) { What::Added } else { What::Came };
            KeyChange { path, what }
        }));
        changes.sort_by(|a, b| a.path.cmp(&b.path));
        Self { from: from.0.to_owned(), to: to.0.to_owned(), changes }
    }

    /// Whether nothing differs.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }
}

/// Whether a chart reads a key, or a map it is in as the user's own.
fn reads(keys: &KeyCatalogue, path: &str) -> bool {
    let segments: Vec<&str> = path.split('.').collect();
    (1..=segments.len()).rev().any(|depth| {
        let above = segments.get(..depth).unwrap_or_default().join(".");
        keys.node(&above).is_some_and(|node| depth == segments.len() || node.is_free())
    })
}

/// Where the same is said now: at a path that ends alike, that was not there before.
fn moved(path: &str, value: &Value, old: &IndexMap<String, Value>, new: &IndexMap<String, Value>) -> Option<String> {
    let ending: Vec<&str> = path.rsplit('.').take(2).collect();
    let ends_alike = |other: &&String| other.rsplit('.').take(2).eq(ending.iter().copied());
    let there = new.iter().filter(|(_, other)| *other == value).map(|(path, _)| path);
    there.filter(ends_alike).find(|other| !old.contains_key(*other)).cloned()
}

/// Every leaf by its path.
fn leaves(value: &Value) -> IndexMap<String, Value> {
    fn walk(value: &Value, path: &str, found: &mut IndexMap<String, Value>) {
        match value {
            Value::Object(map) if !map.is_empty() => {
                for (key, value) in map {
                    let below = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
                    walk(value, &below, found);
                }
            }
            Value::Null if path.is_empty() => {}
            leaf => {
                found.insert(path.to_owned(), leaf.clone());
            }
        }
    }
    let mut found = IndexMap::new();
    walk(value, "", &mut found);
    found
}

impl fmt::Display for KeyChanges {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "from {} to {}", self.from, self.to)?;
        for KeyChange { path, what } in &self.changes {
            match what {
                What::Moved { to } => writeln!(f, "moved    {path}, to {to}"),
                What::Went { because: Some(because) } => writeln!(f, "went     {path}: {because}"),
                What::Went { because: None } => writeln!(f, "went     {path}"),
                What::Dropped => writeln!(f, "dropped  {path}"),
                What::Came => writeln!(f, "came     {path}"),
                What::Added => writeln!(f, "added    {path}"),
                What::Changed => writeln!(f, "changed  {path}"),
            }?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn every_kind_of_change_is_told() {
        let old = json!({
            "quoting-service": { "config": { "kafka_host": "broker" } },
            "centralledger": { "centralledger-service": { "config": {
                "batch_processing_enabled": true, "db_port": 3306, "log_level": "info", "kafka_port": 9092,
            } } },
            "als-msisdn-oracle": { "configOverride": { ".rc": { "A": 1 } } },
        });
        let bulk = json!({ "config": { "mongodb": { "host": "mongo" } } });
        let new = json!({
            "quoting-service": { "quoting-service": { "config": { "kafka_host": "broker" } } },
            "centralledger": { "centralledger-service": {
                "config": { "db_port": 3307, "log_level": "info" },
                "configOverride": { ".CLEDGrc": { "A": 1 } },
            } },
            "mojaloop-bulk": { "bulk-api-adapter": { "bulk-api-adapter-service": bulk } },
        });
        let changes = KeyChanges::between("mojaloop", ("17.1.0", &old), ("17.2.0", &new));
        let expected = "\
from 17.1.0 to 17.2.0
went     als-msisdn-oracle.configOverride..rc.A
went     centralledger.centralledger-service.config.batch_processing_enabled: it went with 17.0.0: positions are kept \
                        in batches by default
changed  centralledger.centralledger-service.config.db_port
dropped  centralledger.centralledger-service.config.kafka_port
added    centralledger.centralledger-service.configOverride..CLEDGrc.A
came     mojaloop-bulk.bulk-api-adapter.bulk-api-adapter-service.config.mongodb.host
moved    quoting-service.config.kafka_host, to quoting-service.quoting-service.config.kafka_host
";
        assert_eq!(changes.to_string(), expected);
        assert!(KeyChanges::between("mojaloop", ("17.1.0", &old), ("17.1.0", &old)).is_empty());
    }
}
