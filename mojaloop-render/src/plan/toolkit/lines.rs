//! How a collection is written: a line for each field of a request, so that a test case can be read at a glance.

use std::io::{Result, Write};
use std::sync::Arc;

use serde::Serialize;
use serde_json::ser::{Formatter, Serializer};

/// How deep a request's fields are in a file: what is in them stands beside them.
const FIELDS: usize = 5;

/// The text of a file, written in a place that many files share one after the other.
pub(super) fn text(content: &impl Serialize, place: &mut Vec<u8>) -> Arc<str> {
    place.clear();
    // Maps of texts and numbers have nothing that can't be written, and JSON is UTF-8.
    if content.serialize(&mut Serializer::with_formatter(&mut *place, Lines::default())).is_err() {
        return Arc::default();
    }
    place.push(b'\n');
    str::from_utf8(place).map(Arc::from).unwrap_or_default()
}

#[derive(Default)]
struct Lines {
    depth: usize,
    /// Whether anything was written since the last bracket was opened.
    full: bool,
}

impl Lines {
    fn open<W: ?Sized + Write>(&mut self, writer: &mut W, bracket: &[u8]) -> Result<()> {
        self.depth += 1;
        self.full = false;
        writer.write_all(bracket)
    }

    fn close<W: ?Sized + Write>(&mut self, writer: &mut W, bracket: &[u8]) -> Result<()> {
        self.depth -= 1;
        if self.full && self.depth < FIELDS {
            self.new_line(writer)?;
        }
        self.full = true;
        writer.write_all(bracket)
    }

    fn next<W: ?Sized + Write>(&self, writer: &mut W, first: bool) -> Result<()> {
        if !first {
            writer.write_all(b",")?;
        }
        match (self.depth <= FIELDS, first) {
            (true, _) => self.new_line(writer),
            (false, true) => Ok(()),
            (false, false) => writer.write_all(b" "),
        }
    }

    fn new_line<W: ?Sized + Write>(&self, writer: &mut W) -> Result<()> {
        const INDENT: &[u8] = b"\n            ";
        writer.write_all(&INDENT[..=2 * self.depth.min(FIELDS)])
    }
}

impl Formatter for Lines {
    fn begin_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> Result<()> {
        self.open(writer, b"[")
    }

    fn end_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> Result<()> {
        self.close(writer, b"]")
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, writer: &mut W, first: bool) -> Result<()> {
        self.next(writer, first)
    }

    fn end_array_value<W: ?Sized + Write>(&mut self, _: &mut W) -> Result<()> {
        self.full = true;
        Ok(())
    }

    fn begin_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> Result<()> {
        self.open(writer, b"{")
    }

    fn end_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> Result<()> {
        self.close(writer, b"}")
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, writer: &mut W, first: bool) -> Result<()> {
        self.next(writer, first)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> Result<()> {
        writer.write_all(b": ")
    }

    fn end_object_value<W: ?Sized + Write>(&mut self, _: &mut W) -> Result<()> {
        self.full = true;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    #[test]
    fn a_field_of_a_request_takes_a_line() {
        let request = json!({ "path": "/quotes", "body": { "amount": { "currency": "ZMW" }, "all": [1, [], {}] } });
        let file = json!({ "name": "a", "test_cases": [{ "id": 1, "requests": [request] }], "none": [] });
        let expected = r#"{
  "name": "a",
  "test_cases": [
    {
      "id": 1,
      "requests": [
        {
          "path": "/quotes",
          "body": {"amount": {"currency": "ZMW"}, "all": [1, [], {}]}
        }
      ]
    }
  ],
  "none": []
}
"#;
        let mut place = b"of another".to_vec();
        assert_eq!(&*text(&file, &mut place), expected);
        assert_eq!(serde_json::from_str::<Value>(expected).expect("JSON"), file);
    }
}
