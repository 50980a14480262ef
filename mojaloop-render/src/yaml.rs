//! The YAML writer. Its bytes are part of what this crate promises.
//!
//! Block style, two spaces, lists not indented under their key, order as the tree has it. A text is
//! left plain only where readers of YAML 1.1 and of 1.2 both take it for that text; everything else is quoted.
//! `serde_yaml` reads YAML and never writes it: it leaves `no`, `12:30` and `1_000` bare.

mod comments;
mod scalar;
#[cfg(test)]
mod tests;

use serde_json::{Map, Value};

pub use comments::Comments;

/// How far a level is indented.
const STEP: usize = 2;

/// The longest key that is written as `key:`. YAML wants a key and its colon within 1024 characters of one
/// line, and escapes make the longest of these 480.
const LONGEST_KEY: usize = 120;

/// Writes a tree as one YAML document, with comments.
///
/// It calls itself once a level, as dropping a [`Value`] does: 128 levels, the most `serde_json` reads, are safe.
///
/// # Examples
///
/// ```
/// use mojaloop_render::yaml::{self, Comments};
/// use serde_json::json;
///
/// let tree = json!({ "services": { "mysql": { "command": ["--port", "3306"], "restart": "no" } } });
/// let comments = Comments::default().head("Rendered; edit hub.yaml.").above("/services/mysql", "The ledger's tables.");
/// assert_eq!(
///     yaml::write(&tree, &comments),
///     r#"# Rendered; edit hub.yaml.
///
/// services:
///   ## The ledger's tables.
///   mysql:
///     command:
///     - "--port"
///     - "3306"
///     restart: "no"
/// "#
/// );
/// ```
pub fn write(tree: &Value, comments: &Comments) -> String {
    let mut writer = Writer { out: String::new(), comments, pointer: String::new(), dashes: 0 };
    comments.write_head(&mut writer.out);
    writer.comment(0);
    writer.node(tree, 0);
    writer.out
}

/// Writes a tree as one YAML document, as [`write()`] does, without comments.
pub fn to_string(tree: &Value) -> String {
    write(tree, &Comments::default())
}

struct Writer<'c> {
    out: String,
    comments: &'c Comments,
    /// Where in the tree it is; followed only when there are comments to look up.
    pointer: String,
    /// The dashes of list items that the next line starts with, as in `- - key: value`.
    dashes: usize,
}

impl Writer<'_> {
    /// Lines of their own for a node.
    fn node(&mut self, node: &Value, indent: usize) {
        match node {
            Value::Array(items) if !items.is_empty() => self.list(items, indent),
            Value::Object(entries) if !entries.is_empty() => self.map(entries, indent),
            leaf => {
                self.start_line(indent);
                // The lines of a text that is a whole document are indented too.
                scalar::write(&mut self.out, leaf, indent.max(STEP));
                self.out.push('\n');
            }
        }
    }

    fn list(&mut self, items: &[Value], indent: usize) {
        for (position, item) in items.iter().enumerate() {
            let above = self.step_into(&position);
            self.comment(indent);
            self.dashes += 1;
            self.node(item, indent + STEP);
            self.pointer.truncate(above);
        }
    }

    fn map(&mut self, entries: &Map<String, Value>, indent: usize) {
        for (key, value) in entries {
            let above = self.step_into(key);
            self.comment(indent);
            self.key(key, indent);
            match value {
                Value::Array(items) if !items.is_empty() => {
                    self.out.push('\n');
                    self.list(items, indent);
                }
                Value::Object(entries) if !entries.is_empty() => {
                    self.out.push('\n');
                    self.map(entries, indent + STEP);
                }
                leaf => {
                    self.out.push(' ');
                    scalar::write(&mut self.out, leaf, indent + STEP);
                    self.out.push('\n');
                }
            }
            self.pointer.truncate(above);
        }
    }

    fn key(&mut self, key: &str, indent: usize) {
        self.start_line(indent);
        if key.len() <= LONGEST_KEY {
            scalar::write_on_line(&mut self.out, key);
        } else {
            self.out.push_str("? ");
            scalar::write_on_line(&mut self.out, key);
            self.out.push('\n');
            self.start_line(indent);
        }
        self.out.push(':');
    }

    fn start_line(&mut self, indent: usize) {
        scalar::blanks(&mut self.out, indent - STEP * self.dashes);
        self.out.extend(std::iter::repeat_n("- ", std::mem::take(&mut self.dashes)));
    }

    /// The comment of where it is. Dashes wait for the line below: a comment can't follow one.
    fn comment(&mut self, indent: usize) {
        self.comments.write_above(&mut self.out, &self.pointer, indent - STEP * self.dashes);
    }

    /// Goes to a child, and says where to cut the pointer to come back.
    fn step_into(&mut self, token: &impl ToString) -> usize {
        let above = self.pointer.len();
        if !self.comments.is_empty() {
            self.pointer.push('/');
            self.pointer.push_str(&token.to_string().replace('~', "~0").replace('/', "~1"));
        }
        above
    }
}
