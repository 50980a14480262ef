//! Golden files: what a change of the renderer changes for those who use it.
//!
//! `INSTA_UPDATE=always cargo test` writes them; their difference is what a review reads.

use mojaloop_model::{External, Handlers, Hub, Messages, Mysql, Provisioning, WorkloadSettings};
use mojaloop_presets::CoreTestHarness;
use mojaloop_render::bundle::Bundle;
use mojaloop_render::{Compose, Emitter, yaml};

fn harness() -> Hub {
    CoreTestHarness::default().hub()
}

/// One snapshot at `snapshots/<place>/<name>.snap`, its text as it is.
pub(crate) fn snapshot(place: &str, name: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(format!("{}/../snapshots/{place}", env!("CARGO_MANIFEST_DIR")));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, text));
}

/// A snapshot a file, for those that are wanted.
fn files(case: &str, bundle: &Bundle, wanted: fn(&str) -> bool) {
    for file in bundle.files().iter().filter(|file| wanted(file.path())) {
        snapshot(&format!("{case}/compose"), &file.path().replace('/', "__"), file.text());
    }
}

/// What services read: a variant of the harness differs here, and hardly elsewhere.
fn configuration(path: &str) -> bool {
    path == "compose.yaml" || path.starts_with("config/")
}

fn render(hub: &Hub) -> Bundle {
    Compose::default().render(hub).expect("a valid hub")
}

#[test]
fn the_plan_of_the_core_test_harness() {
    let plan = mojaloop_render::plan(&harness().validate().expect("a valid hub"));
    let tree = serde_json::to_value(&plan).expect("a plan is plain data");
    snapshot("core_test_harness", "plan", &yaml::to_string(&tree));
}

#[test]
fn the_core_test_harness() {
    files("core_test_harness", &render(&harness()), |_| true);
}

#[test]
fn iso_20022() {
    let mut hub = harness();
    hub.scheme.messages = Messages::Iso20022;
    files("iso_20022", &render(&hub), |path| configuration(path) || path.contains("rules_callback"));
}

#[test]
fn split_handlers() {
    let mut hub = harness();
    hub.handlers = Handlers::Split;
    hub.memory = None;
    let twice = [
        ("central-ledger", "central-ledger-prepare"),
        ("central-ledger", "central-ledger-position-batch"),
        ("quoting-service", "quoting-service-handler"),
        ("ml-api-adapter", "ml-api-adapter-notification"),
    ];
    for (service, workload) in twice {
        let settings = hub.services.entry(service.into()).or_default();
        settings.workloads.insert(workload.into(), WorkloadSettings::builder().replicas(2).build());
    }
    files("split_handlers", &render(&hub), configuration);
}

#[test]
fn proxies() {
    let mut hub = harness();
    hub.scheme.proxies = true;
    files("proxies", &render(&hub), configuration);
}

#[test]
fn an_external_mysql() {
    let mut hub = harness();
    let external = External::builder().host("db.example.org").port(3307).tls(true).secret("ledger-database").build();
    hub.stores.mysql = Mysql::builder().provisioning(Provisioning::External(external)).build();
    files("external_mysql", &render(&hub), |path| configuration(path) || path == ".env");
}
