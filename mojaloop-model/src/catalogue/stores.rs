//! The stores a hub can be given as containers: images, users, folders, what they take.

use super::{Footprint, Hardening, Known, takes};
use crate::quantity::Memory;
use crate::store::StoreKind;

/// A store that runs as a container.
#[derive(Debug)]
pub struct Store {
    /// Which.
    pub kind: StoreKind,
    /// Its official image, pinned.
    pub image: &'static str,
    /// Where it keeps its data; none: it keeps nothing that has to last.
    pub data: Option<&'static str>,
    /// The room a hub's data gets unless it says otherwise: a year of a small scheme. `Source:` assumed.
    pub disk: Memory,
    /// What it takes.
    pub footprint: Footprint,
    /// What it takes when it may forget everything in a crash.
    pub disposable: Footprint,
    /// What it may and must.
    pub hardening: Hardening,
    /// How it is known.
    pub known: Known,
}

/// Every store.
pub static STORES: &[Store] = &[
    Store {
        kind: StoreKind::Mysql,
        image: "mysql:8.4.6",
        data: Some("/var/lib/mysql"),
        disk: Memory::gibibytes(10),
        footprint: takes(571, 768, 1024, 250),
        disposable: takes(229, 448, 1024, 250),
        // The entrypoint starts as root, takes the data directory over and steps down to `mysql`.
        hardening: Hardening {
            user: None,
            read_only: true,
            scratch: &["/tmp", "/var/run/mysqld"],
            capabilities: &["CHOWN", "DAC_OVERRIDE", "FOWNER", "SETGID", "SETUID"],
            owner: 999,
            rewrites: &[],
            waiver: Some("its entrypoint takes over the data directory as root, then steps down"),
        },
        known: Known::Seen,
    },
    Store {
        kind: StoreKind::Kafka,
        image: "apache/kafka:4.0.0",
        data: Some("/var/lib/kafka/data"),
        disk: Memory::gibibytes(10),
        footprint: takes(446, 640, 1024, 250),
        disposable: takes(446, 640, 1024, 250),
        hardening: Hardening {
            user: None,
            read_only: false,
            scratch: &[],
            capabilities: &[],
            owner: 1000,
            rewrites: &[],
            waiver: Some("its start script writes the configuration it makes from variables into its own folders"),
        },
        known: Known::Seen,
    },
    Store {
        kind: StoreKind::Redis,
        image: "redis:7.4.5",
        data: None,
        disk: Memory::gibibytes(1),
        footprint: takes(8, 32, 64, 20),
        disposable: takes(8, 32, 64, 20),
        hardening: Hardening { user: Some(999), owner: 999, scratch: &["/data"], ..Hardening::STRICT },
        known: Known::Seen,
    },
    Store {
        kind: StoreKind::Mongodb,
        image: "mongo:8.0.6",
        data: Some("/data/db"),
        disk: Memory::gibibytes(10),
        footprint: takes(200, 384, 512, 100),
        disposable: takes(200, 384, 512, 100),
        hardening: Hardening {
            user: None,
            capabilities: &["CHOWN", "DAC_OVERRIDE", "FOWNER", "SETGID", "SETUID"],
            owner: 999,
            read_only: false,
            waiver: Some("its entrypoint takes over the data directory as root, then steps down"),
            ..Hardening::STRICT
        },
        known: Known::Assumed,
    },
];

impl Store {
    /// The store of that kind.
    pub fn of(kind: StoreKind) -> Option<&'static Self> {
        STORES.iter().find(|s| s.kind == kind)
    }
}
