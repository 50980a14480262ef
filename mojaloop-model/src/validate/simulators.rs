//! Rules of participants that simulators beside the hub play.

use super::Sink;
use super::path::at;
use crate::catalogue::SIMULATOR_NAMES;
use crate::feature::Feature;
use crate::hub::Hub;
use crate::nearest;
use crate::participant::Participant;
use crate::player::Player;
use crate::resolve::Resolved;
use crate::scheme::Messages;

fn played_by(hub: &Hub, player: Player) -> impl Iterator<Item = (usize, &Participant)> {
    hub.participants.iter().enumerate().filter(move |(_, participant)| participant.played_by.player() == Some(player))
}

pub(super) fn know_their_names(hub: &Hub, _: &Resolved, sink: &mut Sink) {
    let names = || SIMULATOR_NAMES.iter().map(|simulated| simulated.name);
    for (i, Participant { id, .. }) in played_by(hub, Player::LegacySimulator) {
        if names().all(|name| name != id.as_str()) {
            let all = names().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
            let help = match nearest(id.as_str(), names()) {
                Some(near) => format!("did you mean `{near}`? it knows {all}"),
                None => format!("it knows {all}; a callback handler answers to any name"),
            };
            sink.fault(at!(hub.participants[i].id), format!("the old simulator knows no participant `{id}`"), help);
        }
    }
}

pub(super) fn speak_the_schemes_messages(hub: &Hub, _: &Resolved, sink: &mut Sink) {
    for (i, Participant { id, .. }) in played_by(hub, Player::LegacySimulator) {
        if hub.scheme.messages != Messages::Fspiop {
            sink.fault(
                at!(hub.participants[i].played_by),
                format!("the old simulator that plays `{id}` speaks FSPIOP, and this scheme does not"),
                "let a callback handler or the testing toolkit play it",
            );
        }
    }
}

pub(super) fn exchange_nothing(hub: &Hub, _: &Resolved, sink: &mut Sink) {
    for (i, participant) in hub.participants.iter().enumerate() {
        let is_simulated = participant.played_by.player().is_some_and(|one| one.feature() == Feature::Simulators);
        if is_simulated && !participant.exchanges.is_empty() {
            sink.fault(
                at!(hub.participants[i].exchanges),
                format!("the simulator that plays `{}` answers nobody who wants to exchange", participant.id),
                "let the testing toolkit play it, or take the exchanges out",
            );
        }
    }
}
