//! Golden files: what a change of the renderer changes for those who use it.
//!
//! `INSTA_UPDATE=always cargo test` writes them; their difference is what a review reads.

use std::collections::BTreeMap;

use mojaloop_model::{
    Autoscale, Backup, Delay, Exchange, External, Feature, Gateway, Handlers, Hub, Ingress, Kubernetes, Messages,
    Mysql, Nodes, Operated, Operator, Participant, PlayedBy, PodUsers, Provisioning, Release, Reload, Settlement,
    SettlementModel, Tls, WorkloadSettings,
};
use mojaloop_presets::{CoreTestHarness, Miniloop};
use mojaloop_render::bundle::Bundle;
use mojaloop_render::compose::Ci;
use mojaloop_render::{Compose, Emitter, Manifests, yaml};

use crate::hubs::proxy_to;

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
fn files(case: &str, bundle: &Bundle, wanted: impl Fn(&str) -> bool) {
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

/// Every feature, each way a participant is played, and both ways to settle.
pub(crate) fn everything() -> Hub {
    let bank = |id: &str| Participant::new(id).currency("ZMW").currency("USD");
    let mut bureau = bank("bureau");
    bureau.exchanges = vec![Exchange::new("ZMW", "USD", "0.04")];
    let wallet = Participant::new("wallet").currency("ZMW").played_by(PlayedBy::Sdk);
    let simulated = |id: &str, player| Participant::new(id).currency("ZMW").played_by(player);
    let payee = simulated("payeefsp", PlayedBy::LegacySimulator);
    let measured = simulated("perffsp", PlayedBy::CallbackHandler);
    let proxy = proxy_to("http://host.docker.internal:14300");
    let participants = [bank("greenbank"), bank("bluebank"), bureau, wallet, payee, measured, proxy];
    let hub = CoreTestHarness::builder().participants(participants);
    let mut hub = hub.features(Feature::ALL.iter().copied()).build().hub();
    let model = |name: &str, currency: &str| SettlementModel::builder().name(name).currency(currency);
    let at_once = model("GROSSUSD", "USD").delay(Delay::Immediate).build();
    let rule = "// Type: notification\n// Action: commit\n// Status: success\n// Start: 2026-01-01T00:00:00.000Z\n\
                // End: 2100-01-01T00:00:00.000Z\nlog(payload.id)\n";
    hub.scheme.settlement =
        Settlement::builder().models([model("NETZMW", "ZMW").build(), at_once]).rules([("audit", rule)]).build();
    hub
}

#[test]
fn a_hub_with_everything_on() {
    let of_feature = |path: &str| path.contains("/test/") && !path.contains("/participant-");
    let shown = |path: &str| configuration(path) || [".env", "README.md"].contains(&path) || path.starts_with("load/");
    files("everything", &render(&everything()), |path| shown(path) || of_feature(path));
}

#[test]
fn everything_on_a_cluster() {
    // What services read is the same as in Compose, and policies follow from links: other hubs show both.
    phases_like("everything", &everything(), |phase| ["4-storage", "6-workloads", "7-jobs"].contains(&phase));
}

#[test]
fn a_hub_of_eight_participants() {
    let bank = |number: usize| Participant::new(format!("bank{number}")).currency("ZMW");
    let hub = CoreTestHarness::builder().participants((1..9).map(bank)).build().hub();
    files("eight_participants", &render(&hub), |path| path == "compose.yaml" || path.ends_with("master.json"));
}

#[test]
fn the_smallest_hub() {
    let hub = CoreTestHarness::builder().participant(Participant::new("greenbank").currency("ZMW")).build().hub();
    files("smallest", &render(&hub), configuration);
}

#[test]
fn an_upgrade_of_the_core_test_harness() {
    let of = |release| CoreTestHarness::builder().release(release).build().hub().validate().expect("a valid hub");
    let plans = Release::ALL.iter().map(|release| mojaloop_render::plan(&of(*release))).collect::<Vec<_>>();
    let upgrade = Compose::default().upgrade(&plans[0], &plans[1]);
    snapshot("core_test_harness", "upgrade", &upgrade.to_string());
}

/// A snapshot a phase, its objects one after the other: a review reads what belongs together.
fn phases(case: &str, hub: &Hub) {
    phases_like(case, hub, |_| true);
}

/// The same, of the phases that are wanted.
fn phases_like(case: &str, hub: &Hub, wanted: fn(&str) -> bool) {
    let bundle = Manifests::default().render(hub).expect("a valid hub");
    let mut phases: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let beside = |path: &str| path == "validate.sh" || path.starts_with("machine/");
    for file in bundle.files().iter().filter(|file| !beside(file.path())) {
        let phase = file.path().split_once('/').map_or("kustomization", |(phase, _)| phase);
        phases.entry(phase).or_default().push(file.text());
    }
    for (phase, texts) in phases.into_iter().filter(|(phase, _)| wanted(phase)) {
        snapshot(&format!("{case}/manifests"), phase, &texts.join("---\n"));
    }
    let omissions = bundle.omissions().iter().map(ToString::to_string).collect::<Vec<_>>();
    snapshot(&format!("{case}/manifests"), "omissions", &omissions.join("\n"));
}

#[test]
fn the_core_test_harness_on_a_cluster() {
    phases("core_test_harness", &harness());
    let bundle = Manifests::default().render(&harness()).expect("a valid hub");
    snapshot("core_test_harness/manifests", "validate.sh", bundle.file("validate.sh").expect("the script").text());
}

#[test]
fn miniloop() {
    phases("miniloop", &Miniloop::default().hub());
}

/// Zones, operators for all there is, secrets kept elsewhere, certificates, metrics, backups, scaling by load.
#[test]
fn a_cluster_with_operators() {
    let ingress = Ingress::builder().domain("hub.example.org").tls(Tls::Issuer("letsencrypt".into())).build();
    let cluster = Kubernetes::builder()
        .exposure(ingress)
        .open(["ml-api-adapter", "quoting-service", "account-lookup-service"])
        .operators(Operator::ALL.iter().copied())
        .secret_store("vault")
        .storage_class("fast")
        .registry("registry.example.org/mirror")
        .pull_secrets(["registry"])
        .api_server("10.0.0.1/32");
    let mut hub = harness();
    hub.platform = cluster.build().into();
    hub.handlers = Handlers::Split;
    hub.participants.push(proxy_to("http://gateway.lakes.example.org:4300"));
    hub.memory = None;
    let backup = Backup::builder().bucket("ledger").secret("backups").region("af-south-1").build();
    let operated = |operated| Provisioning::Operator(operated);
    hub.stores.mysql = Mysql::builder().provisioning(operated(Operated::builder().backup(backup).build())).build();
    hub.stores.kafka.provisioning = operated(Operated::default());
    hub.stores.redis.provisioning = operated(Operated::default());
    let scaled = WorkloadSettings::builder().replicas(2).autoscale(Autoscale::builder().most(6).build()).build();
    let quoting = hub.services.entry("quoting-service".into()).or_default();
    quoting.workloads.insert("quoting-service-handler".into(), scaled);
    phases("cluster_with_operators", &hub);
}

/// `OpenShift`'s way with users, behind a gateway, on one node, with a participant and a store outside.
#[test]
fn a_cluster_that_assigns_users() {
    let gateway = Gateway::builder().domain("hub.example.org").name("public").namespace("gateways").build();
    let mut hub = harness();
    hub.platform =
        Kubernetes::builder().exposure(gateway).users(PodUsers::Assigned).nodes(Nodes::Single).build().into();
    let external = External::builder().host("10.1.2.3").secret("ledger-database").build();
    hub.stores.mysql = Mysql::builder().provisioning(Provisioning::External(external)).build();
    hub.participants[1].played_by = PlayedBy::Endpoint("https://bank.example.org/fspiop".into());
    phases("cluster_that_assigns_users", &hub);
}

/// Everything that looks on, load, and a CI that tests it: with a store of each kind.
#[test]
fn watched() {
    let mut hub = harness();
    hub.features.extend([Feature::Monitoring, Feature::Debug, Feature::Load]);
    hub.participants.push(proxy_to("http://gateway.lakes.example.org:4300"));
    hub.memory = None;
    let compose = Compose::builder().ci(Ci::default()).build();
    let bundle = compose.render(&hub).expect("a valid hub");
    files("watched", &bundle, |path| {
        ["config/monitoring/", "load/", "ci/"].iter().any(|folder| path.starts_with(folder))
            || ["compose.yaml", ".env"].contains(&path)
    });
    phases("watched", &hub);
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
    hub.participants.push(proxy_to("http://host.docker.internal:14300"));
    let wanted = |path: &str| configuration(path) || [".env", "README.md"].contains(&path) || path.contains("-lakes.");
    files("proxies", &render(&hub), wanted);
}

#[test]
fn an_external_mysql() {
    let mut hub = harness();
    let external = External::builder().host("db.example.org").port(3307).tls(true).secret("ledger-database").build();
    hub.stores.mysql = Mysql::builder().provisioning(Provisioning::External(external)).build();
    files("external_mysql", &render(&hub), |path| configuration(path) || path == ".env");
}

/// Each way of working on a service.
#[test]
fn hot_reload() {
    let mut hub = harness();
    let ways = [
        ("central-ledger", Reload::Mount, true),
        ("quoting-service", Reload::Sync, false),
        ("als-msisdn-oracle-svc", Reload::Rebuild, false),
    ];
    for (service, reload, inspect) in ways {
        let settings = hub.services.entry(service.into()).or_default();
        (settings.source, settings.reload) = (Some(format!("../{service}").into()), reload);
        settings.inspect = inspect;
    }
    files("hot_reload", &render(&hub), |path| path == "compose.yaml" || path == ".env");
}
