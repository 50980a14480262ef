//! The rendered files, and what writing them would change.
//!
//! An emitter fills a [`Draft`] with trees; [`Draft::finish`] turns it into a [`Bundle`] of bytes;
//! [`Bundle::diff`] compares it with a directory; [`Changes::apply`] writes. Nothing is written before that,
//! and only there.
//!
//! An index beside the files, `.mojaloop-index.json`, remembers what was rendered. So a file that nobody
//! edited is updated or removed, and a file that somebody edited is told and left alone.

mod apply;
mod checksum;
mod diff;
pub(crate) mod digest;
mod disk;
mod draft;
mod error;
mod found;
mod index;
mod mask;
mod path;
mod show;
mod step;
#[cfg(test)]
mod tests;

use std::fmt;
use std::path::Path;
use std::sync::Arc;

use mojaloop_model::{Diagnostic, Diagnostics};
use serde::{Deserialize, Serialize};

use crate::Omission;

pub use apply::Applied;
pub use checksum::Checksum;
pub use diff::{Action, Change, Changes};
pub use draft::{Body, Draft, DraftFile};
pub use error::BundleError;

use digest::OnceAsked;
use index::{Entry, Index};
use mask::Mask;

/// Whose a file is once it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Ownership {
    /// Rendered again each time. An edit by hand is a conflict.
    #[default]
    Owned,
    /// Written once, then the user's: `.env`, an override file.
    Seeded,
}

/// Every code of a fault in what an emitter made, and what must hold instead.
pub static FAULTS: &[(&str, &str)] = &[
    ("bundle-path", "a path leads to a file below the output directory, on every system"),
    ("bundle-path-twice", "a path is there once"),
    ("bundle-path-case", "two paths differ in more than upper and lower case"),
    ("bundle-path-directory", "no file stands where another path needs a directory"),
    ("bundle-checksum", "a checksum is of files of the bundle, and has its place in a tree"),
    ("omission", "asked to be strict, a target leaves nothing out"),
];

/// The output of one rendering: files, their index, and what was left out.
///
/// # Examples
///
/// ```
/// use mojaloop_render::bundle::{Body, Draft, DraftFile};
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let directory = tempfile::tempdir()?;
/// let mut draft = Draft::new("compose");
/// draft.file(DraftFile::new("conf/ledger.json", Body::Json(serde_json::json!({ "PORT": 3001 }))));
/// let bundle = draft.finish()?;
///
/// let changes = bundle.diff(&directory)?;
/// assert_eq!(changes.to_string(), "create    conf/ledger.json\n1 to create\n");
/// changes.apply()?;
/// assert!(bundle.diff(&directory)?.is_empty());
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone)]
pub struct Bundle {
    emitter: String,
    /// Sorted by path, no path twice.
    files: Vec<BundleFile>,
    omissions: Vec<Omission>,
    warnings: Diagnostics,
    mask: Mask,
}

impl Bundle {
    /// The emitter that made it.
    pub fn emitter(&self) -> &str {
        &self.emitter
    }

    /// The files, sorted by path. The index is not among them.
    pub fn files(&self) -> &[BundleFile] {
        &self.files
    }

    /// The file of that path.
    pub fn file(&self, path: &str) -> Option<&BundleFile> {
        let at = self.files.binary_search_by(|file| file.path().cmp(path)).ok()?;
        self.files.get(at)
    }

    /// What is allowed but may not have been meant.
    pub fn warnings(&self) -> &Diagnostics {
        &self.warnings
    }

    /// What the hub asks for and these files do not say.
    pub fn omissions(&self) -> &[Omission] {
        &self.omissions
    }

    /// The text of `.mojaloop-index.json` as it is once everything is applied.
    pub fn index(&self) -> String {
        self.entries().to_string()
    }

    /// The SHA-256, in hex, of every file with its path, its mode and what the index says of it.
    /// Two bundles of the same digest write the same.
    pub fn digest(&self) -> String {
        let index = self.index();
        let modes: Vec<u8> = self.files.iter().map(|file| file.executable.into()).collect();
        digest::sha256_of([index.as_bytes(), &modes])
    }

    /// The same bundle, when nothing was left out of it.
    ///
    /// # Errors
    ///
    /// Every omission, as a diagnostic of the code `omission`.
    pub fn strict(self) -> Result<Self, Diagnostics> {
        if self.omissions.is_empty() {
            return Ok(self);
        }
        let fault = |omission: &Omission| {
            let message = format!("{}, because {}", omission.what, omission.why);
            let fault = Diagnostic::error("omission", &omission.path, message);
            if omission.instead.is_empty() { fault } else { fault.help(&omission.instead) }
        };
        Err(self.omissions.iter().map(fault).collect())
    }

    /// What writing the files to `directory` would change. Only reads; the directory need not be there yet.
    ///
    /// # Errors
    ///
    /// A [`BundleError`] when the directory or its index can't be read, or when the index is of another
    /// format or another emitter.
    pub fn diff(&self, directory: impl AsRef<Path>) -> Result<Changes, BundleError> {
        Changes::between(self, directory.as_ref())
    }

    fn entries(&self) -> Index {
        Index::new(&self.emitter, self.files.iter().map(BundleFile::entry).collect())
    }
}

/// One rendered file. Its `Debug` leaves out the text, which may hold secrets.
#[derive(Clone, PartialEq, Eq)]
pub struct BundleFile {
    path: String,
    text: Arc<str>,
    sha256: OnceAsked,
    ownership: Ownership,
    origin: String,
    objects: Vec<String>,
    executable: bool,
    open_folder: bool,
}

impl BundleFile {
    /// Its path below the output directory, with `/` between the parts.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// What it holds.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What it holds, as bytes.
    pub fn bytes(&self) -> &[u8] {
        self.text.as_bytes()
    }

    /// The SHA-256 of its bytes, in hex.
    pub fn sha256(&self) -> &str {
        self.sha256.of(&self.text)
    }

    /// Whose it is once it is written.
    pub fn ownership(&self) -> Ownership {
        self.ownership
    }

    /// Whether it is a program.
    pub fn is_executable(&self) -> bool {
        self.executable
    }

    /// The place in the model it comes from.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// The names of the objects in it.
    pub fn objects(&self) -> &[String] {
        &self.objects
    }

    /// What the index says of it.
    fn entry(&self) -> Entry {
        Entry {
            path: self.path.clone(),
            sha256: self.sha256().to_owned(),
            ownership: self.ownership,
            origin: self.origin.clone(),
            objects: self.objects.clone(),
        }
    }
}

impl fmt::Debug for BundleFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { path, executable, .. } = self;
        f.debug_struct("BundleFile").field("path", path).field("executable", executable).finish_non_exhaustive()
    }
}
