use super::*;
use crate::bundle::BundleError;
use crate::bundle::disk;
use crate::bundle::step::{Step, Write};

#[test]
fn the_directory_becomes_the_bundle() {
    let root = tempfile::tempdir().expect("a directory");
    let output = root.path().join("made/on/the/way");
    let first = bundle([text("a", "1"), text("conf/x/b", "1"), text("conf/c", "1"), text(".env", "1").seeded()]);
    let applied = first.diff(&output).expect("a diff").apply().expect("applied");
    assert_eq!(applied.to_string(), "4 created");
    assert_eq!(tree(&output), files(&first));

    write(&output, ".env", "mine");
    write(&output, "foreign", "x");
    let second = bundle([text("a", "2"), text("conf/c", "1"), text(".env", "2").seeded(), text("new", "1")]);
    let applied = second.diff(&output).expect("a diff").apply().expect("applied");
    assert_eq!(applied.to_string(), "1 created, 1 updated, 1 pruned, 1 kept, 1 unchanged");
    assert_eq!((applied.pruned, applied.kept), (vec!["conf/x/b".to_owned()], vec![".env".to_owned()]));
    let mut expected = files(&second);
    expected.insert(".env".to_owned(), "mine".to_owned());
    expected.insert("foreign".to_owned(), "x".to_owned());
    assert_eq!(tree(&output), expected);
    assert!(second.diff(&output).expect("a diff").is_empty());

    let applied = owned(&[]).diff(&output).expect("a diff").apply().expect("applied");
    assert_eq!(applied.left, [".env"]);
    assert!(output.join("foreign").exists() && !output.join("conf").exists());
}

#[test]
fn the_root_stays_when_everything_else_goes() {
    let root = tempfile::tempdir().expect("a directory");
    render(&owned(&[("a/b/c", "1")]), root.path());
    render(&owned(&[]), root.path());
    assert_eq!(tree(root.path()), files(&owned(&[])));
}

#[test]
fn a_conflict_stops_everything_and_all_are_named() {
    let root = tempfile::tempdir().expect("a directory");
    render(&owned(&[("a", "1"), ("b", "1"), ("old", "1")]), root.path());
    write(root.path(), "b", "mine");
    write(root.path(), "c", "foreign");
    let before = tree(root.path());
    let changes = owned(&[("a", "2"), ("b", "2"), ("c", "2"), ("d", "2")]).diff(root.path()).expect("a diff");
    let error = changes.apply().expect_err("conflicts");
    let BundleError::Conflicts { conflicts, .. } = &error else { panic!("{error}") };
    assert_eq!(conflicts.iter().map(|(path, _)| path.as_str()).collect::<Vec<_>>(), ["b", "c"]);
    assert!(error.to_string().contains("help: move your change into an override file"));
    assert_eq!(tree(root.path()), before);
}

#[test]
fn what_changed_since_the_diff_stops_everything() {
    let before = owned(&[("a", "1"), ("b", "1"), ("old", "1")]);
    let after = owned(&[("a", "2"), ("b", "2"), ("new/c", "2")]);
    let others_index = owned(&[("b", "1")]).index();
    let table: &[(&str, &str)] =
        &[("a", "x"), ("b", "x"), ("old", "x"), ("new/c", "x"), ("new", "x"), (index::NAME, &others_index)];
    for (path, content) in table {
        let root = tempfile::tempdir().expect("a directory");
        render(&before, root.path());
        let changes = after.diff(root.path()).expect("a diff");
        write(root.path(), path, content);
        let tree_before = tree(root.path());
        let error = changes.apply().expect_err(path);
        assert!(matches!(error, BundleError::Changed { .. }), "{error}");
        assert!(error.to_string().contains(path), "{error}");
        assert_eq!(tree(root.path()), tree_before, "{path}");
    }
}

#[test]
fn a_write_that_fails_leaves_no_temporary() {
    let root = tempfile::tempdir().expect("a directory");
    write(root.path(), "a/b", "x");
    let write = Write { text: "1".into(), temporary: ".mojaloop-0.tmp".to_owned(), mode: 0o644, open_folder: false };
    let step = Step { path: "a".to_owned(), expected: None, write: Some(write) };
    let error = disk::take(root.path(), &step).expect_err("a directory is in the way");
    assert!(matches!(&error, BundleError::Write { path, .. } if path.ends_with("a")), "{error}");
    assert_eq!(tree(root.path()).into_keys().collect::<Vec<_>>(), ["a/b"]);
}

#[cfg(unix)]
#[test]
fn permissions_are_those_of_the_content() {
    use std::os::unix::fs::PermissionsExt;

    let root = tempfile::tempdir().expect("a directory");
    let files = [
        (text("plain", "1"), 0o644),
        (text("program", "1").executable(), 0o755),
        (text("secret", "a: hunter2").seeded(), 0o600),
        (text("secret-program", "hunter2").executable(), 0o700),
    ];
    render(&bundle(files.clone().map(|(file, _)| file)), root.path());
    for (file, expected) in bundle(files.clone().map(|(file, _)| file)).files().iter().zip(files.map(|(_, mode)| mode))
    {
        let mode = fs::metadata(root.path().join(file.path())).expect("the file").permissions().mode();
        assert_eq!(mode & 0o777, expected, "{}", file.path());
    }
}

#[cfg(unix)]
#[test]
fn an_open_folder_can_be_written_to_by_anybody() {
    use std::os::unix::fs::PermissionsExt;

    let root = tempfile::tempdir().expect("a directory");
    render(&bundle([text("open/file", "1").in_open_folder(), text("closed/file", "1")]), root.path());
    let mode = |path: &str| fs::metadata(root.path().join(path)).expect("the folder").permissions().mode() & 0o7777;
    assert_eq!(mode("open"), 0o3777);
    assert_eq!(mode("closed") & 0o022, 0);
}
