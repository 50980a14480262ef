//! Every text type of a hub is well formed: one rule that no field can escape.
//!
//! It serialises the hub into nothing and meets every text on the way, by its type's name.

use serde::ser::{self, Impossible, Serialize};

use super::Sink;
use crate::hub::Hub;
use crate::resolve::Resolved;
use crate::text::FORMS;

pub(super) fn texts_are_well_formed(hub: &Hub, _: &Resolved, sink: &mut Sink) {
    let walk = Walk { path: String::new(), sink, form: None };
    // The walk itself has no way to fail: a hub holds nothing that can't be serialised.
    let _: Result<(), Never> = hub.serialize(walk);
}

/// Whether a text is well formed as the type of that name.
pub(super) fn holds(form: &str, text: &str) -> bool {
    FORMS.iter().find(|f| f.name == form).is_none_or(|f| (f.holds)(text))
}

/// A text as a message quotes it: short, and without a password that stands where none belongs.
fn shown(form: &str, text: &str) -> String {
    let short = match text.char_indices().nth(80) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    };
    // The likeliest mistakes with a secret: itself in place of its name, or inside an address.
    let tells = form == "SecretName" || (matches!(form, "Url" | "HostName") && text.contains('@'));
    if tells { "this value".to_owned() } else { format!("`{}`", short.escape_debug()) }
}

/// A visit of one place of the hub.
struct Walk<'s> {
    path: String,
    sink: &'s mut Sink,
    form: Option<&'static str>,
}

#[derive(Debug, thiserror::Error)]
#[error("{0}")]
struct Never(String);

impl ser::Error for Never {
    fn custom<T: std::fmt::Display>(message: T) -> Self {
        Self(message.to_string())
    }
}

impl Walk<'_> {
    fn below(&mut self, key: &str) -> Walk<'_> {
        let dot = if self.path.is_empty() { "" } else { "." };
        Walk { path: format!("{}{dot}{key}", self.path), sink: self.sink, form: None }
    }
}

macro_rules! nothing_to_check {
    ($($method:ident: $type:ty),*) => {
        $(fn $method(self, _: $type) -> Result<(), Never> { Ok(()) })*
    };
}

impl<'s> ser::Serializer for Walk<'s> {
    type Ok = ();
    type Error = Never;
    type SerializeSeq = List<'s>;
    type SerializeMap = Map<'s>;
    type SerializeStruct = Walk<'s>;
    type SerializeTuple = List<'s>;
    type SerializeTupleStruct = Impossible<(), Never>;
    type SerializeTupleVariant = Impossible<(), Never>;
    type SerializeStructVariant = Impossible<(), Never>;

    nothing_to_check! {
        serialize_bool: bool, serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_i64: i64,
        serialize_u8: u8, serialize_u16: u16, serialize_u32: u32, serialize_u64: u64,
        serialize_f32: f32, serialize_f64: f64, serialize_char: char, serialize_bytes: &[u8],
        serialize_unit_struct: &'static str
    }

    fn serialize_str(self, text: &str) -> Result<(), Never> {
        let form = self.form.and_then(|name| FORMS.iter().find(|f| f.name == name));
        if let Some(form) = form.filter(|f| !(f.holds)(text)) {
            self.sink.fault(
                self.path,
                format!("{} is not well formed", shown(form.name, text)),
                format!("expected {}", form.expected),
            );
        }
        Ok(())
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, name: &'static str, value: &T) -> Result<(), Never> {
        value.serialize(Walk { form: Some(name), ..self })
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        mut self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<(), Never> {
        value.serialize(self.below(variant))
    }

    fn serialize_none(self) -> Result<(), Never> {
        Ok(())
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Never> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), Never> {
        Ok(())
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, _: &'static str) -> Result<(), Never> {
        Ok(())
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<List<'s>, Never> {
        Ok(List { walk: self, next: 0 })
    }

    fn serialize_tuple(self, _: usize) -> Result<List<'s>, Never> {
        Ok(List { walk: self, next: 0 })
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Map<'s>, Never> {
        Ok(Map { walk: self, key: String::new() })
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Walk<'s>, Never> {
        Ok(self)
    }

    fn serialize_tuple_struct(self, name: &'static str, _: usize) -> Result<Self::SerializeTupleStruct, Never> {
        Err(ser::Error::custom(name))
    }

    fn serialize_tuple_variant(
        self,
        name: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, Never> {
        Err(ser::Error::custom(name))
    }

    fn serialize_struct_variant(
        self,
        name: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, Never> {
        Err(ser::Error::custom(name))
    }
}

struct List<'s> {
    walk: Walk<'s>,
    next: usize,
}

impl List<'_> {
    fn item<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Never> {
        let path = format!("{}[{}]", self.walk.path, self.next);
        self.next += 1;
        value.serialize(Walk { path, sink: self.walk.sink, form: None })
    }
}

impl ser::SerializeSeq for List<'_> {
    type Ok = ();
    type Error = Never;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Never> {
        self.item(value)
    }

    fn end(self) -> Result<(), Never> {
        Ok(())
    }
}

impl ser::SerializeTuple for List<'_> {
    type Ok = ();
    type Error = Never;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Never> {
        self.item(value)
    }

    fn end(self) -> Result<(), Never> {
        Ok(())
    }
}

struct Map<'s> {
    walk: Walk<'s>,
    key: String,
}

impl ser::SerializeMap for Map<'_> {
    type Ok = ();
    type Error = Never;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Never> {
        // Every key of a hub's maps is a text, of a type or plain.
        self.key = serde_json::to_value(key).ok().and_then(|k| k.as_str().map(str::to_owned)).unwrap_or_default();
        let place = self.key.clone();
        key.serialize(self.walk.below(&place))
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Never> {
        let key = std::mem::take(&mut self.key);
        value.serialize(self.walk.below(&key))
    }

    fn end(self) -> Result<(), Never> {
        Ok(())
    }
}

impl ser::SerializeStruct for Walk<'_> {
    type Ok = ();
    type Error = Never;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Result<(), Never> {
        value.serialize(self.below(key))
    }

    fn end(self) -> Result<(), Never> {
        Ok(())
    }
}
