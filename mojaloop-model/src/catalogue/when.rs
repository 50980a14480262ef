//! When a fact of the catalogue holds.

use super::SERVICES;
use crate::feature::Feature;
use crate::hub::Hub;
use crate::participant::Participant;
use crate::platform::Platform;
use crate::player::Player;
use crate::release::Release;
use crate::scheme::Messages;
use crate::service::Handlers;
use crate::store::{Provisioning, StoreKind};

/// When something is part of a hub.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// In every hub.
    Always,
    /// In none.
    Never,
    /// With this feature.
    Feature(Feature),
    /// Once for each participant that this plays beside the hub.
    Each(Player),
    /// When this plays a participant beside the hub.
    Plays(Player),
    /// Once for each proxy whose adapter runs beside the hub.
    EachProxy,
    /// When all of these hold.
    All(&'static [When]),
    /// When some settlement model settles each transfer at once.
    GrossSettlement,
    /// When the scheme has rules that run on transfers.
    SettlementRules,
    /// When handlers run in their API's process.
    Combined,
    /// When handlers are workloads of their own.
    Split,
    /// When a participant is a proxy to another scheme.
    Proxies,
    /// When it has none.
    NoProxies,
    /// With messages of this form.
    Messages(Messages),
    /// When this store is needed, and is a container of the hub's own.
    Keeps(StoreKind),
    /// On one machine with containers, where ports are open on that machine only.
    Containers,
    /// When this store is spoken to under TLS.
    Tls(StoreKind),
    /// From this release on.
    Since(Release),
}

impl When {
    /// Whether it holds for this hub.
    pub fn holds(self, hub: &Hub) -> bool {
        match self {
            Self::Always => true,
            Self::Never => false,
            Self::Feature(feature) => hub.has(feature),
            Self::Each(player) | Self::Plays(player) => !hub.played_by(player).is_empty(),
            Self::EachProxy => self.each(hub).is_some_and(|each| !each.is_empty()),
            Self::All(all) => all.iter().all(|when| when.holds(hub)),
            Self::GrossSettlement => hub.scheme.settlement.is_gross(),
            Self::SettlementRules => !hub.scheme.settlement.rules.is_empty(),
            Self::Combined => hub.handlers == Handlers::Combined,
            Self::Split => hub.handlers == Handlers::Split,
            Self::Proxies => !hub.proxies().is_empty(),
            Self::NoProxies => hub.proxies().is_empty(),
            Self::Messages(form) => hub.scheme.messages == form,
            Self::Keeps(kind) => *hub.stores.provisioning(kind) == Provisioning::Container && needs(hub, kind),
            Self::Containers => matches!(hub.platform, Platform::Containers(_)),
            Self::Tls(kind) => matches!(hub.stores.provisioning(kind), Provisioning::External(e) if e.tls),
            Self::Since(release) => hub.release >= release,
        }
    }

    /// The participants, by name, for each of which what holds so is there once; none: it is there for the hub.
    pub fn each(self, hub: &Hub) -> Option<Vec<&Participant>> {
        match self {
            Self::Each(player) => Some(hub.played_by(player)),
            Self::EachProxy => Some(hub.proxies().into_iter().filter(|proxy| proxy.peer_gateway().is_some()).collect()),
            _ => None,
        }
    }

    /// Whether what holds so is there once a participant.
    pub const fn is_each(self) -> bool {
        matches!(self, Self::Each(_) | Self::EachProxy)
    }

    /// What a hub must say for it to hold.
    pub fn asks(self) -> String {
        match self {
            Self::Always => "nothing".to_owned(),
            Self::Never => "something no hub can say".to_owned(),
            Self::Feature(feature) => format!("the feature `{feature}`"),
            Self::Each(player) | Self::Plays(player) => format!("a participant that is played by `{}`", player.name()),
            Self::EachProxy => "a `proxy` to the gateway of another scheme".to_owned(),
            Self::All(all) => all.iter().map(|when| when.asks()).collect::<Vec<_>>().join(" and "),
            Self::GrossSettlement => "a settlement model whose delay is `immediate`".to_owned(),
            Self::SettlementRules => "rules in `scheme.settlement`".to_owned(),
            Self::Combined => "`handlers: combined`".to_owned(),
            Self::Split => "`handlers: split`".to_owned(),
            Self::Proxies => "a participant that is a `proxy`".to_owned(),
            Self::NoProxies => "a hub without proxies".to_owned(),
            Self::Messages(form) => format!("`scheme.messages` of {form:?}"),
            Self::Keeps(kind) => format!("a {kind} that something needs, as a container"),
            Self::Containers => "a platform of containers".to_owned(),
            Self::Tls(kind) => format!("{kind} under TLS"),
            Self::Since(release) => format!("release {release}"),
        }
    }

    /// The feature it holds with, where it holds with one only.
    pub fn feature(self) -> Option<Feature> {
        match self {
            Self::Feature(feature) => Some(feature),
            Self::Each(player) | Self::Plays(player) => Some(player.feature()),
            Self::EachProxy => Some(Feature::InterScheme),
            Self::All(all) => all.iter().find_map(|when| when.feature()),
            _ => None,
        }
    }

    /// Whether it asks for a store: who is there for the store's sake is no reason to have one.
    fn asks_for_store(self) -> bool {
        match self {
            Self::Keeps(_) => true,
            Self::All(all) => all.iter().any(|when| when.asks_for_store()),
            _ => false,
        }
    }
}

/// Whether some workload of this hub needs the store.
fn needs(hub: &Hub, kind: StoreKind) -> bool {
    let workloads =
        SERVICES.iter().flat_map(|service| service.workloads.iter().map(move |workload| (*service, workload)));
    let mut there = workloads.filter(|(_, workload)| !workload.when.asks_for_store() && workload.when.holds(hub));
    there.any(|(service, workload)| workload.uses(service, kind, hub))
}
