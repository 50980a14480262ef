//! How do I see my edit of a service run in a whole hub within seconds?
//!
//! Three checkouts beside the output, one for each way: mounted over the release's image, with an inspector; copied
//! into what runs; and built again. `cargo run --example hot_reload [DIRECTORY]`

use mojaloop_examples::{Outcome, deliver, output};
use mojaloop_model::{Reload, ServiceSettings};
use mojaloop_presets::CoreTestHarness;
use mojaloop_render::{Compose, Emitter};

fn main() -> Outcome {
    let mut hub = CoreTestHarness::default().hub();
    let mounted = ServiceSettings::builder().source("../central-ledger").reload(Reload::Mount).inspect(true).build();
    let copied = ServiceSettings::builder().source("../quoting-service").reload(Reload::Sync).build();
    let built = ServiceSettings::builder().source("../als-msisdn-oracle-svc").build();
    let developed = [("central-ledger", mounted), ("quoting-service", copied), ("als-msisdn-oracle-svc", built)];
    hub.services.extend(developed.map(|(service, settings)| (service.into(), settings)));
    let bundle = Compose::default().render(&hub)?;
    let next = [
        "ls ../central-ledger ../quoting-service ../als-msisdn-oracle-svc   # your checkouts, at the release's tags",
        "docker compose up --wait   # an edit of central-ledger is live from here on",
        "docker compose watch       # an edit of the other two as well, while this runs",
        "node inspect 127.0.0.1:9301",
        "docker compose run --rm central-ledger-unit",
        "docker compose run --rm central-ledger-integration",
    ];
    deliver(&bundle, &output("hot_reload", 1), &next)
}
