//! Values whose references are resolved last: each target writes a host its own way.

use std::fmt;

use indexmap::IndexMap;
use serde::{Serialize, Serializer};

/// A port of a component: what a reference points at.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub struct Endpoint {
    /// The component's name.
    pub component: String,
    /// The port it listens on.
    pub port: u16,
}

impl Endpoint {
    /// The port of that component.
    pub fn new(component: impl Into<String>, port: u16) -> Self {
        Self { component: component.into(), port }
    }
}

/// A piece of a text.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Piece {
    /// Letters as they are.
    Literal(String),
    /// The host of a component.
    Host(Endpoint),
    /// The port a component is reached at.
    Port(Endpoint),
    /// Host and port, `host:port`; a managed broker may make a list of it.
    Address(Endpoint),
    /// The address at which a browser of the user reaches it: `http://host:port`.
    Browser(Endpoint),
}

/// A text made of pieces.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Text(pub Vec<Piece>);

impl Text {
    /// A text without references.
    pub fn literal(text: impl Into<String>) -> Self {
        Self(vec![Piece::Literal(text.into())])
    }

    /// `http://host:port` and what follows it.
    pub fn url(endpoint: Endpoint, path: &str) -> Self {
        let mut pieces = vec![Piece::Literal("http://".to_owned()), Piece::Address(endpoint)];
        if !path.is_empty() {
            pieces.push(Piece::Literal(path.to_owned()));
        }
        Self(pieces)
    }

    /// What it refers to.
    pub fn references(&self) -> impl Iterator<Item = &Endpoint> {
        self.0.iter().filter_map(|piece| match piece {
            Piece::Literal(_) | Piece::Browser(_) => None,
            Piece::Host(e) | Piece::Port(e) | Piece::Address(e) => Some(e),
        })
    }

    /// The text as one target writes it.
    pub fn resolve(&self, target: &dyn Resolve) -> String {
        let piece = |piece: &Piece| match piece {
            Piece::Literal(text) => target.literal(text),
            Piece::Host(e) => target.host(e),
            Piece::Port(e) => target.port(e),
            Piece::Address(e) => target.address(e),
            Piece::Browser(e) => target.browser(e),
        };
        self.0.iter().map(piece).collect()
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self::literal(text)
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Self::literal(text)
    }
}

impl From<Piece> for Text {
    fn from(piece: Piece) -> Self {
        Self(vec![piece])
    }
}

/// References in angle brackets: `http://<central-ledger:3001>/health`.
impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|piece| match piece {
            Piece::Literal(text) => f.write_str(text),
            Piece::Host(e) => write!(f, "<host of {}>", e.component),
            Piece::Port(e) => write!(f, "<port {} of {}>", e.port, e.component),
            Piece::Address(e) => write!(f, "<{}:{}>", e.component, e.port),
            Piece::Browser(e) => write!(f, "<{}:{} in a browser>", e.component, e.port),
        })
    }
}

impl Serialize for Text {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// A value of a file. It cannot hold a secret: a secret in a file cannot be written.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
#[non_exhaustive]
pub enum Value {
    /// JSON without references.
    Plain(serde_json::Value),
    /// A text with references.
    Text(Text),
    /// A list.
    List(Vec<Value>),
    /// A map, in the order it is written.
    Map(IndexMap<String, Value>),
}

impl Value {
    /// An empty map.
    pub fn map() -> Self {
        Self::Map(IndexMap::new())
    }

    /// Puts a value at a path of keys, making maps on the way.
    pub fn put(&mut self, path: &[&str], value: Value) {
        let Some((first, rest)) = path.split_first() else {
            *self = value;
            return;
        };
        if !matches!(self, Self::Map(_)) {
            *self = Self::map();
        }
        if let Self::Map(map) = self {
            map.entry((*first).to_owned()).or_insert_with(Self::map).put(rest, value);
        }
    }

    /// Visits all that is in it below its own map, each with the path of its keys, joined by `/`.
    pub fn each<'v>(&'v self, visit: &mut dyn FnMut(&str, &'v Value)) {
        fn walk<'v>(value: &'v Value, path: &str, visit: &mut dyn FnMut(&str, &'v Value)) {
            if let Value::Map(map) = value {
                for (key, value) in map {
                    let below = if path.is_empty() { key.clone() } else { format!("{path}/{key}") };
                    visit(&below, value);
                    walk(value, &below, visit);
                }
            }
        }
        walk(self, "", visit);
    }

    /// Whether it is a map with nothing in it.
    pub fn is_empty_map(&self) -> bool {
        matches!(self, Self::Map(map) if map.is_empty())
    }

    /// Everything it refers to.
    pub fn references(&self) -> Vec<&Endpoint> {
        match self {
            Self::Plain(_) => Vec::new(),
            Self::Text(text) => text.references().collect(),
            Self::List(list) => list.iter().flat_map(Self::references).collect(),
            Self::Map(map) => map.values().flat_map(Self::references).collect(),
        }
    }

    /// The text of a file of JSON as one target writes it: two spaces a level, a newline at the end.
    pub fn text(&self, target: &dyn Resolve) -> String {
        // A tree of JSON has nothing that can't be written.
        serde_json::to_string_pretty(&Resolved(self, target)).unwrap_or_default() + "\n"
    }

    /// The JSON one target writes.
    pub fn resolve(&self, target: &dyn Resolve) -> serde_json::Value {
        match self {
            Self::Plain(value) => value.clone(),
            Self::Text(text) => text.resolve(target).into(),
            Self::List(list) => list.iter().map(|item| item.resolve(target)).collect(),
            Self::Map(map) => map.iter().map(|(key, value)| (key.clone(), value.resolve(target))).collect(),
        }
    }
}

/// A value as one target writes it, without a copy of it in between.
struct Resolved<'v>(&'v Value, &'v dyn Resolve);

impl Serialize for Resolved<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(value, target) = self;
        match value {
            Value::Plain(value) => value.serialize(serializer),
            Value::Text(text) => serializer.serialize_str(&text.resolve(*target)),
            Value::List(list) => serializer.collect_seq(list.iter().map(|item| Resolved(item, *target))),
            Value::Map(map) => serializer.collect_map(map.iter().map(|(key, value)| (key, Resolved(value, *target)))),
        }
    }
}

impl From<Text> for Value {
    fn from(text: Text) -> Self {
        Self::Text(text)
    }
}

impl From<serde_json::Value> for Value {
    fn from(value: serde_json::Value) -> Self {
        match value {
            serde_json::Value::Object(map) => {
                Self::Map(map.into_iter().map(|(key, value)| (key, value.into())).collect())
            }
            other => Self::Plain(other),
        }
    }
}

/// How one place of one target writes references: compose doubles `$` in its own file, not in a mounted one.
pub trait Resolve {
    /// The host a component is called by.
    fn host(&self, endpoint: &Endpoint) -> String;
    /// The port it is called at.
    fn port(&self, endpoint: &Endpoint) -> String;
    /// Host and port.
    fn address(&self, endpoint: &Endpoint) -> String {
        format!("{}:{}", self.host(endpoint), self.port(endpoint))
    }
    /// The address at which a browser reaches it: `http://host:port`.
    fn browser(&self, endpoint: &Endpoint) -> String;
    /// The target's escape.
    fn literal(&self, text: &str) -> String {
        text.to_owned()
    }
}

/// What a variable of a process is set to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum Variable {
    /// A text.
    Text(Text),
    /// The value of a secret, by its id.
    Secret(String),
}

impl<T: Into<Text>> From<T> for Variable {
    fn from(text: T) -> Self {
        Self::Text(text.into())
    }
}
