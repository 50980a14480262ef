//! The script that sets up a machine, run for real where everything that would change one is played by a fake.

#![cfg(target_os = "linux")]
#![expect(clippy::disallowed_methods, reason = "these tests run a program in folders of their own")]

mod deletion;
mod hosts;
mod preflight;
mod replacement;
mod stage;

use mojaloop_model::{Addon, Channel, Hub, Microk8s, Platform};
use mojaloop_presets::{CoreTestHarness, Miniloop};
use mojaloop_render::bundle::BundleFile;

use stage::{HOSTS, Stage, bundle};

fn hub() -> Hub {
    Miniloop::default().hub()
}

/// The same with another machine.
fn on(machine: Microk8s) -> Hub {
    Hub { platform: machine.into(), ..hub() }
}

/// What it takes to set up a machine with nothing on it.
const CALLS: &[&str] = &[
    "snap install microk8s --classic --channel=1.35/stable",
    "usermod -a -G microk8s tester",
    "microk8s status --wait-ready --timeout 600",
    "microk8s enable dns",
    "microk8s enable hostpath-storage",
    "microk8s enable ingress",
    "microk8s enable helm3",
    "microk8s enable metrics-server",
];

#[test]
fn what_is_rendered() {
    for file in bundle(&hub()).files() {
        let name = file.path().strip_prefix("machine/").expect("a place in the folder of the machine");
        crate::golden::snapshot("miniloop/machine", name, file.text());
    }
}

#[test]
fn a_hub_elsewhere_has_no_machine() {
    assert!(bundle(&CoreTestHarness::default().hub()).files().is_empty());
}

#[test]
fn it_sets_a_machine_up_and_then_there_is_nothing_to_do() {
    let stage = Stage::of(&hub());
    let ran = stage.run(&[]);
    ran.ends_with(0);
    assert_eq!(stage.calls(), CALLS);
    assert_eq!(stage.read("state/launched"), stage.read("bundle/machine/microk8s.yaml"));
    let config = String::from_utf8(stage.read("home/.kube/microk8s.config")).expect("text");
    assert!(config.starts_with("# Written by machine/microk8s.sh") && config.contains("kind: Config"), "{config}");
    assert_eq!(stage.mode("home/.kube/microk8s.config"), 0o600);
    assert!(ran.stdout.contains("log in again") && ran.stdout.contains("export KUBECONFIG="), "{}", ran.stdout);

    let seen = stage.seen();
    let again = stage.run(&[]);
    again.ends_with(0);
    assert!(again.commands().is_empty() && again.stdout.starts_with("Nothing to do: "), "{}", again.stdout);
    assert!(stage.seen() == seen, "a second run changed something");
}

#[test]
fn a_dry_run_prints_what_a_run_does_and_changes_nothing() {
    let stage = Stage::of(&hub());
    for prepare in [|_: &Stage| (), |stage: &Stage| stage.state("addons", "dns\nhelm3\n")] {
        prepare(&stage);
        let seen = stage.seen();
        let dry = stage.run(&["--dry-run"]);
        dry.ends_with(0);
        assert!(stage.seen() == seen, "a dry run changed something");
        let real = stage.run(&[]);
        real.ends_with(0);
        assert!(!dry.commands().is_empty());
        assert_eq!(dry.commands(), real.commands());
    }
}

#[test]
fn a_dry_run_tells_faults_and_goes_on() {
    let stage = Stage::of(&hub());
    stage.state("uid", "1000\n");
    stage.state("processor", "aarch64\n");
    let dry = stage.run(&["--dry-run"]);
    dry.ends_with(3);
    assert_eq!((dry.faults().len(), dry.commands().len()), (1, CALLS.len() + 7), "{}", dry.stdout);
}

#[test]
fn a_run_that_was_cut_off_is_finished_by_the_next() {
    let stage = Stage::of(&hub());
    for (trouble, says) in [("offline", "this failed: snap install"), ("broken", "this failed: microk8s status")] {
        stage.state(trouble, "");
        let ran = stage.run(&[]);
        ran.ends_with(1);
        assert!(ran.stderr.contains(says), "{}", ran.stderr);
        std::fs::remove_file(stage.path("state").join(trouble)).expect(trouble);
    }
    stage.calls();
    stage.run(&[]).ends_with(0);
    assert_eq!(stage.calls()[..2], ["microk8s start", "microk8s status --wait-ready --timeout 600"]);
}

#[test]
fn a_machine_that_was_stopped_is_started() {
    let stage = Stage::of(&hub());
    stage.run(&[]).ends_with(0);
    stage.calls();
    stage.state("stopped", "");
    stage.run(&[]).ends_with(0);
    assert_eq!(stage.calls(), ["microk8s start", "microk8s status --wait-ready --timeout 600"]);
}

#[test]
fn an_addon_that_was_added_later_is_enabled() {
    let stage = Stage::of(&hub());
    stage.run(&[]).ends_with(0);
    stage.calls();
    // `rbac` twice, and one that is needed anyway.
    let machine = Microk8s::builder().addons([Addon::Rbac, Addon::CertManager, Addon::Rbac]).build();
    stage.render(&on(machine));
    stage.run(&[]).ends_with(0);
    assert_eq!(stage.calls(), ["microk8s enable rbac", "microk8s enable cert-manager"]);
}

#[test]
fn an_addon_that_never_comes_is_told() {
    let stage = Stage::of(&hub());
    stage.state("unknown", "helm3");
    let ran = stage.run(&[]);
    ran.ends_with(1);
    assert!(ran.stderr.contains("addon `helm3` is not there after 0 s"), "{}", ran.stderr);
}

#[test]
fn every_channel_is_asked_for_by_its_name() {
    for channel in Channel::ALL {
        let stage = Stage::of(&on(Microk8s::builder().channel(*channel).build()));
        stage.run(&[]).ends_with(0);
        assert_eq!(stage.calls()[0], format!("snap install microk8s --classic --channel={channel}"));
    }
}

#[test]
fn who_is_root_already_needs_no_group() {
    let stage = Stage::of(&hub());
    let ran = stage.run_as("root", &[]);
    ran.ends_with(0);
    assert!(!stage.calls().iter().any(|call| call.starts_with("usermod")));
}

#[test]
fn it_is_called_as_it_says() {
    let stage = Stage::of(&hub());
    let help = stage.run(&["--help"]);
    help.ends_with(0);
    assert!(help.stdout.contains("--delete --yes") && !help.stdout.contains("set -e"), "{}", help.stdout);
    let table: &[(&[&str], &str)] = &[
        (&["--force"], "`--force` is not an option"),
        (&["install"], "`install` is not an option"),
        (&["--check", "--delete"], "expected one of --check and --delete"),
        (&["--yes"], "--yes is for --delete"),
        (&["--delete"], "say --delete --yes"),
    ];
    for (arguments, says) in table {
        let ran = stage.run(arguments);
        ran.ends_with(2);
        assert!(ran.stderr.contains(says), "{}", ran.stderr);
    }
    assert!(stage.calls().is_empty());
}

/// The launch configuration has the addons the script asks for, and the head says whose it is.
#[test]
fn the_launch_configuration_says_what_the_script_says() {
    let rendered = bundle(&on(Microk8s::builder().addons([Addon::Observability]).build()));
    let text = rendered.file("machine/microk8s.yaml").map(BundleFile::text).expect("the file");
    assert!(text.lines().next().is_some_and(|first| first.contains("machine/microk8s.sh")), "{text}");
    let tree: serde_json::Value = serde_yaml::from_str(text).expect("YAML");
    let addons = tree["addons"].as_array().expect("a list").iter().filter_map(|addon| addon["name"].as_str());
    let addons: Vec<_> = addons.map(|name| format!("'{name}'")).collect();
    let script = rendered.file("machine/microk8s.sh").map(BundleFile::text).expect("the file");
    assert!(script.contains(&format!("readonly ADDONS=({})\n", addons.join(" "))), "{addons:?}");
    assert_eq!(addons.len(), Addon::NEEDED.len() + 1);
}

fn machine_of(hub: &mut Hub) -> &mut Microk8s {
    match &mut hub.platform {
        Platform::Microk8s(machine) => machine,
        _ => panic!("expected a machine"),
    }
}
