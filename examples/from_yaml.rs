//! How do I render a hub from a file, without writing Rust?
//!
//! `cargo run --example from_yaml HUB.yaml TARGET [DIRECTORY]`, or `--schema` for the JSON Schema of a hub, which
//! editors complete and check by. Without arguments: the file beside this program, for Compose.

use mojaloop_examples::{Failure, Outcome, count, deliver, next, output};
use mojaloop_model::Hub;
use mojaloop_render::{Compose, Emitter, Helm, Manifests, Report, hub_file};

fn targets() -> Vec<Box<dyn Emitter>> {
    vec![
        Box::new(Compose::default()),
        Box::new(Manifests::default()),
        Box::new(Helm::default()),
        Box::new(Report::default()),
    ]
}

fn main() -> Outcome {
    let mut arguments = std::env::args().skip(1);
    let file = arguments.next().unwrap_or_else(|| concat!(env!("CARGO_MANIFEST_DIR"), "/hub.yaml").to_owned());
    let wanted = arguments.next().unwrap_or_else(|| "compose".to_owned());
    let targets = targets();
    let names = targets.iter().map(|target| target.name()).collect::<Vec<_>>().join(", ");
    match file.as_str() {
        "--schema" => {
            println!("{:#}", Hub::schema());
            return Ok(());
        }
        "--help" | "-h" => {
            println!("usage: from_yaml HUB.yaml TARGET [DIRECTORY]\n       from_yaml --schema\ntargets: {names}");
            return Ok(());
        }
        _ => {}
    }

    let Some(target) = targets.iter().find(|target| target.name() == wanted) else {
        return Err(Failure::new(format!("`{wanted}` is no target, expected one of {names}")));
    };
    let text =
        std::fs::read_to_string(&file).map_err(|error| Failure::new(format!("cannot read `{file}`: {error}")))?;
    let hub =
        hub_file::read(&text).map_err(|faults| Failure::new(format!("`{file}` has {}\n{faults}", count(&faults))))?;
    let bundle = target.render(&hub)?;
    deliver(&bundle, &output("from_yaml", 3), &next(&bundle))
}
