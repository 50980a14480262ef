//! How do I describe a hub of my own, without a preset?
//!
//! Two banks and a wallet in two currencies; a bigger pool of database connections; ports beside those of
//! another hub. `cargo run --example first_hub [DIRECTORY]`

use mojaloop_examples::{Outcome, compose, deliver, output};
use mojaloop_model::{Containers, Hub, Memory, Participant, Release, Scheme, ServiceSettings, WorkloadSettings};
use mojaloop_render::{Compose, Emitter};

fn main() -> Outcome {
    let ledger = ServiceSettings::builder()
        .config("DATABASE.POOL_MAX_SIZE", 20)
        .workload("central-ledger", WorkloadSettings::builder().memory(Memory::mebibytes(512)).build())
        .build();
    let hub = Hub::builder()
        .name("zambezi")
        .release(Release::V17_2_0)
        .scheme(Scheme::builder().currencies(["ZMW", "USD"]).build())
        .participant(Participant::new("greenbank").currency("ZMW").currency("USD").liquidity("50000"))
        .participant(Participant::new("bluebank").currency("ZMW"))
        .participant(Participant::new("wallet").currency("ZMW").currency("USD").net_debit_cap("2500"))
        .service("central-ledger", ledger)
        .platform(Containers::builder().port_offset(10_000).build())
        .memory(Memory::gibibytes(7))
        .build();
    let bundle = Compose::default().render(&hub)?;
    deliver(&bundle, &output("first_hub", 1), &compose(&bundle))
}
