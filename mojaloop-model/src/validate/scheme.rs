//! Rules of the scheme.

use super::Sink;
use super::path::at;
use crate::hub::Hub;
use crate::nearest;
use crate::quantity::Span;
use crate::release::Release;
use crate::resolve::Resolved;
use crate::scheme::{ISO_4217, Timeouts, ledger_currencies};
use crate::text::Currency;

pub(super) fn has_a_currency(hub: &Hub, _: &Resolved, sink: &mut Sink) {
    if hub.scheme.currencies.is_empty() {
        sink.fault(at!(hub.scheme.currencies), "the scheme clears no currency", "name at least one, like `ZMW`");
    }
}

pub(super) fn currencies_are_iso4217(hub: &Hub, _: &Resolved, sink: &mut Sink) {
    for (i, currency) in hub.scheme.currencies.iter().enumerate() {
        if !currency.is_iso4217() {
            let help = match nearest(currency.as_str(), ISO_4217.iter().map(|row| row.code)) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "expected a code like `ZMW`".to_owned(),
            };
            sink.fault(at!(hub.scheme.currencies[i]), format!("`{currency}` is not an ISO 4217 currency"), help);
        }
    }
}

pub(super) fn currencies_are_in_the_ledger(hub: &Hub, _: &Resolved, sink: &mut Sink) {
    for (i, currency) in hub.scheme.currencies.iter().enumerate() {
        if currency.ledger_scale(hub.release).is_none() {
            let release = hub.release;
            let near = nearest(currency.as_str(), ledger_currencies()).filter(|_| !currency.is_iso4217());
            let help = match near {
                Some(near) => format!("did you mean `{near}`?"),
                None => "use another currency: to know this one, the ledger would need a row for it in its table \
                         `currency`, by a seed of your own image"
                    .to_owned(),
            };
            sink.fault(
                at!(hub.scheme.currencies[i]),
                format!("`{currency}` is not one of the currencies that the ledger of release {release} knows"),
                help,
            );
        }
    }
}

pub(super) fn currencies_are_named_once(hub: &Hub, _: &Resolved, sink: &mut Sink) {
    let mut check = |all: &[Currency], path: &dyn Fn(usize) -> String| {
        for (i, currency) in all.iter().enumerate().filter(|(i, currency)| all[..*i].contains(currency)) {
            sink.fault(path(i), format!("`{currency}` is named twice"), "name each currency once");
        }
    };
    check(&hub.scheme.currencies, &|i| at!(hub.scheme.currencies[i]));
    for (p, participant) in hub.participants.iter().enumerate() {
        check(&participant.currencies, &|i| at!(hub.participants[p].currencies[i]));
    }
}

pub(super) fn timeouts_are_read(hub: &Hub, _: &Resolved, sink: &mut Sink) {
    let usual = Timeouts::default();
    // The other spans are read by every release.
    if hub.release < Release::V17_2_0 && hub.scheme.timeouts.request != usual.request {
        sink.fault(
            at!(hub.scheme.timeouts.request),
            format!("release {} does not read how long a request may take", hub.release),
            format!("leave it out, or run release {}", Release::V17_2_0),
        );
    }
}

/// The largest span that services keep: what their 32-bit timers can count.
const LONGEST: Span = Span::milliseconds(i32::MAX as u64);

pub(super) fn timeouts_can_be_said(hub: &Hub, _: &Resolved, sink: &mut Sink) {
    let timeouts = &hub.scheme.timeouts;
    let spans = [
        (at!(hub.scheme.timeouts.fulfil), timeouts.fulfil, true),
        (at!(hub.scheme.timeouts.clock_lag), timeouts.clock_lag, false),
        (at!(hub.scheme.timeouts.request), timeouts.request, false),
        (at!(hub.scheme.timeouts.funds_transfer), timeouts.funds_transfer, true),
    ];
    for (path, span, in_seconds) in spans {
        if span == Span::milliseconds(0) {
            sink.fault(path, format!("`{span}` leaves no time at all"), "expected a span above zero, like `30s`");
        } else if span > LONGEST {
            sink.fault(path, format!("`{span}` is more than services can count"), "expected at most 596 hours");
        } else if in_seconds && span != Span::seconds(span.as_seconds()) {
            sink.fault(
                path,
                format!("`{span}` is not whole seconds, and the service counts seconds"),
                "expected a span like `30s`",
            );
        }
    }
}
