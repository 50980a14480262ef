//! What runs once: programs in images that carry what they need.

use super::{Footprint, Hardening, Known, takes};
use crate::release::Image;
use crate::resolve::{BACKUP_JOB, RESTORE_JOB};
use crate::store::StoreKind;

/// A program that is run once, in an image that carries what it needs.
#[derive(Debug)]
pub struct Tool {
    /// The image it runs in.
    pub image: Image,
    /// The folder of that image that holds its modules.
    pub modules: &'static str,
    /// What it takes.
    pub footprint: Footprint,
    /// What it may and must.
    pub hardening: Hardening,
    /// How it is known.
    pub known: Known,
}

/// Creates topics: the ledger's image carries a Kafka admin client.
///
/// One process for all of them: the broker's own scripts start a Java machine a topic.
pub static TOPICS: Tool = Tool {
    image: Image::CentralLedger,
    modules: "/opt/app/node_modules",
    footprint: takes(60, 128, 192, 100),
    hardening: Hardening::STRICT,
    known: Known::Seen,
};

/// Makes load: a script in JavaScript, without Node.js.
///
/// `Source:` k6 1.2.
pub static LOAD: Tool = Tool {
    image: Image::K6,
    modules: "",
    footprint: takes(90, 192, 256, 200),
    hardening: Hardening { user: Some(12345), owner: 12345, ..Hardening::STRICT },
    known: Known::Seen,
};

/// Sends a collection of requests by the testing toolkit and ends with the verdict.
///
/// `Source:` ml-testing-toolkit-client-lib v1.12.2.
pub static CLIENT: Tool = Tool {
    image: Image::MlTestingToolkitClientLib,
    modules: "/opt/app/node_modules",
    // It keeps everything a run says: with heaps of 288 MiB, a run of 56 requests did not fit 384 MiB.
    footprint: takes(160, 256, 512, 100),
    hardening: Hardening::STRICT,
    known: Known::Seen,
};

/// A program that keeps what is in a store, in the store's own image.
#[derive(Debug)]
pub struct Keeper {
    /// The store.
    pub kind: StoreKind,
    /// What is run to write its databases to files.
    pub backup: &'static str,
    /// What is run to read them again.
    pub restore: &'static str,
    /// Whether it writes each database as it was at one moment, whatever is written to it meanwhile.
    pub at_once: bool,
    /// What it takes.
    pub footprint: Footprint,
    /// What it may and must.
    pub hardening: Hardening,
    /// How it is known.
    pub known: Known,
}

/// What keeps each store that has databases: its image carries the programs that write them to files and read them.
pub static KEEPERS: &[Keeper] = &[
    Keeper {
        kind: StoreKind::Mysql,
        backup: BACKUP_JOB,
        restore: RESTORE_JOB,
        at_once: true,
        footprint: takes(32, 64, 128, 100),
        // The database's own user, who can write to the folder in memory.
        hardening: Hardening { user: Some(999), owner: 999, scratch: &["/tmp"], ..Hardening::STRICT },
        known: Known::Seen,
    },
    Keeper {
        kind: StoreKind::Mongodb,
        backup: "backup-mongodb",
        restore: "restore-mongodb",
        at_once: false,
        // Its shell is a program in Node.js.
        footprint: takes(120, 192, 320, 100),
        hardening: Hardening { user: Some(999), owner: 999, scratch: &["/tmp"], ..Hardening::STRICT },
        known: Known::Assumed,
    },
];
