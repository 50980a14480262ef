//! What Mojaloop's services are: images, processes, ports, needs and keys, as data.
//!
//! A service is one image with its configuration, run as one or more workloads. Nothing outside these
//! tables knows a service by its name: a rule, the plan and every emitter read what a row says.
//! To add a service, write a file like its neighbours and name it in [`SERVICES`].

mod account_lookup;
mod central_ledger;
mod keys;
mod ml_api_adapter;
mod msisdn_oracle;
mod quoting;
mod shared;
mod stores;
mod testing_toolkit;
mod tools;

use serde::Serialize;

use crate::hub::Hub;
use crate::quantity::{Cpu, Memory};
use crate::release::{Image, Release};
use crate::scheme::Messages;
use crate::service::Handlers;
use crate::store::{Provisioning, StoreKind};

pub use keys::{Found, Key, Kind, find};
pub use stores::{STORES, Store};
pub use testing_toolkit::{INPUTS, TOOLKIT};
pub use tools::{CLIENT, TOPICS, Tool};

/// Every service, in the order outputs list them.
pub static SERVICES: &[&Service] = &[
    &central_ledger::SERVICE,
    &ml_api_adapter::SERVICE,
    &account_lookup::SERVICE,
    &msisdn_oracle::SERVICE,
    &quoting::SERVICE,
    &testing_toolkit::SERVICE,
    &testing_toolkit::UI,
];

/// One image with its configuration.
#[derive(Debug)]
pub struct Service {
    /// Its name, that of its repository.
    pub name: &'static str,
    /// Its image; the release knows the tag.
    pub image: Image,
    /// How it takes its configuration.
    pub config: Config,
    /// What its configuration must say as others' do.
    pub shared: &'static [&'static [Setting]],
    /// What only its own configuration must say that its image's defaults don't.
    pub settings: &'static [Setting],
    /// The database it works on.
    pub database: Option<Database>,
    /// What brings that database's schema up to date.
    pub migration: Option<Migration>,
    /// What its processes may and must.
    pub hardening: Hardening,
    /// What its processes run on.
    pub runtime: Runtime,
    /// The processes its image can be.
    pub workloads: &'static [Workload],
}

/// What a process runs on: what must be told how much memory there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Runtime {
    /// Node.js.
    Node,
    /// A program that takes what it needs.
    Native,
}

/// One process of a service: what is started, scaled, probed and limited.
#[derive(Debug)]
pub struct Workload {
    /// Its name: the host others call it by.
    pub name: &'static str,
    /// What it does, in a few words.
    pub summary: &'static str,
    /// When it is part of the hub.
    pub when: When,
    /// Its command in exec form, without a shell or npm in between: a shell drops the broker's keys, npm costs 55 MiB.
    /// Empty: the image's own.
    pub command: &'static [&'static str],
    /// Where it listens. The first is the one meant when none is named.
    pub ports: &'static [Port],
    /// How it tells that it works.
    pub health: Health,
    /// What only this workload's configuration must say.
    pub settings: &'static [Setting],
    /// The topics it reads.
    pub consumes: &'static [Stream],
    /// The topics it writes.
    pub produces: &'static [Stream],
    /// Stores it needs beside the database and the broker that follow from the rest of its row.
    pub needs: &'static [Need],
    /// Workloads it calls without a setting that says so: addresses it reads from a table or is handed.
    pub calls: &'static [&'static str],
    /// Whether it calls participants back.
    pub callbacks: bool,
    /// Workloads that must be healthy before it starts.
    pub after: &'static [&'static str],
    /// What it takes.
    pub footprint: Footprint,
    /// How it fails when what it needs is not there.
    pub failure: Failure,
    /// How this row is known.
    pub known: Known,
}

/// When something is part of a hub.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// In every hub.
    Always,
    /// When handlers run in their API's process.
    Combined,
    /// When handlers are workloads of their own.
    Split,
    /// When the scheme has proxies to others.
    Proxies,
    /// When it has none.
    NoProxies,
    /// With messages of this form.
    Messages(Messages),
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
            Self::Combined => hub.handlers == Handlers::Combined,
            Self::Split => hub.handlers == Handlers::Split,
            Self::Proxies => hub.scheme.proxies,
            Self::NoProxies => !hub.scheme.proxies,
            Self::Messages(form) => hub.scheme.messages == form,
            Self::Tls(kind) => matches!(hub.stores.provisioning(kind), Provisioning::External(e) if e.tls),
            Self::Since(release) => hub.release >= release,
        }
    }
}

/// How a service takes its configuration.
#[derive(Debug, Clone, Copy)]
pub enum Config {
    /// A partial JSON file that `rc` merges over the image's defaults, and variables with its prefix.
    Rc {
        /// The prefix: `CLEDG` means the file `/opt/app/.CLEDGrc` and variables `CLEDG_A__B`.
        prefix: &'static str,
        /// What becomes of variables that look like numbers or booleans.
        variables: Variables,
        /// The keys it reads.
        keys: &'static [Key],
    },
    /// Variables only: each key's path and the variable that sets it.
    Variables(&'static [(&'static str, &'static str)]),
    /// Files and variables that the plan makes for it; none of its keys can be set.
    Made,
}

impl Config {
    /// The variable that sets the key at `path` (segments joined by `/`), when one does.
    pub fn variable(&self, path: &str) -> Option<String> {
        match self {
            Self::Rc { prefix, .. } => Some(format!("{prefix}_{}", path.replace('/', "__"))),
            Self::Variables(table) => {
                let (_, name) = table.iter().find(|(key, _)| *key == path)?;
                Some((*name).to_owned())
            }
            Self::Made => None,
        }
    }

    /// Where its overlay file is read, when it reads one.
    pub fn file(&self) -> Option<String> {
        match self {
            Self::Rc { prefix, .. } => Some(format!("/opt/app/.{prefix}rc")),
            Self::Variables(_) | Self::Made => None,
        }
    }
}

/// What becomes of texts that look like something else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Variables {
    /// `true`, `null` and whatever JavaScript takes for a number are converted: a password of digits, too.
    Converted,
    /// They stay texts, and any non-empty text counts as true: booleans only by file.
    Verbatim,
}

/// A key and what it is set to.
#[derive(Debug, Clone, Copy)]
pub struct Setting {
    /// The key's path in the configuration file, its segments joined by `/`.
    pub key: &'static str,
    /// What it is set to.
    pub to: To,
    /// When it is set at all.
    pub when: When,
}

/// What a key is set to.
#[derive(Debug, Clone, Copy)]
pub enum To {
    /// True or false.
    Flag(bool),
    /// A whole number.
    Number(i64),
    /// A text.
    Text(&'static str),
    /// The address of a workload's first port, `http://host:port`, and what follows it.
    Url(&'static str, &'static str),
    /// The same, as a browser on the machine reaches the named port.
    BrowserUrl(&'static str, &'static str),
    /// A store's host.
    StoreHost(StoreKind),
    /// A store's port.
    StorePort(StoreKind),
    /// Something the hub says.
    Hub(Said),
}

/// What a hub says that services must be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Said {
    /// The API type that stands for its messages.
    ApiType,
    /// The number of its own participant.
    HubId,
    /// The name of its own participant.
    HubName,
    /// How long after expiry a fulfilment is looked at, in seconds.
    FulfilSeconds,
    /// How far clocks may be apart, in milliseconds.
    ClockLagMillis,
    /// How long a request to a participant may take, in milliseconds.
    RequestMillis,
    /// How long a funds transfer stays valid, in seconds, as the text the ledger wants.
    FundsTransferSeconds,
}

/// A port a workload listens on.
#[derive(Debug, Clone, Copy)]
pub struct Port {
    /// What it is for, one word: part of the published port's name where a workload has several.
    pub name: &'static str,
    /// Its number.
    pub number: u16,
    /// The host port it is published at unless the hub says otherwise; none: only inside.
    pub host: Option<u16>,
}

/// How a process tells that it works.
#[derive(Debug, Clone, Copy)]
pub struct Health {
    /// The port that is asked.
    pub port: u16,
    /// The path that answers 200.
    pub path: &'static str,
}

/// A topic, and where the configuration names its broker.
#[derive(Debug, Clone, Copy)]
pub struct Stream {
    /// Its key below `KAFKA/CONSUMER` or `KAFKA/PRODUCER`.
    pub key: &'static str,
    /// The topic.
    pub topic: &'static str,
    /// When it is used.
    pub when: When,
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
    /// The most memory it may take.
    pub memory: Memory,
    /// How it is known.
    pub known: Known,
}

/// What a process may and must.
#[derive(Debug, Clone, Copy, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Hardening {
    /// The user it runs as; none: the image's own.
    pub user: Option<u32>,
    /// Whether its root file system is read-only.
    pub read_only: bool,
    /// Folders it writes to that need not last.
    pub scratch: &'static [&'static str],
    /// Capabilities it keeps; all others are dropped.
    pub capabilities: &'static [&'static str],
    /// Why it is allowed more than the rest, where it is.
    pub waiver: Option<&'static str>,
}

impl Hardening {
    /// What nearly all run with: `Source:` release 17.2.0, seen running so.
    pub const STRICT: Self =
        Self { user: Some(1001), read_only: true, scratch: &["/tmp"], capabilities: &[], waiver: None };
}

/// What a process takes.
#[derive(Debug, Clone, Copy)]
pub struct Footprint {
    /// Its working set after provisioning and transfers, measured.
    pub working_set: Memory,
    /// The least a limit may be.
    pub floor: Memory,
    /// The limit it held with room to spare: more is not given unless asked for.
    pub ample: Memory,
    /// Processor time during a transfer a second, measured or assumed.
    pub cpu: Cpu,
}

/// How a process fails when what it needs is not there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Failure {
    /// It ends with a code that says so.
    Exits,
    /// It ends with 0, as if it had done its work: only an unconditional restart brings it back.
    ExitsAsIfDone,
    /// It stays and answers unhealthy until what it needs is there.
    Waits,
}

/// How something is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Known {
    /// Seen running.
    Seen,
    /// Read in its source at the release's tag.
    Read,
    /// Assumed from its neighbours.
    Assumed,
}

// Small constructors: they keep a table's row on one line.

const fn set(key: &'static str, to: To) -> Setting {
    Setting { key, to, when: When::Always }
}

const fn set_when(when: When, key: &'static str, to: To) -> Setting {
    Setting { key, to, when }
}

const fn stream(key: &'static str, topic: &'static str) -> Stream {
    Stream { key, topic, when: When::Always }
}

const fn stream_when(when: When, key: &'static str, topic: &'static str) -> Stream {
    Stream { key, topic, when }
}

const fn port(name: &'static str, number: u16, host: u16) -> Port {
    Port { name, number, host: Some(host) }
}

const fn inner_port(name: &'static str, number: u16) -> Port {
    Port { name, number, host: None }
}

/// Working set, floor and ample limit in MiB; processor time in thousandths of a core.
const fn takes(working_set: u64, floor: u64, ample: u64, cpu: u64) -> Footprint {
    Footprint {
        working_set: Memory::mebibytes(working_set),
        floor: Memory::mebibytes(floor),
        ample: Memory::mebibytes(ample),
        cpu: Cpu::millicores(cpu),
    }
}

impl Service {
    /// All that its workloads' configuration must say, shared or its own.
    pub fn all_settings(&self) -> impl Iterator<Item = &'static Setting> + use<> {
        self.shared.iter().copied().flatten().chain(self.settings)
    }

    /// The service of that name.
    pub fn named(name: &str) -> Option<&'static Self> {
        SERVICES.iter().find(|s| s.name == name).copied()
    }

    /// The keys its configuration can hold, where they are known.
    pub fn keys(&self) -> Option<&'static [Key]> {
        match self.config {
            Config::Rc { keys, .. } => Some(keys),
            Config::Variables(_) | Config::Made => None,
        }
    }
}

impl Workload {
    /// Its first port: the one meant when none is named.
    pub fn main_port(&self) -> u16 {
        self.ports.first().map_or(self.health.port, |p| p.number)
    }
}

/// The workload of that name, and its service.
pub fn workload(name: &str) -> Option<(&'static Service, &'static Workload)> {
    SERVICES.iter().find_map(|service| service.workloads.iter().find(|w| w.name == name).map(|w| (*service, w)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_release_has_every_image() {
        for release in Release::ALL {
            let images = SERVICES.iter().map(|s| s.image).chain([CLIENT.image, TOPICS.image]);
            for image in images {
                assert!(release.tag(image).is_some(), "release {release} lacks {image:?}");
            }
        }
    }

    #[test]
    fn names_are_unique_and_what_is_called_exists() {
        let workloads: Vec<&Workload> = SERVICES.iter().flat_map(|s| s.workloads).collect();
        for (i, one) in workloads.iter().enumerate() {
            assert!(!one.summary.is_empty(), "{}", one.name);
            assert!(workloads[..i].iter().all(|other| other.name != one.name), "{} is there twice", one.name);
            for name in one.calls.iter().chain(one.after) {
                assert!(workload(name).is_some(), "{} calls `{name}`", one.name);
            }
            assert!(
                one.ports.iter().any(|port| port.number == one.health.port),
                "{} is asked at a port it has not",
                one.name
            );
            assert!(
                one.footprint.working_set <= one.footprint.floor && one.footprint.floor <= one.footprint.ample,
                "{}",
                one.name
            );
        }
    }

    #[test]
    fn what_collections_call_exists() {
        for (input, name) in INPUTS {
            assert!(workload(name).is_some(), "{input} is the address of `{name}`");
        }
    }

    #[test]
    fn published_ports_differ() {
        let mut ports: Vec<u16> =
            SERVICES.iter().flat_map(|s| s.workloads).flat_map(|w| w.ports).filter_map(|p| p.host).collect();
        ports.sort_unstable();
        assert!(ports.windows(2).all(|pair| pair[0] != pair[1]), "{ports:?}");
    }
}
