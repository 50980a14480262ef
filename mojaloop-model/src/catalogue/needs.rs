//! What a workload needs of the stores: topics, databases, and what brings their schemas up to date.

use super::{Known, When};
use crate::quantity::Memory;
use crate::store::StoreKind;

/// A topic, and where the configuration names its broker.
#[derive(Debug, Clone, Copy)]
pub struct Stream {
    /// Its key below `KAFKA/CONSUMER` or `KAFKA/PRODUCER`.
    pub key: &'static str,
    /// The topic.
    pub topic: &'static str,
    /// When it is used.
    pub when: When,
    /// The group of consumers that share its messages; none: that of the service.
    pub group: Option<&'static str>,
}

/// A store something needs.
#[derive(Debug, Clone, Copy)]
pub struct Need {
    /// Which.
    pub on: StoreKind,
    /// When.
    pub when: When,
}

/// A database of a service. Its user has every right on it and none elsewhere.
#[derive(Debug, Clone, Copy)]
pub struct Database {
    /// Its name.
    pub name: &'static str,
    /// Its user.
    pub user: &'static str,
    /// The keys by which the service is told, where its own defaults don't fit.
    pub keys: DatabaseKeys,
}

/// A user of a store that keeps no tables, with every right on one database there and none elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Account {
    /// The store.
    pub on: StoreKind,
    /// The database.
    pub database: &'static str,
    /// The user.
    pub user: &'static str,
}

/// The keys by which a service is told its database.
#[derive(Debug, Clone, Copy)]
pub struct DatabaseKeys {
    /// The host.
    pub host: &'static str,
    /// The port.
    pub port: &'static str,
    /// The user.
    pub user: &'static str,
    /// The password: always by variable, never in a file.
    pub password: &'static str,
    /// The database.
    pub name: &'static str,
}

/// What brings a schema up to date: runs once, is safe to run again.
#[derive(Debug, Clone, Copy)]
pub struct Migration {
    /// Its command.
    pub command: &'static [&'static str],
    /// The parts of its service's configuration it reads.
    pub reads: &'static [&'static str],
    /// The most memory it may take.
    pub memory: Memory,
    /// How it is known.
    pub known: Known,
}

pub(super) const fn stream(key: &'static str, topic: &'static str) -> Stream {
    Stream { key, topic, when: When::Always, group: None }
}

pub(super) const fn stream_when(when: When, key: &'static str, topic: &'static str) -> Stream {
    Stream { key, topic, when, group: None }
}
