//! A run that is stopped can be repeated, with the same bundle or another, and tells no false conflict.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;
use crate::bundle::{BundleError, Ownership, apply};

/// Takes the first steps, and half of the one after them: its temporary is there, torn.
fn stop_after(bundle: &Bundle, root: &Path, count: usize) {
    let steps = bundle.diff(root).expect("a diff").into_steps();
    let (taken, rest) = steps.split_at(count.min(steps.len()));
    apply::run(root, taken).expect("the first steps");
    if let Some(torn) = rest.first().and_then(|step| step.write.as_ref()) {
        write(root, &torn.temporary, "to");
    }
}

#[test]
fn a_run_stopped_anywhere_is_repeated_with_any_bundle() {
    let before = owned(&[("a", "1"), ("b", "1"), ("conf/c", "1"), ("old/d", "1")]);
    let next = owned(&[("a", "2"), ("b", "1"), ("conf/c", "2"), ("new/e", "2")]);
    let other = owned(&[("a", "3"), ("conf/f", "3"), ("old/d", "3")]);
    let steps = {
        let root = tempfile::tempdir().expect("a directory");
        render(&before, root.path());
        next.diff(root.path()).expect("a diff").into_steps().len()
    };
    assert_eq!(steps, 6, "the index, two updates, one creation, one removal, the index");
    for then in [&before, &next, &other] {
        for first in 0..=steps {
            for second in 0..=steps {
                let root = tempfile::tempdir().expect("a directory");
                render(&before, root.path());
                stop_after(&next, root.path(), first);
                stop_after(&other, root.path(), second);
                let changes = then.diff(root.path()).expect("a diff");
                assert_eq!(changes.conflicts().count(), 0, "stopped after {first}, then {second}:\n{changes}");
                changes.apply().expect("applied");
                assert_eq!(tree(root.path()), files(then), "stopped after {first}, then {second}");
                assert!(then.diff(root.path()).expect("a diff").is_empty());
            }
        }
    }
}

#[test]
fn a_file_that_changes_hands_leaves_one_temporary() {
    let root = tempfile::tempdir().expect("a directory");
    // The index comes first, so that it lists the same bytes as seeded and as owned.
    stop_after(&bundle([text("a", "1").seeded()]), root.path(), 1);
    stop_after(&owned(&[("a", "1")]), root.path(), 2);
    render(&owned(&[]), root.path());
    assert_eq!(tree(root.path()), files(&owned(&[])));
}

#[test]
fn a_temporary_is_replaced_when_the_index_is_lost() {
    let root = tempfile::tempdir().expect("a directory");
    let bundle = owned(&[("a", "1"), ("b/c", "1")]);
    for step in bundle.diff(root.path()).expect("a diff").into_steps() {
        write(root.path(), &step.write.expect("a file").temporary, "longer than the file");
    }
    render(&bundle, root.path());
    assert_eq!(tree(root.path()), files(&bundle));
}

#[test]
fn two_runs_at_once_leave_whole_files() {
    let long = "1\n".repeat(10_000);
    let next = owned(&[("a", &long), ("b/c", &long), ("b/d", "1")]);
    for _ in 0..20 {
        let root = tempfile::tempdir().expect("a directory");
        render(&owned(&[("a", "0")]), root.path());
        let run = || next.diff(root.path()).and_then(Changes::apply);
        let outcomes =
            std::thread::scope(|scope| [scope.spawn(run), scope.spawn(run)].map(|run| run.join().expect("no panic")));
        for error in outcomes.iter().filter_map(|outcome| outcome.as_ref().err()) {
            assert!(matches!(error, BundleError::Changed { .. } | BundleError::Write { .. }), "{error}");
        }
        render(&next, root.path());
        assert_eq!(tree(root.path()), files(&next));
    }
}

/// What may happen to a directory.
#[derive(Debug, Clone)]
enum Event {
    Render(Bundle),
    Stop(Bundle, usize),
    Edit(&'static str),
}

const PATHS: [&str; 5] = ["a", "b", "x/a", "x/y/b", "x/y/c"];

fn some_bundle() -> impl Strategy<Value = Bundle> {
    let file = (0..PATHS.len(), "[12]", any::<bool>()).prop_map(|(at, content, is_seeded)| {
        let file = text(PATHS[at], &content);
        (at, if is_seeded { file.seeded() } else { file })
    });
    proptest::collection::vec(file, 0..5)
        .prop_map(|files| bundle(files.into_iter().collect::<BTreeMap<_, _>>().into_values()))
}

fn some_event() -> impl Strategy<Value = Event> {
    prop_oneof![
        some_bundle().prop_map(Event::Render),
        (some_bundle(), 0..8_usize).prop_map(|(bundle, count)| Event::Stop(bundle, count)),
        (0..PATHS.len()).prop_map(|at| Event::Edit(PATHS[at])),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever happens, an edit by hand is never lost, and only what a user edited or was given is in the way.
    #[test]
    fn edits_stay_and_nothing_else_is_in_the_way(events in proptest::collection::vec(some_event(), 1..8)) {
        let root = tempfile::tempdir().expect("a directory");
        let mut edited = BTreeSet::new();
        let mut given = BTreeSet::new();
        for event in events {
            if let Event::Render(bundle) | Event::Stop(bundle, _) = &event {
                let seeded = bundle.files().iter().filter(|file| file.ownership() == Ownership::Seeded);
                given.extend(seeded.map(|file| file.path().to_owned()));
            }
            match event {
                Event::Edit(path) => {
                    write(root.path(), path, "by hand");
                    edited.insert(path);
                }
                Event::Stop(bundle, count) => {
                    if bundle.diff(root.path()).expect("a diff").conflicts().next().is_none() {
                        stop_after(&bundle, root.path(), count);
                    }
                }
                Event::Render(bundle) => {
                    let changes = bundle.diff(root.path()).expect("a diff");
                    for conflict in changes.conflicts() {
                        prop_assert!(edited.contains(conflict.path()) || given.contains(conflict.path()), "{changes}");
                    }
                    if changes.conflicts().next().is_none() {
                        changes.apply().expect("applied");
                        prop_assert!(bundle.diff(root.path()).expect("a diff").is_empty());
                    }
                }
            }
            let tree = tree(root.path());
            for path in &edited {
                prop_assert_eq!(tree.get(*path).map(String::as_str), Some("by hand"));
            }
        }
    }
}
