//! Golden files: what Helm is handed for chosen hubs.

use std::collections::BTreeMap;

use mojaloop_model::{
    Autoscale, Backup, External, Gateway, Handlers, Hub, Ingress, Kubernetes, Messages, Mysql, Operated, Operator,
    PodUsers, Provisioning, Release, Tls, WorkloadSettings,
};
use mojaloop_presets::{CoreTestHarness, Miniloop};
use serde_json::json;

use super::render;
use crate::golden::{everything, snapshot};
use crate::hubs::proxy_to;

/// The hubs, each by the folder of its snapshots.
pub fn hubs() -> [(&'static str, Hub); 6] {
    [
        ("core_test_harness", CoreTestHarness::default().hub()),
        ("cluster", cluster()),
        ("cluster_with_operators", with_operators()),
        ("cluster_of_17_1_0", of_17_1_0()),
        ("miniloop", Miniloop::default().hub()),
        ("everything", everything()),
    ]
}

/// A snapshot a file, those of one folder of companions one after the other: a review reads what belongs together.
#[test]
fn of_chosen_hubs() {
    for (case, hub) in hubs() {
        let bundle = render(&hub);
        let mut groups: BTreeMap<String, Vec<&str>> = BTreeMap::new();
        for file in bundle.files().iter().filter(|file| is_shown(case, file.path())) {
            let group = match file.path().split('/').collect::<Vec<_>>()[..] {
                ["companions", time, phase, _] => format!("companions-{time}-{phase}"),
                _ => file.path().replace('/', "__"),
            };
            groups.entry(group).or_default().push(file.text());
        }
        for (group, texts) in groups {
            snapshot(&format!("{case}/helm"), &group, &texts.join("---\n"));
        }
        let omissions = bundle.omissions().iter().map(ToString::to_string).collect::<Vec<_>>();
        snapshot(&format!("{case}/helm"), "omissions", &omissions.join("\n"));
    }
}

/// What a case shows that the others, and the manifests of the same hub, do not: of the objects beside the charts, those
/// that name what the charts render.
fn is_shown(case: &str, path: &str) -> bool {
    if case == "everything" {
        return ["values/mojaloop.yaml", "helmfile.yaml"].contains(&path) || path.contains("/6-workloads/");
    }
    let first = case == "core_test_harness";
    let named = ["secret-", "configmap-validate-answers", "configmap-central-ledger-migrate"];
    match path.split('/').collect::<Vec<_>>()[..] {
        ["machine", ..] => false,
        ["companions", _, "3-config", name] => first && named.iter().any(|begins| name.starts_with(begins)),
        ["validate.sh"] | ["companions", _, "7-jobs", _] => first,
        ["companions", "before", "2-policy" | "9-custom", _] => first || case == "cluster_with_operators",
        _ => true,
    }
}

/// Split handlers, ISO 20022, proxies, a database of its own under TLS, a mirror, an ingress.
fn cluster() -> Hub {
    let mut hub = CoreTestHarness::default().hub();
    hub.memory = None;
    hub.handlers = Handlers::Split;
    hub.scheme.messages = Messages::Iso20022;
    hub.participants.push(proxy_to("http://gateway.lakes.example.org:4300"));
    let external = External::builder().host("db.example.org").port(3307).tls(true).secret("ledger-database").build();
    hub.stores.mysql = Mysql::builder().provisioning(Provisioning::External(external)).build();
    let ingress = Ingress::builder().domain("hub.example.org").class("public").tls(Tls::Issuer("letsencrypt".into()));
    let cluster = Kubernetes::builder()
        .namespace("payments")
        .exposure(ingress.build())
        .operators([Operator::CertManager])
        .open(["ml-api-adapter", "quoting-service", "ml-testing-toolkit.api"])
        .registry("registry.example.org")
        .pull_secrets(["registry"]);
    hub.platform = cluster.build().into();
    let settings = hub.services.entry("quoting-service".into()).or_default();
    settings.config.insert("SIMPLE_AUDIT".to_owned(), json!(true));
    settings.workloads.insert("quoting-service-handler".into(), WorkloadSettings::builder().replicas(3).build());
    hub
}

/// Stores that operators run, secrets kept elsewhere, a gateway, metrics, backups, scaling by load.
fn with_operators() -> Hub {
    let gateway = Gateway::builder().domain("hub.example.org").name("public").namespace("gateways").tls(true).build();
    let cluster = Kubernetes::builder()
        .exposure(gateway)
        .open(["ml-api-adapter", "quoting-service"])
        .operators(Operator::ALL.iter().copied())
        .secret_store("vault")
        .storage_class("fast");
    let mut hub = CoreTestHarness::default().hub();
    hub.platform = cluster.build().into();
    hub.handlers = Handlers::Split;
    hub.participants.push(proxy_to("http://gateway.lakes.example.org:4300"));
    hub.memory = None;
    let backup = Backup::builder().bucket("ledger").secret("backups").region("af-south-1").build();
    let operated = Provisioning::Operator;
    hub.stores.mysql = Mysql::builder().provisioning(operated(Operated::builder().backup(backup).build())).build();
    hub.stores.kafka.provisioning = operated(Operated::default());
    hub.stores.redis.provisioning = operated(Operated::default());
    let scaled = WorkloadSettings::builder().replicas(2).autoscale(Autoscale::builder().most(6).build()).build();
    let quoting = hub.services.entry("quoting-service".into()).or_default();
    quoting.workloads.insert("quoting-service-handler".into(), scaled);
    hub
}

/// The release before, on `OpenShift`.
fn of_17_1_0() -> Hub {
    let mut hub = CoreTestHarness::default().hub();
    hub.release = Release::V17_1_0;
    hub.platform = Kubernetes::builder().users(PodUsers::Assigned).build().into();
    hub
}
