//! Rules of participants with adapters beside the hub.

use indexmap::IndexMap;

use super::Sink;
use super::path::at;
use crate::hub::Hub;
use crate::participant::Participant;
use crate::resolve::Resolved;

fn with_adapters(hub: &Hub) -> impl Iterator<Item = (usize, &Participant)> {
    hub.participants.iter().enumerate().filter(|(_, participant)| participant.has_adapter())
}

pub(super) fn have_a_host(hub: &Hub, _: &Resolved, sink: &mut Sink) {
    let mut known: IndexMap<(bool, String), &Participant> = IndexMap::new();
    let has_one = |participant: &Participant| participant.has_adapter() || participant.peer_gateway().is_some();
    for (i, participant) in hub.participants.iter().enumerate().filter(|(_, participant)| has_one(participant)) {
        let (id, label) = (&participant.id, participant.label());
        // Adapters of proxies are called otherwise than those of banks.
        let own = (participant.is_proxy(), label.clone());
        if label.is_empty() {
            sink.fault(
                at!(hub.participants[i].id),
                format!("`{id}` makes no name of a host for its adapter"),
                "give it a name with a letter or a digit",
            );
        } else if let Some(other) = known.insert(own, participant).filter(|other| other.id != *id) {
            sink.fault(
                at!(hub.participants[i].id),
                format!("the adapters of `{id}` and `{}` would both be `{label}`", other.id),
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
