//! How do I install a hub by the published Helm charts, and what will an upgrade change?
//!
//! `cargo run --example helm [DIRECTORY]`

use mojaloop_examples::{Outcome, deliver, output};
use mojaloop_model::Release;
use mojaloop_presets::Miniloop;
use mojaloop_render::{Emitter, Helm, plan};

fn main() -> Outcome {
    let helm = Helm::builder().release("moja").build();
    let hub = Miniloop::default().hub();

    let older = Miniloop::builder().release(Release::V17_1_0).build().hub();
    println!("{}", helm.upgrade(&plan(&older.validate()?), &plan(&hub.validate()?)));

    let bundle = helm.render(&hub)?;
    let next = ["sudo machine/microk8s.sh", "./install.sh", "./validate.sh"];
    deliver(&bundle, &output("helm", 1), &next)
}
