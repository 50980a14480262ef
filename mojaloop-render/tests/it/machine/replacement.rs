//! The script that makes replacements and the function that makes them in memory come to the same.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use mojaloop_model::catalogue::When;
use mojaloop_render::bundle::Draft;
use mojaloop_render::machine::replacement::{Replacement, Replacements};
use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use proptest::sample::select;
use tempfile::TempDir;

use super::hub;

type Chart = BTreeMap<String, String>;

fn one(files: &str, find: &str, replace: &str, expect: u32) -> Replacement {
    Replacement::builder().files(files).find(find).replace(replace).expect(expect).build()
}

fn chart(files: &[(&str, &str)]) -> Chart {
    files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
}

/// The script, a published chart, and the place of the one that is made.
struct Folder(TempDir);

impl Folder {
    fn of(published: &Chart, replacements: &Replacements) -> Self {
        let folder = Self(tempfile::tempdir().expect("a directory"));
        folder.publish(published);
        folder.render(replacements);
        folder
    }

    fn render(&self, replacements: &Replacements) {
        let mut draft = Draft::new("replacements");
        for file in replacements.files() {
            draft.file(file);
        }
        let bundle = draft.finish().expect("good files");
        bundle.diff(self.path("bundle")).expect("a diff").apply().expect("applied");
    }

    fn publish(&self, chart: &Chart) {
        fs::create_dir_all(self.path("published")).expect("a folder");
        for (path, text) in chart {
            write(&self.path("published").join(path), text.as_bytes());
        }
    }

    fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    fn run(&self, arguments: &[&str]) -> (i32, String, String) {
        let script = self.path("bundle/charts/replace.pl");
        // By its interpreter: a script that was just written may still be open in another test's child.
        let output: Output =
            Command::new("perl").arg(script).args(arguments).current_dir(&self.0).output().expect("perl");
        let text = |bytes| String::from_utf8(bytes).expect("text");
        (output.status.code().expect("no signal"), text(output.stdout), text(output.stderr))
    }

    fn replace(&self) -> (i32, String, String) {
        self.run(&["published", "chart"])
    }

    /// What was made, if anything was.
    fn made(&self) -> Chart {
        let mut made = Chart::new();
        let root = self.path("chart");
        let mut folders: Vec<PathBuf> = if root.exists() { vec![root.clone()] } else { Vec::new() };
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).expect("a folder") {
                let path = entry.expect("an entry").path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    let name = path.strip_prefix(&root).expect("below").to_str().expect("text").to_owned();
                    made.insert(name, fs::read_to_string(&path).expect("text"));
                }
            }
        }
        made
    }
}

fn write(path: &Path, bytes: &[u8]) {
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    fs::write(path, bytes).expect("written");
}

/// Both ways, held against each other: what they make, or what they tell.
fn agree(published: &Chart, list: Vec<Replacement>) -> Result<(), TestCaseError> {
    let replacements = Replacements::of(&hub(), list).map_err(|faults| TestCaseError::fail(faults.to_string()))?;
    let folder = Folder::of(published, &replacements);
    let (status, stdout, stderr) = folder.replace();
    match replacements.apply(published) {
        Ok(expected) => {
            prop_assert_eq!((status, stderr.as_str()), (0, ""));
            prop_assert_eq!(&folder.made(), &expected);
            let (status, stdout, _) = folder.replace();
            prop_assert_eq!(status, 0);
            prop_assert!(stdout.starts_with("Nothing to do: "), "{}", stdout);
            prop_assert_eq!(&folder.made(), &expected);
        }
        Err(faults) => {
            let told = faults.iter().map(|fault| {
                let help = fault.help_text().unwrap_or_default();
                format!("fault: {}: {}\n  help: {help}\n", fault.path(), fault.message())
            });
            prop_assert_eq!(stderr, told.collect::<String>());
            prop_assert_eq!((status, stdout.as_str()), (3, ""));
            prop_assert!(folder.made().is_empty());
        }
    }
    Ok(())
}

/// Texts no way of writing them may read anything into.
const TRAPS: &[&str] = &[
    "'",
    "\"",
    "\\",
    "\\\\n",
    "&",
    "\\&",
    "/",
    "\n",
    "\r\n",
    "\t",
    "$HOME",
    "${x}",
    "$1",
    "\\1",
    "\\U",
    "@{[1]}",
    "%s",
    ".*",
    "[a-z]+",
    "^",
    "(",
    "{{ .Values.a }}",
    "{{- end -}}",
    "#",
    "ü",
    "日本",
    "\u{1f4b8}",
    "\u{7f}",
    "\u{1}",
    "\0",
    " ",
    "\\u0041",
    "\u{2028}",
    "EOF\n",
];

#[test]
fn a_text_is_a_text_whatever_is_in_it() {
    for find in TRAPS {
        for replace in TRAPS.iter().chain(&[""]).filter(|replace| *replace != find) {
            let text = format!("a{find}b{find}c");
            let files = chart(&[("values.yaml", &text), ("left.yaml", &text)]);
            let replacements = Replacements::of(&hub(), [one("values.yaml", find, replace, 2)]).expect("a good list");
            let replaced = replacements.apply(&files).expect("replaced");
            assert_eq!(replaced["values.yaml"], format!("a{replace}b{replace}c"), "{find:?} by {replace:?}");
            assert_eq!(replaced["left.yaml"], text);
        }
    }
}

#[test]
fn the_script_reads_every_text_as_it_is() {
    let pairs = || TRAPS.iter().flat_map(|find| TRAPS.iter().chain(&[""]).map(move |replace| (find, replace)));
    let pairs: Vec<_> = pairs().filter(|(find, replace)| find != replace).collect();
    // In one list, each in a file of its own: a process for each would take minutes.
    let (mut files, mut list) = (Chart::new(), Vec::new());
    for (index, (find, replace)) in pairs.iter().enumerate() {
        files.insert(format!("{index}.yaml"), format!("a{find}b{find}c"));
        list.push(one(&format!("{index}.yaml"), find, replace, 2));
    }
    agree(&files, list.clone()).expect("replaced alike");
    for replacement in &mut list {
        replacement.expect = 1;
    }
    agree(&files, list).expect("told alike");
}

/// Charts and lists that come out well, and others.
#[test]
fn both_ways_agree() {
    let files = chart(&[
        ("Chart.yaml", "name: mojaloop\n"),
        ("values.yaml", "host: a.local\nhost: b.local\nsvc:\n  host: a.local\n"),
        ("charts/ledger/values.yaml", "host: c.local\n"),
        ("charts/ledger/templates/ingress.yaml", "apiVersion: extensions/v1beta1\n"),
        ("charts/ledger/templates/_helpers.tpl", ""),
        ("README.md", "without an end"),
        // A `.` in a name stands for itself.
        ("values-yaml", "host: a.local\n"),
    ]);
    let table: &[(&str, &[Replacement], bool)] = &[
        ("none", &[one("values.yaml", "nothing", "x", 1)], false),
        ("no file", &[one("charts/*.yaml", "host", "x", 1)], false),
        ("too many", &[one("**/values.yaml", ".local\n", ".example.org\n", 3)], false),
        ("too few", &[one("**/values.yaml", ".local\n", ".example.org\n", 5)], false),
        ("as many", &[one("**/values.yaml", ".local\n", ".example.org\n", 4)], true),
        ("what is put in holds what is looked for", &[one("values.yaml", "a.local", "aa.local", 2)], true),
        ("one after the other", &[one("values.yaml", "a.", "b.", 2), one("values.yaml", "b.", "c.", 3)], true),
        (
            "a swap is not what it looks like",
            &[one("values.yaml", "a.", "b.", 2), one("values.yaml", "b.", "a.", 1)],
            false,
        ),
        ("taken out", &[one("values.yaml", "host: a.local\n", "", 2)], true),
        ("over lines", &[one("values.yaml", "b.local\nsvc:\n  host", "b.local\nsvc:\n  name", 1)], true),
        ("overlapping", &[one("README.md", "tt", "t", 1)], false),
        ("the end of a file", &[one("README.md", "an end", "a start\n", 1)], true),
        ("deep", &[one("**/templates/*", "extensions/v1beta1", "networking.k8s.io/v1", 1)], true),
        ("several faults", &[one("a", "x", "y", 1), one("**", "host", "name", 4), one("*.md", "e", "f", 1)], false),
    ];
    for (what, list, well) in table {
        let replacements = Replacements::of(&hub(), list.to_vec()).expect("a good list");
        assert_eq!(replacements.apply(&files).is_ok(), *well, "{what}");
        agree(&files, list.to_vec()).unwrap_or_else(|fault| panic!("{what}: {fault}"));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    /// Over few letters, so that texts overlap, hold each other and are made by each other.
    #[test]
    fn both_ways_agree_on_any_chart(
        files in btree_map(select(vec!["a", "b.yaml", "c/a", "c/d/b.yaml", "ä/b"]), "[ab\n\"]{0,8}", 1..5),
        list in vec((
            select(vec!["**", "*", "a", "**/b.yaml", "c/*", "*.yaml", "c/**/b*", "*/b"]),
            "[ab\n\"]{1,2}", "[ab\n\"]{0,2}", 1..6_u32,
        ), 1..4),
    ) {
        let published = files.into_iter().map(|(path, text)| (path.to_owned(), text)).collect();
        let list: Vec<_> = list.into_iter().map(|(glob, find, replace, expect)| one(glob, &find, &replace, expect)).collect();
        prop_assume!(Replacements::of(&hub(), list.clone()).is_ok());
        // As they came, and then with the counts that are right.
        agree(&published, list.clone())?;
        let right = counted(&published, list);
        prop_assume!(!right.is_empty());
        agree(&published, right)?;
    }
}

/// A list with every count as it is, without those that find nothing.
fn counted(published: &Chart, list: Vec<Replacement>) -> Vec<Replacement> {
    let mut right: Vec<Replacement> = Vec::new();
    for replacement in list {
        let counts = (1..64).map(|expect| Replacement { expect, ..replacement.clone() });
        let fits = |last: &Replacement| {
            let list = right.iter().chain([last]).cloned();
            Replacements::of(&hub(), list).is_ok_and(|list| list.apply(published).is_ok())
        };
        right.extend(counts.filter(fits).take(1).collect::<Vec<_>>());
    }
    right
}

#[test]
fn only_those_that_hold_are_rendered() {
    let when = |when, find: &str| Replacement { when, ..one("values.yaml", find, "x", 1) };
    let list = || [when(When::Proxies, "proxies"), when(When::NoProxies, "none"), when(When::Always, "always")];
    let mut hub = hub();
    let found = |hub: &mojaloop_model::Hub| {
        let held = Replacements::of(hub, list()).expect("a good list");
        held.iter().map(|one| one.find.clone()).collect::<Vec<_>>()
    };
    assert_eq!(found(&hub), ["none", "always"]);
    hub.participants.push(crate::hubs::proxy_to("http://gateway.lakes.example.org:4300"));
    assert_eq!(found(&hub), ["proxies", "always"]);
}

fn two() -> Replacements {
    let list = [one("**/values.yaml", "debug", "info", 2), one("templates/*", "v1beta1", "v1", 1)];
    Replacements::of(&hub(), list).expect("a good list")
}

fn published() -> Chart {
    chart(&[
        ("Chart.yaml", "name: mojaloop\n"),
        ("values.yaml", "log: debug\n"),
        ("charts/ledger/values.yaml", "log: debug\n"),
        ("templates/ingress.yaml", "apiVersion: networking.k8s.io/v1beta1\n"),
    ])
}

#[test]
fn what_is_rendered() {
    let mut draft = Draft::new("replacements");
    for file in two().files() {
        draft.file(file);
    }
    for file in draft.finish().expect("good files").files() {
        let name = file.path().strip_prefix("charts/").expect("a place among the charts");
        crate::golden::snapshot("miniloop/charts", name, file.text());
    }
}

#[test]
fn a_dry_run_says_what_a_run_does_and_changes_nothing() {
    let folder = Folder::of(&published(), &two());
    let dry = folder.run(&["--dry-run", "published", "chart"]);
    assert_eq!((dry.0, folder.path("chart").exists()), (0, false));
    let real = folder.replace();
    assert_eq!(dry, real);
    let expected = "\
+ write chart/charts/ledger/values.yaml: replaced once
+ write chart/templates/ingress.yaml: replaced once
+ write chart/values.yaml: replaced once
+ copy 1 other files of published to chart
";
    assert_eq!(real.1, expected);
}

#[test]
fn another_run_follows_the_list_the_chart_and_nobody_else() {
    let folder = Folder::of(&published(), &two());
    folder.replace();
    let written = |path: &str| fs::metadata(folder.path("chart").join(path)).expect(path).modified().expect("a time");
    let before = written("Chart.yaml");

    // The list changed: what it says is made of the published chart, and not of what was made before.
    let list = [one("**/values.yaml", "debug", "trace", 2)];
    folder.render(&Replacements::of(&hub(), list).expect("a good list"));
    assert_eq!(folder.replace().0, 0);
    let made = folder.made();
    assert_eq!(
        (made["values.yaml"].as_str(), &made["templates/ingress.yaml"]),
        ("log: trace\n", &published()["templates/ingress.yaml"])
    );

    // Somebody edited the chart that was made.
    write(&folder.path("chart/values.yaml"), b"log: mine\n");
    assert_eq!(folder.replace().1, "+ write chart/values.yaml: replaced once\n");
    assert_eq!(written("Chart.yaml"), before, "a file that stays is not written again");

    // The published chart is another one.
    folder.publish(&chart(&[("values.yaml", "log: warn\n")]));
    let (status, _, stderr) = folder.replace();
    assert_eq!((status, folder.made()["values.yaml"].as_str()), (3, "log: trace\n"), "{stderr}");
}

#[test]
fn files_of_nobody_are_told_and_stay() {
    let folder = Folder::of(&published(), &two());
    write(&folder.path("chart/templates/mine.yaml"), b"");
    let (status, stdout, stderr) = folder.replace();
    assert_eq!((status, stdout.as_str()), (3, ""));
    assert!(stderr.starts_with("fault: chart/templates/mine.yaml: published has no such file\n"), "{stderr}");
    assert_eq!(folder.made().len(), 1);
}

#[test]
fn bytes_and_modes_of_other_files_stay() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::of(&published(), &two());
    let bytes: Vec<u8> = (0..=255).chain(0..=255).collect();
    write(&folder.path("published/charts/values.yaml"), &bytes);
    fs::set_permissions(folder.path("published/charts/values.yaml"), fs::Permissions::from_mode(0o755))
        .expect("a mode");
    assert_eq!(folder.replace().0, 0);
    let made = folder.path("chart/charts/values.yaml");
    assert_eq!(fs::read(&made).expect("bytes"), bytes);
    assert_eq!(fs::metadata(&made).expect("metadata").permissions().mode() & 0o777, 0o755);
}

#[test]
fn it_is_called_as_it_says() {
    let folder = Folder::of(&published(), &two());
    let table: &[(&[&str], i32, &str)] = &[
        (&[], 2, "expected two folders"),
        (&["published"], 2, "expected two folders"),
        (&["published", "chart", "more"], 2, "expected two folders"),
        (&["--force", "published", "chart"], 2, "`--force` is not an option"),
        (&["published", "published"], 2, "one folder is in the other"),
        (&["published", "./published/"], 2, "one folder is in the other"),
        (&["published", "published/not/there"], 2, "one folder is in the other"),
        (&["published", "."], 2, "one folder is in the other"),
        (&["missing", "chart"], 1, "missing is not a folder"),
        (&["published", "bundle/charts/replace.pl"], 1, "is not a folder"),
    ];
    for (arguments, status, says) in table {
        let ran = folder.run(arguments);
        assert_eq!(ran.0, *status, "{arguments:?}: {}", ran.2);
        assert!(ran.2.contains(says), "{arguments:?}: {}", ran.2);
    }
    // Names that only begin alike are apart from each other.
    assert_eq!(folder.run(&["published", "published-2/"]).0, 0);
}
