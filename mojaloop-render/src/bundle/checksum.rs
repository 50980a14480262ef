//! Digests of some files inside another.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::{BundleFile, DraftFile, digest};

/// A digest of some files, to be put into another: what makes a workload restart when its configuration
/// changes.
///
/// It is the first 16 hex digits of a SHA-256 over the paths and the digests of the files, in their given order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checksum {
    /// The path of the file whose tree takes the digest.
    pub file: String,
    /// Where in that tree, as a JSON pointer (RFC 6901). Maps that are not there yet are made.
    pub pointer: String,
    /// The paths of the files the digest is of. None of them may take a digest itself.
    pub of: Vec<String>,
}

impl Checksum {
    /// Takes the digest of settled files and puts it in its place. As no file that takes one is ever summed, the
    /// order of the checksums does not matter.
    pub(super) fn take(
        &self,
        takers: &mut BTreeMap<String, DraftFile>,
        settled: &BTreeMap<String, BundleFile>,
    ) -> Result<(), String> {
        let digest = self.digest(takers, settled)?;
        let Self { file, pointer, .. } = self;
        let Some(taker) = takers.get_mut(file) else {
            return Err(format!("a checksum is for `{file}`, expected a file of the draft"));
        };
        let Some(tree) = taker.body.tree_mut() else {
            return Err(format!("a checksum is for `{file}`, which is text, expected a tree"));
        };
        match reach(tree, pointer) {
            None => Err(format!("`{pointer}` leads nowhere in `{file}`, expected a JSON pointer through maps")),
            Some(Value::Array(_)) => Err(format!("`{pointer}` in `{file}` is a list, expected room for a checksum")),
            Some(Value::Object(map)) if !map.is_empty() => {
                Err(format!("`{pointer}` in `{file}` is a map, expected room for a checksum"))
            }
            Some(place) => {
                *place = Value::String(digest);
                Ok(())
            }
        }
    }

    fn digest(
        &self,
        takers: &BTreeMap<String, DraftFile>,
        settled: &BTreeMap<String, BundleFile>,
    ) -> Result<String, String> {
        let mut digests = Vec::new();
        for path in &self.of {
            if takers.contains_key(path) {
                return Err(format!("a checksum is of `{path}`, which takes one itself, expected settled bytes"));
            }
            let Some(file) = settled.get(path) else {
                return Err(format!("a checksum is of `{path}`, expected a file of the draft"));
            };
            digests.extend([path.as_bytes(), file.sha256().as_bytes()]);
        }
        Ok(digest::short(digests))
    }
}

/// The value at a JSON pointer. A map makes what it lacks; a list does not.
fn reach<'a>(tree: &'a mut Value, pointer: &str) -> Option<&'a mut Value> {
    pointer.strip_prefix('/')?.split('/').try_fold(tree, |place, token| {
        let key = token.replace("~1", "/").replace("~0", "~");
        match place {
            Value::Object(map) => Some(map.entry(key).or_insert_with(|| Value::Object(Map::new()))),
            Value::Array(list) => list.get_mut(key.parse::<usize>().ok()?),
            _ => None,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    use crate::bundle::{Body, Draft};
    use serde_json::json;

    fn checksum(file: &str, pointer: &str, of: &[&str]) -> Checksum {
        Checksum {
            file: file.to_owned(),
            pointer: pointer.to_owned(),
            of: of.iter().map(ToString::to_string).collect(),
        }
    }

    fn draft(checksums: impl IntoIterator<Item = Checksum>) -> Draft {
        let mut draft = Draft::new("compose");
        for (path, text) in [("conf/a", "1"), ("conf/b", "2")] {
            draft.file(DraftFile::new(path, Body::Text(text.into())));
        }
        draft.file(DraftFile::new("c.json", Body::Json(json!({ "list": [{}, { "x": 1 }], "leaf": "text" }))));
        checksums.into_iter().for_each(|one| draft.checksum(one));
        draft
    }

    #[test]
    fn checksums_are_put_where_they_are_wanted() {
        let table = [
            ("/list/0/labels/a~1b", &["conf/a"][..]),
            ("/list/1/x", &["conf/a"]),
            ("/leaf", &["conf/a", "conf/b"]),
            ("/new/map", &["conf/b", "conf/a"]),
        ];
        let mut digests = BTreeSet::new();
        for (pointer, of) in table {
            let bundle = draft([checksum("c.json", pointer, of)]).finish().expect("a good draft");
            let tree: Value = serde_json::from_str(bundle.file("c.json").expect("the file").text()).expect("JSON");
            let digest = tree.pointer(pointer).and_then(Value::as_str).expect("a digest");
            assert!(digest.len() == 16 && digest.bytes().all(|byte| byte.is_ascii_hexdigit()), "{digest}");
            digests.insert(digest.to_owned());
        }
        assert_eq!(digests.len(), 3, "the same files in the same order are the same digest");
    }

    #[test]
    fn checksums_that_can_not_be_put_are_told() {
        let table = [
            (checksum("c.json", "/a", &["conf/x"]), "`conf/x`"),
            (checksum("x.json", "/a", &["conf/a"]), "`x.json`"),
            (checksum("conf/b", "/a", &["conf/a"]), "is text"),
            (checksum("c.json", "/a", &["c.json"]), "takes one itself"),
            (checksum("c.json", "", &["conf/a"]), "JSON pointer"),
            (checksum("c.json", "a", &["conf/a"]), "JSON pointer"),
            (checksum("c.json", "/list/2", &["conf/a"]), "JSON pointer"),
            (checksum("c.json", "/leaf/a", &["conf/a"]), "JSON pointer"),
            (checksum("c.json", "/list", &["conf/a"]), "is a list"),
            (checksum("c.json", "/list/1", &["conf/a"]), "is a map"),
        ];
        for (checksum, part) in &table {
            let faults = draft([checksum.clone()]).finish().expect_err(part);
            assert_eq!(faults.codes(), ["bundle-checksum"]);
            assert!(faults.to_string().contains(part), "{faults}");
        }
        let faults = draft(table.map(|(checksum, _)| checksum)).finish().expect_err("every fault");
        assert_eq!(faults.len(), 10);
    }
}
