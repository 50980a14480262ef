//! What a container mounts of the output: its files, and folders where all that is in one is its own.
//!
//! A hub of many participants has a file or two for each. An engine that is told of the folder mounts once, and what
//! is rendered anew is there without a new container.

use indexmap::{IndexMap, IndexSet};

use crate::plan::{Component, OWN_FOLDER, Plan};

/// How many files each folder of the output holds, at any depth.
pub(super) struct Folders<'p>(IndexMap<&'p str, usize>);

impl<'p> Folders<'p> {
    pub(super) fn of(plan: &'p Plan) -> Self {
        let mut folders = IndexMap::new();
        for file in plan.files.iter().chain(&plan.upkeep.files) {
            above(&file.path).for_each(|folder| *folders.entry(folder).or_default() += 1);
        }
        Self(folders)
    }

    /// What a component mounts, each with its place in the container.
    pub(super) fn mounted<'m>(&self, component: &'m Component) -> IndexSet<(&'m str, &'m str)> {
        let mut counted: IndexMap<(&str, &str), usize> = IndexMap::new();
        for mount in &component.mounts {
            shared(&mount.file, &mount.at).for_each(|pair| *counted.entry(pair).or_default() += 1);
        }
        let whole = |(folder, at): &(&str, &str)| {
            let files = counted.get(&(*folder, *at)).copied().unwrap_or_default();
            files > 1 && self.0.get(folder) == Some(&files)
        };
        let highest = |file, at| shared(file, at).filter(whole).last().unwrap_or((file, at));
        component.mounts.iter().map(|mount| highest(mount.file.as_str(), mount.at.as_str())).collect()
    }
}

/// The folders a path lies in, the innermost first.
fn above(path: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(path), |path| path.rsplit_once('/').map(|(folder, _)| folder)).skip(1)
}

/// The folders a file lies in by the same names here and there, the innermost first. Only those of the hub's own: over
/// one of the image's the image's files would be gone.
fn shared<'m>(file: &'m str, at: &'m str) -> impl Iterator<Item = (&'m str, &'m str)> {
    fn name(path: &str) -> Option<&str> {
        path.rsplit('/').next()
    }
    let own = |at: &str| at.strip_prefix(OWN_FOLDER).is_some_and(|rest| rest.starts_with('/'));
    let mut below = (file, at);
    above(file).zip(above(at)).take_while(move |pair| {
        let same = name(below.0) == name(below.1);
        below = *pair;
        same && own(pair.1)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_are_shared_as_far_as_names_and_the_hubs_own_go() {
        type Row = (&'static str, &'static str, &'static [(&'static str, &'static str)]);
        let table: &[Row] = &[
            ("t/c/p/a.json", "/opt/hub/c/p/a.json", &[("t/c/p", "/opt/hub/c/p"), ("t/c", "/opt/hub/c")]),
            ("t/c/p/a.json", "/opt/hub/d/p/a.json", &[("t/c/p", "/opt/hub/d/p"), ("t/c", "/opt/hub/d")]),
            ("t/p/a.json", "/opt/hub/b.json", &[]),
            ("t/a.json", "/opt/hub/a.json", &[]),
            ("t/spec/a.json", "/opt/app/spec/a.json", &[]),
        ];
        for (file, at, expected) in table {
            assert_eq!(shared(file, at).collect::<Vec<_>>(), *expected, "{file} at {at}");
        }
    }
}
