//! Compares values with the keys a chart has.

use mojaloop_model::{Diagnostic, Diagnostics, nearest};
use serde_json::Value;

use super::history::{gone, renamed};
use super::keys::{KeyCatalogue, Keys, Kind, Node, Others};
use super::rules;

/// What a check of values came to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Checked {
    /// What is wrong: keys the chart would ignore, values it would misread, settings that contradict each other.
    pub faults: Diagnostics,
    /// The places nobody here knows the keys of. A single empty one stands for all there is.
    pub unchecked: Vec<String>,
}

/// Checks values against the keys of a chart, and against each other.
///
/// Where no catalogue of that chart in that version is known, the result says so: everything is unchecked.
///
/// # Examples
///
/// ```
/// use mojaloop_render::helm::check;
/// use serde_json::json;
///
/// let values = json!({ "centralledger": { "centralledger-service": { "config": { "db_prot": 3306 } } } });
/// let errors = check("mojaloop", "17.2.0", &values).faults.errors();
/// assert_eq!(errors.codes(), ["unknown-chart-key"]);
/// assert!(errors.to_string().contains("did you mean `db_port`?"));
///
/// assert_eq!(check("mojaloop", "99.0.0", &values).unchecked, [""]);
/// ```
pub fn check(chart: &str, version: &str, values: &Value) -> Checked {
    let Some(catalogue) = KeyCatalogue::of(chart, version) else {
        return Checked { unchecked: vec![String::new()], ..Checked::default() };
    };
    let mut walk = Walk { catalogue, path: Vec::new(), checked: Checked::default() };
    walk.map(values, catalogue.root());
    let mut checked = walk.checked;
    checked.faults.extend(rules::broken(catalogue, values));
    checked
}

struct Walk<'v> {
    catalogue: &'static KeyCatalogue,
    path: Vec<&'v str>,
    checked: Checked,
}

impl<'v> Walk<'v> {
    fn map(&mut self, value: &'v Value, keys: &Keys) {
        let Value::Object(map) = value else {
            // Null takes a default away, a whole map of them, too.
            if !value.is_null() {
                self.misread(value, "a map");
            }
            return;
        };
        for (key, value) in map {
            self.path.push(key);
            match (keys.known.get(key.as_str()), keys.others) {
                (Some(Node::Map(below)), _) => self.map(value, below),
                (Some(Node::Leaf(kind)), _) => {
                    if let Some(expected) = kind.misread(value) {
                        self.misread(value, expected);
                    }
                }
                (None, Others::Ignored) => self.unknown(key, keys),
                (None, Others::Unknown) => self.checked.unchecked.push(self.path.join(".")),
                (None, Others::Free) => {}
            }
            self.path.pop();
        }
    }

    fn unknown(&mut self, key: &str, keys: &Keys) {
        let path = self.path.join(".");
        let above = self.path.get(..self.path.len() - 1).unwrap_or_default().join(".");
        let (chart, version) = (self.catalogue.chart(), self.catalogue.version());
        let message = format!("chart `{chart}` {version} reads no key `{key}` here, and would ignore it");
        let help = gone(chart, &path).map(str::to_owned).or_else(|| {
            let below = below(keys, key).map(|inner| format!("it is one level down: `{}`", join(&above, inner, key)));
            renamed(key, keys).or(below)
        });
        let help = help.unwrap_or_else(|| match nearest(key, keys.known.keys().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("expected one of {}", some_of(keys.known.keys().copied())),
        });
        self.checked.faults.push(Diagnostic::error("unknown-chart-key", path, message).help(help));
    }

    fn misread(&mut self, value: &Value, expected: &str) {
        let path = self.path.join(".");
        let found = match value {
            Value::Object(_) => "a map".to_owned(),
            Value::Array(_) => "a list".to_owned(),
            Value::String(_) => "a text".to_owned(),
            other => format!("`{other}`"),
        };
        let message = format!("{found} is not what chart `{}` reads here", self.catalogue.chart());
        let fault = Diagnostic::error("chart-key-type", path, message).help(format!("expected {expected}"));
        self.checked.faults.push(fault);
    }
}

/// The map one level down that has the key.
fn below(keys: &Keys, key: &str) -> Option<&'static str> {
    let has = |node: &Node| matches!(node, Node::Map(map) if map.known.contains_key(key));
    keys.known.iter().find(|(_, node)| has(node)).map(|(name, _)| *name)
}

fn join(above: &str, inner: &str, key: &str) -> String {
    let segments = [above, inner, key];
    segments.into_iter().filter(|segment| !segment.is_empty()).collect::<Vec<_>>().join(".")
}

fn some_of(names: impl Iterator<Item = &'static str>) -> String {
    const MOST: usize = 8;
    let names: Vec<String> = names.take(MOST + 1).map(|name| format!("`{name}`")).collect();
    let more = if names.len() > MOST { ", …" } else { "" };
    names.get(..MOST.min(names.len())).unwrap_or_default().join(", ") + more
}

impl Kind {
    /// What was expected, when a chart that reads this kind would misread the value.
    fn misread(self, value: &Value) -> Option<&'static str> {
        let (fits, expected) = match self {
            Self::Text => (value.is_string(), "a text"),
            Self::Integer => (value.is_i64() || value.is_u64(), "a whole number"),
            Self::Flag => (value.is_boolean(), "true or false"),
            Self::List => (value.is_array(), "a list"),
            Self::Any => (true, ""),
        };
        (!fits && !value.is_null()).then_some(expected)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    /// Nests a value below a path of keys.
    fn at(path: &str, value: Value) -> Value {
        path.rsplit('.').fold(value, |below, key| json!({ key: below }))
    }

    #[test]
    fn what_a_chart_would_ignore_or_misread_is_told_with_a_way_out() {
        let ledger = "centralledger.centralledger-service";
        let table = [
            (format!("{ledger}.config.db_port"), json!(3306), ""),
            (format!("{ledger}.config.db_secret"), Value::Null, ""),
            (format!("{ledger}.configOverride.anything"), json!({ "A": 1 }), ""),
            (format!("{ledger}.config.db_port"), json!("3306"), "chart-key-type: expected a whole number"),
            (format!("{ledger}.image"), json!("v1"), "chart-key-type: expected a map"),
            (format!("{ledger}.config.db_hots"), json!("x"), "unknown-chart-key: did you mean `db_host`?"),
            (format!("{ledger}.env"), json!({ "A": "1" }), "unknown-chart-key: expected one of `enabled`"),
            (
                "quoting-service.config".to_owned(),
                json!({}),
                "unknown-chart-key: it is one level down: `quoting-service.quoting-service.config`",
            ),
            (
                "centralledger-service".to_owned(),
                json!({}),
                "unknown-chart-key: it is one level down: `centralledger.centralledger-service`",
            ),
            (
                "centralledger.centralledger-handler-transfer-fulfil.config.batch_processing_enabled".to_owned(),
                json!(true),
                "unknown-chart-key: it went with 17.0.0",
            ),
            (format!("{ledger}.gateway"), json!({}), "unknown-chart-key: no release up to 17.2.0 has it"),
            ("als-msisdn-oracle.env".to_owned(), json!({}), "chart-key-type: expected a list"),
            (
                "ml-testing-toolkit.ml-testing-toolkit-backend.config.mongodb.port".to_owned(),
                json!(27017),
                "chart-key-type: expected a text",
            ),
        ];
        for (path, value, expected) in table {
            let checked = check("mojaloop", "17.1.0", &at(&path, value));
            let of_keys = checked.faults.errors();
            let told: Vec<String> = of_keys
                .iter()
                .map(|fault| format!("{}: {}", fault.code(), fault.help_text().unwrap_or_default()))
                .collect();
            let told = told.join("\n");
            assert!(if expected.is_empty() { told.is_empty() } else { told.starts_with(expected) }, "{path}: {told}");
            assert!(of_keys.iter().all(|fault| fault.path() == path), "{path}: {of_keys}");
            assert!(checked.unchecked.is_empty(), "{path}");
        }
    }

    #[test]
    fn what_nobody_knows_is_said_to_be_unchecked() {
        let values = json!({ "kafka": { "provisioning": { "topics": [], "numPartitions": 1 } }, "nothing": {} });
        let checked = check("example-mojaloop-backend", "17.2.0", &values);
        assert_eq!(checked.unchecked, ["kafka.provisioning.numPartitions"]);
        assert_eq!(checked.faults.codes(), ["unknown-chart-key"]);
        assert_eq!(check("strimzi-kafka-operator", "1.1.0", &values).unchecked, [""]);
    }
}
