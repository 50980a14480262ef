//! The keys a chart has: Helm itself lets every other pass without a word.
//!
//! A catalogue is an outline, one a chart, beside this file:
//!
//! ```text
//! &secret                        a block by its name
//!   name key: text               two keys that hold texts
//! config: &database &tls         a map with the keys of two blocks …
//!   db_port: int                 … and one of its own
//! configOverride: map            a map with keys of the user's own
//! mysql: open                    a map of which only some keys are known
//! ```

mod outline;

use std::sync::LazyLock;

use indexmap::IndexMap;
use serde_json::{Map, Value, json};

/// The keys of a chart in one of its versions.
///
/// # Examples
///
/// ```
/// use mojaloop_render::helm::KeyCatalogue;
///
/// let keys = KeyCatalogue::of("mojaloop", "17.2.0").expect("a chart that is known");
/// assert!(keys.has("centralledger.centralledger-service.config.db_port"));
/// assert!(!keys.has("centralledger.centralledger-service.env"));
/// assert!(KeyCatalogue::of("mojaloop", "99.0.0").is_none());
/// ```
#[derive(Debug)]
pub struct KeyCatalogue {
    chart: &'static str,
    version: &'static str,
    root: Keys,
}

/// The keys of a map.
#[derive(Debug, Clone, Default)]
pub(super) struct Keys {
    /// Those that are known, in the outline's order.
    pub(super) known: IndexMap<&'static str, Node>,
    /// What becomes of all others.
    pub(super) others: Others,
}

/// What is behind a key.
#[derive(Debug, Clone)]
pub(super) enum Node {
    /// A value.
    Leaf(Kind),
    /// A map.
    Map(Keys),
}

/// What a key holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A text.
    Text,
    /// A whole number.
    Integer,
    /// True or false.
    Flag,
    /// A list.
    List,
    /// Anything.
    Any,
}

/// What becomes of keys that a map is not known to have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Others {
    /// The chart ignores them.
    #[default]
    Ignored,
    /// They are the user's own.
    Free,
    /// Nobody here knows them.
    Unknown,
}

/// A chart whose keys are known, and the outlines that list them.
struct Source {
    chart: &'static str,
    version: &'static str,
    outlines: &'static [&'static str],
}

const SHAPES: &str = include_str!("keys/shapes.keys");
const UMBRELLA: &str = include_str!("keys/umbrella.keys");
const SWITCH: &str = include_str!("keys/switch.keys");
const FEATURES: &str = include_str!("keys/features.keys");
const SIMULATORS: &str = include_str!("keys/simulators.keys");
const TOOLKIT: &str = include_str!("keys/toolkit.keys");

/// Every chart whose keys are known.
///
/// `Source:` `mojaloop` 17.1.0: its own values, whole. 17.2.0: its notes name no key that went or moved, and a
/// published deployment of it sets no other than those of 17.1.0 and the ones added here. `example-mojaloop-backend`:
/// its values of the same releases. `finance-portal`: its values at 5.1.3.
static SOURCES: &[Source] = &[
    Source {
        chart: "mojaloop",
        version: "17.1.0",
        outlines: &[SHAPES, UMBRELLA, SWITCH, FEATURES, SIMULATORS, TOOLKIT],
    },
    Source {
        chart: "mojaloop",
        version: "17.2.0",
        outlines: &[SHAPES, UMBRELLA, SWITCH, FEATURES, SIMULATORS, TOOLKIT, include_str!("keys/since_17_2_0.keys")],
    },
    Source { chart: "example-mojaloop-backend", version: "17.1.0", outlines: &[SHAPES, BACKEND] },
    Source { chart: "example-mojaloop-backend", version: "17.2.0", outlines: &[SHAPES, BACKEND] },
    Source { chart: "finance-portal", version: "5.1.3", outlines: &[include_str!("keys/portal.keys")] },
];

const BACKEND: &str = include_str!("keys/backend.keys");

static CATALOGUES: LazyLock<Vec<KeyCatalogue>> = LazyLock::new(|| {
    let read = |source: &Source| KeyCatalogue {
        chart: source.chart,
        version: source.version,
        // A test reads every outline: none has a fault.
        root: outline::read(source.outlines).unwrap_or_default(),
    };
    SOURCES.iter().map(read).collect()
});

impl KeyCatalogue {
    /// The keys of that chart in that version, where they are known.
    pub fn of(chart: &str, version: &str) -> Option<&'static Self> {
        CATALOGUES.iter().find(|catalogue| catalogue.chart == chart && catalogue.version == version)
    }

    /// The keys of that chart in the newest version of which they are known.
    pub fn newest(chart: &str) -> Option<&'static Self> {
        CATALOGUES.iter().rev().find(|catalogue| catalogue.chart == chart)
    }

    /// All of them.
    pub fn all() -> &'static [Self] {
        &CATALOGUES
    }

    /// The chart.
    pub fn chart(&self) -> &'static str {
        self.chart
    }

    /// Its version.
    pub fn version(&self) -> &'static str {
        self.version
    }

    /// Whether the chart reads a key; dots lead into maps.
    pub fn has(&self, path: &str) -> bool {
        self.node(path).is_some()
    }

    /// The catalogue as a JSON Schema: for editors, and as the `values.schema.json` of a chart that has none.
    pub fn schema(&self) -> Value {
        let mut schema =
            Map::from_iter([("$schema".to_owned(), Value::from("http://json-schema.org/draft-07/schema#"))]);
        schema.extend(self.root.schema());
        Value::Object(schema)
    }

    pub(super) fn root(&self) -> &Keys {
        &self.root
    }

    pub(super) fn node(&self, path: &str) -> Option<&Node> {
        let mut segments = path.split('.');
        let first = self.root.known.get(segments.next()?)?;
        segments.try_fold(first, |node, segment| match node {
            Node::Map(keys) => keys.known.get(segment),
            Node::Leaf(_) => None,
        })
    }
}

impl Keys {
    fn schema(&self) -> Map<String, Value> {
        let known = self.known.iter().map(|(key, node)| ((*key).to_owned(), node.schema()));
        Map::from_iter([
            ("type".to_owned(), json!(["object", "null"])),
            ("properties".to_owned(), Value::Object(known.collect())),
            ("additionalProperties".to_owned(), Value::Bool(self.others != Others::Ignored)),
        ])
    }
}

impl Node {
    /// Whether it is a map with keys of the user's own.
    pub(super) fn is_free(&self) -> bool {
        matches!(self, Self::Map(keys) if keys.others != Others::Ignored)
    }

    /// Null goes everywhere: it takes a chart's default away.
    fn schema(&self) -> Value {
        let kind = match self {
            Self::Map(keys) => return Value::Object(keys.schema()),
            Self::Leaf(Kind::Any) => return json!({}),
            Self::Leaf(Kind::Text) => "string",
            Self::Leaf(Kind::Integer) => "integer",
            Self::Leaf(Kind::Flag) => "boolean",
            Self::Leaf(Kind::List) => "array",
        };
        json!({ "type": [kind, "null"] })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_outline_can_be_read() {
        for source in SOURCES {
            let keys = outline::read(source.outlines).map(|keys| keys.known.len());
            assert!(matches!(keys, Ok(1..)), "{} {}: {keys:?}", source.chart, source.version);
        }
    }

    #[test]
    fn what_a_chart_has_and_what_it_has_not() {
        let keys = KeyCatalogue::of("mojaloop", "17.1.0").expect("a known chart");
        let table = [
            ("pdb.enabled", true),
            ("account-lookup-service.account-lookup-service.env", true),
            ("account-lookup-service.account-lookup-service-admin.config.api_type", false),
            ("als-msisdn-oracle.configOverride", false),
            ("als-msisdn-oracle.metrics", false),
            ("quoting-service.config", false),
            ("quoting-service.quoting-service-handler.config.simple_routing_mode_enabled", true),
            ("centralledger.centralledger-handler-transfer-prepare.config.enable_on_us_transfers", true),
            ("centralledger.centralledger-handler-transfer-get.config.enable_on_us_transfers", false),
            ("centralledger.centralledger-service.config.batch_processing_enabled", false),
            ("centralledger.centralledger-service.gateway", false),
            ("ml-ttk-test-val-bulk.testCaseEnvironmentFile.inputValues", true),
            ("mojaloop-bulk.bulk-api-adapter.bulk-api-adapter-service.config.mongodb.host", false),
        ];
        for (path, expected) in table {
            assert_eq!(keys.has(path), expected, "{path}");
        }
        let newer = KeyCatalogue::of("mojaloop", "17.2.0").expect("a known chart");
        assert!(newer.has("mojaloop-bulk.bulk-api-adapter.bulk-api-adapter-service.config.mongodb.host"));
    }

    #[test]
    fn a_schema_says_the_same() {
        let schema = KeyCatalogue::of("mojaloop", "17.2.0").expect("a known chart").schema();
        let at = |pointer: &str| schema.pointer(pointer).cloned().unwrap_or_default();
        assert_eq!(at("/additionalProperties"), false);
        assert_eq!(at("/properties/als-msisdn-oracle/properties/env/type"), json!(["array", "null"]));
        assert_eq!(
            at("/properties/als-msisdn-oracle/properties/config/properties/db_port/type"),
            json!(["integer", "null"])
        );
    }
}
