//! Every rule is broken once, and told where it is broken.

mod development;
mod faults;
mod features;
mod proxies;

use serde_json::json;

use super::*;
use crate::{
    Autoscale, Backup, Containers, Cpu, Durability, External, Handlers, Ingress, Kafka, Kubernetes, Memory, Messages,
    Microk8s, Mysql, Operated, Operator, Participant, Peer, Platform, PlayedBy, Provisioning, Release, Scheme,
    ServiceSettings, Span, Tls, WorkloadSettings,
};

fn hub() -> Hub {
    Hub::builder()
        .name("zambezi")
        .scheme(Scheme::builder().currencies(["ZMW", "JPY"]).build())
        .participant(Participant::new("greenbank").currency("ZMW").currency("JPY"))
        .participant(Participant::new("bluebank").currency("ZMW").currency("JPY"))
        .build()
}

fn ledger(hub: &mut Hub) -> &mut ServiceSettings {
    hub.services.entry("central-ledger".into()).or_default()
}

fn external(hub: &mut Hub, external: External) {
    hub.stores.mysql.provisioning = Provisioning::External(external);
}

fn workload(hub: &mut Hub, service: &str, workload: &str, settings: WorkloadSettings) {
    hub.services.entry(service.into()).or_default().workloads.insert(workload.into(), settings);
}

fn set(hub: &mut Hub, service: &str, key: &str, value: impl Into<serde_json::Value>) {
    let settings = ServiceSettings::builder().config(key, value).build();
    hub.services.insert(service.into(), settings);
}

/// A cluster with every operator.
fn cluster(hub: &mut Hub) -> &mut Kubernetes {
    if !matches!(hub.platform, Platform::Kubernetes(_)) {
        hub.platform =
            Kubernetes::builder().operators(Operator::ALL.iter().copied()).secret_store("vault").build().into();
    }
    let Platform::Kubernetes(cluster) = &mut hub.platform else { unreachable!("it was made one") };
    cluster
}

fn operated(hub: &mut Hub, operated: Operated) {
    cluster(hub);
    hub.stores.mysql.provisioning = Provisioning::Operator(operated.clone());
    hub.stores.kafka.provisioning = Provisioning::Operator(operated);
}

fn backup(days: u32) -> Operated {
    let backup = Backup::builder().bucket("backups").secret("backups").keep_days(days).build();
    Operated::builder().backup(backup).build()
}

fn scaled(hub: &mut Hub, name: &str, autoscale: Autoscale) {
    let (service, _) = crate::catalogue::workload(name).expect("a workload");
    workload(hub, service.name, name, WorkloadSettings::builder().replicas(2).autoscale(autoscale).build());
}

fn to(most: u32) -> Autoscale {
    Autoscale::builder().most(most).build()
}

type Fault = (&'static str, &'static str, fn(&mut Hub));

fn faults() -> impl Iterator<Item = &'static Fault> {
    faults::FAULTS.iter().chain(features::FAULTS).chain(proxies::FAULTS).chain(development::FAULTS)
}

#[test]
fn each_fault_is_told_at_its_place() {
    for (code, place, break_it) in faults() {
        let mut broken = hub();
        break_it(&mut broken);
        let found = broken.diagnose();
        assert!(
            found.iter().any(|d| d.code() == *code && d.path() == *place && d.help_text().is_some()),
            "expected {code} at {place}, found:\n{found}"
        );
    }
}

#[test]
fn every_rule_has_a_hub_that_breaks_it() {
    for rule in RULES {
        assert!(faults().any(|(code, ..)| *code == rule.code), "nothing provokes `{}`", rule.code);
    }
}

#[test]
fn codes_are_unique_and_kebab_case() {
    let mut codes: Vec<&str> = RULES.iter().map(|rule| rule.code).collect();
    assert!(codes.iter().all(|code| code.bytes().all(|b| b.is_ascii_lowercase() || b == b'-')));
    codes.sort_unstable();
    assert!(codes.windows(2).all(|pair| pair[0] != pair[1]));
}

#[test]
fn what_may_be_said_is_not_a_fault() {
    let fine: &[fn(&mut Hub)] = &[
        |_| {},
        |h| h.handlers = Handlers::Split,
        |h| h.scheme.messages = Messages::Iso20022,
        |h| proxies::lead_to(h, Peer::Adapter("http://adapter.example.org:4100".into())),
        |h| h.release = Release::V17_1_0,
        |h| h.stores.mysql.durability = Durability::Disposable,
        |h| set(h, "central-ledger", "DATABASE.POOL_MAX_SIZE", 5),
        |h| set(h, "central-ledger", "DATABASE.ADDITIONAL_CONNECTION_OPTIONS", json!({ "connectTimeout": 5 })),
        |h| set(h, "quoting-service", "INSTRUMENTATION.METRICS.DISABLED", true),
        |h| ledger(h).image = Some("registry.example.org:5000/central-ledger:v19.12.7-fix".into()),
        |h| workload(h, "quoting-service", "quoting-service-handler", WorkloadSettings::builder().replicas(3).build()),
        |h| h.platform = Platform::from(Containers::builder().ports([("ml-testing-toolkit.api", 15_050)]).build()),
    ];
    for (i, change) in fine.iter().enumerate() {
        let mut changed = hub();
        change(&mut changed);
        let found = changed.diagnose();
        assert!(found.is_empty(), "case {i}:\n{found}");
    }
}

#[test]
fn no_fault_gives_a_secret_away() {
    let mut hub = hub();
    set(&mut hub, "central-ledger", "DATABASE.PASSWORD", 918_273_645);
    set(&mut hub, "quoting-service", "DATABASE.POOL_MAX_SIZE", "mysql://me:hunter2@db");
    external(&mut hub, External::builder().host("db").secret("Hunter2!pw").build());
    hub.participants[0].played_by = PlayedBy::Endpoint("http://me:hunter2@bank:4000".into());
    let told = hub.diagnose().to_string().to_lowercase();
    assert!(told.contains("this value is not well formed"), "{told}");
    assert!(!told.contains("918273645") && !told.contains("hunter2"), "{told}");
}

#[test]
fn an_external_database_is_no_fault() {
    let mut hub = hub();
    external(&mut hub, External::builder().host("db.example.org").secret("ledger").tls(true).build());
    assert_eq!(hub.diagnose().codes(), ["external-databases"]);
    assert!(hub.validate().is_ok());
}

#[test]
fn a_path_written_as_one_key_is_to_be_nested() {
    for service in ["central-ledger", "als-msisdn-oracle-svc"] {
        let mut hub = hub();
        let config = &mut hub.services.entry(service.into()).or_default().config;
        config.insert("DATABASE.POOL_MAX_SIZE".to_owned(), json!(20));
        let told = hub.diagnose().to_string();
        let help = "help: write one key inside the other, like `DATABASE: { POOL_MAX_SIZE: … }`";
        assert!(told.contains(help), "{told}");
    }
}

#[test]
fn replicas_bring_partitions() {
    let mut hub = hub();
    workload(&mut hub, "quoting-service", "quoting-service-handler", WorkloadSettings::builder().replicas(3).build());
    let valid = hub.validate().expect("a valid hub");
    assert_eq!(valid.resolved().topics["topic-quotes-post"].partitions, 3);
    assert_eq!(valid.resolved().topics["topic-transfer-prepare"].partitions, 1);
}

#[test]
fn one_run_tells_twelve_faults() {
    let mut hub = hub();
    for (_, _, break_it) in faults().filter(|(code, ..)| {
        [
            "malformed",
            "unknown-currency",
            "participant-without-currency",
            "unknown-service",
            "floating-tag",
            "unknown-topic",
            "memory-budget-exceeded",
            "unknown-port",
        ]
        .contains(code)
    }) {
        break_it(&mut hub);
    }
    assert!(hub.diagnose().len() >= 12, "{}", hub.diagnose());
}
