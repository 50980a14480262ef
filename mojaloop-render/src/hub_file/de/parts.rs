//! The parts of a node: the items of a list, the entries of a map, the name and value of a choice.

use serde::de::{DeserializeSeed, Deserializer, EnumAccess, MapAccess, SeqAccess, VariantAccess, Visitor};
use serde::forward_to_deserialize_any;

use super::super::core_schema::Meaning;
use super::super::fault::Fault;
use super::super::tree::{Id, Tree};
use super::{Reader, Result};

/// The items of a list.
pub(super) struct Items<'t> {
    tree: &'t Tree,
    left: std::slice::Iter<'t, Id>,
}

impl<'t> Items<'t> {
    pub(super) fn new(tree: &'t Tree, items: &'t [Id]) -> Self {
        Self { tree, left: items.iter() }
    }
}

impl<'de> SeqAccess<'de> for Items<'de> {
    type Error = Fault;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>> {
        self.left.next().map(|id| Reader::new(self.tree, *id).seed(seed)).transpose()
    }
}

/// The entries of a map. What is wrong with a key is told of its entry.
pub(super) struct Entries<'t, I> {
    tree: &'t Tree,
    left: I,
    value: Option<Id>,
}

impl<'t, I> Entries<'t, I> {
    pub(super) fn new(tree: &'t Tree, left: I) -> Self {
        Self { tree, left, value: None }
    }
}

impl<'de, I: Iterator<Item = (&'de str, Id)>> MapAccess<'de> for Entries<'de, I> {
    type Error = Fault;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>> {
        let Some((key, id)) = self.left.next() else { return Ok(None) };
        self.value = Some(id);
        seed.deserialize(Key(key)).map(Some).map_err(|fault| fault.at(id))
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value> {
        match self.value.take() {
            Some(id) => Reader::new(self.tree, id).seed(seed),
            None => Err(serde::de::Error::custom("a value was asked for before its key")),
        }
    }
}

/// One of several choices: a name, or a map with the name as its only key.
pub(super) struct Variant<'t> {
    name: &'t str,
    whole: Reader<'t>,
    value: Option<Reader<'t>>,
}

impl<'t> Variant<'t> {
    pub(super) fn new(whole: Reader<'t>, name: &'t str, value: Option<Reader<'t>>) -> Self {
        Self { name, whole, value }
    }

    fn value(&self) -> Result<Reader<'t>> {
        self.value.ok_or_else(|| self.whole.is_not(format!("a map with `{}` as its only key", self.name)))
    }
}

impl<'de> EnumAccess<'de> for Variant<'de> {
    type Error = Fault;
    type Variant = Self;

    fn variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<(S::Value, Self)> {
        Ok((seed.deserialize(Key(self.name))?, self))
    }
}

impl<'de> VariantAccess<'de> for Variant<'de> {
    type Error = Fault;

    fn unit_variant(self) -> Result<()> {
        match self.value {
            Some(value) if value.meaning() != Some(Meaning::Nothing) && value.tree.is_given(value.id) => {
                Err(value.is_not("nothing").at(value.id))
            }
            _ => Ok(()),
        }
    }

    fn newtype_variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<S::Value> {
        self.value()?.seed(seed)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value> {
        let value = self.value()?;
        value.deserialize_seq(visitor).map_err(|fault| fault.at(value.id))
    }

    fn struct_variant<V: Visitor<'de>>(self, keys: &'static [&'static str], visitor: V) -> Result<V::Value> {
        let value = self.value()?;
        value.deserialize_struct("", keys, visitor).map_err(|fault| fault.at(value.id))
    }
}

/// A key of a map: always text, whatever it looks like.
#[derive(Debug, Clone, Copy)]
struct Key<'t>(&'t str);

impl<'de> Deserializer<'de> for Key<'de> {
    type Error = Fault;

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        seq tuple tuple_struct map struct enum identifier ignored_any
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        visitor.visit_str(self.0)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value> {
        visitor.visit_newtype_struct(self)
    }
}
