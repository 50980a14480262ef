//! Helm: golden values of chosen hubs, and laws over random ones.

use mojaloop_model::{
    External, Handlers, Hub, Ingress, Kubernetes, Messages, Mysql, Operator, Platform, Provisioning, Tls,
    WorkloadSettings,
};
use mojaloop_presets::CoreTestHarness;
use mojaloop_render::bundle::Bundle;
use mojaloop_render::{Emitter, Helm, helm};
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;
use serde_json::{Value, json};

use crate::golden::snapshot;
use crate::hubs::on_cluster;

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
fn a_cluster() {
    files("cluster", &render(&cluster()), |_| true);
}

/// Split handlers, ISO 20022, proxies, a database of its own under TLS, a mirror, an ingress.
fn cluster() -> Hub {
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
        .operators([Operator::CertManager])
        .registry("registry.example.org")
        .pull_secrets(["registry"]);
    hub.platform = Platform::Kubernetes(cluster.build());
    let settings = hub.services.entry("quoting-service".into()).or_default();
    settings.config.insert("SIMPLE_AUDIT".to_owned(), json!(true));
    settings.workloads.insert("quoting-service-handler".into(), WorkloadSettings::builder().replicas(3).build());
    hub
}

/// Not even a warning: no key of the chart's own signs anything, and no value is for nobody.
#[test]
fn what_is_written_keeps_every_rule() {
    for hub in [CoreTestHarness::default().hub(), cluster()] {
        let bundle = render(&hub);
        for (chart, path) in [("mojaloop", "values/mojaloop.yaml"), ("example-mojaloop-backend", "values/backend.yaml")]
        {
            let values = serde_yaml::from_str(bundle.file(path).expect("the file").text()).expect("YAML");
            let checked = helm::check(chart, hub.release.name(), &values);
            assert_eq!(checked.faults.to_string(), "", "{path}");
            assert_eq!(checked.unchecked, [""; 0], "{path}");
        }
    }
}

#[test]
fn a_users_own_values_are_checked() {
    let wrong = json!({ "centralledger": { "centralledger-service": { "config": { "db_port": "3306" }, "env": {} } } });
    let hub = CoreTestHarness::default().hub();
    let told = Helm::builder().values(wrong).build().render(&hub).unwrap_err();
    assert_eq!(told.codes(), ["chart-key-type", "unknown-chart-key"]);
    let right = json!({ "centralledger": { "centralledger-service": { "config": { "log_level": "warn" } } } });
    let bundle = Helm::builder().values(right).build().render(&hub).expect("good values");
    assert!(bundle.file("values/mojaloop.yaml").expect("the file").text().contains("log_level: warn"));
}

#[test]
fn a_release_name_that_is_too_long_is_refused() {
    let told =
        Helm::builder().release("mojaloop-of-zambia").build().render(&CoreTestHarness::default().hub()).unwrap_err();
    assert_eq!(told.codes(), ["chart-release-name"]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    /// No hub on any cluster makes values with an unknown key, a rule broken, or a patch for nothing.
    #[test]
    fn any_hub_has_values_its_chart_reads(hub in on_cluster()) {
        holds(&hub)?;
    }
}

fn holds(hub: &Hub) -> Result<(), TestCaseError> {
    let version = hub.release.name();
    let bundle = Helm::default().render(hub).map_err(|faults| TestCaseError::fail(faults.to_string()))?;
    let values = read(&bundle, "values/mojaloop.yaml");
    for (chart, path) in [("mojaloop", "values/mojaloop.yaml"), ("example-mojaloop-backend", "values/backend.yaml")] {
        let checked = helm::check(chart, version, &read(&bundle, path));
        prop_assert_eq!((checked.faults.to_string(), checked.unchecked), (String::new(), Vec::new()));
    }
    let names = helm::rendered("moja", version, &values);
    let patches = read(&bundle, "post-render/kustomization.yaml");
    for patch in patches["patches"].as_array().into_iter().flatten() {
        let (kind, name) = (&patch["target"]["kind"], &patch["target"]["name"]);
        prop_assert!(names.iter().any(|one| *kind == *one.kind && *name == *one.name), "{} {}", kind, name);
        let operations: Value = serde_yaml::from_str(patch["patch"].as_str().unwrap_or_default()).unwrap_or_default();
        prop_assert!(operations.as_array().is_some_and(|list| !list.is_empty()));
    }
    Ok(())
}

fn read(bundle: &Bundle, path: &str) -> Value {
    serde_yaml::from_str(bundle.file(path).map_or("", |file| file.text())).unwrap_or_default()
}
