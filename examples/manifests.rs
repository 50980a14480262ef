//! How do I run a hub on a Kubernetes cluster, with `kubectl` alone?
//!
//! `cargo run --example manifests [DIRECTORY]`

use mojaloop_examples::{Outcome, deliver, output};
use mojaloop_model::{Handlers, Ingress, Kubernetes, WorkloadSettings};
use mojaloop_presets::CoreTestHarness;
use mojaloop_render::{Emitter, Manifests};

fn main() -> Outcome {
    // The hub of the laptop, unchanged but for what only a cluster can do.
    let mut hub = CoreTestHarness::builder().name("zambezi").build().hub();
    let ingress = Ingress::builder().domain("hub.example.org").build();
    hub.platform = Kubernetes::builder().exposure(ingress).build().into();
    hub.handlers = Handlers::Split;
    hub.memory = None;
    let quoting = hub.services.entry("quoting-service".into()).or_default();
    quoting.workloads.insert("quoting-service".into(), WorkloadSettings::builder().replicas(2).build());

    let bundle = Manifests::default().render(&hub)?;
    let next = ["kubectl apply --kustomize .", "kubectl --namespace zambezi get pods --watch"];
    deliver(&bundle, &output("manifests", 1), &next)
}
