//! `upgrade.sh` for real, with an engine that is made up: a `docker` that answers as it is told.

#![expect(clippy::disallowed_methods, reason = "the script is run, in a folder of its own")]

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Output};

use mojaloop_model::{External, Feature, Hub, Mysql, Provisioning};
use mojaloop_presets::CoreTestHarness;
use mojaloop_render::{Compose, Emitter};
use tempfile::TempDir;

/// Answers as an engine does in which a hub runs, and one thing that the new files do not know. `BROKEN` is not well.
const DOCKER: &str = r#"#!/usr/bin/env bash
echo "$*" >>"$CALLS"
case "$BROKEN:$*" in
config:*' config --quiet') echo 'set X_PASSWORD in .env' >&2; exit 1 ;;
gone:*' ps '*) ;;
half:*' ps '*) printf '%s\n' 'a1 mysql running False 17.2.0' 'a3 central-ledger exited False 17.1.0' ;;
newer:*' ps '*) echo 'a1 central-ledger running False 17.10.0' ;;
pull:*' pull '*) exit 1 ;;
backup:*' backup') exit 1 ;;
up:'compose up --wait --remove-orphans') exit 1 ;;
*'printenv DATABASES') echo 'central_ledger:central_ledger:X' ;;
*' config --services') printf '%s\n' mysql kafka central-ledger $NAMED ;;
*' ps '*)
  echo 'a1 mysql running False 17.1.0'
  echo 'a2 kafka running False 17.1.0'
  echo 'a3 central-ledger running False 17.1.0'
  echo 'a4 central-ledger-migrate exited False 17.1.0'
  echo 'a5 long-gone restarting False 17.1.0'
  echo 'a6 central-settlement running False 17.1.0'
  echo 'a7 test running True 17.1.0'
  ;;
esac
"#;

struct Machine(TempDir);

impl Machine {
    fn new() -> Self {
        Self::of(&CoreTestHarness::default().hub())
    }

    fn with(features: impl IntoIterator<Item = Feature>) -> Self {
        let mut hub = CoreTestHarness::default().hub();
        hub.features = features.into_iter().collect();
        hub.memory = None;
        Self::of(&hub)
    }

    fn of(hub: &Hub) -> Self {
        let machine = Self(tempfile::tempdir().expect("a folder"));
        let bundle = Compose::default().render(hub).expect("a valid hub");
        fs::write(machine.path().join(".env"), bundle.file(".env").expect("the settings").text()).expect("a file");
        let script = bundle.file("upgrade.sh").expect("the script");
        assert!(script.is_executable());
        machine.program("upgrade.sh", script.text());
        fs::create_dir(machine.path().join("bin")).expect("a folder");
        machine.program("bin/docker", DOCKER);
        machine
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn program(&self, name: &str, text: &str) {
        let path = self.path().join(name);
        fs::write(&path, text).expect("a file");
        fs::set_permissions(path, fs::Permissions::from_mode(0o755)).expect("a program");
    }

    /// The exit status, what is told, and the calls that change something.
    fn upgrade(&self, broken: &str, arguments: &[&str]) -> (Option<i32>, String, Vec<String>) {
        let calls = self.path().join("calls");
        fs::write(&calls, "").expect("a file");
        let path = format!("{}:/usr/local/bin:/usr/bin:/bin", self.path().join("bin").display());
        let mut command = Command::new("bash");
        command.arg("upgrade.sh").args(arguments).current_dir(self.path());
        command.env("PATH", path).env("CALLS", &calls).env("BROKEN", broken);
        command.env_remove("COMPOSE_PROFILES");
        let Output { status, stdout, stderr } = command.output().expect("bash runs");
        let told = String::from_utf8_lossy(&stdout).into_owned() + &String::from_utf8_lossy(&stderr);
        let asks = |call: &&str| [" version", " config ", " ps ", " printenv "].iter().any(|word| call.contains(word));
        let calls = fs::read_to_string(calls).expect("the calls");
        let calls = calls.lines().filter(|call| !asks(call)).map(str::to_owned).collect();
        (status.code(), told, calls)
    }
}

/// The last word of a call, which says enough, and the first of those that stop something.
fn short(calls: &[String]) -> Vec<&str> {
    let word =
        |call: &String| -> usize { if call.starts_with("stop ") { 0 } else { call.rfind(' ').map_or(0, |at| at + 1) } };
    calls.iter().map(|call| &call[word(call)..]).collect()
}

#[test]
fn what_works_on_the_data_stops_before_it_is_touched() {
    let (status, told, calls) = Machine::with([]).upgrade("", &[]);
    assert_eq!(status, Some(0), "{told}");
    assert!(told.contains("from 17.1.0 to 17.2.0") && told.ends_with("release 17.2.0 runs\n"), "{told}");
    assert!(told.contains("a backup is made of mysql; nothing is kept of kafka\n"), "{told}");
    let expected = [
        "--ignore-buildable",
        // Not the stores, not what has ended, and what only the old files know as well.
        "stop a3 a5 a6 a7",
        "mysql",
        "/docker-entrypoint-initdb.d/databases.sh",
        "backup",
        "kafka",
        "/docker-entrypoint-initdb.d/databases.sh",
        "--remove-orphans",
        "validate",
    ];
    assert_eq!(short(&calls), expected, "{calls:#?}");
    let backup = calls.iter().find(|call| call.ends_with(" backup")).expect("a backup");
    for word in ["BACKUP=before-17.2.0-20", "RELEASE=17.1.0", "THERE=central_ledger:central_ledger:X"] {
        assert!(backup.contains(&format!("--env {word}")), "{backup}");
    }
}

#[test]
fn it_refuses_before_it_changes_anything() {
    let machine = Machine::new();
    let table = [
        ("config", "set X_PASSWORD in .env"),
        ("gone", "nothing of this hub is here"),
        ("newer", "release 17.10.0 runs here, newer than 17.2.0"),
    ];
    for (broken, expected) in table {
        let (status, told, calls) = machine.upgrade(broken, &[]);
        assert_eq!(status, Some(2), "{told}");
        assert!(told.contains(expected) && calls.is_empty(), "{told}{calls:?}");
    }
    assert_eq!(machine.upgrade("", &["--dry"]).0, Some(2));
    let (status, told, calls) = machine.upgrade("", &["--dry-run"]);
    assert_eq!((status, calls.len()), (Some(0), 0), "{told}");
    assert!(told.contains("docker compose up --wait --remove-orphans"), "{told}");
    assert!(!told.contains(" --profile * "), "as a shell reads it: {told}");
    assert!(told.ends_with("dry run: nothing was done\n") && !told.contains("runs\n"), "{told}");
}

#[test]
fn a_step_that_fails_says_which_and_how_to_go_back() {
    let machine = Machine::with([Feature::Bulk]);
    let table =
        [("pull", "fetch images", 1), ("backup", "back mysql up to backups/before-17.2.0-", 5), ("up", "migrate", 12)];
    for (broken, step, done) in table {
        let (status, told, calls) = machine.upgrade(broken, &[]);
        assert_eq!((status, calls.len()), (Some(1), done), "{told}{calls:#?}");
        assert!(told.contains(&format!("failed at: {step}")), "{told}");
        // Only what there is a copy of can be gone back to.
        for restore in [" restore\n", " restore-mongodb\n"] {
            assert_eq!(
                told.contains("--env BACKUP=before-17.2.0-") && told.contains(restore),
                broken == "up",
                "{told}"
            );
        }
    }
    let (_, told, calls) = machine.upgrade("up", &["--no-backup"]);
    assert!(!calls.iter().any(|call| call.contains("backup")) && !told.contains("go back"), "{told}");
    assert!(told.contains("nothing is backed up"), "{told}");
}

#[test]
fn each_store_is_kept_and_makes_what_it_does_not_have_yet() {
    let (status, told, calls) = Machine::with([Feature::Bulk]).upgrade("", &[]);
    assert_eq!(status, Some(0), "{told}");
    let with = |part: &str| calls.iter().filter(|call| call.contains(part)).map(String::as_str).collect::<Vec<_>>();
    // Before the backup as well: a run that failed may not have come to it.
    let makes = [
        "compose exec --no-TTY mysql sh /docker-entrypoint-initdb.d/databases.sh",
        "compose exec --no-TTY mongodb mongosh --quiet /docker-entrypoint-initdb.d/documents.js",
    ];
    assert_eq!(with("/docker-entrypoint-initdb.d/"), [makes, makes].concat(), "{calls:#?}");
    let [mysql, mongodb] = with("BACKUP=before-")[..] else { panic!("{calls:#?}") };
    assert!(mysql.ends_with(" backup") && mongodb.ends_with(" backup-mongodb"), "{calls:#?}");
    assert!(told.contains("a backup is made of mysql mongodb; nothing is kept of kafka\n"), "{told}");
}

#[test]
fn what_is_kept_is_said_whole() {
    let mut hub = CoreTestHarness::default().hub();
    let external = External::builder().host("db.example.org").secret("ledger").build();
    hub.stores.mysql = Mysql::builder().provisioning(Provisioning::External(external)).build();
    let (_, told, calls) = Machine::of(&hub).upgrade("", &[]);
    assert!(told.contains("\nupgrade: nothing is kept of kafka\n"), "{told}");
    assert!(!calls.iter().any(|call| call.contains("backup")), "{calls:#?}");
    hub.features.insert(Feature::Bulk);
    hub.memory = None;
    let bundle = Compose::default().render(&hub).expect("a valid hub");
    let readme = bundle.file("README.md").expect("a README").text();
    assert!(readme.contains("docker compose run --rm backup-mongodb\n"), "{readme}");
    assert!(!readme.contains("docker compose run --rm backup\n"), "{readme}");
}

#[test]
fn a_run_that_failed_has_not_changed_what_it_comes_from() {
    let (status, told, _) = Machine::with([]).upgrade("half", &[]);
    assert_eq!(status, Some(0), "{told}");
    assert!(told.contains("from 17.1.0 to 17.2.0"), "{told}");
}

#[test]
fn a_feature_that_no_profile_starts_is_named() {
    let machine = Machine::with([Feature::Settlement, Feature::Bulk]);
    let stays = "nothing starts settlement; to have it started, write into .env\n  COMPOSE_PROFILES=bulk,settlement\n";
    let table = [
        ("COMPOSE_PROFILES=bulk # not more\n", true),
        ("COMPOSE_PROFILES=\"settlement,bulk\"\n", false),
        ("COMPOSE_PROFILES=*\n", false),
    ];
    for (settings, is_left_out) in table {
        fs::write(machine.path().join(".env"), settings).expect("a file");
        let (status, told, _) = machine.upgrade("", &[]);
        assert_eq!(status, Some(0), "{told}");
        assert_eq!(told.contains(stays), is_left_out, "{told}");
        assert_eq!(told.ends_with("runs; nothing starts settlement\n"), is_left_out, "{told}");
    }
    fs::write(machine.path().join(".env"), "").expect("a file");
    let told = machine.upgrade("pull", &[]).1;
    let said = told.find("COMPOSE_PROFILES=settlement,bulk\n").expect("both are named");
    assert!(told.find("fetch images").is_some_and(|at| said < at), "before anything is done: {told}");
}

#[test]
fn what_ran_by_its_profile_runs_again() {
    let machine = Machine::with([Feature::Settlement]);
    let (status, told, calls) = machine.upgrade("", &[]);
    assert_eq!(status, Some(0), "{told}");
    let beside =
        |word: &str| calls.iter().position(|call| *call == format!("compose --profile * {word} central-settlement"));
    let start = calls.iter().position(|call| call == "compose up --wait --remove-orphans");
    assert!(beside("pull --quiet --ignore-buildable").is_some(), "{calls:#?}");
    assert!(beside("up --wait").is_some_and(|at| Some(at) == start.map(|start| start + 1)), "{calls:#?}");
    assert!(
        machine
            .upgrade("up", &[])
            .1
            .contains("what ran beside: docker compose --profile '*' up --wait central-settlement")
    );
}
