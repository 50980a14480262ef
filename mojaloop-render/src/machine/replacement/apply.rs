//! Replacements made on texts in memory.

use std::collections::BTreeMap;

use mojaloop_model::{Diagnostic, Diagnostics};
use serde_json::json;

use super::{Placed, Replacement, Replacements, glob};

impl Replacements {
    /// The files of a chart, by their paths in its folder, with every text replaced.
    ///
    /// # Errors
    ///
    /// Every replacement whose text is there more or less often than it expects (`replacement-count`); then nothing
    /// is replaced.
    ///
    /// # Examples
    ///
    /// ```
    /// use std::collections::BTreeMap;
    ///
    /// use mojaloop_presets::Miniloop;
    /// use mojaloop_render::machine::replacement::{Replacement, Replacements};
    ///
    /// # fn main() -> Result<(), mojaloop_model::Diagnostics> {
    /// let one = Replacement::builder().files("*.yaml").find("tag: v1").replace("tag: v2").expect(1).build();
    /// let replacements = Replacements::of(&Miniloop::default().hub(), [one])?;
    /// let chart = BTreeMap::from([("values.yaml".to_owned(), "tag: v1\n".to_owned())]);
    /// let replaced = replacements.apply(&chart)?;
    /// assert_eq!(replaced["values.yaml"], "tag: v2\n");
    ///
    /// let faults = replacements.apply(&replaced).unwrap_err();
    /// assert!(faults.to_string().contains("\"tag: v1\" is there 0 times in `*.yaml`, expected once"));
    /// # Ok(())
    /// # }
    /// ```
    pub fn apply(&self, files: &BTreeMap<String, String>) -> Result<BTreeMap<String, String>, Diagnostics> {
        let mut files = files.clone();
        let mut faults = Diagnostics::default();
        for Placed { place, replacement } in &self.0 {
            if let Err(message) = make(replacement, &mut files) {
                faults.push(Diagnostic::error("replacement-count", place, message).help(HELP));
            }
        }
        if faults.is_empty() { Ok(files) } else { Err(faults) }
    }
}

/// The script says the same.
const HELP: &str = "compare the chart with the version the replacement was written for";

/// Replaces all there are, so that those that follow are counted as if all were well.
fn make(replacement: &Replacement, files: &mut BTreeMap<String, String>) -> Result<(), String> {
    let Replacement { files: glob, find, replace, .. } = replacement;
    let expect = usize::try_from(replacement.expect).unwrap_or(usize::MAX);
    let (mut named, mut found) = (0, 0);
    for (_, text) in files.iter_mut().filter(|(path, _)| glob::matches(glob, path)) {
        named += 1;
        found += text.matches(find).count();
        *text = text.replace(find, replace);
    }
    let (find, expected) = (json!(find), times(expect));
    if found == expect {
        Ok(())
    } else if named == 0 {
        Err(format!("the chart has no file `{glob}`, expected {find} in it {expected}"))
    } else {
        Err(format!("{find} is there {} in `{glob}`, expected {expected}", times(found)))
    }
}

fn times(count: usize) -> String {
    if count == 1 { "once".to_owned() } else { format!("{count} times") }
}
