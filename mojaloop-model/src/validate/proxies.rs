//! Rules of proxies to other schemes.

use super::Sink;
use super::path::at;
use crate::hub::Hub;
use crate::proxy::Payee;
use crate::resolve::Resolved;

/// Calls `visit` with every payee of every proxy, and its place.
pub(super) fn each_payee(hub: &Hub, mut visit: impl FnMut(String, &Payee)) {
    for (i, participant) in hub.participants.iter().enumerate() {
        let payees = participant.proxy().map_or(&[][..], |proxy| &proxy.payees);
        for (j, payee) in payees.iter().enumerate() {
            visit(format!("{}.proxy.payees[{j}]", at!(hub.participants[i].played_by)), payee);
        }
    }
}

pub(super) fn gateways_are_host_and_port(hub: &Hub, _: &Resolved, sink: &mut Sink) {
    for (i, participant) in hub.participants.iter().enumerate() {
        let Some(gateway) = participant.peer_gateway() else { continue };
        if gateway.is_https() || gateway.has_path() {
            sink.fault(
                format!("{}.{}", at!(hub.participants[i].played_by), participant.played_by.place()),
                format!(
                    "the adapter can't call `{gateway}`: it takes a host and a port, and without a payment manager it \
                     speaks no TLS"
                ),
                "expected an address like `http://gateway.example.org:4300`",
            );
        }
    }
}

pub(super) fn payees_are_elsewhere(hub: &Hub, _: &Resolved, sink: &mut Sink) {
    each_payee(hub, |path, payee| {
        let is_it = |id: &str| id.eq_ignore_ascii_case(payee.id.as_str());
        let is_hub = is_it(hub.scheme.hub_participant.name.as_str());
        if is_hub || hub.participants.iter().any(|participant| is_it(participant.id.as_str())) {
            sink.fault(
                format!("{path}.id"),
                format!("`{}` takes part in this scheme, and what is for it goes no further", payee.id),
                "name a participant of the other scheme; one name is one participant in both",
            );
        }
    });
}
