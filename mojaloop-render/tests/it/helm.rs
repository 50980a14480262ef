//! Helm: golden values of chosen hubs, and laws over random ones.

use mojaloop_model::{
    External, Handlers, Hub, Ingress, Kubernetes, Messages, Mysql, Platform, Provisioning, Tls, WorkloadSettings,
};
use mojaloop_presets::CoreTestHarness;
use mojaloop_render::bundle::Bundle;
use mojaloop_render::{Emitter, Helm};
use serde_json::json;

use crate::golden::snapshot;

fn files(case: &str, bundle: &Bundle, wanted: fn(&str) -> bool) {
    for file in bundle.files().iter().filter(|file| wanted(file.path())) {
        snapshot(&format!("{case}/helm"), &file.path().replace('/', "__"), file.text());
    }
}

fn render(hub: &Hub) -> Bundle {
    Helm::default().render(hub).expect("a valid hub")
}

#[test]
fn the_core_test_harness() {
    files("core_test_harness", &render(&CoreTestHarness::default().hub()), |_| true);
}

#[test]
fn a_cluster_with_stores_of_its_own() {
    let mut hub = CoreTestHarness::default().hub();
    hub.memory = None;
    hub.handlers = Handlers::Split;
    hub.scheme.messages = Messages::Iso20022;
    hub.scheme.proxies = true;
    let external = External::builder().host("db.example.org").port(3307).tls(true).secret("ledger-database").build();
    hub.stores.mysql = Mysql::builder().provisioning(Provisioning::External(external)).build();
    let ingress = Ingress::builder().domain("hub.example.org").class("public").tls(Tls::Issuer("letsencrypt".into()));
    let cluster = Kubernetes::builder()
        .namespace("payments")
        .exposure(ingress.build())
        .registry("registry.example.org")
        .pull_secrets(["registry"]);
    hub.platform = Platform::Kubernetes(cluster.build());
    let settings = hub.services.entry("quoting-service".into()).or_default();
    settings.config.insert("SIMPLE_AUDIT".to_owned(), json!(true));
    settings.workloads.insert("quoting-service-handler".into(), WorkloadSettings::builder().replicas(3).build());
    files("cluster", &render(&hub), |_| true);
}

#[test]
fn a_users_own_values_are_checked() {
    let wrong = json!({ "centralledger": { "centralledger-service": { "config": { "db_port": "3306" }, "env": {} } } });
    let hub = CoreTestHarness::default().hub();
    let told = Helm::default().values(wrong).render(&hub).unwrap_err();
    assert_eq!(told.codes(), ["chart-key-type", "unknown-chart-key"]);
    let right = json!({ "centralledger": { "centralledger-service": { "config": { "log_level": "warn" } } } });
    let bundle = Helm::default().values(right).render(&hub).expect("good values");
    assert!(bundle.file("values/mojaloop.yaml").expect("the file").text().contains("log_level: warn"));
}

#[test]
fn a_release_name_that_is_too_long_is_refused() {
    let told = Helm::default().release("mojaloop-of-zambia").render(&CoreTestHarness::default().hub()).unwrap_err();
    assert_eq!(told.codes(), ["chart-release-name"]);
}
