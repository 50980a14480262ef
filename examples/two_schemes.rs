//! How do two schemes pay each other, side by side on one machine?
//!
//! `cargo run --example two_schemes [DIRECTORY]`

use mojaloop_examples::{Outcome, deliver, output};
use mojaloop_model::{Hub, Participant, Peer, Proxy};
use mojaloop_presets::CoreTestHarness;
use mojaloop_render::{Compose, Emitter};

/// How far the ports of the second hub are from those of the first, which has the usual ones.
const OFFSET: u16 = 10_000;

/// A hub of two banks and a proxy, which has the same name in both schemes.
fn scheme(name: &str, banks: [&str; 2], proxy: Proxy, offset: u16) -> Hub {
    let participant = |id: &str| Participant::new(id).currency("ZMW");
    CoreTestHarness::builder()
        .name(name)
        .participants(banks.map(participant))
        .participant(participant("zambezi-lakes").played_by(proxy))
        .port_offset(offset)
        .build()
        .hub()
}

fn main() -> Outcome {
    // Each reaches the other by a port of the machine. One adapter carries both ways: it runs beside the first hub and
    // calls the gateway of the second, which names the adapter.
    let at = |port: u16| format!("http://host.docker.internal:{port}").as_str().into();
    let to_lakes = Proxy::to(Peer::Gateway(at(4300 + OFFSET))).payee("lakebank");
    let to_zambezi = Proxy::to(Peer::Adapter(at(4100))).payee("greenbank");
    let zambezi = scheme("zambezi", ["greenbank", "bluebank"], to_lakes, 0);
    let lakes = scheme("lakes", ["lakebank", "shorebank"], to_zambezi, OFFSET);

    let directory = output("two_schemes", 1);
    for hub in [zambezi, lakes] {
        let bundle = Compose::default().render(&hub)?;
        // In either order; what pays from one scheme to the other wants both.
        let next = ["docker compose up --wait", "docker compose run --rm provision", "docker compose run --rm test"];
        deliver(&bundle, &directory.join(hub.name.as_str()), &next)?;
    }
    Ok(())
}
