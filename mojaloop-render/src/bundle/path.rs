//! Which paths a bundle takes: those that mean the same file on every disk.

use std::collections::BTreeMap;

use mojaloop_model::Diagnostic;

/// Names the bundle keeps for itself: its index, and the files it writes on the way.
pub(super) const RESERVED: &str = ".mojaloop-";

/// The longest name of a file. Source: `NAME_MAX` of ext4, XFS, APFS and NTFS.
const NAME_MAX: usize = 255;

/// What is wrong with a relative path, if something is: what it is, then what was expected.
pub(super) fn fault(path: &str) -> Option<&'static str> {
    if path.is_empty() {
        return Some("is empty, expected a relative path");
    }
    if path.starts_with('/') {
        return Some("is absolute, expected a path below the output directory");
    }
    if path.chars().any(char::is_control) {
        return Some("holds a control character, expected printable ones");
    }
    if path.contains(['\\', ':', '*', '?', '"', '<', '>', '|']) {
        return Some("holds a character that Windows keeps for itself, expected `/` between plain names");
    }
    path.split('/').find_map(component_fault)
}

fn component_fault(name: &str) -> Option<&'static str> {
    let folded = name.to_ascii_lowercase();
    match folded.as_str() {
        "" => Some("has an empty part, expected one `/` between names and none at the end"),
        "." | ".." => Some("holds `.` or `..`, expected names only"),
        ".git" => Some("leads into `.git`, expected a path that is not git's own"),
        _ if name.ends_with(['.', ' ']) => Some("has a name that ends in a dot or a space, expected a letter or digit"),
        _ if name.len() > NAME_MAX => Some("has a name of more than 255 bytes, expected a shorter one"),
        _ if folded.starts_with(RESERVED) => Some("has a name that begins with `.mojaloop-`, which the index keeps"),
        _ => None,
    }
}

/// Every fault of these paths, each alone and all together. A path comes with its origin, for the diagnostic.
pub(super) fn faults<'a>(paths: impl IntoIterator<Item = (&'a str, &'a str)>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut known = BTreeMap::new();
    for (path, origin) in paths {
        if let Some(reason) = fault(path) {
            found.push(Diagnostic::error("bundle-path", origin, format!("the path `{path}` {reason}")));
        } else if let Some((code, message)) = clash(path, &mut known) {
            found.push(Diagnostic::error(code, origin, message));
        }
    }
    found
}

/// A file or directory seen before.
#[derive(Clone, Copy, PartialEq)]
struct Known<'a> {
    spelling: &'a str,
    is_file: bool,
}

/// What keeps a path and those before it from standing in one directory. `known` goes by the name in lower
/// case: on some disks `Conf` and `conf` are one.
fn clash<'a>(path: &'a str, known: &mut BTreeMap<String, Known<'a>>) -> Option<(&'static str, String)> {
    let ends = path.match_indices('/').map(|(at, _)| at).chain([path.len()]);
    for end in ends {
        let here = Known { spelling: &path[..end], is_file: end == path.len() };
        let there = *known.entry(here.spelling.to_lowercase()).or_insert(here);
        let (mine, other) = (here.spelling, there.spelling);
        if mine != other {
            let message = format!("`{mine}` and `{other}` differ only in case, which some disks do not tell apart");
            return Some(("bundle-path-case", message));
        }
        if here.is_file != there.is_file {
            let message = format!("`{path}` makes `{mine}` a file and a directory, expected one of them");
            return Some(("bundle-path-directory", message));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn paths_that_are_taken_and_paths_that_are_not() {
        let long = "n".repeat(256);
        let good = [".env", "a", "a/b.c/d-e_f", ".github/workflows/x.yaml", "ä/ö", ".gitignore", "a b", &long[..255]];
        for path in good {
            assert_eq!(fault(path), None, "{path}");
        }
        let bad = [
            ("", "empty"),
            ("/a", "absolute"),
            ("a//b", "empty part"),
            ("a/", "empty part"),
            (".", "`..`"),
            ("a/../b", "`..`"),
            ("./a", "`..`"),
            ("a\\b", "Windows"),
            ("C:a", "Windows"),
            ("a\nb", "control"),
            ("a\u{7f}", "control"),
            ("a./b", "dot or a space"),
            ("a ", "dot or a space"),
            ("...", "dot or a space"),
            (".git/config", ".git"),
            ("a/.GIT", ".git"),
            (".mojaloop-index.json", "index keeps"),
            ("a/.Mojaloop-x", "index keeps"),
            (&long, "255"),
        ];
        for (path, part) in bad {
            assert!(fault(path).is_some_and(|reason| reason.contains(part)), "{path}: {:?}", fault(path));
        }
    }

    #[test]
    fn paths_that_can_not_stand_together() {
        let table: &[(&[&str], &[&str])] = &[
            (&["a", "b/c", "b/d"], &[]),
            (&["a", "A"], &["bundle-path-case"]),
            (&["Conf/a", "conf/b"], &["bundle-path-case"]),
            (&["a", "a/b"], &["bundle-path-directory"]),
            (&["a/b", "a"], &["bundle-path-directory"]),
            (&["A", "a/b"], &["bundle-path-case"]),
            (&["a/b", "a/b/c/d", "a/B", "../a"], &["bundle-path-directory", "bundle-path-case", "bundle-path"]),
        ];
        for (paths, expected) in table {
            let found = faults(paths.iter().map(|path| (*path, "origin")));
            assert_eq!(found.iter().map(Diagnostic::code).collect::<Vec<_>>(), *expected, "{paths:?}");
            assert!(found.iter().all(|fault| fault.path() == "origin"));
        }
    }

    proptest! {
        /// A path that is taken has only normal parts, so joining it never leaves the directory.
        #[test]
        fn taken_paths_stay_inside(path in r"[a-c./\\: ]{0,12}") {
            if fault(&path).is_none() {
                let parts: Vec<_> = std::path::Path::new(&path).components().collect();
                prop_assert!(parts.iter().all(|part| matches!(part, std::path::Component::Normal(_))));
                prop_assert_eq!(parts.len(), path.split('/').count());
            }
        }
    }
}
