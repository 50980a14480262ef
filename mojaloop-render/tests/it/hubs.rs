//! Random hubs: valid ones in every variety, and wild ones with any mixture of faults.

mod cluster;
mod reordered;
mod stores;
mod valid;
mod wild;

use mojaloop_model::{
    Handlers, Hub, Messages, Participant, Peer, PlayedBy, Provisioning, Proxy, Release, Reload, StoreKind,
};
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;

pub use cluster::on_cluster;
pub use reordered::reordered;
pub use valid::{newcomer, valid};
pub use wild::wild;

type Shows = fn(&Hub) -> bool;

/// Valid hubs that show what a law could miss, each by a few words.
const VARIETY: &[(&str, Shows)] = &[
    ("release 17.1.0", |h| h.release == Release::V17_1_0),
    ("release 17.2.0", |h| h.release == Release::V17_2_0),
    ("combined handlers", |h| h.handlers == Handlers::Combined),
    ("split handlers", |h| h.handlers == Handlers::Split),
    ("FSPIOP", |h| h.scheme.messages == Messages::Fspiop),
    ("ISO 20022", |h| h.scheme.messages == Messages::Iso20022),
    ("proxies", |h| h.proxies().len() > 1),
    ("no proxies", |h| h.proxies().is_empty()),
    ("no participant", |h| h.participants.is_empty()),
    ("four participants", |h| h.participants.len() > 3),
    ("several currencies", |h| h.participants.iter().any(|p| p.currencies.len() > 2)),
    ("the toolkit plays", |h| h.participants.iter().any(|p| p.played_by == PlayedBy::TestingToolkit)),
    ("a scheme adapter plays", |h| h.participants.iter().any(|p| matches!(p.played_by, PlayedBy::SchemeAdapter(_)))),
    ("a scheme adapter of the hub plays", |h| h.participants.iter().any(|p| p.played_by == PlayedBy::Sdk)),
    ("a simulator plays", |h| h.participants.iter().any(|p| matches!(p.played_by, PlayedBy::Simulator(_)))),
    ("a proxy with an adapter of the hub", |h| h.participants.iter().any(|p| p.peer_gateway().is_some())),
    ("a proxy with an adapter elsewhere", |h| {
        h.participants.iter().any(|p| p.is_proxy() && p.peer_gateway().is_none())
    }),
    ("a callback handler plays", |h| h.participants.iter().any(|p| p.played_by == PlayedBy::CallbackHandler)),
    ("the old simulator plays", |h| h.participants.iter().any(|p| p.played_by == PlayedBy::LegacySimulator)),
    ("an endpoint plays", |h| h.participants.iter().any(|p| matches!(p.played_by, PlayedBy::Endpoint(_)))),
    ("external MySQL with TLS", |h| is_external(h, StoreKind::Mysql, true)),
    ("external MySQL without TLS", |h| is_external(h, StoreKind::Mysql, false)),
    ("external Kafka", |h| is_external(h, StoreKind::Kafka, false)),
    ("external Redis", |h| !h.proxies().is_empty() && is_external(h, StoreKind::Redis, false)),
    ("Redis absent", |h| h.stores.redis.provisioning == Provisioning::Absent),
    ("partitions", |h| !h.stores.kafka.partitions.is_empty()),
    ("an image of its own", |h| h.services.values().any(|s| s.image.is_some())),
    ("sources", |h| h.services.values().any(|s| s.source.is_some())),
    ("sources that are mounted", |h| h.services.values().any(|s| s.source.is_some() && s.reload == Reload::Mount)),
    ("sources that are copied", |h| h.services.values().any(|s| s.source.is_some() && s.reload == Reload::Sync)),
    ("an inspector", |h| h.services.values().any(|s| s.source.is_some() && s.inspect)),
    ("configuration", |h| h.services.values().any(|s| s.config.len() > 1)),
    ("replicas", |h| h.services.values().flat_map(|s| s.workloads.values()).any(|w| w.replicas > Some(1))),
    ("a limit of memory", |h| h.services.values().flat_map(|s| s.workloads.values()).any(|w| w.memory.is_some())),
    ("a wait for two", |h| h.services.values().flat_map(|s| s.workloads.values()).any(|w| w.after.len() > 1)),
    ("a memory budget", |h| h.memory.is_some()),
    ("no memory budget", |h| h.memory.is_none()),
    ("ports", |h| {
        let mojaloop_model::Platform::Containers(containers) = &h.platform else { return false };
        containers.ports.len() > 1 && containers.port_offset > 0
    }),
];

/// A proxy to another scheme, whose adapter runs beside this hub.
pub fn proxy_to(gateway: &str) -> Participant {
    let proxy = Proxy::to(Peer::Gateway(gateway.into())).payee("lakebank");
    Participant::new("zambezi-lakes").currency("USD").played_by(proxy)
}

fn is_external(hub: &Hub, kind: StoreKind, tls: bool) -> bool {
    matches!(hub.stores.provisioning(kind), Provisioning::External(external) if external.tls == tls)
}

/// A law that no hub of its kind is tried on proves nothing.
#[test]
fn valid_hubs_come_in_every_variety() {
    let mut runner = TestRunner::deterministic();
    let hubs: Vec<Hub> = (0..400).map(|_| valid().new_tree(&mut runner).expect("a hub").current()).collect();
    for (words, shows) in VARIETY {
        assert!(hubs.iter().any(shows), "no hub with {words}");
    }
}

/// Nor does one that is only tried on hubs of one fault.
#[test]
fn wild_hubs_break_most_rules() {
    let mut runner = TestRunner::deterministic();
    let hubs = (0..2_000).map(|_| wild().new_tree(&mut runner).expect("a hub").current());
    let mut codes: Vec<&str> = hubs.flat_map(|hub| hub.diagnose().codes()).collect();
    codes.sort_unstable();
    codes.dedup();
    let missed: Vec<_> =
        mojaloop_model::RULES.iter().map(|rule| rule.code).filter(|code| !codes.contains(code)).collect();
    assert!(missed.is_empty(), "no wild hub breaks {missed:?}");
}
