//! One thing to do on disk: write a file, or take one away.

use std::sync::Arc;

use super::BundleFile;
use super::found::Found;
use super::index::{self, Index};
use super::mask::Mask;

/// One file to write or remove.
pub(super) struct Step {
    pub(super) path: String,
    /// What must still stand there. `None` where a step before it wrote the file.
    pub(super) expected: Option<Found>,
    /// What to write; `None` removes the file.
    pub(super) write: Option<Write>,
}

/// How a file is written.
pub(super) struct Write {
    pub(super) text: Arc<str>,
    /// Where it is written before it takes its place, below the root.
    pub(super) temporary: String,
    /// Its permissions where a system has them.
    pub(super) mode: u32,
    /// Whether its folder is opened to everybody.
    pub(super) open_folder: bool,
}

impl Step {
    pub(super) fn write(file: BundleFile, found: Found, mask: &Mask) -> Self {
        let mode = match (file.executable, mask.finds(&file.text)) {
            (false, false) => 0o644,
            (true, false) => 0o755,
            (false, true) => 0o600,
            (true, true) => 0o700,
        };
        let open_folder = file.open_folder;
        let write = Write { temporary: file.entry().temporary(), text: file.text, mode, open_folder };
        Self { path: file.path, expected: Some(found), write: Some(write) }
    }

    pub(super) fn remove(path: String, found: Found) -> Self {
        Self { path, expected: Some(found), write: None }
    }

    pub(super) fn index(index: &Index, expected: Option<Found>) -> Self {
        let temporary = index::TEMPORARY.to_owned();
        let write = Write { text: index.to_string().into(), temporary, mode: 0o644, open_folder: false };
        Self { path: index::NAME.to_owned(), expected, write: Some(write) }
    }
}
