//! Reads a tree as whatever type is asked for.
//!
//! What a plain scalar means is for the type to say: a text takes it as it is written. Every check of a type is
//! made here and not by serde's visitors, so that a fault says in plain words what was expected and found.

mod parts;

use std::ops::RangeInclusive;

use serde::de::{DeserializeSeed, Deserializer, Visitor};
use serde::forward_to_deserialize_any;

use super::core_schema::{Meaning, meaning};
use super::fault::{Fault, list, shown};
use super::tree::{Content, Id, Tree};
use parts::{Entries, Items, Variant};

type Result<T> = std::result::Result<T, Fault>;

/// A node, to be read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reader<'t> {
    tree: &'t Tree,
    id: Id,
}

impl<'t> Reader<'t> {
    pub(super) fn new(tree: &'t Tree, id: Id) -> Self {
        Self { tree, id }
    }

    fn content(self) -> &'t Content {
        &self.tree.node(self.id).content
    }

    /// What a plain scalar means; nothing for any other node.
    fn meaning(self) -> Option<Meaning> {
        match self.content() {
            Content::Scalar { text, plain: true } => Some(meaning(text)),
            _ => None,
        }
    }

    /// Reads it for a type, and says of every fault in it where it is.
    fn seed<S: DeserializeSeed<'t>>(self, seed: S) -> Result<S::Value> {
        seed.deserialize(self).map_err(|fault| fault.at(self.id))
    }

    fn whole<T: TryFrom<i128>>(self, range: RangeInclusive<i128>) -> Result<T> {
        let number = match (self.meaning(), self.content()) {
            (Some(Meaning::Whole(number)), _) => number.try_into().ok(),
            (_, Content::Anything(_)) => 0.try_into().ok(),
            _ => None,
        };
        number.ok_or_else(|| self.is_not(format!("a whole number from {} to {}", range.start(), range.end())))
    }

    fn map<V: Visitor<'t>>(self, visitor: V, expected: impl FnOnce() -> String) -> Result<V::Value> {
        match self.content() {
            Content::Map(entries) | Content::Anything(entries) => {
                visitor.visit_map(Entries::new(self.tree, self.tree.present(entries)))
            }
            _ => Err(self.is_not(expected())),
        }
    }

    fn is_not(self, expected: impl Into<String>) -> Fault {
        let found = match (self.meaning(), self.content()) {
            (Some(Meaning::Nothing), Content::Scalar { text, .. }) if !text.is_empty() => format!("nothing (`{text}`)"),
            (Some(Meaning::Nothing), _) | (_, Content::Anything(_)) => "nothing".to_owned(),
            (Some(Meaning::Truth(_)), Content::Scalar { text, .. }) => format!("`{text}`"),
            (Some(Meaning::Whole(_) | Meaning::Fraction(_)), Content::Scalar { text, .. }) => {
                format!("the number `{}`", shown(text))
            }
            (_, Content::Scalar { text, .. }) => format!("the text `{}`", shown(text)),
            (_, Content::List(_)) => "a list".to_owned(),
            (_, Content::Map(_)) => "a map".to_owned(),
        };
        Fault::wrong_type(expected, found)
    }
}

macro_rules! whole_numbers {
    ($($method:ident $visit:ident $type:ident;)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
            visitor.$visit(self.whole($type::MIN.into()..=$type::MAX.into())?)
        }
    )*};
}

impl<'de> Deserializer<'de> for Reader<'de> {
    type Error = Fault;

    whole_numbers! {
        deserialize_i8 visit_i8 i8;
        deserialize_i16 visit_i16 i16;
        deserialize_i32 visit_i32 i32;
        deserialize_i64 visit_i64 i64;
        deserialize_u8 visit_u8 u8;
        deserialize_u16 visit_u16 u16;
        deserialize_u32 visit_u32 u32;
        deserialize_u64 visit_u64 u64;
    }

    forward_to_deserialize_any! { f32 f64 char bytes byte_buf unit unit_struct identifier }

    /// For a type that takes anything, like a service's own configuration.
    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        match (self.meaning(), self.content()) {
            (Some(Meaning::Nothing), _) | (_, Content::Anything(_)) => visitor.visit_unit(),
            (Some(Meaning::Truth(truth)), _) => visitor.visit_bool(truth),
            (Some(Meaning::Whole(number)), _) => match (u64::try_from(number), i64::try_from(number)) {
                (Ok(number), _) => visitor.visit_u64(number),
                (_, Ok(number)) => visitor.visit_i64(number),
                _ => Err(self.is_not("a number of at most 64 bits, or a text in quotes")),
            },
            (Some(Meaning::Fraction(number)), _) if number.is_finite() => visitor.visit_f64(number),
            (Some(Meaning::Fraction(_)), _) => Err(self.is_not("a number that JSON can hold, or a text in quotes")),
            (_, Content::Scalar { text, .. }) => visitor.visit_str(text),
            (_, Content::List(_)) => self.deserialize_seq(visitor),
            (_, Content::Map(_)) => self.deserialize_map(visitor),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        match (self.meaning(), self.content()) {
            (Some(Meaning::Truth(truth)), _) => visitor.visit_bool(truth),
            (_, Content::Anything(_)) => visitor.visit_bool(false),
            _ => Err(self.is_not("`true` or `false`")),
        }
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        match (self.meaning(), self.content()) {
            (Some(Meaning::Nothing), Content::Scalar { text, .. }) if !text.is_empty() => {
                Err(self.is_not("a text; in quotes it would be one"))
            }
            (Some(Meaning::Nothing), _) | (_, Content::List(_) | Content::Map(_)) => Err(self.is_not("a text")),
            (_, Content::Scalar { text, .. }) => visitor.visit_str(text),
            (_, Content::Anything(_)) => visitor.visit_str(""),
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        match (self.meaning(), self.content()) {
            (Some(Meaning::Nothing), _) | (_, Content::Anything(_)) => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        match self.content() {
            Content::List(items) => visitor.visit_seq(Items::new(self.tree, items)),
            Content::Anything(_) => visitor.visit_seq(Items::new(self.tree, &[])),
            _ => Err(self.is_not("a list")),
        }
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(self, _: &'static str, _: usize, visitor: V) -> Result<V::Value> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        self.map(visitor, || "a map".to_owned())
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        keys: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value> {
        self.map(visitor, || format!("a map with keys like {}", list(&keys[..keys.len().min(2)])))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value> {
        let chosen = match (self.meaning(), self.content()) {
            (Some(Meaning::Nothing), _) => None,
            (_, Content::Scalar { text, .. }) => Some((text.as_str(), None)),
            // Its value may be set aside: the choice still stands.
            (_, Content::Map(entries)) if entries.len() == 1 => {
                entries.first().map(|(name, id)| (name.as_str(), Some(*id)))
            }
            (_, Content::Anything(_)) => variants.first().map(|first| (*first, None)),
            _ => None,
        };
        let Some((name, value)) = chosen else {
            return Err(self.is_not(format!("one of {}, alone or as the only key of a map", list(variants))));
        };
        visitor.visit_enum(Variant::new(self, name, value.map(|id| Self { id, ..self })))
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        visitor.visit_unit()
    }
}
