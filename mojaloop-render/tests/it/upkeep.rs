//! `backup.sh` and `restore.sh` for real, with a database server that is made up: programs that answer as they are told.

#![expect(clippy::disallowed_methods, reason = "the scripts are run, in a folder of their own")]

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Output};

use mojaloop_model::{Feature, Hub};
use mojaloop_presets::CoreTestHarness;
use mojaloop_render::{Compose, Emitter};
use tempfile::TempDir;

/// What a database holds is a file of its user's name; only its password opens it.
const MYSQLDUMP: &str = r#"#!/usr/bin/env bash
user=$(sed -n 's/.*--user=\([^ ]*\).*/\1/p' <<<"$*")
[ "$MYSQL_PWD" = "secret of $user" ] || { echo 'Access denied' >&2; exit 2; }
[ "$BROKEN:$user" != dump:account_lookup ] || { echo half; exit 3; }
cat "$SERVER/$user"
"#;

const MYSQL: &str = r#"#!/usr/bin/env bash
user=$(sed -n 's/.*--user=\([^ ]*\).*/\1/p' <<<"$*")
[ "$MYSQL_PWD" = "secret of $user" ] || { echo 'Access denied' >&2; exit 2; }
case $* in
*processlist*) [ "$BROKEN" = used ] && echo 7 || echo 0 ;;
*) cat >"$SERVER/$user" ;;
esac
"#;

/// The same of the document store: its shell empties a database and counts who is there.
const MONGO: &str = r#"#!/usr/bin/env bash
user=$(sed -n "s/.*--username=\([^ ]*\).*/\1/p; s/.*db.auth('\([^']*\)'.*/\1/p" <<<"$*" | head -n 1)
for word in "$@"; do
  case $word in --config=*) [ "$(cat "${word#*=}")" = "password: 'secret of $user'" ] || exit 2 ;; esac
done
case "$(basename "$0") $*" in
mongodump*) [ "$BROKEN:$user" != dump:account_lookup ] || exit 3; gzip <"$SERVER/$user" ;;
mongorestore*) [ ! -s "$SERVER/$user" ] || exit 4; gzip --decompress >"$SERVER/$user" ;;
*currentOp*) [ "$BROKEN" = used ] && echo 7 || echo 0 ;;
*drop*) : >"$SERVER/$user" ;;
esac
"#;

const DATABASES: [&str; 2] = ["central_ledger", "account_lookup"];

fn with_documents() -> Hub {
    let mut hub = CoreTestHarness::default().hub();
    hub.features.insert(Feature::Bulk);
    hub.memory = None;
    hub
}

struct Machine(TempDir);

impl Machine {
    fn new() -> Self {
        let machine = Self(tempfile::tempdir().expect("a folder"));
        let bundle = Compose::default().render(&with_documents()).expect("a valid hub");
        for folder in ["bin", "server", "kept"] {
            fs::create_dir(machine.path().join(folder)).expect("a folder");
        }
        for name in ["backup", "restore", "mysql", "mongodb"] {
            let script = bundle.file(&format!("config/upkeep/{name}.sh")).expect("the script");
            machine.program(&format!("{name}.sh"), script.text());
        }
        machine.program("bin/mysqldump", MYSQLDUMP);
        machine.program("bin/mysql", MYSQL);
        for name in ["mongodump", "mongorestore", "mongosh"] {
            machine.program(&format!("bin/{name}"), MONGO);
        }
        machine.hold("yesterday");
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

    fn hold(&self, what: &str) {
        for database in DATABASES {
            fs::write(self.path().join("server").join(database), format!("{database} of {what}")).expect("a file");
        }
    }

    fn held(&self) -> Vec<String> {
        DATABASES.map(|name| fs::read_to_string(self.path().join("server").join(name)).expect("a file")).into()
    }

    fn kept(&self) -> Vec<String> {
        let entries = fs::read_dir(self.path().join("kept")).expect("a folder");
        let mut names: Vec<String> =
            entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    fn run(&self, script: &str, variables: &[(&str, &str)]) -> (Option<i32>, String) {
        let path = format!("{}:/usr/local/bin:/usr/bin:/bin", self.path().join("bin").display());
        let mut command = Command::new("bash");
        command.arg(format!("{script}.sh")).current_dir(self.path()).env_clear().env("PATH", path);
        command.env("SERVER", self.path().join("server")).env("KEPT", self.path().join("kept")).env("BROKEN", "");
        command.env("STORE", "mysql").env("TASK", script);
        command.env("HUB", "mojaloop").env("RELEASE", "17.2.0").env("HOST", "mysql").env("PORT", "3306");
        command.env("DATABASES", "central_ledger:central_ledger:A account_lookup:account_lookup:B");
        command.env("A", "secret of central_ledger").env("B", "secret of account_lookup");
        command.envs(variables.iter().copied());
        let Output { status, stdout, stderr } = command.output().expect("bash runs");
        (status.code(), String::from_utf8_lossy(&stdout).into_owned() + &String::from_utf8_lossy(&stderr))
    }
}

#[test]
fn what_is_backed_up_comes_back() {
    let machine = Machine::new();
    let (status, told) = machine.run("backup", &[("BACKUP", "monday")]);
    assert_eq!(status, Some(0), "{told}");
    assert!(!told.contains("not the whole hub"), "{told}");
    machine.hold("today");
    // Migrations go forward: a hub of a newer release takes it, an older one does not.
    let (status, told) = machine.run("restore", &[("BACKUP", "monday"), ("RELEASE", "17.10.0")]);
    assert_eq!(status, Some(0), "{told}");
    assert_eq!(machine.held(), ["central_ledger of yesterday", "account_lookup of yesterday"]);
    assert!(told.contains("release 17.2.0; next: docker compose up --wait"), "{told}");
}

#[test]
fn a_backup_is_whole_or_not_there() {
    let machine = Machine::new();
    let table: [(&[(&str, &str)], &str); 4] = [
        (&[("BROKEN", "dump")], "account_lookup: not written"),
        (&[("A", "wrong")], "central_ledger: not written"),
        (&[("BACKUP", "../up")], "`../up` is no name"),
        (&[("BACKUP", "")], "release 17.2.0"),
    ];
    for (variables, expected) in table {
        let (status, told) = machine.run("backup", variables);
        assert_eq!(status == Some(0), expected.starts_with("release"), "{told}");
        assert!(told.contains(expected), "{told}");
    }
    // Only that of the last, and named by the time.
    let [name] = machine.kept().try_into().expect("one backup");
    assert!(name.len() == 16 && name.starts_with("20") && name.ends_with('Z'), "{name}");
    assert!(machine.run("backup", &[("BACKUP", &name)]).1.contains("there is a backup `20"));
    // One that comes with new files is not there yet, and has nothing to keep.
    let (status, told) = machine.run("backup", &[("BACKUP", "one"), ("THERE", "central_ledger:x:A"), ("B", "unknown")]);
    assert_eq!(status, Some(0), "{told}");
    assert!(told.contains("account_lookup       is not there yet"), "{told}");
}

#[test]
fn a_restore_looks_before_it_touches_anything() {
    let machine = Machine::new();
    assert_eq!(machine.run("backup", &[("BACKUP", "monday")]).0, Some(0));
    machine.hold("today");
    let table: [(&[(&str, &str)], &str); 5] = [
        (&[], "say which, as `docker compose run --rm --env BACKUP=NAME restore`: monday"),
        (&[("BACKUP", "sunday")], "there is no backup `sunday` of mysql, expected one of: monday"),
        (&[("BACKUP", "monday"), ("RELEASE", "17.1.0")], "is of release 17.2.0, newer than 17.1.0"),
        (&[("BACKUP", "monday"), ("BROKEN", "used")], "is in use by 7 connections"),
        (&[("BACKUP", "monday"), ("B", "wrong")], "account_lookup: the server does not answer"),
    ];
    for (variables, expected) in table {
        let (status, told) = machine.run("restore", variables);
        assert_eq!(status, Some(1), "{told}");
        assert!(told.contains(expected), "{told}");
    }
    fs::write(machine.path().join("kept/monday/mysql/account_lookup.sql.gz"), "no gzip").expect("a file");
    assert!(machine.run("restore", &[("BACKUP", "monday")]).1.contains("account_lookup: the backup is damaged"));
    assert_eq!(machine.held(), ["central_ledger of today", "account_lookup of today"]);
    // What a backup has not, a feature that came later has brought: it stays.
    fs::remove_file(machine.path().join("kept/monday/mysql/account_lookup.sql.gz")).expect("the file");
    let (status, told) = machine.run("restore", &[("BACKUP", "monday")]);
    assert_eq!(status, Some(0), "{told}");
    assert_eq!(machine.held(), ["central_ledger of yesterday", "account_lookup of today"]);
}

#[test]
fn a_backup_is_for_whoever_runs_the_hub_and_nobody_else() {
    let machine = Machine::new();
    let mode = |path: &str| {
        let path = machine.path().join("kept").join(path);
        fs::metadata(path).expect("it is there").permissions().mode() & 0o7777
    };
    // Where the folder does not hand its group on, only everybody can take a backup away.
    let (_, told) = machine.run("backup", &[("BACKUP", "open")]);
    assert!(told.contains("everybody on this machine can read it: chmod g+s backups"), "{told}");
    assert_eq!(mode("open") & 0o777, 0o777);
    let kept = machine.path().join("kept");
    fs::set_permissions(kept, fs::Permissions::from_mode(0o3777)).expect("as it is rendered");
    let (_, told) = machine.run("backup", &[("BACKUP", "closed")]);
    assert!(!told.contains("everybody"), "{told}");
    for (path, expected) in [
        ("closed", 0o2770),
        ("closed/mysql", 0o2770),
        ("closed/mysql/about", 0o660),
        ("closed/mysql/central_ledger.sql.gz", 0o660),
    ] {
        assert_eq!(mode(path), expected, "{path}");
    }
}

#[test]
fn what_other_stores_hold_is_not_forgotten() {
    let machine = Machine::new();
    let (_, told) = machine.run("backup", &[("BACKUP", "monday"), ("BESIDE", "mongodb:backup-mongodb")]);
    assert!(
        told.contains("not the whole hub yet: docker compose run --rm --env BACKUP=monday backup-mongodb"),
        "{told}"
    );
    let restore = || machine.run("restore", &[("BACKUP", "monday"), ("BESIDE", "mongodb:restore-mongodb")]).1;
    assert!(!restore().contains("not the whole backup"));
    fs::create_dir(machine.path().join("kept/monday/mongodb")).expect("a folder");
    assert!(restore().contains("docker compose run --rm --env BACKUP=monday restore-mongodb"));
    let (_, told) = machine.run("backup", &[("BACKUP", "monday"), ("STORE", "mysql")]);
    assert!(told.contains("there is a backup `monday` of mysql already"), "{told}");
}

#[test]
fn documents_are_kept_as_tables_are() {
    let machine = Machine::new();
    let run = |script, more: &[(&'static str, &'static str)]| {
        let own = [("STORE", "mongodb"), ("BACKUP", "monday"), ("TASK", "restore-mongodb")];
        machine.run(script, &[&own[..], more].concat())
    };
    assert!(run("backup", &[("BROKEN", "dump")]).1.contains("account_lookup: not written"));
    assert_eq!(machine.kept(), [] as [&str; 0]);
    let (status, told) = run("backup", &[]);
    assert_eq!(status, Some(0), "{told}");
    machine.hold("today");
    assert!(run("restore", &[("BACKUP", "")]).1.contains("--env BACKUP=NAME restore-mongodb`: monday"));
    assert!(run("restore", &[("BROKEN", "used")]).1.contains("in use by 7 connections"));
    assert_eq!(machine.held(), ["central_ledger of today", "account_lookup of today"]);
    let (status, told) = run("restore", &[]);
    assert_eq!(status, Some(0), "{told}");
    assert_eq!(machine.held(), ["central_ledger of yesterday", "account_lookup of yesterday"]);
}
