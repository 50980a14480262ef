//! How do I render a hub from a file, without writing Rust?
//!
//! `cargo run --example from_yaml HUB.yaml TARGET [DIRECTORY]`; the targets are those of `TARGETS`.
//! Without arguments: the file beside this program, for Compose.

use mojaloop_examples::{COMPOSE, Outcome, deliver, output};
use mojaloop_render::{Compose, Emitter, hub_file};

fn targets() -> Vec<Box<dyn Emitter>> {
    vec![Box::new(Compose::default())]
}

fn main() -> Outcome {
    let mut arguments = std::env::args().skip(1);
    let file = arguments.next().unwrap_or_else(|| concat!(env!("CARGO_MANIFEST_DIR"), "/hub.yaml").to_owned());
    let wanted = arguments.next().unwrap_or_else(|| "compose".to_owned());

    let targets = targets();
    let Some(target) = targets.iter().find(|target| target.name() == wanted) else {
        let names: Vec<&str> = targets.iter().map(|target| target.name()).collect();
        return Err(format!("`{wanted}` is no target, expected one of {}", names.join(", ")).into());
    };
    let text = std::fs::read_to_string(&file).map_err(|error| format!("`{file}` can't be read: {error}"))?;
    let hub = hub_file::read(&text)?;
    let bundle = target.render(&hub)?;
    deliver(&bundle, &output("from_yaml", 3), COMPOSE)
}
