//! Every example runs, says what comes next, and ends as it should; the README says what is true.
#![allow(clippy::disallowed_methods, reason = "these tests run programs in directories of their own")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use mojaloop_model::catalogue::SERVICES;
use mojaloop_presets::CoreTestHarness;

/// Every example, what its arguments are before the directory, and the file somebody looks for first.
const EXAMPLES: &[(&str, &[&str], &str)] = &[
    ("core_test_harness", &[], "compose.yaml"),
    ("everything", &[], "compose.yaml"),
    ("first_hub", &[], "compose.yaml"),
    ("from_yaml", &["hub.yaml", "compose"], "compose.yaml"),
    ("from_yaml", &["hub.yaml", "manifests"], "kustomization.yaml"),
    ("from_yaml", &["hub.yaml", "helm"], "install.sh"),
    ("from_yaml", &["hub.yaml", "report"], "report.html"),
    ("helm", &[], "values/mojaloop.yaml"),
    ("hot_reload", &[], "compose.yaml"),
    ("manifests", &[], "kustomization.yaml"),
    ("miniloop", &[], "machine/microk8s.sh"),
    ("parallel_ci", &[], "ci/run.sh"),
    ("report", &[], "report.html"),
    ("two_schemes", &[], "lakes/compose.yaml"),
    ("write_an_emitter", &[], "hub.md"),
];

fn run(example: &str, arguments: &[&str], directory: &Path) -> Output {
    let mut program = std::env::current_exe().expect("this program");
    program.pop();
    program.set_file_name("examples");
    Command::new(program.join(example)).args(arguments).current_dir(directory).output().expect(example)
}

fn here(file: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(file)
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).expect("text")
}

#[test]
fn each_writes_what_it_says_and_nothing_the_second_time() {
    for (example, arguments, first_file) in EXAMPLES {
        let root = tempfile::tempdir().expect("a directory");
        let file = here("hub.yaml");
        let mut arguments: Vec<&str> =
            arguments.iter().map(|a| if *a == "hub.yaml" { file.to_str().expect("a path") } else { a }).collect();
        arguments.push("out");
        let first = run(example, &arguments, root.path());
        assert!(first.status.success(), "{example}: {}", text(&first.stderr));
        let said = text(&first.stdout);
        assert!(said.contains("to create") && said.contains("next:\n  cd out"), "{example}: {said}");
        assert!(root.path().join("out").join(first_file).exists(), "{example}");
        let again = run(example, &arguments, root.path());
        assert!(
            again.status.success() && text(&again.stdout).lines().all(|line| !line.starts_with("create")),
            "{example}: {}",
            text(&again.stdout)
        );
    }
}

#[test]
fn each_has_a_directory_of_its_own() {
    for (example, arguments, _) in EXAMPLES.iter().filter(|(_, arguments, _)| arguments.is_empty()) {
        let root = tempfile::tempdir().expect("a directory");
        assert!(run(example, arguments, root.path()).status.success(), "{example}");
        assert!(root.path().join("deploy").join(example).is_dir(), "{example}");
    }
}

#[test]
fn a_faulty_hub_is_told_and_nothing_is_written() {
    let root = tempfile::tempdir().expect("a directory");
    let file = here("faulty.yaml");
    let file = file.to_str().expect("a path");
    let rendered = run("from_yaml", &[file, "compose", "out"], root.path());
    assert_eq!(rendered.status.code(), Some(1));
    assert!(text(&rendered.stderr).contains("error[unknown-service]"), "{}", text(&rendered.stderr));
    assert!(!root.path().join("out").exists());

    let read = run("read_diagnostics", &[file, "told"], root.path());
    assert_eq!(read.status.code(), Some(1));
    assert!(root.path().join("told/diagnostics.json").exists());
    let said = text(&read.stdout);
    assert!(said.matches("\n  at  ").count() >= 12, "{said}");
    assert!(said.matches("(line ").count() >= 12, "{said}");
    let whole = here("hub.yaml");
    assert!(run("read_diagnostics", &[whole.to_str().expect("a path"), "told"], root.path()).status.success());
    // What was mended is not told any longer.
    assert_eq!(fs::read_to_string(root.path().join("told/diagnostics.json")).expect("the file").trim(), "[]");
}

#[test]
fn what_comes_next_can_be_done() {
    let participant = |id| format!("- id: {id}\n  currencies: [ZMW]\n");
    let two = participant("greenbank") + &participant("bluebank");
    let external = "stores:\n  mysql:\n    provisioning:\n      external: { host: db.example.org, secret: db }\n";
    let table = [
        (format!("participants:\n{two}"), vec!["docker compose up --wait", "docker compose run --rm test"]),
        ("participants: []\n".to_owned(), vec!["docker compose up --wait", "docker compose run --rm provision"]),
        (
            format!("participants:\n{two}{external}"),
            vec!["${EDITOR:-vi} .env", "docker compose up --wait", "docker compose run --rm test"],
        ),
    ];
    for (i, (more, expected)) in table.iter().enumerate() {
        let root = tempfile::tempdir().expect("a directory");
        fs::write(root.path().join("hub.yaml"), format!("name: zambezi\nscheme:\n  currencies: [ZMW]\n{more}"))
            .expect("a file");
        let output = run("from_yaml", &["hub.yaml", "compose", "out"], root.path());
        let said = text(&output.stdout);
        let next: Vec<_> = said.lines().skip_while(|line| *line != "  cd out").skip(1).map(str::trim).collect();
        assert_eq!(next, *expected, "case {i}: {said}{}", text(&output.stderr));
    }
}

#[test]
fn what_cannot_be_done_is_said() {
    let root = tempfile::tempdir().expect("a directory");
    let table: &[(&[&str], &str)] = &[
        (&["nowhere.yaml", "compose"], "Error: cannot read `nowhere.yaml`"),
        (&["nowhere.yaml", "nomad"], "`nomad` is no target, expected one of compose"),
    ];
    for (arguments, expected) in table {
        let output = run("from_yaml", arguments, root.path());
        assert_eq!(output.status.code(), Some(1));
        assert!(text(&output.stderr).contains(expected), "{}", text(&output.stderr));
    }
}

#[test]
fn a_file_edited_by_hand_is_not_overwritten() {
    let root = tempfile::tempdir().expect("a directory");
    assert!(run("core_test_harness", &["out"], root.path()).status.success());
    let compose = root.path().join("out/compose.yaml");
    fs::write(&compose, "mine").expect("a file");
    let output = run("core_test_harness", &["out"], root.path());
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("compose.yaml"), "{}", text(&output.stderr));
    assert_eq!(fs::read_to_string(&compose).expect("the file"), "mine");
}

#[test]
fn each_answers_one_question_in_eighty_lines() {
    for entry in fs::read_dir(here("")).expect("the folder") {
        let path = entry.expect("an entry").path();
        if path.extension().is_some_and(|kind| kind == "rs") && path.file_name().is_some_and(|name| name != "lib.rs") {
            let source = fs::read_to_string(&path).expect("the source");
            let question = source.lines().next().unwrap_or_default();
            assert!(question.starts_with("//! ") && question.ends_with('?'), "{}: {question}", path.display());
            assert!(source.lines().count() <= 80, "{} is long", path.display());
        }
    }
}

#[test]
fn the_schema_editors_read_is_that_of_a_hub() {
    let root = tempfile::tempdir().expect("a directory");
    let output = run("from_yaml", &["--schema"], root.path());
    let kept = fs::read_to_string(here("hub.schema.json")).expect("the schema");
    assert!(
        text(&output.stdout) == kept,
        "write it anew: cargo run --example from_yaml -- --schema > examples/hub.schema.json"
    );
}

/// The README lists every service with its workloads and ports.
#[test]
fn the_readme_lists_every_service() {
    let readme = fs::read_to_string(here("../README.md")).expect("the README");
    for service in SERVICES {
        for workload in service.workloads {
            let ports: Vec<String> =
                workload.ports.iter().filter_map(|port| port.host).map(|p| p.to_string()).collect();
            let row =
                format!("| `{}` | `{}` | {} | {} |", service.name, workload.name, workload.summary, ports.join(", "));
            assert!(readme.contains(&row), "the README lacks `{row}`");
        }
    }
}

/// The README says who gets how much of the memory: these lines.
#[test]
fn the_readme_says_who_gets_the_memory() {
    let readme = fs::read_to_string(here("../README.md")).expect("the README");
    let hub = CoreTestHarness::default().hub().validate().expect("a valid hub");
    let budget = &hub.resolved().budget;
    for share in &budget.shares {
        let row = format!("| {} | {} |", share.name, share.limit);
        assert!(readme.contains(&row), "the README lacks `{row}`");
    }
    let floor = budget.floor().expect("a sum").as_mebibytes();
    assert!(readme.contains(&format!("A budget below {floor} MiB is an error")), "the README lacks the floor {floor}");
    let sum = budget.limits().expect("a sum");
    assert!(readme.contains(&format!("| all together | {sum} |")), "the README lacks the sum {sum}");
}
