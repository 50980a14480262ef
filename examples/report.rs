//! What is in my hub, on one page?
//!
//! What runs, who calls whom, who gets the memory, and where each value comes from: a page that loads nothing and opens
//! in any browser. `cargo run --example report [DIRECTORY]`; of a hub in a file: `from_yaml HUB.yaml report`.

use mojaloop_examples::{Outcome, deliver, next, output};
use mojaloop_presets::CoreTestHarness;
use mojaloop_render::{Emitter, Report};

fn main() -> Outcome {
    let hub = CoreTestHarness::default().hub();
    let bundle = Report::default().render(&hub)?;
    deliver(&bundle, &output("report", 1), &next(&bundle))
}
