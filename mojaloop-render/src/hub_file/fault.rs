//! A fault of shape: what serde found, where, and how it is told.

use std::fmt;

use mojaloop_model::{Diagnostic, nearest};
use serde::de;

use super::tree::{Id, ROOT, Tree, join};

/// Every code of a fault of shape, and what must hold instead; the codes of meaning are the model's
/// [`RULES`](mojaloop_model::RULES).
pub static FAULTS: &[(&str, &str)] = &[
    ("yaml-syntax", "the file is YAML"),
    ("too-deep", "lists and maps are at most 64 levels deep"),
    ("empty-file", "the file says something"),
    ("second-document", "a file holds one hub"),
    ("yaml-alias", "every value is written where it is meant"),
    ("yaml-tag", "no value has a tag"),
    ("duplicate-key", "a key is there once"),
    ("unknown-key", "a key is one the hub has"),
    ("missing-key", "a key without a default is there"),
    ("unknown-variant", "a choice is one of those there are"),
    ("wrong-type", "a value is of the type its key takes"),
    ("bad-value", "a quantity or a release is one"),
    ("too-many-faults", "a file has at most 100 faults of shape"),
];

/// What serde found.
#[derive(Debug)]
pub(super) struct Fault {
    kind: Kind,
    at: Option<Id>,
}

#[derive(Debug)]
enum Kind {
    UnknownKey { key: String, known: &'static [&'static str] },
    MissingKey(&'static str),
    UnknownVariant { found: String, known: &'static [&'static str] },
    WrongType { expected: String, found: String },
    BadValue(String),
}

impl Fault {
    pub(super) fn wrong_type(expected: impl Into<String>, found: impl Into<String>) -> Self {
        Kind::WrongType { expected: expected.into(), found: found.into() }.into()
    }

    /// The same fault at a node, unless one inside it was named already.
    pub(super) fn at(self, id: Id) -> Self {
        Self { at: self.at.or(Some(id)), ..self }
    }

    fn node(&self) -> Id {
        self.at.unwrap_or(ROOT)
    }

    /// The fault as it is told; nothing, when it is only about a stand-in for what was told before.
    pub(super) fn tell(&self, tree: &Tree) -> Option<Diagnostic> {
        let id = self.node();
        let place = tree.place(id);
        if !tree.is_given(id) {
            return None;
        }
        let (code, place, message, help) = match &self.kind {
            Kind::MissingKey(key) if tree.child(id, key).is_some() => return None,
            Kind::UnknownKey { key, known } => {
                ("unknown-key", place, format!("there is no key `{}` here", shown(key)), Some(meant(key, known)))
            }
            Kind::MissingKey(key) => ("missing-key", join(&place, key), format!("the key `{key}` is missing"), None),
            Kind::UnknownVariant { found, known } => (
                "unknown-variant",
                place,
                format!("`{}` is none of the choices", shown(found)),
                Some(meant(found, known)),
            ),
            Kind::WrongType { expected, found } => {
                ("wrong-type", place, format!("found {found}, expected {expected}"), None)
            }
            Kind::BadValue(message) => ("bad-value", place, message.clone(), None),
        };
        let fault = Diagnostic::error(code, tree.named(place), message).at_line(tree.node(id).line);
        Some(match help {
            Some(help) => fault.help(help),
            None => fault,
        })
    }

    /// Sets aside what the fault is about, so that the next reading gets further; nothing when that is the root.
    pub(super) fn mend(&self, tree: &mut Tree) -> Option<()> {
        let id = self.node();
        match &self.kind {
            Kind::MissingKey(key) => tree.demand(id, key),
            Kind::UnknownKey { key, known } => {
                if let Some(near) = nearest(key, known.iter().copied()) {
                    tree.doubt(id, near);
                }
                tree.set_aside(id)
            }
            _ => tree.set_aside(id),
        }
    }
}

/// More faults than are told.
pub(super) fn too_many(most: usize) -> Diagnostic {
    Diagnostic::error("too-many-faults", "", format!("there are more faults than these {most}"))
        .help("mend these first; what the hub means was not judged")
}

/// A text as a message shows it: without its controls, and at most 80 characters of it.
pub(super) fn shown(text: &str) -> String {
    let mut shown: String = text.chars().take(80).flat_map(char::escape_debug).collect();
    if text.chars().nth(80).is_some() {
        shown.push('…');
    }
    shown
}

/// Names in a row: `` `a`, `b` ``.
pub(super) fn list(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

fn meant(wanted: &str, known: &[&str]) -> String {
    match nearest(wanted, known.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("expected one of {}", list(known)),
    }
}

impl From<Kind> for Fault {
    fn from(kind: Kind) -> Self {
        Self { kind, at: None }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.kind)
    }
}

impl std::error::Error for Fault {}

impl de::Error for Fault {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Kind::BadValue(message.to_string()).into()
    }

    fn unknown_field(key: &str, known: &'static [&'static str]) -> Self {
        Kind::UnknownKey { key: key.to_owned(), known }.into()
    }

    fn missing_field(key: &'static str) -> Self {
        Kind::MissingKey(key).into()
    }

    fn unknown_variant(found: &str, known: &'static [&'static str]) -> Self {
        Kind::UnknownVariant { found: found.to_owned(), known }.into()
    }
}
