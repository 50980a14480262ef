//! The hub's names in a hosts file.

use std::fs::Permissions;
use std::os::unix::fs::PermissionsExt;

use mojaloop_model::{Hub, Microk8s};
use mojaloop_render::bundle::BundleFile;

use super::{HOSTS, Stage, bundle, hub, machine_of, on};

/// The lines of the file for people, without what is said above them.
fn block(hub: &Hub) -> Vec<u8> {
    let rendered = bundle(hub);
    let text = rendered.file("machine/hosts").map(BundleFile::text).expect("the file");
    let at = text.find("# begin hub ").expect("a first line");
    text.as_bytes()[at..].to_vec()
}

fn joined(parts: &[&[u8]]) -> Vec<u8> {
    parts.concat()
}

/// What stands in hosts files, and whether a line has to be ended before others can follow.
const OTHERS: &[(&str, &[u8], bool)] = &[
    ("usual", HOSTS, false),
    ("empty", b"", false),
    ("unended", b"127.0.0.1 localhost\n10.0.0.1 nas", true),
    ("of Windows", b"127.0.0.1 localhost\r\n10.0.0.1 nas\r\n", false),
    ("Latin-1", b"127.0.0.1 localhost # caf\xe9\n\n\n\t\n", false),
    (
        "of another hub",
        b"# begin hub mojaloop-2, written by machine/microk8s.sh\n127.0.0.1 a.b\n# end hub mojaloop-2\n",
        false,
    ),
    ("quoting its lines", b"# # begin hub mojaloop, written by machine/microk8s.sh\n#  # end hub mojaloop\n", false),
];

#[test]
fn every_other_byte_stays() {
    let block = block(&hub());
    for (what, before, unended) in OTHERS {
        let stage = Stage::of(&hub());
        stage.write("etc/hosts", before);
        stage.run(&[]).ends_with(0);
        let end: &[u8] = if *unended { b"\n" } else { b"" };
        assert_eq!(stage.read("etc/hosts"), joined(&[before, end, &block]), "{what}");
        stage.run(&["--delete", "--yes"]).ends_with(0);
        assert_eq!(stage.read("etc/hosts"), joined(&[before, end]), "{what}");
    }
}

#[test]
fn names_that_changed_are_replaced_where_they_stand() {
    let moved = on(Microk8s::builder().domain("hub.example.org").build());
    let after: &[u8] = b"10.0.0.9 printer # no newline";
    for changed in
        [block(&hub()), b"# begin hub mojaloop, written by machine/microk8s.sh\n# end hub mojaloop\n".to_vec()]
    {
        let stage = Stage::of(&moved);
        stage.write("etc/hosts", &joined(&[HOSTS, &changed, after]));
        stage.run(&[]).ends_with(0);
        assert_eq!(stage.read("etc/hosts"), joined(&[HOSTS, &block(&moved), after]));
    }
}

#[test]
fn a_half_of_its_lines_is_a_fault_and_stays() {
    let begin = "# begin hub mojaloop, written by machine/microk8s.sh\n";
    let end = "# end hub mojaloop\n";
    let whole = format!("{begin}{end}");
    for half in [begin, end, &format!("{end}{begin}"), &format!("{whole}{whole}"), &format!("{whole}{begin}")] {
        let stage = Stage::of(&hub());
        stage.write("etc/hosts", half.as_bytes());
        for arguments in [&[][..], &["--check"], &["--delete", "--yes"]] {
            let ran = stage.run(arguments);
            ran.ends_with(3);
            assert_eq!(ran.faults().len(), 1, "{}", ran.stderr);
        }
        assert_eq!(stage.read("etc/hosts"), half.as_bytes());
        assert!(stage.calls().is_empty());
    }
}

#[test]
fn a_link_stays_one_and_who_may_read_it_too() {
    let stage = Stage::of(&hub());
    std::fs::set_permissions(stage.path("etc/hosts"), Permissions::from_mode(0o640)).expect("a mode");
    std::fs::rename(stage.path("etc/hosts"), stage.path("etc/hosts.real")).expect("moved");
    std::os::unix::fs::symlink("hosts.real", stage.path("etc/hosts")).expect("a link");
    stage.run(&[]).ends_with(0);
    assert!(std::fs::symlink_metadata(stage.path("etc/hosts")).expect("metadata").is_symlink());
    assert_eq!(stage.read("etc/hosts.real"), joined(&[HOSTS, &block(&hub())]));
    assert_eq!(stage.mode("etc/hosts.real"), 0o640);
}

#[test]
fn each_name_has_its_own_line_and_localhost_is_first() {
    let mut hub = hub();
    machine_of(&mut hub).domain = "hub.example.org".into();
    let text = String::from_utf8(block(&hub)).expect("text");
    let names: Vec<_> = text.lines().filter_map(|line| line.strip_prefix("127.0.0.1 ")).collect();
    let plan = mojaloop_render::plan(&hub.validate().expect("a valid hub"));
    assert_eq!(names, plan.routes.iter().map(|route| route.host.as_str()).collect::<Vec<_>>());
    assert!(names.len() > 3 && names.iter().all(|name| name.ends_with(".hub.example.org")), "{names:?}");
}
