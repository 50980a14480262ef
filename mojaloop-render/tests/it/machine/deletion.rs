//! What was set up, taken away.

use super::{HOSTS, Stage, hub};

#[test]
fn all_of_it_goes_and_then_there_is_nothing_to_do() {
    let stage = Stage::of(&hub());
    let before = stage.seen();
    stage.run(&[]).ends_with(0);
    stage.calls();

    let dry = stage.run(&["--delete", "--dry-run"]);
    let ran = stage.run(&["--delete", "--yes"]);
    dry.ends_with(0);
    ran.ends_with(0);
    assert_eq!(dry.commands(), ran.commands());
    assert_eq!(stage.calls(), ["snap remove --purge microk8s"]);
    assert_eq!(stage.read("etc/hosts"), HOSTS);
    let left: Vec<_> = stage.seen().into_keys().filter(|path| !before.contains_key(path)).collect();
    assert_eq!(left, [stage.path("state/launched")], "what a fake wrote, and nothing else");

    let seen = stage.seen();
    let again = stage.run(&["--delete", "--yes"]);
    again.ends_with(0);
    assert!(again.stdout.starts_with("Nothing to do: ") && stage.seen() == seen, "{}", again.stdout);
}

#[test]
fn what_others_wrote_stays() {
    let stage = Stage::of(&hub());
    stage.write("home/.kube/microk8s.config", b"apiVersion: v1\n");
    stage.write("home/.kube/config", b"apiVersion: v1\n");
    let seen = stage.seen();
    stage.run(&["--delete", "--yes"]).ends_with(0);
    assert!(stage.seen() == seen);
}

#[test]
fn only_root_deletes() {
    let stage = Stage::of(&hub());
    stage.run(&[]).ends_with(0);
    stage.calls();
    stage.state("uid", "1000\n");
    let seen = stage.seen();
    let ran = stage.run(&["--delete", "--yes"]);
    ran.ends_with(3);
    assert_eq!(ran.faults(), ["`tester` may not change this machine"]);
    assert!(stage.seen() == seen);
}
