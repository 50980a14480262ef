use super::*;
use crate::Omission;
use crate::bundle::BundleError;

/// Paths and contents. A path that ends in `!` is seeded; the content `-` means that the file goes.
type Files<'a> = &'a [(&'a str, &'a str)];

/// What was rendered before, what somebody did then, what is rendered now, and what is to be done.
type Row<'a> = (Files<'a>, Files<'a>, Files<'a>, &'a [(&'a str, Action)]);

#[test]
fn every_file_gets_its_action() {
    let edited = Action::Conflict("edited by hand");
    let foreign = Action::Conflict("not in the index, so somebody else's");
    let yours = Action::Left("it is yours");
    let blocked = Action::Conflict("a file stands where its directory should be");
    let directory = Action::Conflict("a directory stands there");
    let twin = Action::Left("it differs from a new file only in case");
    let table: &[Row] = &[
        (&[], &[], &[("a", "1")], &[("a", Action::Create)]),
        (&[("a", "1")], &[("a", "-")], &[("a", "1")], &[("a", Action::Create)]),
        (&[("a", "1")], &[], &[("a", "2")], &[("a", Action::Update)]),
        (&[("a", "1")], &[], &[("a", "1")], &[("a", Action::Unchanged)]),
        (&[("a", "1")], &[("a", "2")], &[("a", "2")], &[("a", Action::Unchanged)]),
        (&[], &[("a", "1")], &[("a", "1")], &[("a", Action::Unchanged)]),
        (&[("a", "1")], &[("a", "x")], &[("a", "1")], &[("a", edited)]),
        (&[("a", "1")], &[("a", "x")], &[("a", "2")], &[("a", edited)]),
        (&[], &[("a", "x")], &[("a", "1")], &[("a", foreign)]),
        (&[], &[("a/b", "x")], &[("a", "1")], &[("a", directory)]),
        (&[], &[("a", "x")], &[("a/b", "1")], &[("a/b", blocked)]),
        (&[], &[], &[("a!", "1")], &[("a", Action::Create)]),
        (&[], &[("a", "x")], &[("a!", "1")], &[("a", Action::Keep)]),
        (&[("a!", "1")], &[("a", "x")], &[("a!", "1")], &[("a", Action::Keep)]),
        (&[("a!", "1")], &[("a", "x")], &[("a!", "2")], &[("a", Action::KeepOutdated)]),
        (&[("a!", "1")], &[], &[("a!", "2")], &[("a", Action::KeepOutdated)]),
        (&[("a!", "1")], &[], &[("a", "2")], &[("a", Action::Update)]),
        (&[("a!", "1")], &[("a", "x")], &[("a", "2")], &[("a", edited)]),
        (&[("a", "1")], &[], &[("a!", "2")], &[("a", Action::KeepOutdated)]),
        (&[], &[("a/b", "x")], &[("a!", "1")], &[("a", directory)]),
        (&[("a", "1")], &[], &[], &[("a", Action::Prune)]),
        (&[("a", "1")], &[("a", "-")], &[], &[]),
        (&[("a", "1")], &[("a", "x")], &[], &[("a", Action::Left("edited by hand"))]),
        (&[("a", "1")], &[("a", "-"), ("a/b", "x")], &[], &[("a", Action::Left("a directory stands there"))]),
        (&[("a!", "1")], &[], &[], &[("a", yours)]),
        (&[("b/a", "1")], &[], &[("b/A", "1")], &[("b/A", Action::Create), ("b/a", twin)]),
    ];
    for (at, (before, meanwhile, now, expected)) in table.iter().enumerate() {
        let bundle = |files: Files| {
            bundle(files.iter().map(|(path, content)| match path.strip_suffix('!') {
                Some(path) => text(path, content).seeded(),
                None => text(path, content),
            }))
        };
        let root = tempfile::tempdir().expect("a directory");
        render(&bundle(before), root.path());
        for (path, content) in *meanwhile {
            match *content {
                "-" => fs::remove_file(root.path().join(path)).expect("removed"),
                content => write(root.path(), path, content),
            }
        }
        let tree_before = tree(root.path());
        let changes = bundle(now).diff(root.path()).expect("a diff");
        assert_eq!(actions(&changes), *expected, "row {at}");
        assert_eq!(tree(root.path()), tree_before, "a diff only reads");
    }
}

#[test]
fn changes_are_shown_without_secrets() {
    let root = tempfile::tempdir().expect("a directory");
    let lines = "1\n2\n3\n4\n";
    render(
        &bundle([
            text("a.yaml", &format!("{lines}host: one\n{lines}url: http://me:hunter2@db\n")),
            text("b.env", "DB_PASSWORD=hunter2\nPORT=1\n"),
            text("c/old", ""),
            text("c/mine", ""),
            text("same", ""),
        ]),
        root.path(),
    );
    write(root.path(), "b.env", "DB_PASSWORD=my own secret\nPORT=1\nMORE='hunter2'");
    write(root.path(), "c/mine", "x");
    write(root.path(), ".env", "TOKEN=my own token");
    write(root.path(), "d", [0xff, 0xfe]);
    let changes = bundle([
        text("a.yaml", &format!("{lines}host: two\n{lines}url: http://me:hunter2@cache\n")),
        text("b.env", "DB_PASSWORD=hunter2\nPORT=2\n"),
        text("d", "1"),
        text(".env", "TOKEN=").seeded(),
        text("new", "1"),
        text("same", ""),
    ])
    .diff(root.path())
    .expect("a diff");
    let expected = "\
--- a/a.yaml
+++ b/a.yaml
@@ -2,9 +2,9 @@
 2
 3
 4
-host: one
+host: two
 1
 2
 3
 4
-url: http://me:••••@db
+url: http://me:••••@cache
--- a/b.env
+++ b/b.env
@@ -1,3 +1,2 @@
-DB_PASSWORD=••••
-PORT=1
-MORE='••••'
\\ No newline at end of file
+DB_PASSWORD=••••
+PORT=2
binary a/d and b/d differ
keep      .env (it is yours)
update    a.yaml
conflict  b.env (edited by hand)
left      c/mine (edited by hand)
prune     c/old
conflict  d (not in the index, so somebody else's)
create    new
1 to create, 1 to update, 1 to prune, 1 kept, 1 left, 1 unchanged, 2 in conflict
";
    assert_eq!(changes.to_string(), expected);
    assert!(!format!("{changes:?}").contains("hunter2"));
    assert_eq!(changes.conflicts().map(crate::bundle::Change::path).collect::<Vec<_>>(), ["b.env", "d"]);
}

#[test]
fn a_strange_index_is_told_and_nothing_is_touched() {
    let table = [
        ("{ \"format\": 7 }".to_owned(), "its format is `7`, expected `1`"),
        ("nonsense".to_owned(), "it can't be read"),
        (Draft::new("helm").finish().expect("a good draft").index(), "it is of `helm`, expected one of `compose`"),
    ];
    for (content, reason) in table {
        let root = tempfile::tempdir().expect("a directory");
        write(root.path(), index::NAME, content);
        let before = tree(root.path());
        let error = owned(&[("a", "1")]).diff(root.path()).expect_err(reason);
        assert!(matches!(error, BundleError::Index { .. }));
        assert!(error.to_string().contains(reason) && error.to_string().contains(index::NAME), "{error}");
        assert_eq!(tree(root.path()), before);
    }
    let root = tempfile::tempdir().expect("a directory");
    write(root.path(), "file", "");
    let error = owned(&[]).diff(root.path().join("file")).expect_err("no directory");
    assert!(matches!(error, BundleError::NotADirectory { .. }), "{error}");
}

#[test]
fn a_directory_is_settled_when_its_index_is_too() {
    let root = tempfile::tempdir().expect("a directory");
    let bundle = owned(&[("a", "1")]);
    write(root.path(), "a", "1");
    let changes = bundle.diff(root.path()).expect("a diff");
    assert_eq!((actions(&changes), changes.is_empty()), (vec![("a", Action::Unchanged)], false));
    changes.apply().expect("applied");
    let changes = bundle.diff(root.path()).expect("a diff");
    assert!(changes.is_empty() && changes.into_steps().is_empty());
}

#[test]
fn the_digest_is_of_everything_written() {
    let bundles = [
        owned(&[]),
        owned(&[("a", "1")]),
        owned(&[("a", "2")]),
        owned(&[("b", "1")]),
        bundle([text("a", "1").seeded()]),
        bundle([text("a", "1").executable()]),
        bundle([text("a", "1").origin("stores")]),
        bundle([text("a", "1").objects(["a"])]),
    ];
    for (at, bundle) in bundles.iter().enumerate() {
        assert_eq!(bundle.digest(), bundle.clone().digest());
        assert!(bundles[at + 1..].iter().all(|other| other.digest() != bundle.digest()), "{bundle:?}");
    }
}

#[test]
fn a_strict_bundle_omits_nothing() {
    assert!(owned(&[]).strict().is_ok());
    let mut draft = Draft::new("compose");
    for instead in ["render for Kubernetes", ""] {
        draft.omission(Omission {
            path: "availability.zones".to_owned(),
            what: "replicas are not spread over zones".to_owned(),
            why: "compose runs on one machine".to_owned(),
            instead: instead.to_owned(),
        });
    }
    let bundle = draft.finish().expect("a good draft");
    assert_eq!(bundle.omissions().len(), 2);
    let expected = "\
error[omission]: replicas are not spread over zones, because compose runs on one machine
  at  availability.zones
  help: render for Kubernetes
error[omission]: replicas are not spread over zones, because compose runs on one machine
  at  availability.zones
";
    assert_eq!(bundle.strict().expect_err("omissions").to_string(), expected);
}
