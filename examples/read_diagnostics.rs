//! What is wrong with this hub, and how would my own tool show it?
//!
//! Every fault comes at once, with its code, its place, its line and a way out. Reads the file beside this
//! program, or another. `cargo run --example read_diagnostics [HUB.yaml]`

use std::collections::BTreeMap;
use std::process::ExitCode;

use mojaloop_model::Severity;
use mojaloop_render::hub_file;

fn main() -> ExitCode {
    let file =
        std::env::args().nth(1).unwrap_or_else(|| concat!(env!("CARGO_MANIFEST_DIR"), "/faulty.yaml").to_owned());
    let text = match std::fs::read_to_string(&file) {
        Ok(text) => text,
        Err(error) => {
            eprintln!("`{file}` can't be read: {error}");
            return ExitCode::FAILURE;
        }
    };
    let faults = match hub_file::read(&text) {
        Ok(hub) => {
            print!("{}", hub.warnings());
            println!("{}: a valid hub of {} participants", hub.name, hub.participants.len());
            return ExitCode::SUCCESS;
        }
        Err(faults) => faults,
    };

    // As a person reads them. As JSON, each is a map of the same parts: serialise it.
    print!("{faults}");

    // As a tool counts them: codes are stable, so that one can be allowed, linked or grouped by.
    let mut codes: BTreeMap<&str, usize> = BTreeMap::new();
    for fault in faults.iter().filter(|fault| fault.severity() == Severity::Error) {
        *codes.entry(fault.code()).or_default() += 1;
    }
    println!("\n{} errors of {} kinds:", codes.values().sum::<usize>(), codes.len());
    for (code, count) in codes {
        println!("  {count} x {code}");
    }
    ExitCode::FAILURE
}
