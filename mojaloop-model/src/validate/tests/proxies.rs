//! What breaks the rules of proxies, and what they bring.

use super::{Fault, Hub};
use crate::{Feature, Msisdn, Participant, Payee, Peer, PlayedBy, Proxy};

/// Code, place, and what breaks the rule.
pub(super) const FAULTS: &[Fault] = &[
    ("malformed", "participants.lakes.playedBy.proxy.peer.gateway", |h| lead_to(h, gateway("gateway:4300"))),
    ("malformed", "participants.lakes.playedBy.proxy.payees[0].id", |h| pay(h, "lake bank", None)),
    ("malformed", "participants.lakes.playedBy.proxy.payees[0].msisdn", |h| pay(h, "lakebank", Some("+260"))),
    ("peer-gateway", "participants.lakes.playedBy.proxy.peer.gateway", |h| {
        lead_to(h, gateway("https://gateway.example.org"));
    }),
    ("peer-gateway", "participants.lakes.playedBy.proxy.peer.gateway", |h| {
        lead_to(h, gateway("http://gateway.example.org:4300/fspiop"));
    }),
    ("address-is-loopback", "participants.lakes.playedBy.proxy.peer.gateway", |h| {
        lead_to(h, gateway("http://localhost:14300"));
    }),
    ("address-is-loopback", "participants.lakes.playedBy.proxy.peer.adapter", |h| {
        lead_to(h, Peer::Adapter("http://127.0.0.1:4100".into()));
    }),
    ("payee-is-here", "participants.lakes.playedBy.proxy.payees[0].id", |h| pay(h, "GreenBank", None)),
    ("payee-is-here", "participants.lakes.playedBy.proxy.payees[0].id", |h| pay(h, "lakes", None)),
    ("payee-is-here", "participants.lakes.playedBy.proxy.payees[0].id", |h| pay(h, "Hub", None)),
    ("msisdn-twice", "participants.lakes.playedBy.proxy.payees[0].msisdn", |h| {
        let number = h.participants[0].test_customer();
        pay(h, "lakebank", Some(number.as_str()));
    }),
    ("config-is-derived", "services.ml-api-adapter.config.TRANSFERS.SEND_TRANSFER_CONFIRMATION_TO_PAYEE", |h| {
        lead_to(h, gateway("http://gateway.example.org:4300"));
        super::set(h, "ml-api-adapter", "TRANSFERS.SEND_TRANSFER_CONFIRMATION_TO_PAYEE", true);
    }),
    ("participant-twice", "participants[2].id", |h| {
        lead_to(h, gateway("http://gateway.example.org:4300"));
        h.participants[0].id = "Lakes".into();
    }),
    ("participant-host", "participants.__.id", |h| {
        lead_to(h, gateway("http://gateway.example.org:4300"));
        h.participants[2].id = "__".into();
    }),
    ("port-twice", "platform.containers.portOffset", |h| {
        lead_to(h, gateway("http://gateway.example.org:4300"));
        let sea = Participant { id: "sea".into(), ..h.participants[2].clone() };
        h.participants.push(sea);
    }),
    ("participant-not-tested", "participants.lakes.playedBy", |h| {
        lead_to(h, gateway("http://gateway.example.org:4300"));
        proxy(h).payees.clear();
    }),
    ("participant-without-partner", "participants.lakes.currencies[0]", |h| {
        lead_to(h, gateway("http://gateway.example.org:4300"));
        let elsewhere = PlayedBy::Endpoint("http://bank.example.org".into());
        h.participants[..2].iter_mut().for_each(|participant| participant.played_by = elsewhere.clone());
    }),
    ("participant-without-funds", "participants.lakes.liquidity", |h| {
        lead_to(h, gateway("http://gateway.example.org:4300"));
        h.participants[2].liquidity = "0".into();
    }),
    ("setting-not-used", "features", |h| {
        h.features.insert(Feature::InterScheme);
    }),
];

/// A participant leads to another scheme, and to a payee there.
pub(super) fn lead_to(hub: &mut Hub, peer: Peer) {
    let proxy = Proxy::to(peer).payee("lakebank");
    hub.participants.push(Participant::new("lakes").currency("ZMW").played_by(proxy));
}

fn gateway(url: &str) -> Peer {
    Peer::Gateway(url.into())
}

fn pay(hub: &mut Hub, id: &str, msisdn: Option<&str>) {
    lead_to(hub, gateway("http://gateway.example.org:4300"));
    proxy(hub).payees = vec![Payee { id: id.into(), msisdn: msisdn.map(Msisdn::from) }];
}

fn proxy(hub: &mut Hub) -> &mut Proxy {
    let last = hub.participants.last_mut().map(|participant| &mut participant.played_by);
    let Some(PlayedBy::Proxy(proxy)) = last else { unreachable!("it was made one") };
    proxy
}

#[test]
fn one_adapter_serves_a_pair_of_schemes() {
    let table = [
        (gateway("http://gateway.example.org:4300"), ["fspiop-gateway", "inter-scheme-proxy-adapter-lakes"].as_slice()),
        // It runs beside the other hub.
        (Peer::Adapter("http://adapter.example.org:4100".into()), &["fspiop-gateway"]),
    ];
    for (peer, expected) in table {
        let mut hub = super::hub();
        lead_to(&mut hub, peer);
        let valid = hub.validate().expect("a valid hub");
        let there = &valid.resolved().workloads;
        let optional = there.iter().filter(|running| running.workload.when.feature() == Some(Feature::InterScheme));
        assert_eq!(optional.map(|running| running.name.as_str()).collect::<Vec<_>>(), expected);
        assert!(valid.resolved().runs("account-lookup-service-timeout"));
    }
}
