//! What looks on a hub: whom it asks, what it draws, what it tells, and what puts the hub under load.

use std::collections::BTreeSet;

use mojaloop_model::{
    External, Feature, Hub, LOAD_JOB, Messages, Operated, Operator, PlayedBy, Provisioning, StoreKind,
};
use mojaloop_presets::{CoreTestHarness, Miniloop};
use mojaloop_render::compose::Ci;
use mojaloop_render::plan::{Content, Plan};
use mojaloop_render::{Compose, Emitter};
use serde_json::Value;

use crate::hubs::proxy_to;

fn hub(features: &[Feature]) -> Hub {
    CoreTestHarness::builder().features(features.iter().copied()).build().hub()
}

fn plan(hub: &Hub) -> Plan {
    mojaloop_render::plan(&hub.validate().expect("a valid hub"))
}

fn json(plan: &Plan, path: &str) -> Value {
    match plan.file(path).map(|file| &file.content) {
        Some(Content::Json(value)) => serde_json::to_value(value).expect("plain data"),
        _ => panic!("no {path}"),
    }
}

#[test]
fn whoever_has_metrics_is_asked_and_nobody_else() {
    let mut hub = hub(Feature::ALL);
    hub.participants.push(proxy_to("http://gateway.lakes.example.org:4300"));
    let plan = plan(&hub);
    let asked: BTreeSet<String> =
        json(&plan, "config/monitoring/prometheus.json")["scrape_configs"][0]["static_configs"]
            .as_array()
            .expect("targets")
            .iter()
            .map(|target| target["labels"]["component"].as_str().unwrap_or_default().to_owned())
            .collect();
    let metrics = plan.components.iter().filter(|component| component.metrics.is_some());
    assert_eq!(asked, metrics.map(|component| component.name.clone()).collect());
    assert!(asked.contains("central-ledger") && asked.contains("redis-exporter"), "{asked:?}");
    for component in asked.iter().filter(|name| *name != "prometheus") {
        assert!(plan.links.iter().any(|link| link.from == "prometheus" && link.to == *component), "{component}");
    }
}

#[test]
fn nothing_of_the_hub_waits_for_what_looks_on() {
    let plan = plan(&hub(Feature::ALL));
    let looks_on = |name: &str| plan.component(name).and_then(|c| c.feature).is_some_and(Feature::looks_on);
    for component in plan.components.iter().filter(|component| !looks_on(&component.name)) {
        assert!(component.after.keys().all(|name| !looks_on(name)), "{} waits", component.name);
        let calls = plan.links.iter().filter(|link| link.from == component.name);
        assert!(
            calls.filter(|link| link.to != "validate").all(|link| component.name == "validate" || !looks_on(&link.to))
        );
    }
}

#[test]
fn a_store_of_somebody_elses_has_no_exporter_of_the_hubs() {
    let mut with_external = hub(&[Feature::Monitoring]);
    let external = External::builder().host("db.example.org").secret("ledger").build();
    with_external.stores.mysql.provisioning = Provisioning::External(external);
    let mut operated = Miniloop::default().hub();
    operated.features.extend([Feature::Monitoring, Feature::Debug]);
    operated.platform = mojaloop_model::Kubernetes::builder().operators([Operator::Strimzi]).build().into();
    operated.stores.kafka.provisioning = Provisioning::Operator(Operated::default());
    let table = [
        (with_external, StoreKind::Mysql, vec!["mysqld-exporter"]),
        (operated, StoreKind::Kafka, vec!["kafka-exporter", "kafka-ui"]),
    ];
    for (hub, kind, gone) in table {
        let plan = plan(&hub);
        assert!(gone.iter().all(|name| plan.component(name).is_none()), "{gone:?}");
        assert!(plan.omissions.iter().any(|omission| omission.what.ends_with(&format!("does not ask {kind}"))));
        assert!(plan.file(&format!("config/monitoring/dashboards/{kind}.json")).is_none());
    }
}

type Case = (fn(&mut Hub), bool);

#[test]
fn load_is_made_where_somebody_can_pay_somebody() {
    let load = [Feature::Load];
    let table: &[Case] = &[
        (|_| {}, true),
        (|h| h.features.clear(), false),
        (|h| h.scheme.messages = Messages::Iso20022, false),
        (|h| h.participants.truncate(1), false),
        (|h| h.participants[0].played_by = PlayedBy::Endpoint("http://bank:4000".into()), false),
    ];
    for (i, (change, expected)) in table.iter().enumerate() {
        let mut hub = hub(&load);
        change(&mut hub);
        assert_eq!(plan(&hub).component(LOAD_JOB).is_some(), *expected, "case {i}");
    }
    let described = json(&plan(&hub(&load)), "load/payments.json");
    let customers: BTreeSet<_> = described["participants"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|p| &p["customers"])
        .map(Value::to_string)
        .collect();
    assert_eq!(customers.len(), 2);
    assert_eq!((&described["rate"], &described["duration"]), (&1.into(), &"60s".into()));
}

#[test]
fn a_ci_runs_what_is_there_on_ports_that_are_free() {
    let render = |hub: &Hub, ci: Ci| Compose::builder().ci(ci).build().render(hub);
    let text = |hub: &Hub, path: &str| {
        render(hub, Ci::default()).expect("a bundle").file(path).map(|file| file.text().to_owned()).expect(path)
    };
    let whole = hub(&[]);
    let env = Compose::default().render(&whole).expect("a bundle").file(".env").map(|file| file.text().to_owned());
    let ports = |text: &str| text.lines().filter(|line| line.trim_start_matches('#').starts_with("PORT_")).count();
    let free = text(&whole, "ci/ports.env");
    assert_eq!(ports(&free), ports(&env.unwrap_or_default()));
    assert!(free.lines().skip(1).all(|line| line.ends_with("=0")), "{free}");
    let mut alone = whole.clone();
    alone.participants.truncate(1);
    assert!(text(&whole, "ci/run.sh").contains("JOBS='validate test'"));
    assert!(text(&alone, "ci/run.sh").contains("JOBS='validate provision'"));
    let table = [
        (Ci::builder().folder("../hub").build(), "ci-folder"),
        (Ci::builder().folder("/srv/hub").build(), "ci-folder"),
        (Ci::builder().folder("a b").build(), "ci-folder"),
        (Ci::builder().minutes(0).build(), "ci-minutes"),
    ];
    for (ci, code) in table {
        assert_eq!(render(&whole, ci).expect_err("a fault").codes(), [code]);
    }
    assert!(render(&whole, Ci::builder().folder(".").build()).is_ok());
}
