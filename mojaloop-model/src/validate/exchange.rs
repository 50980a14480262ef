//! Rules of foreign exchange.

use super::Sink;
use super::path::at;
use crate::exchange::Exchange;
use crate::feature::Feature;
use crate::hub::Hub;
use crate::resolve::Resolved;
use crate::text::Currency;

/// Calls `visit` with every exchange of every participant.
fn each(hub: &Hub, mut visit: impl FnMut(usize, usize, &Exchange)) {
    for (p, participant) in hub.participants.iter().enumerate() {
        for (e, exchange) in participant.exchanges.iter().enumerate() {
            visit(p, e, exchange);
        }
    }
}

pub(super) fn exchanges_have_the_feature(hub: &Hub, _: &Resolved, sink: &mut Sink) {
    for (p, participant) in hub.participants.iter().enumerate() {
        if !participant.exchanges.is_empty() && !hub.has(Feature::Fx) {
            sink.fault(
                at!(hub.participants[p].exchanges),
                format!("`{}` exchanges currencies, and the hub has no foreign exchange", participant.id),
                "add `fx` to `features`, or take the exchanges out",
            );
        }
    }
}

pub(super) fn somebody_exchanges(hub: &Hub, _: &Resolved, sink: &mut Sink) {
    let clears = |currency: &Currency| hub.scheme.currencies.contains(currency);
    let mut found = false;
    each(hub, |_, _, exchange| found |= clears(&exchange.from) && clears(&exchange.to));
    if hub.has(Feature::Fx) && !found {
        sink.fault(
            at!(hub.features),
            "nobody exchanges one of the scheme's currencies for another",
            "give a participant that holds two of them `exchanges`, or take `fx` out",
        );
    }
}

pub(super) fn exchanges_are_of_held_currencies(hub: &Hub, _: &Resolved, sink: &mut Sink) {
    each(hub, |p, e, exchange| {
        let participant = &hub.participants[p];
        let ends = [
            (at!(hub.participants[p].exchanges[e].from), &exchange.from),
            (at!(hub.participants[p].exchanges[e].to), &exchange.to),
        ];
        for (path, currency) in ends {
            if !participant.currencies.contains(currency) {
                sink.fault(
                    path,
                    format!("`{}` holds no account in `{currency}`", participant.id),
                    format!("add `{currency}` to its `currencies`: what it takes and gives goes through its accounts"),
                );
            }
        }
    });
}

pub(super) fn exchanges_change_something(hub: &Hub, _: &Resolved, sink: &mut Sink) {
    each(hub, |p, e, exchange| {
        if exchange.from == exchange.to {
            sink.fault(
                at!(hub.participants[p].exchanges[e].to),
                format!("`{}` is exchanged for itself", exchange.to),
                "name another currency",
            );
        }
        if exchange.rate.ten_thousandths() == 0 {
            sink.fault(
                at!(hub.participants[p].exchanges[e].rate),
                format!("nothing is given for `{}`", exchange.from),
                "expected a rate above zero, like `26.5`",
            );
        }
    });
}

pub(super) fn exchanges_are_named_once(hub: &Hub, _: &Resolved, sink: &mut Sink) {
    each(hub, |p, e, exchange| {
        let before = &hub.participants[p].exchanges[..e];
        if before.iter().any(|other| other.from == exchange.from && other.to == exchange.to) {
            sink.fault(
                at!(hub.participants[p].exchanges[e].from),
                format!("`{}` is exchanged for `{}` twice", exchange.from, exchange.to),
                "name each pair of currencies once, with one rate",
            );
        }
    });
}
