//! What keeps a bundle from being compared or written.

use std::fmt;
use std::io;
use std::path::PathBuf;

/// Why a directory could not be read or changed.
///
/// It is a good error for `main`: its `Debug` prints like its `Display`.
#[derive(thiserror::Error)]
#[non_exhaustive]
pub enum BundleError {
    /// Something could not be read.
    #[error("cannot read `{path}`: {reason}")]
    Read {
        /// What.
        path: PathBuf,
        /// Why.
        #[source]
        reason: io::Error,
    },
    /// Something could not be written or removed. What was written before it stays; apply again to go on.
    #[error("cannot change `{path}`: {reason}")]
    Write {
        /// What.
        path: PathBuf,
        /// Why.
        #[source]
        reason: io::Error,
    },
    /// The output is to go where something else is.
    #[error("`{path}` is not a directory, expected one, or nothing there yet")]
    NotADirectory {
        /// Where.
        path: PathBuf,
    },
    /// The index is not one this emitter can go on from. Nothing was touched.
    #[error("cannot use the index `{path}`: {reason}\n  help: render to another directory, or move the index away")]
    Index {
        /// Where it is.
        path: PathBuf,
        /// What is wrong with it, and what was expected.
        reason: String,
    },
    /// Files are not as they were rendered. Nothing was touched.
    #[error(
        "cannot write to `{directory}`: it holds what was not rendered{list}\n  \
         help: move your change into an override file or into the hub, or delete or move the file, then render again",
        list = list(conflicts.iter().map(|(path, reason)| format!("`{path}`: {reason}")))
    )]
    Conflicts {
        /// The output directory.
        directory: PathBuf,
        /// The paths below it, each with its reason.
        conflicts: Vec<(String, &'static str)>,
    },
    /// Files were changed after they were compared.
    #[error(
        "cannot write to `{directory}`: files changed since they were compared{list}\n  help: compare and apply again",
        list = list(paths.iter().map(|path| format!("`{path}`")))
    )]
    Changed {
        /// The output directory.
        directory: PathBuf,
        /// The paths below it.
        paths: Vec<String>,
    },
}

impl fmt::Debug for BundleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

fn list(lines: impl Iterator<Item = String>) -> String {
    lines.fold(String::new(), |list, line| list + "\n  " + &line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_name_the_path_and_what_was_expected() {
        let path = || PathBuf::from("deploy");
        let reason = || io::Error::from(io::ErrorKind::PermissionDenied);
        let table = [
            (BundleError::Read { path: path(), reason: reason() }, "cannot read `deploy`: permission denied"),
            (BundleError::Write { path: path(), reason: reason() }, "cannot change `deploy`: permission denied"),
            (
                BundleError::NotADirectory { path: path() },
                "`deploy` is not a directory, expected one, or nothing there yet",
            ),
            (
                BundleError::Index { path: path(), reason: "its format is `2`, expected `1`".to_owned() },
                "cannot use the index `deploy`: its format is `2`, expected `1`\n  \
                 help: render to another directory, or move the index away",
            ),
            (
                BundleError::Conflicts {
                    directory: path(),
                    conflicts: vec![("a".to_owned(), "edited by hand"), ("b".to_owned(), "a directory")],
                },
                "cannot write to `deploy`: it holds what was not rendered\n  `a`: edited by hand\n  `b`: a directory\n  \
                 help: move your change into an override file or into the hub, or delete or move the file, then render again",
            ),
            (
                BundleError::Changed { directory: path(), paths: vec!["a".to_owned()] },
                "cannot write to `deploy`: files changed since they were compared\n  `a`\n  help: compare and apply again",
            ),
        ];
        for (error, expected) in table {
            assert_eq!(error.to_string(), expected);
            assert_eq!(format!("{error:?}"), expected);
        }
    }
}
