//! `ci/run.sh` for real, with an engine that is made up: a `docker` that answers as it is told.

#![expect(clippy::disallowed_methods, reason = "the script is run, in a folder of its own")]

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Output};

use mojaloop_presets::CoreTestHarness;
use mojaloop_render::compose::Ci;
use mojaloop_render::{Compose, Emitter};
use tempfile::TempDir;

/// Answers as an engine does on which nothing runs. `BROKEN` is not so.
const DOCKER: &str = r#"#!/bin/sh
echo "$COMPOSE_PROJECT_NAME: $*" >>"$CALLS"
case "$BROKEN:$*" in
busy:*' ps --all --quiet') echo c1 ;;
test:*' run '*' test') exit 3 ;;
esac
"#;

struct Checkout(TempDir);

impl Checkout {
    fn new() -> Self {
        let checkout = Self(tempfile::tempdir().expect("a folder"));
        let compose = Compose::builder().ci(Ci::default()).build();
        let bundle = compose.render(&CoreTestHarness::default().hub()).expect("a valid hub");
        fs::create_dir(checkout.path().join("ci")).expect("a folder");
        fs::create_dir(checkout.path().join("bin")).expect("a folder");
        for path in [".env", "ci/run.sh", "ci/ports.env"] {
            fs::write(checkout.path().join(path), bundle.file(path).expect(path).text()).expect("a file");
        }
        let docker = checkout.path().join("bin/docker");
        fs::write(&docker, DOCKER).expect("a file");
        fs::set_permissions(docker, fs::Permissions::from_mode(0o755)).expect("a program");
        checkout
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    /// The exit status, what is told, and the projects and words of the calls that change something.
    fn run(&self, broken: &str, arguments: &[&str]) -> (Option<i32>, String, Vec<(String, String)>) {
        let calls = self.path().join("calls");
        fs::write(&calls, "").expect("a file");
        let path = format!("{}:/usr/local/bin:/usr/bin:/bin", self.path().join("bin").display());
        let mut command = Command::new("sh");
        command.arg("ci/run.sh").args(arguments).current_dir(self.path()).env_remove("COMPOSE_PROJECT_NAME");
        command.env("PATH", path).env("CALLS", &calls).env("BROKEN", broken);
        let Output { status, stdout, stderr } = command.output().expect("sh runs");
        let told = String::from_utf8_lossy(&stdout).into_owned() + &String::from_utf8_lossy(&stderr);
        let calls = fs::read_to_string(calls).expect("the calls");
        let calls = calls.lines().filter_map(|line| line.split_once(": ")).filter_map(|(project, call)| {
            let word = ["up", "run", "down"].into_iter().find(|word| call.contains(&format!(" {word} ")))?;
            Some((project.to_owned(), word.to_owned()))
        });
        (status.code(), told, calls.collect())
    }
}

#[test]
fn what_a_run_leaves_is_found_by_the_next_call() {
    let (one, other) = (Checkout::new(), Checkout::new());
    let (status, told, calls) = one.run("test", &[]);
    assert_eq!(status, Some(3), "{told}");
    let words: Vec<&str> = calls.iter().map(|(_, word)| word.as_str()).collect();
    assert_eq!(words, ["up", "run", "run", "down"], "{told}");
    let project = &calls[0].0;
    assert!(calls.iter().all(|(name, _)| name == project), "{calls:?}");
    let (status, told, calls) = one.run("", &["down"]);
    assert_eq!((status, calls), (Some(0), vec![(project.clone(), "down".to_owned())]), "{told}");
    assert_ne!(&other.run("", &[]).2[0].0, project);
}

#[test]
fn one_runs_at_a_time_in_a_checkout() {
    let (status, told, calls) = Checkout::new().run("busy", &[]);
    assert_eq!((status, calls.len()), (Some(2), 0), "{told}");
    assert!(told.contains("is here already") && told.contains("`ci/run.sh down` first"), "{told}");
}
