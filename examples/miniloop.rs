//! How do I get a hub on one machine with a small Kubernetes of its own, and know that it works?
//!
//! `cargo run --example miniloop [DIRECTORY]`

use mojaloop_examples::{Outcome, deliver, output};
use mojaloop_presets::Miniloop;
use mojaloop_render::{Emitter, Manifests};

fn main() -> Outcome {
    let hub = Miniloop::default().hub();
    let bundle = Manifests::default().render(&hub)?;
    let next = [
        "sudo machine/microk8s.sh",
        "microk8s kubectl apply --kustomize .",
        "microk8s kubectl --namespace mojaloop wait --for=condition=Available deployment --all --timeout=15m",
        "./validate.sh",
        "microk8s kubectl --namespace mojaloop create job --from=cronjob/test test-1",
    ];
    deliver(&bundle, &output("miniloop", 1), &next)
}
