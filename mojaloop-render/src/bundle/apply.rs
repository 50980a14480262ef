//! Writing a bundle: first the list of steps, then one after the other.
//!
//! The index is written twice. Before anything else it takes in what will be, and lists it beside what was;
//! after everything else it lists only what is. So a run can be stopped between any two steps, or within
//! one, and the next run knows every file it finds.

use std::path::Path;

use super::step::Step;
use super::{Action, BundleError, Change, Changes, disk};

/// What was done, by path.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Applied {
    /// Files that were not there.
    pub created: Vec<String>,
    /// Files that were rendered differently before.
    pub updated: Vec<String>,
    /// Files that are no longer rendered, and were removed.
    pub pruned: Vec<String>,
    /// Seeded files that were there: the user's.
    pub kept: Vec<String>,
    /// Files that are no longer rendered, and stay as they are edited or the user's.
    pub left: Vec<String>,
    /// Files that held what they should.
    pub unchanged: Vec<String>,
}

impl Changes {
    /// Writes the files, removes those that are no longer rendered, and writes the index.
    ///
    /// Each file is replaced in one move, with the permissions 0644, 0755 for a program, and none for group
    /// and others when it holds a secret. A run that is stopped can be repeated, also with another bundle.
    /// Two runs at once never mix the bytes of a file, but one of them may fail.
    ///
    /// # Errors
    ///
    /// [`BundleError::Conflicts`] names every file that was edited by hand or is not the bundle's;
    /// [`BundleError::Changed`] names every file that was changed since the diff. Nothing is written then,
    /// unless a file changes in that very moment. [`BundleError::Write`] when the disk says no.
    pub fn apply(self) -> Result<Applied, BundleError> {
        let reason = |change: &Change| match change.action() {
            Action::Conflict(reason) => Some((change.path().to_owned(), reason)),
            _ => None,
        };
        let conflicts: Vec<_> = self.iter().filter_map(reason).collect();
        if !conflicts.is_empty() {
            return Err(BundleError::Conflicts { directory: self.root, conflicts });
        }
        let applied = Applied::from(&self);
        let root = self.root.clone();
        run(&root, &self.into_steps())?;
        Ok(applied)
    }

    /// The steps in their order: what a stopped run left goes, the index learns what will be, files are
    /// written, files are removed, the index forgets what was.
    pub(super) fn into_steps(self) -> Vec<Step> {
        if self.is_empty() {
            return Vec::new();
        }
        let Self { files, leftovers, index, mask, .. } = self;
        let mut steps: Vec<Step> = leftovers.into_iter().map(|(path, found)| Step::remove(path, found)).collect();
        steps.push(Step::index(&index.during, Some(index.found)));
        let mut removals = Vec::new();
        for change in files {
            match (change.action(), change.file) {
                (Action::Create | Action::Update, Some(file)) => steps.push(Step::write(file, change.found, &mask)),
                (Action::Prune, _) => removals.push(Step::remove(change.path, change.found)),
                _ => {}
            }
        }
        steps.extend(removals);
        steps.push(Step::index(&index.after, None));
        steps
    }
}

/// Takes the steps, when everything still stands as it did. Each is looked at again right before it is taken.
pub(super) fn run(root: &Path, steps: &[Step]) -> Result<(), BundleError> {
    check(root, steps)?;
    for step in steps {
        check(root, std::slice::from_ref(step))?;
        disk::take(root, step)?;
    }
    Ok(())
}

fn check(root: &Path, steps: &[Step]) -> Result<(), BundleError> {
    let mut paths = Vec::new();
    for Step { path, expected, .. } in steps {
        if let Some(expected) = expected
            && disk::look(root, path)? != *expected
        {
            paths.push(path.clone());
        }
    }
    if paths.is_empty() { Ok(()) } else { Err(BundleError::Changed { directory: root.to_owned(), paths }) }
}

impl From<&Changes> for Applied {
    fn from(changes: &Changes) -> Self {
        let mut applied = Self::default();
        for change in changes {
            let list = match change.action() {
                Action::Create => &mut applied.created,
                Action::Update => &mut applied.updated,
                Action::Prune => &mut applied.pruned,
                Action::Keep | Action::KeepOutdated => &mut applied.kept,
                Action::Left(_) => &mut applied.left,
                Action::Unchanged => &mut applied.unchanged,
                Action::Conflict(_) => continue,
            };
            list.push(change.path().to_owned());
        }
        applied
    }
}
