//! Rules of the participants.

use super::Sink;
use super::path::at;
use super::proxies::each_payee;
use crate::catalogue::AUTH_PARTICIPANT;
use crate::feature::Feature;
use crate::hub::Hub;
use crate::nearest;
use crate::participant::{Participant, PlayedBy};
use crate::resolve::Resolved;
use crate::text::Currency;

pub(super) fn are_named_once(hub: &Hub, _: &Resolved, sink: &mut Sink) {
    let mut known = indexmap::IndexSet::new();
    for (i, participant) in hub.participants.iter().enumerate() {
        // The ledger compares names without regard to case.
        if !known.insert(participant.id.as_str().to_ascii_lowercase()) {
            let id = &participant.id;
            sink.fault(
                at!(hub.participants[i].id),
                format!("participant `{id}` is there twice"),
                "give each its own name; the ledger does not tell upper from lower case",
            );
        }
    }
}

pub(super) fn are_there(hub: &Hub, _: &Resolved, sink: &mut Sink) {
    if hub.participants.is_empty() {
        sink.fault(
            at!(hub.participants),
            "nobody takes part in this hub",
            "name its participants: two can pay each other",
        );
    }
}

pub(super) fn are_not_the_hub(hub: &Hub, _: &Resolved, sink: &mut Sink) {
    let name = &hub.scheme.hub_participant.name;
    for (i, participant) in hub.participants.iter().enumerate() {
        if participant.id.as_str().eq_ignore_ascii_case(name.as_str()) {
            sink.fault(
                at!(hub.participants[i].id),
                format!("`{name}` is the hub's own participant"),
                "give the participant another name, or the hub one in `scheme.hubParticipant.name`",
            );
        }
    }
}

pub(super) fn are_not_the_auth_service(hub: &Hub, _: &Resolved, sink: &mut Sink) {
    for (i, participant) in hub.participants.iter().enumerate().filter(|_| hub.has(Feature::ThirdParty)) {
        if participant.id.as_str().eq_ignore_ascii_case(AUTH_PARTICIPANT) {
            sink.fault(
                at!(hub.participants[i].id),
                format!("`{AUTH_PARTICIPANT}` is the keeper of consents, which is a participant itself"),
                "give the participant another name",
            );
        }
    }
}

pub(super) fn have_a_currency(hub: &Hub, _: &Resolved, sink: &mut Sink) {
    for (i, participant) in hub.participants.iter().enumerate() {
        if participant.currencies.is_empty() {
            sink.fault(
                at!(hub.participants[i].currencies),
                format!("participant `{}` has no currency", participant.id),
                "name at least one of the scheme's",
            );
        }
    }
}

pub(super) fn use_scheme_currencies(hub: &Hub, _: &Resolved, sink: &mut Sink) {
    let scheme = &hub.scheme.currencies;
    for (i, participant) in hub.participants.iter().enumerate() {
        for (j, currency) in participant.currencies.iter().enumerate() {
            let path = at!(hub.participants[i].currencies[j]);
            if !scheme.contains(currency) {
                let help = match nearest(currency.as_str(), scheme.iter().map(Currency::as_str)) {
                    Some(near) => format!("did you mean `{near}`? otherwise add `{currency}` to `scheme.currencies`"),
                    None => format!("add `{currency}` to `scheme.currencies`"),
                };
                sink.fault(path, format!("`{currency}` is not a currency of the scheme"), help);
            }
        }
    }
}

pub(super) fn amounts_fit_currencies(hub: &Hub, _: &Resolved, sink: &mut Sink) {
    for (i, participant) in hub.participants.iter().enumerate() {
        let amounts = [
            (at!(hub.participants[i].liquidity), &participant.liquidity),
            (at!(hub.participants[i].net_debit_cap), &participant.net_debit_cap),
        ];
        for (path, amount) in amounts {
            let coarse = participant.currencies.iter().find(|currency| {
                currency.minor_units().is_some_and(|units| amount.shortest().decimals() > usize::from(units))
            });
            if let Some(currency) = coarse {
                let units = currency.minor_units().unwrap_or(0);
                sink.fault(
                    path,
                    format!("`{amount}` has more decimals than `{currency}`, which has {units}"),
                    "write the amount with fewer decimals",
                );
            }
        }
    }
}

pub(super) fn have_their_own_number(hub: &Hub, _: &Resolved, sink: &mut Sink) {
    let mut known = indexmap::IndexMap::new();
    for (i, participant) in hub.participants.iter().enumerate() {
        let number = participant.test_customer();
        if let Some(other) = known.insert(number.clone(), &participant.id).filter(|other| **other != participant.id) {
            sink.fault(
                at!(hub.participants[i].msisdn),
                format!("the number `{number}` belongs to `{other}` already"),
                "give each participant's test customer a number of its own",
            );
        }
    }
    // A lookup asks in this scheme first.
    each_payee(hub, |path, payee| {
        let number = payee.as_participant().test_customer();
        if let Some(other) = known.get(&number).filter(|other| ***other != payee.id) {
            sink.fault(
                format!("{path}.msisdn"),
                format!("the number `{number}` belongs to `{other}` of this scheme"),
                "give the payee's test customer a number of its own, in its own hub as well",
            );
        }
    });
}

pub(super) fn have_a_partner(hub: &Hub, _: &Resolved, sink: &mut Sink) {
    for (i, participant) in hub.participants.iter().enumerate() {
        for (j, currency) in participant.currencies.iter().enumerate() {
            // Of two that pay each other, the toolkit has to see one.
            let sees = |other: &Participant| tested(other) && (played(participant) || played(other));
            let is_tested = |participant: &Participant| tested(participant) || pays_on(participant);
            let mut others = hub.participants.iter().enumerate().filter(|(k, _)| *k != i).map(|(_, other)| other);
            if is_tested(participant) && !others.any(|other| sees(other) && other.currencies.contains(currency)) {
                sink.fault(
                    at!(hub.participants[i].currencies[j]),
                    format!("`{}` has no partner in `{currency}`: no test can pay with it", participant.id),
                    format!("let another participant that the testing toolkit plays hold `{currency}`"),
                );
            }
        }
    }
}

pub(super) fn have_something_to_pay(hub: &Hub, _: &Resolved, sink: &mut Sink) {
    for (i, participant) in hub.participants.iter().enumerate().filter(|(_, p)| pays(p) || p.is_proxy()) {
        if participant.most_it_can_pay().ten_thousandths() == 0 {
            let poor = participant.liquidity.ten_thousandths() == 0;
            let path = if poor { at!(hub.participants[i].liquidity) } else { at!(hub.participants[i].net_debit_cap) };
            sink.fault(
                path,
                format!("`{}` has nothing to pay with before it is paid", participant.id),
                "give it liquidity and a net debit cap above zero",
            );
        }
    }
}

pub(super) fn are_played_where_tests_reach(hub: &Hub, _: &Resolved, sink: &mut Sink) {
    for (i, participant) in hub.participants.iter().enumerate().filter(|(_, p)| !tested(p) && !pays_on(p)) {
        let help = if participant.is_proxy() {
            "name a participant of the other scheme among its `payees`"
        } else {
            "send its transfers from where it is played, or let the testing toolkit play it"
        };
        sink.fault(
            at!(hub.participants[i].played_by),
            format!("`{}` is brought on board and called, but no test pays from or to it", participant.id),
            help,
        );
    }
}

/// Only what the toolkit plays, or asks to pay, can send in a test.
fn pays(participant: &Participant) -> bool {
    played(participant) || participant.has_adapter()
}

fn tested(participant: &Participant) -> bool {
    pays(participant) || participant.answers_by_itself()
}

/// Whether it is a proxy to somebody that is paid in a test.
fn pays_on(participant: &Participant) -> bool {
    participant.proxy().is_some_and(|proxy| !proxy.payees.is_empty())
}

fn played(participant: &Participant) -> bool {
    participant.played_by == PlayedBy::TestingToolkit
}
