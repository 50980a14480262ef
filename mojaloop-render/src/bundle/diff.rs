//! What writing a bundle to a directory would change: decided without writing anything.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::disk;
use super::found::Found;
use super::index::{self, Entry, Index};
use super::mask::Mask;
use super::{Bundle, BundleError, BundleFile, Ownership};

/// What is to be done with one file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Action {
    /// It is not there yet.
    Create,
    /// It was rendered before, nobody edited it, and it is rendered differently now.
    Update,
    /// It holds what it should, whoever wrote it.
    Unchanged,
    /// It is seeded and there already: it is the user's.
    Keep,
    /// It is kept as well, but would be seeded differently than when it was written: the user may want to take over
    /// what changed.
    KeepOutdated,
    /// It was rendered before, nobody edited it, and it is no longer rendered.
    Prune,
    /// It is no longer rendered, but stays for this reason. The next index does not list it.
    Left(&'static str),
    /// It can't be written for this reason, and so nothing is.
    Conflict(&'static str),
}

/// One file, and what is to be done with it.
#[derive(Debug, Clone)]
pub struct Change {
    pub(super) path: String,
    action: Action,
    pub(super) found: Found,
    pub(super) file: Option<BundleFile>,
}

/// What writing a bundle to a directory would change. Made by [`Bundle::diff`].
///
/// `Display` shows a line for each file that is not as it should be, under it the difference where there
/// is one, and at the end how many there are of each kind. Secrets are masked.
#[derive(Debug, Clone)]
pub struct Changes {
    pub(super) root: PathBuf,
    /// Sorted by path.
    pub(super) files: Vec<Change>,
    /// What a run that was stopped left behind.
    pub(super) leftovers: Vec<(String, Found)>,
    pub(super) index: IndexChange,
    pub(super) mask: Mask,
}

/// The index through its three states: as it is found, while files are written, and in the end.
#[derive(Debug, Clone)]
pub(super) struct IndexChange {
    pub(super) found: Found,
    pub(super) during: Index,
    pub(super) after: Index,
}

impl Change {
    /// The path below the output directory.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// What is to be done.
    pub fn action(&self) -> Action {
        self.action
    }
}

impl Changes {
    pub(super) fn between(bundle: &Bundle, root: &Path) -> Result<Self, BundleError> {
        disk::check_root(root)?;
        let after = bundle.entries();
        let found = disk::look(root, index::NAME)?;
        let before = read_index(&found, bundle.emitter())
            .map_err(|reason| BundleError::Index { path: root.join(index::NAME), reason })?;

        let mut files = Vec::new();
        for file in bundle.files() {
            let found = disk::look(root, file.path())?;
            let action = wanted(file, &found, &before);
            files.push(Change { path: file.path().to_owned(), action, found, file: Some(file.clone()) });
        }
        let known: BTreeSet<&str> = before.files.iter().map(|entry| entry.path.as_str()).collect();
        for path in known.into_iter().filter(|path| bundle.file(path).is_none()) {
            let found = disk::look(root, path)?;
            if let Some(action) = stale(path, &found, &before, bundle) {
                files.push(Change { path: path.to_owned(), action, found, file: None });
            }
        }
        files.sort_by(|a, b| a.path.cmp(&b.path));

        let mut leftovers = Vec::new();
        let temporaries: BTreeSet<String> = before.files.iter().map(Entry::temporary).collect();
        for path in temporaries.into_iter().chain([index::TEMPORARY.to_owned()]) {
            let found = disk::look(root, &path)?;
            if matches!(found, Found::File(_)) {
                leftovers.push((path, found));
            }
        }

        let index = IndexChange { found, during: before.and(&after), after };
        Ok(Self { root: root.to_owned(), files, leftovers, index, mask: bundle.mask.clone() })
    }

    /// Every file, sorted by path.
    pub fn iter(&self) -> std::slice::Iter<'_, Change> {
        self.files.iter()
    }

    /// The files that keep everything from being written.
    pub fn conflicts(&self) -> impl Iterator<Item = &Change> {
        self.iter().filter(|change| matches!(change.action, Action::Conflict(_)))
    }

    /// Whether the directory is as the bundle wants it, its index too: applying would write nothing.
    pub fn is_empty(&self) -> bool {
        let settled =
            |change: &Change| matches!(change.action, Action::Unchanged | Action::Keep | Action::KeepOutdated);
        self.iter().all(settled) && !self.index.differs() && self.leftovers.is_empty()
    }
}

impl<'a> IntoIterator for &'a Changes {
    type Item = &'a Change;
    type IntoIter = std::slice::Iter<'a, Change>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl IndexChange {
    fn differs(&self) -> bool {
        self.found != Found::File(self.after.to_string().into_bytes())
    }
}

fn read_index(found: &Found, emitter: &str) -> Result<Index, String> {
    let index = match found {
        Found::Nothing => return Ok(Index::new(emitter, Vec::new())),
        Found::File(bytes) => Index::parse(bytes)?,
        Found::Link => return Err("it is a symbolic link, expected a file".to_owned()),
        Found::Blocked(reason) => return Err(format!("{reason}, expected a file")),
    };
    if index.emitter == emitter {
        Ok(index)
    } else {
        // Every file of the other one would be pruned.
        Err(format!("it is of `{}`, expected one of `{emitter}`", index.emitter))
    }
}

/// What to do with a file of the bundle.
fn wanted(file: &BundleFile, found: &Found, index: &Index) -> Action {
    let is_seeded = file.ownership() == Ownership::Seeded;
    match found {
        Found::Nothing => Action::Create,
        Found::File(bytes) if bytes == file.bytes() => Action::Unchanged,
        Found::File(_) | Found::Link if is_seeded && index.seeded_otherwise(file) => Action::KeepOutdated,
        Found::File(_) | Found::Link if is_seeded => Action::Keep,
        Found::File(bytes) if index.rendered(file.path(), bytes) => Action::Update,
        Found::File(_) if index.of(file.path()).next().is_some() => Action::Conflict("edited by hand"),
        Found::File(_) => Action::Conflict("not in the index, so somebody else's"),
        Found::Link => Action::Conflict("a symbolic link stands there"),
        Found::Blocked(reason) => Action::Conflict(reason),
    }
}

/// What to do with a file that only the index knows.
fn stale(path: &str, found: &Found, index: &Index, bundle: &Bundle) -> Option<Action> {
    let is_seeded = index.of(path).any(|entry| entry.ownership == Ownership::Seeded);
    let lower = path.to_lowercase();
    Some(match found {
        Found::Nothing => return None,
        _ if is_seeded => Action::Left("it is yours"),
        // Where case does not count this is the new file, and removing it would remove that.
        _ if bundle.files().iter().any(|file| file.path().to_lowercase() == lower) => {
            Action::Left("it differs from a new file only in case")
        }
        Found::File(bytes) if index.rendered(path, bytes) => Action::Prune,
        Found::File(_) => Action::Left("edited by hand"),
        Found::Link => Action::Left("a symbolic link stands there"),
        Found::Blocked(reason) => Action::Left(reason),
    })
}
