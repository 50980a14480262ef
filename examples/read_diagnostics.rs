//! What is wrong with this hub, and how would my own tool show it?
//!
//! Every fault comes at once, with its code, its place, its line and a way out: printed for people, and left as
//! `diagnostics.json` for tools. Reads the file beside this program, or another.
//! `cargo run --example read_diagnostics [HUB.yaml] [DIRECTORY]`

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use mojaloop_examples::{Failure, Outcome, count, deliver};
use mojaloop_model::Diagnostics;
use mojaloop_render::bundle::{Body, Draft, DraftFile};
use mojaloop_render::hub_file;

fn main() -> Outcome {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    let is_file = |name: &String| Path::new(name).extension().is_some_and(|kind| kind == "yaml" || kind == "yml");
    let given = if arguments.first().is_some_and(is_file) { Some(arguments.remove(0)) } else { None };
    let file = given.unwrap_or_else(|| concat!(env!("CARGO_MANIFEST_DIR"), "/faulty.yaml").to_owned());
    let directory = arguments.first().map_or_else(|| PathBuf::from("deploy/read_diagnostics"), PathBuf::from);

    let text =
        std::fs::read_to_string(&file).map_err(|error| Failure::new(format!("cannot read `{file}`: {error}")))?;
    let read = hub_file::read(&text);
    let found = read.as_ref().map_or_else(|faults| faults, |hub| hub.warnings());

    // As a person reads them.
    print!("{found}");
    match &read {
        Ok(hub) => println!("`{}` is a valid hub\n", hub.name),
        Err(faults) => println!("\n{}\n", by_code(faults)),
    }

    // As a tool reads them: each is a map of the same parts.
    let mut draft = Draft::new("diagnostics");
    let json = serde_json::to_value(found).map_err(|error| Failure::new(error.to_string()))?;
    draft.file(DraftFile::new("diagnostics.json", Body::Json(json)));
    let line = found.iter().find_map(mojaloop_model::Diagnostic::line).unwrap_or(1);
    let path = std::path::absolute(&file)?;
    deliver(
        &draft.finish()?,
        &directory,
        &["cat diagnostics.json", &format!("${{EDITOR:-vi}} +{line} '{}'", path.display())],
    )?;
    read.map(drop).map_err(|faults| Failure::new(format!("`{file}` has {}", count(&faults))))
}

/// Codes are stable, so that one can be allowed, linked or counted by.
fn by_code(faults: &Diagnostics) -> String {
    let mut codes: BTreeMap<&str, usize> = BTreeMap::new();
    for fault in faults {
        *codes.entry(fault.code()).or_default() += 1;
    }
    let counts = codes.iter().map(|(code, count)| format!("{count} x {code}")).collect::<Vec<_>>().join(", ");
    format!("{}, by code: {counts}", count(faults))
}
