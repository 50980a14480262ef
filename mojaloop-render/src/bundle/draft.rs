//! What an emitter makes: trees and texts, each with its path and its origin.

use std::collections::{BTreeMap, BTreeSet};

use mojaloop_model::{Diagnostic, Diagnostics};
use serde_json::{Map, Value};

use super::index::Entry;
use super::mask::Mask;
use super::{Bundle, BundleFile, Ownership, digest, path};
use crate::Omission;
use crate::plan::Plan;
use crate::yaml::{self, Comments};

/// The files of an emitter, before they are bytes.
///
/// Filling one never fails: what is wrong with it is kept, and [`Draft::finish`] tells it all.
///
/// # Examples
///
/// ```
/// use mojaloop_render::bundle::{Body, Draft, DraftFile};
///
/// let mut draft = Draft::new("compose");
/// draft.file(DraftFile::new("../.env", Body::Text("A=1\n".into())).origin("stores").seeded());
/// draft.file(DraftFile::new("up.sh", Body::Text("#!/bin/sh\n".into())).executable());
/// draft.file(DraftFile::new("up.sh", Body::Text(String::new())));
/// let faults = draft.finish().unwrap_err();
/// assert_eq!(faults.codes(), ["bundle-path-twice", "bundle-path"]);
/// ```
#[derive(Debug, Clone)]
pub struct Draft {
    emitter: String,
    files: BTreeMap<String, DraftFile>,
    omissions: Vec<Omission>,
    warnings: Diagnostics,
    checksums: Vec<Checksum>,
    mask: Mask,
    faults: Diagnostics,
}

/// One file of a draft.
#[derive(Debug, Clone, PartialEq)]
pub struct DraftFile {
    path: String,
    body: Body,
    origin: String,
    ownership: Ownership,
    executable: bool,
    open_folder: bool,
    objects: Vec<String>,
}

/// What a file holds.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Body {
    /// A tree, written as YAML.
    Yaml {
        /// The tree.
        tree: Value,
        /// What is written beside it for people.
        comments: Comments,
    },
    /// A tree, written as JSON: two spaces a level, a newline at the end.
    Json(Value),
    /// A text as it is.
    Text(String),
}

/// A digest of some files, to be put into another: what makes a workload restart when its configuration
/// changes.
///
/// It is the first 16 hex digits of a SHA-256 over the paths and bytes of the files, in their given order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checksum {
    /// The path of the file whose tree takes the digest.
    pub file: String,
    /// Where in that tree, as a JSON pointer (RFC 6901). Maps that are not there yet are made.
    pub pointer: String,
    /// The paths of the files the digest is of. None of them may take a digest itself.
    pub of: Vec<String>,
}

impl Draft {
    /// An empty draft of that emitter.
    pub fn new(emitter: &str) -> Self {
        Self {
            emitter: emitter.to_owned(),
            files: BTreeMap::new(),
            omissions: Vec::new(),
            warnings: Diagnostics::default(),
            checksums: Vec::new(),
            mask: Mask::default(),
            faults: Diagnostics::default(),
        }
    }

    /// An empty draft of a plan: with what no target can do for it, and what its author may not have meant.
    pub fn of(emitter: &str, plan: &Plan) -> Self {
        let mut draft = Self::new(emitter);
        draft.omissions.clone_from(&plan.omissions);
        draft.warnings = plan.warnings.clone();
        draft
    }

    /// Adds a file. The first of a path stays; a second one is a fault.
    pub fn file(&mut self, file: DraftFile) {
        if self.files.contains_key(&file.path) {
            let message = format!("the path `{}` is there already, expected one file of each path", file.path);
            self.faults.push(Diagnostic::error("bundle-path-twice", file.origin, message));
        } else {
            self.files.insert(file.path.clone(), file);
        }
    }

    /// Tells what the files can't say.
    pub fn omission(&mut self, omission: Omission) {
        self.omissions.push(omission);
    }

    /// Asks for a digest of some files in another.
    pub fn checksum(&mut self, checksum: Checksum) {
        self.checksums.push(checksum);
    }

    /// Names a value to hide wherever a difference is shown. A file that holds it is readable by its owner only.
    ///
    /// It is known as it is and inside quotes of JSON or YAML. Who writes it in another way, as base64 or with
    /// `$` doubled, names that too.
    pub fn secret(&mut self, value: impl Into<String>) {
        self.mask.hide(&value.into());
    }

    /// Turns the trees into bytes.
    ///
    /// # Errors
    ///
    /// Every fault at once: a path that is malformed (`bundle-path`), that is there twice
    /// (`bundle-path-twice`), that differs from another only in case (`bundle-path-case`), or that is both
    /// a file and a directory (`bundle-path-directory`); a checksum that can't be taken or put
    /// (`bundle-checksum`).
    pub fn finish(self) -> Result<Bundle, Diagnostics> {
        let Self { emitter, mut files, omissions, warnings, checksums, mask, mut faults } = self;
        faults.extend(path::faults(files.values().map(|file| (file.path.as_str(), file.origin.as_str()))));
        // Overlays come before this line: a checksum is of what is written, patches and all.
        let takers: BTreeSet<String> = checksums.iter().map(|checksum| checksum.file.clone()).collect();
        // Once a file, however many checksums it is part of.
        let settled = |(path, file): (&String, &DraftFile)| (path.clone(), file.body.text());
        let mut texts: BTreeMap<String, String> =
            files.iter().filter(|(path, _)| !takers.contains(*path)).map(settled).collect();
        for checksum in &checksums {
            if let Err(message) = checksum.take(&mut files, &texts, &takers) {
                let origin = files.get(&checksum.file).map_or("", |file| &file.origin);
                faults.push(Diagnostic::error("bundle-checksum", origin, message));
            }
        }
        if faults.has_errors() {
            return Err(faults);
        }
        let files = files.into_values().map(|file| {
            let text = texts.remove(&file.path);
            file.finish(text)
        });
        let files = files.collect();
        Ok(Bundle { emitter, files, omissions, warnings, mask })
    }
}

impl DraftFile {
    /// A file at that path below the output directory. Default: owned, not executable.
    pub fn new(path: impl Into<String>, body: Body) -> Self {
        Self {
            path: path.into(),
            body,
            origin: String::new(),
            ownership: Ownership::Owned,
            executable: false,
            open_folder: false,
            objects: Vec::new(),
        }
    }

    /// Says which place in the model it comes from.
    #[must_use]
    pub fn origin(mut self, path: impl Into<String>) -> Self {
        self.origin = path.into();
        self
    }

    /// Leaves it to the user once it is written.
    #[must_use]
    pub fn seeded(mut self) -> Self {
        self.ownership = Ownership::Seeded;
        self
    }

    /// Makes it a program.
    #[must_use]
    pub fn executable(mut self) -> Self {
        self.executable = true;
        self
    }

    /// Its folder can be written to by anybody: containers leave their results there, as a user of their own.
    #[must_use]
    pub fn in_open_folder(mut self) -> Self {
        self.open_folder = true;
        self
    }

    /// Names the objects in it, as the services of a compose file.
    #[must_use]
    pub fn objects(mut self, names: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.objects = names.into_iter().map(Into::into).collect();
        self
    }

    fn finish(self, text: Option<String>) -> BundleFile {
        let text = text.unwrap_or_else(|| self.body.text());
        let sha256 = digest::sha256(text.as_bytes());
        let Self { path, origin, ownership, executable, open_folder, objects, .. } = self;
        BundleFile { entry: Entry { path, sha256, ownership, origin, objects }, text, executable, open_folder }
    }
}

impl Body {
    fn text(&self) -> String {
        match self {
            Self::Yaml { tree, comments } => yaml::write(tree, comments),
            // A tree of JSON has nothing that can't be written.
            Self::Json(tree) => serde_json::to_string_pretty(tree).unwrap_or_default() + "\n",
            Self::Text(text) => text.clone(),
        }
    }

    fn tree_mut(&mut self) -> Option<&mut Value> {
        match self {
            Self::Yaml { tree, .. } | Self::Json(tree) => Some(tree),
            Self::Text(_) => None,
        }
    }
}

impl Checksum {
    /// Takes the digest and puts it in its place. `takers` are the files that take one; as none of them is
    /// ever summed, the order of the checksums does not matter.
    fn take(
        &self,
        files: &mut BTreeMap<String, DraftFile>,
        settled: &BTreeMap<String, String>,
        takers: &BTreeSet<String>,
    ) -> Result<(), String> {
        let digest = self.digest(settled, takers)?;
        let Self { file, pointer, .. } = self;
        let Some(taker) = files.get_mut(file) else {
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

    fn digest(&self, settled: &BTreeMap<String, String>, takers: &BTreeSet<String>) -> Result<String, String> {
        let mut texts = Vec::new();
        for path in &self.of {
            if takers.contains(path) {
                return Err(format!("a checksum is of `{path}`, which takes one itself, expected settled bytes"));
            }
            let Some(text) = settled.get(path) else {
                return Err(format!("a checksum is of `{path}`, expected a file of the draft"));
            };
            texts.push((path, text));
        }
        Ok(digest::short(texts.iter().flat_map(|(path, text)| [path.as_bytes(), text.as_bytes()])))
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
    use proptest::prelude::*;
    use serde_json::json;

    fn text(path: &str, text: &str) -> DraftFile {
        DraftFile::new(path, Body::Text(text.to_owned())).origin("stores")
    }

    fn checksum(file: &str, pointer: &str, of: &[&str]) -> Checksum {
        Checksum {
            file: file.to_owned(),
            pointer: pointer.to_owned(),
            of: of.iter().map(ToString::to_string).collect(),
        }
    }

    fn draft(checksums: impl IntoIterator<Item = Checksum>) -> Draft {
        let mut draft = Draft::new("compose");
        draft.file(text("conf/a", "1"));
        draft.file(text("conf/b", "2"));
        draft.file(DraftFile::new("c.json", Body::Json(json!({ "list": [{}, { "x": 1 }], "leaf": "text" }))));
        checksums.into_iter().for_each(|one| draft.checksum(one));
        draft
    }

    #[test]
    fn bodies_are_written() {
        let mut draft = draft([]);
        let tree = json!({ "a": 1 });
        let comments = Comments::default();
        let expected = yaml::write(&tree, &comments);
        draft.file(DraftFile::new("d.yaml", Body::Yaml { tree, comments }).objects(["mysql"]).executable().seeded());
        let bundle = draft.finish().expect("a good draft");
        assert_eq!(
            bundle.files().iter().map(BundleFile::path).collect::<Vec<_>>(),
            ["c.json", "conf/a", "conf/b", "d.yaml"]
        );
        let file = bundle.file("d.yaml").expect("the file");
        assert_eq!(
            (file.text(), file.objects(), file.is_executable()),
            (expected.as_str(), &["mysql".to_owned()][..], true)
        );
        assert_eq!(file.ownership(), Ownership::Seeded);
        assert_eq!(file.sha256(), digest::sha256(file.bytes()));
        let json = bundle.file("c.json").expect("the file").text();
        assert!(json.starts_with("{\n  \"list\": [\n") && json.ends_with("\n}\n"), "{json}");
        assert_eq!(bundle.file("conf"), None);
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

    proptest! {
        /// The order files come in does not show in the output.
        #[test]
        fn order_does_not_matter(names in proptest::collection::btree_set("[a-z]{1,4}", 1..8), seed in any::<u64>()) {
            let bundle = |names: &[&String]| {
                let mut draft = Draft::new("compose");
                for name in names {
                    draft.file(text(name, name));
                }
                draft.finish().expect("a good draft")
            };
            let sorted: Vec<_> = names.iter().collect();
            let mut shuffled = sorted.clone();
            shuffled.sort_by_key(|name| digest::short([name.as_bytes(), &seed.to_le_bytes()]));
            prop_assert_eq!(bundle(&sorted).index(), bundle(&shuffled).index());
            prop_assert_eq!(bundle(&sorted).digest(), bundle(&shuffled).digest());
        }
    }
}
