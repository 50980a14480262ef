//! How do I get a whole Mojaloop hub on my laptop?
//!
//! `cargo run --example core_test_harness [DIRECTORY]`

use mojaloop_examples::{deliver, output};
use mojaloop_presets::CoreTestHarness;
use mojaloop_render::{Compose, Emitter};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let hub = CoreTestHarness::default().hub();
    let bundle = Compose::default().render(&hub)?;
    deliver(&bundle, output("core_test_harness"), &["docker compose up --wait", "docker compose run --rm test"])
}
