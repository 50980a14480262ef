//! Nothing outside of the output directory is read or written.
#![cfg(unix)]

use std::collections::BTreeSet;
use std::os::unix::fs::symlink;

use super::*;
use crate::bundle::BundleError;

#[test]
fn a_link_below_the_root_is_a_conflict() {
    let table = [
        ("outside", "conf", "conf/a", "a directory above it is a symbolic link"),
        ("outside/a", "a", "a", "a symbolic link stands there"),
        ("outside/nothing", "a", "a", "a symbolic link stands there"),
    ];
    for (target, link, path, reason) in table {
        let root = tempfile::tempdir().expect("a directory");
        let output = root.path().join("output");
        fs::create_dir(&output).expect("a directory");
        write(root.path(), "outside/a", "1");
        symlink(root.path().join(target), output.join(link)).expect("a link");
        // The same content, so that only the link can be what is wrong.
        let changes = owned(&[(path, "1")]).diff(&output).expect("a diff");
        assert_eq!(actions(&changes), [(path, Action::Conflict(reason))]);
        changes.apply().expect_err("a conflict");
        assert_eq!(fs::read_dir(root.path().join("outside")).expect("a directory").count(), 1);
    }
}

#[test]
fn nothing_is_pruned_behind_a_link() {
    let root = tempfile::tempdir().expect("a directory");
    let output = root.path().join("output");
    render(&owned(&[("conf/a", "1")]), &output);
    fs::rename(output.join("conf"), root.path().join("outside")).expect("moved");
    symlink(root.path().join("outside"), output.join("conf")).expect("a link");
    let changes = owned(&[]).diff(&output).expect("a diff");
    assert_eq!(actions(&changes), [("conf/a", Action::Left("a directory above it is a symbolic link"))]);
    changes.apply().expect("applied");
    assert!(root.path().join("outside/a").exists());
}

#[test]
fn a_directory_that_becomes_a_link_after_the_diff_is_not_followed() {
    let root = tempfile::tempdir().expect("a directory");
    let output = root.path().join("output");
    fs::create_dir(&output).expect("a directory");
    fs::create_dir(root.path().join("outside")).expect("a directory");
    let changes = owned(&[("conf/a", "1")]).diff(&output).expect("a diff");
    symlink(root.path().join("outside"), output.join("conf")).expect("a link");
    assert!(matches!(changes.apply(), Err(BundleError::Changed { .. })));
    assert_eq!(fs::read_dir(root.path().join("outside")).expect("a directory").count(), 0);
}

#[test]
fn a_seeded_file_may_be_a_link_of_the_user() {
    let root = tempfile::tempdir().expect("a directory");
    symlink("/nowhere/.env", root.path().join(".env")).expect("a link");
    let changes = bundle([text(".env", "1").seeded()]).diff(root.path()).expect("a diff");
    assert_eq!(actions(&changes), [(".env", Action::Keep)]);
}

#[test]
fn the_root_may_be_a_link_and_the_index_may_not() {
    let root = tempfile::tempdir().expect("a directory");
    fs::create_dir(root.path().join("real")).expect("a directory");
    let link = root.path().join("link");
    symlink(root.path().join("real"), &link).expect("a link");
    let bundle = owned(&[("a/b", "1")]);
    render(&bundle, &link);
    assert_eq!(tree(&root.path().join("real")), files(&bundle));

    fs::rename(link.join(index::NAME), root.path().join("index")).expect("moved");
    symlink(root.path().join("index"), link.join(index::NAME)).expect("a link");
    let error = bundle.diff(&link).expect_err("a link");
    assert!(error.to_string().contains("it is a symbolic link, expected a file"), "{error}");
}

#[test]
fn a_temporary_that_is_a_link_is_replaced_and_not_followed() {
    let root = tempfile::tempdir().expect("a directory");
    let output = root.path().join("output");
    fs::create_dir(&output).expect("a directory");
    write(root.path(), "outside", "x");
    let bundle = owned(&[("a", "1")]);
    let steps = bundle.diff(&output).expect("a diff").into_steps();
    for temporary in steps.into_iter().filter_map(|step| Some(step.write?.temporary)).collect::<BTreeSet<_>>() {
        symlink(root.path().join("outside"), output.join(temporary)).expect("a link");
    }
    render(&bundle, &output);
    assert_eq!(tree(&output), files(&bundle));
    assert_eq!(fs::read_to_string(root.path().join("outside")).expect("the file"), "x");
}
