//! What keeps a machine from a hub.

use super::{Stage, hub};

type Spoil = fn(&Stage);

/// What is wrong with a machine, and what is told.
const FAULTS: &[(&str, Spoil)] = &[
    ("this is `debian 12`, expected Ubuntu 22.04, 24.04 or a later LTS", |s| {
        s.state("os-release", "ID=debian\nVERSION_ID=\"12\"\n");
    }),
    ("this is `ubuntu 20.04`", |s| s.state("os-release", "ID=ubuntu\nVERSION_ID=\"20.04\"\n")),
    ("this is `ubuntu 08.04`", |s| s.state("os-release", "ID=ubuntu\nVERSION_ID=\"08.04\"\n")),
    ("this is `ubuntu 24.10`", |s| s.state("os-release", "ID=ubuntu\nVERSION_ID=\"24.10\"\n")),
    ("this is `ubuntu 25.04`", |s| s.state("os-release", "ID=ubuntu\nVERSION_ID=\"25.04\"\n")),
    ("this is `an unknown system `", |s| s.state("os-release", "")),
    ("this processor is `aarch64`", |s| s.state("processor", "aarch64\n")),
    ("this machine has 3840 MiB of memory, expected about 8192", |s| s.state("meminfo", "MemTotal:  3932160 kB\n")),
    ("this machine has 7679 MiB of memory", |s| s.state("meminfo", "MemTotal:  7864319 kB\n")),
    ("there is no `snap`", |s| std::fs::remove_file(s.path("bin/snap")).expect("removed")),
    ("has 49 GiB left, expected 50", |s| s.state("free", "49\n")),
    ("port 80 is taken, by apache2", |s| {
        s.state("listening", "LISTEN 0 511 *:80 *:* users:((\"apache2\",pid=7,fd=4),(\"apache2\",pid=8,fd=4))\n");
    }),
    ("port 443 is taken", |s| s.state("listening", "LISTEN 0 511 [::]:443 [::]:*\n")),
    ("port 10250 is taken, by k3s-server", |s| {
        s.state("listening", "LISTEN 0 511 *:10250 *:* users:((\"k3s-server\",pid=7,fd=4))\n");
    }),
    ("there is no `ss`", |s| std::fs::remove_file(s.path("bin/ss")).expect("removed")),
    ("MicroK8s follows `1.33/stable` here, expected `1.35/stable`", |s| s.state("followed", "1.33/stable\n")),
    ("microk8s.yaml is not there", |s| {
        std::fs::remove_file(s.path("bundle/machine/microk8s.yaml")).expect("removed");
    }),
    (".kube/microk8s.config was not written by this script", |s| {
        s.write("home/.kube/microk8s.config", b"apiVersion: v1\n");
    }),
    (".microk8s.yaml was not written by this script", |s| s.write("snap/common/.microk8s.yaml", b"version: 0.1.0\n")),
    ("etc/microk8s.yaml would be read in place of the hub's", |s| s.write("etc/microk8s.yaml", b"version: 0.1.0\n")),
    ("etc/hosts is not there", |s| std::fs::remove_file(s.path("etc/hosts")).expect("removed")),
    ("etc/hosts does not have", |s| s.write("etc/hosts", b"# end hub mojaloop\n127.0.0.1 localhost\n")),
];

#[test]
fn each_fault_is_told_alone_and_nothing_is_changed() {
    for (says, spoil) in FAULTS {
        let stage = Stage::of(&hub());
        spoil(&stage);
        let seen = stage.seen();
        for arguments in [&["--check"][..], &[]] {
            let ran = stage.run(arguments);
            ran.ends_with(3);
            assert_eq!(ran.faults().len(), 1, "{says}: {}", ran.stderr);
            assert!(ran.faults()[0].contains(says), "{says}: {}", ran.stderr);
            assert_eq!(ran.stderr.matches("\n  help: ").count(), 1, "{}", ran.stderr);
            assert!(ran.stdout.is_empty() && stage.seen() == seen, "{says}: {}", ran.stdout);
        }
    }
}

#[test]
fn faults_are_told_together() {
    let stage = Stage::of(&hub());
    let together =
        ["this is `debian", "this processor", "has 3840 MiB", "has 49 GiB", "port 80", "would be read in place"];
    for part in together {
        let (_, spoil) = FAULTS.iter().find(|(says, _)| says.contains(part)).expect(part);
        spoil(&stage);
    }
    let ran = stage.run(&["--check"]);
    ran.ends_with(3);
    let told: Vec<bool> = together.iter().zip(ran.faults()).map(|(part, fault)| fault.contains(part)).collect();
    assert_eq!(told, [true; 6], "{}", ran.stderr);
}

#[test]
fn only_to_look_nobody_has_to_be_root() {
    let stage = Stage::of(&hub());
    stage.state("uid", "1000\n");
    let seen = stage.seen();
    let ran = stage.run(&["--check"]);
    ran.ends_with(0);
    assert_eq!(ran.stdout, "This machine fits hub mojaloop.\n");
    assert!(stage.seen() == seen);
    let ran = stage.run(&[]);
    ran.ends_with(3);
    assert_eq!(ran.faults(), ["`tester` may not change this machine"]);
}

#[test]
fn machines_that_fit() {
    let table: &[(&str, Spoil)] = &[
        ("the least memory", |s| s.state("meminfo", "MemTotal:  7864320 kB\n")),
        ("the least room", |s| s.state("free", "50\n")),
        ("a later LTS", |s| s.state("os-release", "ID=ubuntu\nVERSION_ID='26.04'\n")),
        ("an earlier LTS", |s| s.state("os-release", "VERSION_ID=22.04\nID=\"ubuntu\"\n")),
        ("other ports", |s| s.state("listening", "LISTEN 0 511 *:8080 *:*\nLISTEN 0 511 *:1443 *:80\n")),
        ("its own ports", |s| {
            s.run(&[]).ends_with(0);
            s.state("listening", "LISTEN 0 4096 *:80 *:*\nLISTEN 0 4096 *:443 *:*\nLISTEN 0 4096 *:16443 *:*\n");
        }),
        ("a disk that is full of it", |s| {
            s.run(&[]).ends_with(0);
            s.state("free", "4\n");
        }),
        ("stopped, with ports it can't be asked of", |s| {
            s.run(&[]).ends_with(0);
            s.state("stopped", "");
            s.state("listening", "LISTEN 0 4096 *:80 *:*\n");
        }),
    ];
    for (what, prepare) in table {
        let stage = Stage::of(&hub());
        prepare(&stage);
        let ran = stage.run(&["--check"]);
        assert_eq!(ran.status, 0, "{what}: {}", ran.stderr);
    }
}

#[test]
fn ports_are_asked_again_where_the_ingress_is_not_enabled() {
    let stage = Stage::of(&hub());
    for (name, text) in [("followed", "1.35/stable\n"), ("ready", ""), ("addons", "dns\n")] {
        stage.state(name, text);
    }
    stage.state("listening", "LISTEN 0 511 *:80 *:*\nLISTEN 0 511 *:10250 *:*\n");
    let ran = stage.run(&["--check"]);
    ran.ends_with(3);
    assert_eq!(ran.faults(), ["port 80 is taken"]);
}
