//! What does a hub look like with every feature on, and how much of a machine does it take?
//!
//! `cargo run --example everything [DIRECTORY]`

use mojaloop_examples::{Outcome, compose, deliver, output};
use mojaloop_model::{Exchange, Feature, Memory, Participant, Peer, PlayedBy, Proxy};
use mojaloop_presets::CoreTestHarness;
use mojaloop_render::{Compose, Emitter};

fn main() -> Outcome {
    // Two banks pay each other; a bureau exchanges their currencies; a wallet has a scheme adapter of its own; two are
    // played by simulators; a proxy leads to another scheme.
    let bank = |id: &str| Participant::new(id).currency("ZMW").currency("USD");
    let mut bureau = bank("bureau");
    bureau.exchanges = vec![Exchange::new("ZMW", "USD", "0.04"), Exchange::new("USD", "ZMW", "24.5")];
    // `two_schemes` renders both hubs of such a pair.
    let lakes = Proxy::to(Peer::Gateway("http://host.docker.internal:14300".into())).payee("lakebank");
    let hub = CoreTestHarness::builder()
        .name("everything")
        .participants([bank("greenbank"), bank("bluebank"), bureau])
        .participant(Participant::new("wallet").currency("ZMW").played_by(PlayedBy::Sdk))
        .participant(Participant::new("zambezi-lakes").currency("ZMW").played_by(lakes))
        .participant(Participant::new("payeefsp").currency("ZMW").played_by(PlayedBy::LegacySimulator))
        .participant(Participant::new("perffsp").currency("ZMW").played_by(PlayedBy::CallbackHandler))
        .features(Feature::ALL.iter().copied())
        .build()
        .hub();

    let valid = hub.validate()?;
    let budget = &valid.resolved().budget;
    println!(
        "{} components with a limit, {} together at most",
        budget.shares.len(),
        budget.limits().unwrap_or(Memory::MAX)
    );
    let profiles = Feature::ALL.iter().map(|feature| feature.name()).collect::<Vec<_>>().join(", ");
    println!("profiles of features: {profiles}\n");

    let bundle = Compose::default().render(&hub)?;
    deliver(&bundle, &output("everything", 1), &compose(&bundle))
}
