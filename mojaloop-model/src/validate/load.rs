//! Rules of load.

use super::Sink;
use super::path::at;
use crate::feature::Feature;
use crate::hub::Hub;
use crate::load::Load;
use crate::participant::Participant;
use crate::resolve::Resolved;
use crate::scheme::Messages;

/// Payments a second above which one script on one machine measures itself.
const MOST_RATE: u32 = 200;
const A_DAY_IN_SECONDS: u64 = 24 * 60 * 60;

pub(super) fn is_in_range(hub: &Hub, _: &Resolved, sink: &mut Sink) {
    let Load { rate, duration, weights, thresholds } = &hub.load;
    if !(1..=MOST_RATE).contains(rate) {
        let help = format!("expected 1 to {MOST_RATE}");
        sink.fault(at!(hub.load.rate), format!("{rate} payments a second can't be begun"), help);
    }
    let milliseconds = duration.as_milliseconds();
    if milliseconds % 1000 != 0 || !(1..=A_DAY_IN_SECONDS).contains(&duration.as_seconds()) {
        let help = "expected whole seconds, at least one, up to a day";
        sink.fault(at!(hub.load.duration), format!("payments can't be begun for `{duration}`"), help);
    }
    for (id, weight) in weights.iter().filter(|(_, weight)| **weight > 1000) {
        sink.fault(
            format!("load.weights.{id}"),
            format!("`{id}` can't pay {weight} times as often"),
            "expected 0 to 1000",
        );
    }
    if thresholds.failures > 1000 {
        let message = format!("{} of a thousand payments can't fail", thresholds.failures);
        sink.fault(at!(hub.load.thresholds.failures), message, "expected 0 to 1000");
    }
    let legs = [
        (at!(hub.load.thresholds.lookup), thresholds.lookup),
        (at!(hub.load.thresholds.quote), thresholds.quote),
        (at!(hub.load.thresholds.transfer), thresholds.transfer),
    ];
    for (place, leg) in legs.into_iter().filter(|(_, leg)| leg.as_milliseconds() == 0) {
        sink.fault(place, format!("nothing ends within `{leg}`"), "expected more than zero, like `500ms`");
    }
}

pub(super) fn weights_are_of_participants(hub: &Hub, _: &Resolved, sink: &mut Sink) {
    for id in hub.load.weights.keys().filter(|id| hub.participants.iter().all(|participant| participant.id != **id)) {
        let help = match crate::nearest(id.as_str(), hub.participants.iter().map(|participant| participant.id.as_str()))
        {
            Some(near) => format!("did you mean `{near}`?"),
            None => "take it out, or add the participant".to_owned(),
        };
        sink.fault(format!("load.weights.{id}"), format!("no participant is called `{id}`"), help);
    }
}

pub(super) fn can_be_made(hub: &Hub, _: &Resolved, sink: &mut Sink) {
    if hub.load != Load::default() && !hub.has(Feature::Load) {
        sink.fault(at!(hub.load), "nothing puts the hub under load", "add `load` to the hub's features");
    }
    if hub.has(Feature::Load) && hub.scheme.messages != Messages::Fspiop {
        let help = "measure a hub of the same size whose `scheme.messages` is `fspiop`";
        sink.fault(at!(hub.scheme.messages), "load is made of FSPIOP messages, and this scheme has others", help);
    }
}

/// Each pays its part of one unit a payment, and may be paid nothing in between.
pub(super) fn can_be_paid(hub: &Hub, _: &Resolved, sink: &mut Sink) {
    if !hub.has(Feature::Load) {
        return;
    }
    let sum: u64 = hub.participants.iter().map(|participant| u64::from(hub.load.weight(participant))).sum();
    let part = |participant: &Participant| {
        hub.load.payments().saturating_mul(u64::from(hub.load.weight(participant))).checked_div(sum).unwrap_or(0)
    };
    for (i, participant) in hub.participants.iter().enumerate() {
        let (part, most) = (part(participant), participant.most_it_can_pay());
        if u128::from(part) * 10_000 > u128::from(most.ten_thousandths()) {
            sink.fault(
                at!(hub.participants[i].liquidity),
                format!("`{}` pays {part} under load, and can pay {most} at most", participant.id),
                "give it more, or make less load",
            );
        }
    }
}
