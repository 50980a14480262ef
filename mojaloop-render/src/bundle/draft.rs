//! What an emitter makes: trees and texts, each with its path and its origin.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use mojaloop_model::{Diagnostic, Diagnostics, Severity};
use serde_json::Value;

use super::digest::OnceAsked;
use super::mask::Mask;
use super::{Bundle, BundleFile, Checksum, Ownership, path};
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
/// draft.file(DraftFile::new("up.sh", Body::Text(String::new().into())));
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
    pub(super) body: Body,
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
    Text(Arc<str>),
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

    /// What was told of so far.
    pub fn omissions(&self) -> &[Omission] {
        &self.omissions
    }

    /// Tells what is allowed but may not have been meant. An error among it stops the draft from being finished.
    pub fn warn(&mut self, warnings: Diagnostics) {
        for one in warnings {
            if one.severity() == Severity::Error { self.faults.push(one) } else { self.warnings.push(one) }
        }
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
        let Self { emitter, files, omissions, warnings, checksums, mask, mut faults } = self;
        faults.extend(path::faults(files.values().map(|file| (file.path.as_str(), file.origin.as_str()))));
        // Overlays come before this line: a checksum is of what is written, patches and all.
        let takers: BTreeSet<String> = checksums.iter().map(|checksum| checksum.file.clone()).collect();
        // Once a file, however many checksums it is part of.
        let (mut takes, settled): (BTreeMap<_, _>, BTreeMap<_, _>) =
            files.into_iter().partition(|(path, _)| takers.contains(path));
        let mut finished: BTreeMap<String, BundleFile> =
            settled.into_iter().map(|(path, file)| (path, file.finish())).collect();
        for checksum in &checksums {
            if let Err(message) = checksum.take(&mut takes, &finished) {
                let origin = takes.get(&checksum.file).map(|file| file.origin.as_str());
                let origin = origin.or_else(|| finished.get(&checksum.file).map(BundleFile::origin));
                faults.push(Diagnostic::error("bundle-checksum", origin.unwrap_or_default(), message));
            }
        }
        if faults.has_errors() {
            return Err(faults);
        }
        finished.extend(takes.into_iter().map(|(path, file)| (path, file.finish())));
        Ok(Bundle { emitter, files: finished.into_values().collect(), omissions, warnings, mask })
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

    fn finish(self) -> BundleFile {
        let Self { path, body, origin, ownership, executable, open_folder, objects } = self;
        let (text, sha256) = (body.into_text(), OnceAsked::default());
        BundleFile { path, text, sha256, ownership, origin, objects, executable, open_folder }
    }
}

impl Body {
    fn into_text(self) -> Arc<str> {
        match self {
            Self::Yaml { tree, comments } => yaml::write(&tree, &comments).into(),
            // A tree of JSON has nothing that can't be written.
            Self::Json(tree) => (serde_json::to_string_pretty(&tree).unwrap_or_default() + "\n").into(),
            Self::Text(text) => text,
        }
    }

    pub(super) fn tree_mut(&mut self) -> Option<&mut Value> {
        match self {
            Self::Yaml { tree, .. } | Self::Json(tree) => Some(tree),
            Self::Text(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::digest;
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    fn text(path: &str, text: &str) -> DraftFile {
        DraftFile::new(path, Body::Text(text.into())).origin("stores")
    }

    fn draft() -> Draft {
        let mut draft = Draft::new("compose");
        draft.file(text("conf/a", "1"));
        draft.file(text("conf/b", "2"));
        draft.file(DraftFile::new("c.json", Body::Json(json!({ "list": [{}, { "x": 1 }], "leaf": "text" }))));
        draft
    }

    #[test]
    fn bodies_are_written() {
        let mut draft = draft();
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
