//! The only place that touches a disk.
//!
//! Every path is below a root, and no part of it below the root may be a symbolic link: nothing is read,
//! written or removed outside of the output directory. The root itself may be one.

#![expect(clippy::disallowed_methods, reason = "this is the file that touches a disk")]

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write as _};
use std::path::Path;

use super::BundleError;
use super::found::Found;
use super::step::{Step, Write};

/// Makes sure that the output directory is one, or can become one.
pub(super) fn check_root(root: &Path) -> Result<(), BundleError> {
    match fs::metadata(root) {
        Ok(metadata) if metadata.is_dir() => Ok(()),
        Ok(_) => Err(BundleError::NotADirectory { path: root.to_owned() }),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        Err(reason) => Err(BundleError::Read { path: root.to_owned(), reason }),
    }
}

/// Looks what stands at a path below the root.
pub(super) fn look(root: &Path, path: &str) -> Result<Found, BundleError> {
    try_look(root, path).map_err(|reason| BundleError::Read { path: root.join(path), reason })
}

fn try_look(root: &Path, path: &str) -> io::Result<Found> {
    for end in path.match_indices('/').map(|(at, _)| at).chain([path.len()]) {
        let here = root.join(&path[..end]);
        let kind = match fs::symlink_metadata(&here) {
            Ok(metadata) => metadata.file_type(),
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Found::Nothing),
            Err(error) => return Err(error),
        };
        let is_last = end == path.len();
        if is_last && kind.is_file() {
            return match fs::read(here) {
                // Another run took it away, as it does with what it wrote beside a file.
                Err(error) if error.kind() == ErrorKind::NotFound => Ok(Found::Nothing),
                read => read.map(Found::File),
            };
        } else if is_last && kind.is_symlink() {
            return Ok(Found::Link);
        } else if is_last {
            return Ok(Found::Blocked(if kind.is_dir() {
                "a directory stands there"
            } else {
                "a special file stands there"
            }));
        } else if kind.is_symlink() {
            return Ok(Found::Blocked("a directory above it is a symbolic link"));
        } else if !kind.is_dir() {
            return Ok(Found::Blocked("a file stands where its directory should be"));
        }
    }
    Ok(Found::Nothing)
}

/// Writes or removes one file.
pub(super) fn take(root: &Path, step: &Step) -> Result<(), BundleError> {
    let done = match &step.write {
        Some(write) => put(root, &step.path, write),
        None => remove(root, &step.path),
    };
    done.map_err(|reason| BundleError::Write { path: root.join(&step.path), reason })
}

/// Writes beside the file and renames, so that whoever reads it sees the old bytes or the new ones.
///
/// The temporary's name follows from the path and the bytes. One that is there already was left by a run
/// that was stopped; or it belongs to another run at this moment, which then writes the same bytes and
/// fails at its rename, as the file is already in place.
fn put(root: &Path, path: &str, write: &Write) -> io::Result<()> {
    let target = root.join(path);
    let temporary = root.join(&write.temporary);
    if let Some(directory) = target.parent() {
        fs::create_dir_all(directory)?;
        if write.open_folder {
            // Everybody may write, and nobody but the owner may take away: as with `/tmp`. What is written belongs to
            // the folder's group, so that it need not be open to everybody.
            permit(&File::open(directory)?, 0o3777)?;
        }
    }
    remove_file(&temporary)?;
    let file = create(&temporary)?;
    let done = fill(file, write).and_then(|()| fs::rename(&temporary, &target));
    if done.is_err() {
        // What went wrong first is what is told.
        let _ = remove_file(&temporary);
    }
    done
}

fn fill(mut file: File, write: &Write) -> io::Result<()> {
    file.write_all(write.text.as_bytes())?;
    permit(&file, write.mode)?;
    file.sync_all()
}

/// Creates a file that must not be there, readable by its owner only until it is complete.
fn create(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

#[cfg(unix)]
fn permit(file: &File, mode: u32) -> io::Result<()> {
    file.set_permissions(std::os::unix::fs::PermissionsExt::from_mode(mode))
}

#[cfg(not(unix))]
fn permit(_: &File, _: u32) -> io::Result<()> {
    Ok(())
}

/// Removes a file and the directories that are empty without it; the root stays.
fn remove(root: &Path, path: &str) -> io::Result<()> {
    let target = root.join(path);
    remove_file(&target)?;
    for directory in target.ancestors().skip(1).take_while(|directory| *directory != root) {
        if fs::remove_dir(directory).is_err() {
            // It holds something else, or is in use: it stays.
            break;
        }
    }
    Ok(())
}

/// Removes a file, if there is one.
fn remove_file(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}
