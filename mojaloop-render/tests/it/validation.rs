//! `validate.sh` for real, with a cluster that is made up: a `kubectl` and a `curl` that answer as they are told.

#![expect(clippy::disallowed_methods, reason = "the script is run, in a folder of its own")]

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Output};

use mojaloop_model::{Ingress, Kubernetes};
use mojaloop_presets::CoreTestHarness;
use mojaloop_render::{Emitter, Manifests};
use tempfile::TempDir;

/// Answers as a cluster does in which all is well. What stands in `BROKEN` is not.
const KUBECTL: &str = r#"#!/usr/bin/env bash
echo "$*" >>"$CALLS"
shift 2
case "$BROKEN:$*" in
runs:*'rollout status deployment/quoting-service '*) echo 'error: timed out'; exit 1 ;;
bound:'get persistentvolumeclaim mysql'*) echo Pending ;;
quota:'get events'*) echo 'pods "x" is forbidden: exceeded quota: hub' ;;
mounted:'exec deployment/central-ledger '*) echo 'feed  -' ;;
inside:'logs job/validate-run') echo 'FAIL  closed  mysql  mysql:3306 lets anybody in'; echo '1 of 2 passed' ;;
inside:'get job validate-run'*) echo 'Failed ' ;;
*'rollout status '*) echo "${3} successfully rolled out" ;;
*'get persistentvolumeclaim '*) echo Bound ;;
*'get resourcequota '*) echo 'requests.cpu 1 of 2; ' ;;
*'get events '*) ;;
*'get configmap '*) printf 'text' ;;
*'exec '*) printf 'text' | sha256sum ;;
*'get job validate-run'*) echo 'Complete ' ;;
*'logs job/validate-run') echo 'pass  name  mysql  10.0.0.1'; echo '1 of 1 passed' ;;
esac
"#;

const CURL: &str = r#"#!/usr/bin/env bash
echo "curl $*" >>"$CALLS"
case "$BROKEN:$*" in
route:*central-ledger*) printf 503 ;;
route-twice:*specapi*) printf 502 ;;
*specapi*) printf 404 ;;
*) printf 200 ;;
esac
"#;

struct Machine(TempDir);

impl Machine {
    fn new() -> Self {
        let machine = Self(tempfile::tempdir().expect("a folder"));
        let ingress = Ingress::builder().domain("hub.example.org").build();
        let mut hub = CoreTestHarness::default().hub();
        hub.platform = Kubernetes::builder().exposure(ingress).build().into();
        let bundle = Manifests::default().render(&hub).expect("a valid hub");
        let script = bundle.file("validate.sh").expect("the script");
        machine.program("validate.sh", script.text());
        fs::create_dir(machine.path().join("bin")).expect("a folder");
        machine.program("bin/kubectl", KUBECTL);
        machine.program("bin/curl", CURL);
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

    fn validate(&self, broken: &str, arguments: &[&str]) -> Output {
        let bin = self.path().join("bin");
        let path = format!("{}:/usr/local/bin:/usr/bin:/bin", bin.display());
        let mut command = Command::new("bash");
        command.arg("validate.sh").args(arguments).current_dir(self.path());
        command.env("PATH", path).env("CALLS", self.path().join("calls")).env("BROKEN", broken);
        command.output().expect("bash runs")
    }

    fn calls(&self) -> String {
        fs::read_to_string(self.path().join("calls")).unwrap_or_default()
    }
}

fn printed(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

#[test]
fn a_hub_that_is_well_passes_as_often_as_it_is_asked() {
    let machine = Machine::new();
    for _ in 0..2 {
        let output = machine.validate("", &["--junit", "report.xml", "--via", "10.0.0.9"]);
        let text = printed(&output);
        assert!(output.status.success(), "{text}");
        assert!(!text.contains("FAIL") && text.contains("pass  name     mysql"), "{text}");
        let report = fs::read_to_string(machine.path().join("report.xml")).expect("a report");
        assert!(report.contains(r#"failures="0""#) && report.contains(r#"classname="mounted""#), "{report}");
    }
    assert!(machine.calls().contains("--resolve central-ledger.hub.example.org:80:10.0.0.9"));
}

#[test]
fn each_fault_is_told_and_ends_it_with_one() {
    let machine = Machine::new();
    let table = [
        ("runs", "FAIL  runs     quoting-service "),
        ("bound", "FAIL  bound    mysql-mysql-0"),
        ("quota", "exceeded quota: hub"),
        ("mounted", "FAIL  mounted  central-ledger "),
        ("inside", "FAIL  closed   mysql "),
        ("route", "FAIL  route    central-ledger.hub.example.org"),
        ("route-twice", "FAIL  route    testing-toolkit-specapi.hub.example.org"),
    ];
    for (broken, told) in table {
        let output = machine.validate(broken, &["--junit", "report.xml"]);
        let text = printed(&output);
        assert_eq!(output.status.code(), Some(1), "{broken}: {text}");
        assert!(text.contains(told), "{broken}: {text}");
        let report = fs::read_to_string(machine.path().join("report.xml")).expect("a report");
        assert!(report.contains("<failure message="), "{report}");
    }
}

#[test]
fn a_dry_run_asks_nothing() {
    let machine = Machine::new();
    let output = machine.validate("runs", &["--dry-run"]);
    assert!(output.status.success(), "{}", printed(&output));
    assert!(printed(&output).contains("create job --from=cronjob/validate"), "{}", printed(&output));
    assert_eq!(machine.calls(), "");
    assert_eq!(machine.validate("", &["--jnuit"]).status.code(), Some(2));
}
