//! The program carries the whole hub.
#![allow(clippy::disallowed_methods, reason = "the test runs the program in a directory of its own")]

use std::process::Command;

#[test]
fn the_hub_is_carried_and_written() {
    let root = std::env::temp_dir().join(format!("mojaloop-carried-{}", std::process::id()));
    let written = Command::new(env!("CARGO_BIN_EXE_mojaloop-build-script")).arg(&root).output().expect("the program");
    let compose = std::fs::read_to_string(root.join("compose.yaml")).expect("the file");
    std::fs::remove_dir_all(&root).expect("a folder");
    assert!(written.status.success());
    assert!(compose.contains("central-ledger:"), "{compose}");
}
