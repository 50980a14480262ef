//! Comments of a document: kept apart from the tree, found by place.

use std::collections::BTreeMap;

use super::scalar;

/// Comment lines for a document.
///
/// A text may have several lines; an empty one becomes `#`. Nothing in a text can end its comment: every kind
/// of line break starts another comment line, and what can't be seen is written as `�`.
///
/// # Examples
///
/// ```
/// use mojaloop_render::yaml::{self, Comments};
///
/// let comments = Comments::default().above("/ports/0", "The API.\nLoopback only.");
/// let text = yaml::write(&serde_json::json!({ "ports": ["127.0.0.1:3001:3001"] }), &comments);
/// assert_eq!(text, "ports:\n# The API.\n# Loopback only.\n- \"127.0.0.1:3001:3001\"\n");
/// ```
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Comments {
    head: String,
    above: BTreeMap<String, String>,
}

impl Comments {
    /// Lines above the whole document, and an empty line after them. `Default:` none.
    #[must_use]
    pub fn head(mut self, text: impl Into<String>) -> Self {
        self.head = text.into();
        self
    }

    /// Lines above the key or list item at a JSON pointer (RFC 6901), like `/services/mysql`.
    ///
    /// The last text for a pointer stands. One that leads nowhere in the tree writes nothing.
    #[must_use]
    pub fn above(mut self, pointer: impl Into<String>, text: impl Into<String>) -> Self {
        self.above.insert(pointer.into(), text.into());
        self
    }

    /// Whether no place has a comment, whatever the head says.
    pub(super) fn is_empty(&self) -> bool {
        self.above.is_empty()
    }

    pub(super) fn write_head(&self, out: &mut String) {
        write_lines(out, &self.head, 0);
        if !self.head.is_empty() {
            out.push('\n');
        }
    }

    pub(super) fn write_above(&self, out: &mut String, pointer: &str, indent: usize) {
        if let Some(text) = self.above.get(pointer) {
            write_lines(out, text, indent);
        }
    }
}

fn write_lines(out: &mut String, text: &str, indent: usize) {
    // `lines` knows LF and CR LF; the others are breaks to some readers only, which is worse.
    let breaks = ['\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'];
    for line in text.lines().flat_map(|line| line.split(breaks)) {
        super::scalar::blanks(out, indent);
        out.push('#');
        if !line.trim().is_empty() {
            out.push(' ');
            let seen = |c: char| if c == '\t' || scalar::is_visible(c) { c } else { char::REPLACEMENT_CHARACTER };
            out.extend(line.trim_end().chars().map(seen));
        }
        out.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_ends_a_comment_early() {
        let table = [
            ("", ""),
            ("one", "# one\n"),
            ("one\n", "# one\n"),
            ("one\n\ntwo  ", "# one\n#\n# two\n"),
            ("one\r\ntwo\rthree", "# one\n# two\n# three\n"),
            ("one\u{85}a: 1\u{2028}b: 2\u{2029}c: 3\u{c}d: 4", "# one\n# a: 1\n# b: 2\n# c: 3\n# d: 4\n"),
            ("a\tb\u{0}\u{1b}[31m\u{202e}\u{feff}", "# a\tb��[31m��\n"),
            ("# twice", "# # twice\n"),
        ];
        for (text, expected) in table {
            let mut out = String::new();
            write_lines(&mut out, text, 0);
            assert_eq!(out, expected, "{text:?}");
        }
    }
}
