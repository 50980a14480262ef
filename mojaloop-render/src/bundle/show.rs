//! How changes are shown: a line a file, unified differences without secrets, and a count.

use std::fmt;

use similar::{ChangeTag, TextDiff};

use super::found::Found;
use super::mask::Mask;
use super::{Action, Applied, Change, Changes};

/// How many lines around a difference are shown.
const CONTEXT: usize = 3;

/// How many lines of one file's difference are shown.
const LONGEST: usize = 60;

/// Differences first, then a line a file and a count: what matters is read last, above what comes next.
impl fmt::Display for Changes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for change in self {
            if matches!(change.action(), Action::Update | Action::Conflict(_) | Action::KeepOutdated) {
                write_difference(f, change, &self.mask)?;
            }
        }
        for change in self {
            let path = change.path();
            match change.action() {
                Action::Unchanged => {}
                Action::Create => writeln!(f, "create    {path}")?,
                Action::Update => writeln!(f, "update    {path}")?,
                Action::Prune => writeln!(f, "prune     {path}")?,
                Action::Keep => writeln!(f, "keep      {path} (it is yours)")?,
                Action::KeepOutdated => {
                    writeln!(f, "keep      {path} (it is yours, and would be written differently now: see above)")?;
                }
                Action::Left(reason) => writeln!(f, "left      {path} ({reason})")?,
                Action::Conflict(reason) => writeln!(f, "conflict  {path} ({reason})")?,
            }
        }
        let count = |is: fn(Action) -> bool| self.iter().filter(|change| is(change.action())).count();
        let counts = [
            (count(|action| action == Action::Create), "to create"),
            (count(|action| action == Action::Update), "to update"),
            (count(|action| action == Action::Prune), "to prune"),
            (count(|action| matches!(action, Action::Keep | Action::KeepOutdated)), "kept"),
            (count(|action| matches!(action, Action::Left(_))), "left"),
            (count(|action| action == Action::Unchanged), "unchanged"),
            (count(|action| matches!(action, Action::Conflict(_))), "in conflict"),
        ];
        writeln!(f, "{}", summary(&counts))
    }
}

impl fmt::Display for Applied {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let counts = [
            (self.created.len(), "created"),
            (self.updated.len(), "updated"),
            (self.pruned.len(), "pruned"),
            (self.kept.len(), "kept"),
            (self.left.len(), "left"),
            (self.unchanged.len(), "unchanged"),
        ];
        f.write_str(&summary(&counts))
    }
}

fn summary(counts: &[(usize, &str)]) -> String {
    let some: Vec<String> =
        counts.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}")).collect();
    if some.is_empty() { "no files".to_owned() } else { some.join(", ") }
}

/// The difference between what is there and what is rendered. None where no file is there.
fn write_difference(f: &mut fmt::Formatter<'_>, change: &Change, mask: &Mask) -> fmt::Result {
    let (Found::File(bytes), Some(file)) = (&change.found, &change.file) else {
        return Ok(());
    };
    let path = change.path();
    let Ok(text) = std::str::from_utf8(bytes) else {
        return writeln!(f, "binary a/{path} and b/{path} differ");
    };
    let old: Vec<&str> = text.split_inclusive('\n').collect();
    let new: Vec<&str> = file.text().split_inclusive('\n').collect();
    // Compared as they are and shown masked: that a secret changed may show, what it is may not. A secret's
    // value can go on over lines, so whole texts are masked and not the lines of a hunk.
    let (old_shown, new_shown) = (mask.lines(&old), mask.lines(&new));
    let difference = TextDiff::from_slices(&old, &new);
    writeln!(f, "--- a/{path}\n+++ b/{path}")?;
    let mut lines = Vec::new();
    for hunk in difference.unified_diff().context_radius(CONTEXT).iter_hunks() {
        lines.push(hunk.header().to_string());
        for line in hunk.iter_changes() {
            let shown = match line.tag() {
                ChangeTag::Delete => line.old_index().and_then(|at| old_shown.get(at)),
                ChangeTag::Equal | ChangeTag::Insert => line.new_index().and_then(|at| new_shown.get(at)),
            };
            lines.push(format!("{}{}", line.tag(), shown.map_or("", String::as_str)));
            if !line.value().ends_with('\n') {
                lines.push("\\ No newline at end of file".to_owned());
            }
        }
    }
    for line in lines.iter().take(LONGEST) {
        writeln!(f, "{line}")?;
    }
    match lines.len().saturating_sub(LONGEST) {
        0 => Ok(()),
        more => writeln!(f, "... and {more} more lines"),
    }
}
