//! How do I test a pull request of a service against a whole hub, several at once?

use mojaloop_examples::{Outcome, deliver, output};
use mojaloop_model::{Participant, ServiceSettings};
use mojaloop_presets::CoreTestHarness;
use mojaloop_render::compose::Ci;
use mojaloop_render::{Compose, Emitter};

fn main() -> Outcome {
    let mut hub = CoreTestHarness::builder()
        .name("quoting-pr")
        .participant(Participant::new("greenbank").currency("ZMW"))
        .participant(Participant::new("bluebank").currency("ZMW"))
        .build()
        .hub();
    // The service's own repository, whose folder `deploy` this is rendered to: its image is built from what is there.
    hub.services.insert("quoting-service".into(), ServiceSettings::builder().source("..").build());

    // A workflow, a job, and the script that both call. Each run is a project of its own, on ports that are free.
    let compose = Compose::builder().ci(Ci::builder().folder("deploy").minutes(30).build()).build();
    let bundle = compose.render(&hub)?;
    deliver(&bundle, &output("parallel_ci", 1), &["ci/run.sh", "cp ci/github.yml ../.github/workflows/hub.yml"])
}
