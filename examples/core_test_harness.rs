//! How do I get a whole Mojaloop hub on my laptop?
//!
//! `cargo run --example core_test_harness [DIRECTORY]`

use mojaloop_examples::{Outcome, compose, deliver, output};
use mojaloop_presets::CoreTestHarness;
use mojaloop_render::{Compose, Emitter};

fn main() -> Outcome {
    let hub = CoreTestHarness::default().hub();
    let bundle = Compose::default().render(&hub)?;
    deliver(&bundle, &output("core_test_harness", 1), &compose(&bundle))
}
