//! The index beside the files: what was rendered, so that an edit by hand can be told from an old rendering.
//!
//! While files are being written the index lists what was and what will be; the same path then stands in it
//! more than once. A run that is stopped half-way leaves that, and the next run knows each file whichever
//! of the two it holds.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{BundleFile, Ownership, digest, path};

/// Where the index is, below the output directory.
pub(super) const NAME: &str = ".mojaloop-index.json";

/// Where the next index is written before it takes the place of this one.
pub(super) const TEMPORARY: &str = ".mojaloop-index.json.tmp";

const FORMAT: u64 = 1;

/// What was rendered to a directory.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Index {
    format: u64,
    pub(super) emitter: String,
    pub(super) files: Vec<Entry>,
}

/// One rendered file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) struct Entry {
    pub(super) path: String,
    pub(super) sha256: String,
    pub(super) ownership: Ownership,
    pub(super) origin: String,
    pub(super) objects: Vec<String>,
}

impl Index {
    pub(super) fn new(emitter: &str, mut files: Vec<Entry>) -> Self {
        files.sort();
        files.dedup();
        Self { format: FORMAT, emitter: emitter.to_owned(), files }
    }

    /// Reads one, or says what is wrong with it.
    pub(super) fn parse(bytes: &[u8]) -> Result<Self, String> {
        #[derive(Deserialize)]
        struct Header {
            format: u64,
        }
        // The format comes first: what follows may look different in another one.
        let unreadable =
            |error: serde_json::Error| format!("it can't be read, {error}, expected JSON of format `{FORMAT}`");
        let Header { format } = serde_json::from_slice(bytes).map_err(unreadable)?;
        if format != FORMAT {
            return Err(format!("its format is `{format}`, expected `{FORMAT}`"));
        }
        let index: Self = serde_json::from_slice(bytes).map_err(unreadable)?;
        // Files are removed by these paths, and anyone can write to this file.
        match index.files.iter().find_map(|entry| Some((&entry.path, path::fault(&entry.path)?))) {
            Some((path, reason)) => Err(format!("the path `{path}` in it {reason}")),
            None => Ok(index),
        }
    }

    /// What either of the two knows.
    pub(super) fn and(&self, other: &Self) -> Self {
        Self::new(&other.emitter, self.files.iter().chain(&other.files).cloned().collect())
    }

    /// What it says of a path.
    pub(super) fn of<'a>(&'a self, path: &'a str) -> impl Iterator<Item = &'a Entry> {
        self.files.iter().filter(move |entry| entry.path == path)
    }

    /// Whether a file was listed before, and only as something else than it would be now.
    pub(super) fn seeded_otherwise(&self, file: &BundleFile) -> bool {
        self.of(file.path()).next().is_some() && self.of(file.path()).all(|entry| entry.sha256 != file.sha256())
    }

    /// Whether these bytes at this path are a rendering, and nobody's edit.
    pub(super) fn rendered(&self, path: &str, bytes: &[u8]) -> bool {
        let sha256 = digest::sha256(bytes);
        self.of(path).any(|entry| entry.sha256 == sha256)
    }
}

impl Entry {
    /// Where the file is written before it takes its place: beside it, under a name that the index tells.
    pub(super) fn temporary(&self) -> String {
        let digest = digest::short([self.path.as_bytes(), self.sha256.as_bytes()]);
        let directory = self.path.rfind('/').map_or("", |at| &self.path[..=at]);
        format!("{directory}{}{digest}.tmp", path::RESERVED)
    }
}

impl fmt::Display for Index {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", serde_json::to_string_pretty(self).map_err(|_| fmt::Error)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(path: &str, text: &str) -> Entry {
        Entry {
            path: path.to_owned(),
            sha256: digest::sha256(text.as_bytes()),
            ownership: Ownership::Owned,
            origin: "stores".to_owned(),
            objects: vec!["mysql".to_owned()],
        }
    }

    #[test]
    fn an_index_is_written_sorted_and_read_back() {
        let index = Index::new("compose", vec![entry("b", "1"), entry("a", "2")]);
        let text = index.to_string();
        assert!(text.starts_with(
            "{\n  \"format\": 1,\n  \"emitter\": \"compose\",\n  \"files\": [\n    {\n      \"path\": \"a\","
        ));
        assert!(text.contains("\"ownership\": \"owned\""));
        assert_eq!(Index::parse(text.as_bytes()).as_ref(), Ok(&index));
    }

    #[test]
    fn an_index_of_another_kind_is_refused() {
        let escape = Index::new("compose", vec![entry("../a", "")]).to_string();
        let table = [
            ("", "it can't be read"),
            ("{}", "missing field `format`"),
            (r#"{ "format": 2, "other": [] }"#, "its format is `2`, expected `1`"),
            (r#"{ "format": 1, "files": [] }"#, "missing field `emitter`"),
            (&escape, "the path `../a` in it holds `.` or `..`"),
        ];
        for (text, reason) in table {
            let error = Index::parse(text.as_bytes()).expect_err(text);
            assert!(error.contains(reason), "{error}");
        }
    }

    #[test]
    fn two_indexes_together_know_what_either_knows() {
        let (old, new) = (
            Index::new("compose", vec![entry("a", "1"), entry("b", "1")]),
            Index::new("compose", vec![entry("a", "2"), entry("b", "1")]),
        );
        let both = old.and(&new);
        assert_eq!(both.files.len(), 3);
        for (text, known) in [("1", true), ("2", true), ("3", false)] {
            assert_eq!(both.rendered("a", text.as_bytes()), known, "{text}");
        }
        assert_eq!(both.and(&old), both);
    }
}
