//! Texts of a published chart that are replaced before it is installed: for what no value of it can say.
//!
//! A chart is replaced on its way from one folder to another, and never in place. There, nothing could tell a text
//! that was replaced from one that never matched: what is put in may hold what was looked for, be there anyway, or
//! be empty. From the published chart every run makes the same one, and counts again.

mod apply;
mod glob;

use mojaloop_model::catalogue::When;
use mojaloop_model::{Diagnostic, Diagnostics, Hub};
use serde_json::{Value, json};
use typed_builder::TypedBuilder;

use crate::bundle::{Body, DraftFile};

/// What can be wrong with replacements: codes, and what holds when it is not.
pub static FAULTS: &[(&str, &str)] = &[
    ("replacement-files", "a replacement names files of the chart"),
    ("replacement-text", "a replacement finds something, and puts something else in its place"),
    ("replacement-expect", "a replacement expects its text at least once"),
    ("replacement-count", "a text is in a chart as often as its replacement expects"),
];

/// A text in files of a chart, replaced by another. Both are taken literally.
///
/// # Examples
///
/// ```
/// use mojaloop_render::machine::replacement::Replacement;
///
/// let replacement = Replacement::builder()
///     .files("**/_helpers.tpl")
///     .find("extensions/v1beta1")
///     .replace("networking.k8s.io/v1")
///     .expect(3)
///     .build();
/// assert_eq!(replacement.expect, 3);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, TypedBuilder)]
#[builder(field_defaults(setter(into)))]
pub struct Replacement {
    /// The files, by their paths in the chart's folder: `*` stands for any part of a name, `**` for any folders,
    /// as in `**/templates/*.yaml`.
    pub files: String,
    /// What is looked for; it may have several lines.
    pub find: String,
    /// What comes in its place; it may be empty.
    pub replace: String,
    /// How often it is there, in all of the files together. Another count is a fault: the chart is not the one the
    /// replacement was written for.
    #[builder(setter(!into))]
    pub expect: u32,
    /// Of which hubs it is. `Default:` of all.
    #[builder(default = When::Always, setter(!into))]
    pub when: When,
}

/// The replacements of one hub, in the order they are made: a later one sees what an earlier one left.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Replacements(Vec<Placed>);

/// One that holds, and its place in the list it is of.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Placed {
    place: String,
    replacement: Replacement,
}

impl Replacements {
    /// Those of a list that hold for a hub.
    ///
    /// # Errors
    ///
    /// Every fault of the list at once, whether or not it holds for this hub: files that are none of a chart
    /// (`replacement-files`), a text that is empty or replaced by itself (`replacement-text`), and one that is
    /// expected nowhere (`replacement-expect`).
    ///
    /// # Examples
    ///
    /// ```
    /// use mojaloop_model::catalogue::When;
    /// use mojaloop_presets::Miniloop;
    /// use mojaloop_render::machine::replacement::{Replacement, Replacements};
    ///
    /// # fn main() -> Result<(), mojaloop_model::Diagnostics> {
    /// let of = |find: &str, when| {
    ///     Replacement::builder().files("values.yaml").find(find).replace("info").expect(1).when(when).build()
    /// };
    /// let hub = Miniloop::default().hub();
    /// let replacements = Replacements::of(&hub, [of("debug", When::Always), of("trace", When::Proxies)])?;
    /// assert_eq!(replacements.iter().map(|one| one.find.as_str()).collect::<Vec<_>>(), ["debug"]);
    /// # Ok(())
    /// # }
    /// ```
    pub fn of(hub: &Hub, all: impl IntoIterator<Item = Replacement>) -> Result<Self, Diagnostics> {
        let mut faults = Diagnostics::default();
        let mut held = Vec::new();
        for (index, replacement) in all.into_iter().enumerate() {
            let place = format!("replacements[{index}]");
            faults.extend(faults_of(&place, &replacement));
            if replacement.when.holds(hub) {
                held.push(Placed { place, replacement });
            }
        }
        if faults.is_empty() { Ok(Self(held)) } else { Err(faults) }
    }

    /// Them, in the order they are made.
    pub fn iter(&self) -> impl Iterator<Item = &Replacement> {
        self.0.iter().map(|placed| &placed.replacement)
    }

    /// What makes them where the chart is: `charts/replace.pl`, which tells at its top how it is called, and
    /// `charts/replacements.json`, which it reads. Nothing where there are none.
    ///
    /// It needs what every Ubuntu has; what it finds and what it makes is what [`apply`](Self::apply) does.
    pub fn files(&self) -> Vec<DraftFile> {
        if self.0.is_empty() {
            return Vec::new();
        }
        let tree: Value = self.0.iter().map(Placed::json).collect();
        let script = Body::Text(include_str!("replacement/replace.pl").into());
        vec![
            DraftFile::new("charts/replacements.json", Body::Json(tree)),
            DraftFile::new("charts/replace.pl", script).executable(),
        ]
    }
}

impl Placed {
    fn json(&self) -> Value {
        let Replacement { files, find, replace, expect, .. } = &self.replacement;
        json!({ "place": self.place, "files": files, "find": find, "replace": replace, "expect": expect })
    }
}

fn faults_of(place: &str, replacement: &Replacement) -> Vec<Diagnostic> {
    let Replacement { files, find, replace, expect, .. } = replacement;
    let mut faults = Vec::new();
    if !glob::is_one(files) {
        let message = format!("`{files}` names no files of a chart");
        let help = "expected a path in its folder, with `*` for any part of a name and `**` for any folders";
        faults.push(Diagnostic::error("replacement-files", format!("{place}.files"), message).help(help));
    }
    if find.is_empty() {
        let message = "an empty text is everywhere".to_owned();
        let help = "expected what is in the chart now";
        faults.push(Diagnostic::error("replacement-text", format!("{place}.find"), message).help(help));
    } else if find == replace {
        let message = format!("{} is replaced by itself", json!(find));
        let help = "expected another text";
        faults.push(Diagnostic::error("replacement-text", format!("{place}.replace"), message).help(help));
    }
    if *expect == 0 {
        let message = "a text that is expected nowhere is not replaced".to_owned();
        let help = "expected how often it is there, or no such replacement";
        faults.push(Diagnostic::error("replacement-expect", format!("{place}.expect"), message).help(help));
    }
    faults
}

#[cfg(test)]
mod tests {
    use mojaloop_presets::Miniloop;

    use super::*;

    fn of(files: &str, find: &str, replace: &str, expect: u32) -> Replacement {
        Replacement::builder().files(files).find(find).replace(replace).expect(expect).build()
    }

    #[test]
    fn every_fault_is_told_at_once() {
        let list = [
            of("values.yaml", "a", "b", 1),
            of("/etc/hosts", "", "b", 0),
            Replacement { when: When::Never, ..of("*", "same", "same", 1) },
        ];
        let faults = Replacements::of(&Miniloop::default().hub(), list).unwrap_err();
        let told: Vec<_> = faults.iter().map(|fault| (fault.code(), fault.path())).collect();
        let expected = [
            ("replacement-files", "replacements[1].files"),
            ("replacement-text", "replacements[1].find"),
            ("replacement-expect", "replacements[1].expect"),
            ("replacement-text", "replacements[2].replace"),
        ];
        assert_eq!(told, expected);
        assert!(told.iter().all(|(code, _)| FAULTS.iter().any(|(known, _)| known == code)));
    }

    #[test]
    fn one_that_does_not_hold_leaves_the_others_their_places() {
        let list = [Replacement { when: When::Never, ..of("*", "a", "b", 1) }, of("*", "b", "c", 1)];
        let held = Replacements::of(&Miniloop::default().hub(), list).expect("a good list");
        assert_eq!(held.0.iter().map(|placed| placed.place.as_str()).collect::<Vec<_>>(), ["replacements[1]"]);
    }

    #[test]
    fn no_replacements_need_no_files() {
        assert!(Replacements::default().files().is_empty());
    }
}
