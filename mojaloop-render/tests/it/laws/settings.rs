//! What holds of a machine's settings: the files, `.env` and the table in `README.md` know the same ones.

use std::collections::BTreeSet;

use mojaloop_render::bundle::{Bundle, BundleFile};
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;

use super::Verdict;

/// Variables that Compose reads by itself.
const OF_COMPOSE: &str = "COMPOSE_";

pub fn hold(bundle: &Bundle) -> Verdict {
    let mut used = BTreeSet::new();
    for file in bundle.files().iter().filter(|file| file.path().starts_with("compose.")) {
        used.extend(variables(file.text())?);
    }
    let text = |path: &str| bundle.file(path).map(BundleFile::text).ok_or_else(|| TestCaseError::fail(path.to_owned()));
    let set = settings(text(".env")?)?;
    let told = table(text("README.md")?);
    prop_assert_eq!(&set, &told, ".env and README.md");
    let of_the_files = |names: &BTreeSet<String>| -> BTreeSet<String> {
        names.iter().filter(|name| !name.starts_with(OF_COMPOSE)).cloned().collect()
    };
    prop_assert_eq!(of_the_files(&set), of_the_files(&used), ".env and the files");
    Ok(())
}

/// Every variable a file refers to; a `$` that starts none is doubled.
fn variables(text: &str) -> Result<BTreeSet<String>, TestCaseError> {
    let text = text.replace("$$", "");
    let after = text.split('$').skip(1);
    let names = after.map(|after| {
        let name = after.strip_prefix('{').and_then(|after| after.split([':', '}']).next());
        name.map(str::to_owned).ok_or_else(|| TestCaseError::fail(format!("${after}")))
    });
    names.collect()
}

/// Every variable of `.env`, set or as a comment; each has its meaning above it.
fn settings(text: &str) -> Result<BTreeSet<String>, TestCaseError> {
    let mut above = "";
    let mut names = BTreeSet::new();
    for line in text.lines() {
        let is_comment = line.is_empty() || line == "#" || line.starts_with("# ");
        if !is_comment {
            let name = line.trim_start_matches('#').split_once('=').map(|(name, _)| name.to_owned());
            let name = name.ok_or_else(|| TestCaseError::fail(line.to_owned()))?;
            prop_assert!(above.starts_with("# "), "nothing is said of `{}`", name);
            prop_assert!(names.insert(name), "`{}` is there twice", line);
        }
        prop_assert!(line.len() <= 200, "{}", line);
        above = line;
    }
    Ok(names)
}

/// The first cell of each row of the tables of variables.
fn table(text: &str) -> BTreeSet<String> {
    let mut sections = text.split("\n## ");
    let settings = sections.find(|section| section.starts_with("Variables of")).unwrap_or_default();
    let rows = settings.lines().filter_map(|line| line.strip_prefix("| `")?.split_once('`'));
    rows.map(|(name, _)| name.to_owned()).collect()
}
