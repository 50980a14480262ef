//! Rules of participants that have a component beside the hub to themselves, as those with scheme adapters do.

use indexmap::IndexMap;

use super::Sink;
use super::path::at;
use crate::hub::Hub;
use crate::participant::Participant;
use crate::player::Player;
use crate::resolve::Resolved;

fn with_adapters(hub: &Hub) -> impl Iterator<Item = (usize, &Participant)> {
    hub.participants.iter().enumerate().filter(|(_, participant)| participant.has_adapter())
}

pub(super) fn have_a_host(hub: &Hub, _: &Resolved, sink: &mut Sink) {
    let mut known: IndexMap<(Option<Player>, String), &Participant> = IndexMap::new();
    let has_one = |participant: &Participant| {
        participant.played_by.player().is_some_and(Player::runs_for_each) || participant.peer_gateway().is_some()
    };
    for (i, participant) in hub.participants.iter().enumerate().filter(|(_, participant)| has_one(participant)) {
        let (id, label) = (&participant.id, participant.label());
        // What plays one way is called otherwise than what plays another, and than the adapters of proxies.
        let own = (participant.played_by.player(), label.clone());
        if label.is_empty() {
            sink.fault(
                at!(hub.participants[i].id),
                format!("`{id}` makes no name of a host for what plays it"),
                "give it a name with a letter or a digit",
            );
        } else if let Some(other) = known.insert(own, participant).filter(|other| other.id != *id) {
            sink.fault(
                at!(hub.participants[i].id),
                format!("what plays `{id}` and what plays `{}` would both be `{label}`", other.id),
                "give them names that differ in more than `-`, `_` and upper case",
            );
        }
    }
}

pub(super) fn have_their_own_database(hub: &Hub, _: &Resolved, sink: &mut Sink) {
    let mut known: IndexMap<u32, &Participant> = IndexMap::new();
    for (i, participant) in with_adapters(hub) {
        let (id, database) = (&participant.id, participant.cache_database());
        if let Some(other) = known.insert(database, participant).filter(|other| other.id != *id) {
            sink.fault(
                at!(hub.participants[i].played_by),
                format!(
                    "the scheme adapters of `{id}` and `{}` would share database {database} of the cache",
                    other.id
                ),
                "their names make it so: give one of them another, or let something else play it",
            );
        }
    }
}
