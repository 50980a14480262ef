//! A bundle and a real directory.

#![expect(clippy::disallowed_methods, reason = "these tests write what a user would")]

mod applying;
mod comparing;
mod links;
mod stopping;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::{Action, Body, Bundle, Changes, Draft, DraftFile, index};

fn text(path: &str, text: &str) -> DraftFile {
    DraftFile::new(path, Body::Text(text.into()))
}

fn bundle(files: impl IntoIterator<Item = DraftFile>) -> Bundle {
    let mut draft = Draft::new("compose");
    draft.secret("hunter2");
    files.into_iter().for_each(|file| draft.file(file));
    draft.finish().expect("a good draft")
}

/// Paths and texts of owned files.
fn owned(files: &[(&str, &str)]) -> Bundle {
    bundle(files.iter().map(|(path, content)| text(path, content)))
}

fn render(bundle: &Bundle, root: &Path) {
    bundle.diff(root).expect("a diff").apply().expect("applied");
}

fn write(root: &Path, path: &str, content: impl AsRef<[u8]>) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().expect("a parent")).expect("a directory");
    fs::write(path, content).expect("written");
}

fn actions(changes: &Changes) -> Vec<(&str, Action)> {
    changes.iter().map(|change| (change.path(), change.action())).collect()
}

/// Every file below a directory, and every directory that holds nothing.
fn tree(root: &Path) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut open = vec![root.to_owned()];
    while let Some(directory) = open.pop() {
        for entry in fs::read_dir(directory).expect("a directory") {
            let path = entry.expect("an entry").path();
            let name = path.strip_prefix(root).expect("below the root").to_string_lossy().replace('\\', "/");
            if path.is_file() {
                found.insert(name, String::from_utf8_lossy(&fs::read(&path).expect("a file")).into_owned());
            } else if fs::read_dir(&path).expect("a directory").next().is_none() {
                found.insert(name + "/", String::new());
            } else {
                open.push(path);
            }
        }
    }
    found
}

/// What the directory is to hold: the files and the index, and nothing else.
fn files(bundle: &Bundle) -> BTreeMap<String, String> {
    let files = bundle.files().iter().map(|file| (file.path().to_owned(), file.text().to_owned()));
    files.chain([(index::NAME.to_owned(), bundle.index())]).collect()
}
