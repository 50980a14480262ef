//! What Mojaloop's services are: images, processes, ports, needs and keys, as data.
//!
//! A service is one image with its configuration, run as one or more workloads. Nothing outside these
//! tables knows a service by its name: a rule, the plan and every emitter read what a row says.
//! To add a service, write a file like its neighbours and name it in [`SERVICES`].

// What rows are made of.
mod config;
mod development;
mod keys;
mod library;
mod needs;
mod platforms;
mod process;
mod shared;
mod when;

// The rows.
mod account_lookup;
mod auth_service;
mod bulk_api_adapter;
mod callback_handler;
mod central_ledger;
mod central_settlement;
mod connection_manager;
mod consent_oracle;
mod debugging;
mod event_sdk;
mod exporters;
mod gateway;
mod ml_api_adapter;
mod monitoring;
mod msisdn_oracle;
mod portal;
mod proxy_adapter;
mod quoting;
mod reporting;
mod scheme_adapter;
mod simulator;
mod stores;
mod testing_toolkit;
mod thirdparty_api;
mod tools;
mod transaction_requests;

use crate::hub::Hub;
use crate::release::{Image, Release};
use crate::store::StoreKind;

use config::{set, set_when};
use development::{JAVASCRIPT, script, script_without};
use needs::{stream, stream_when};
use process::{inner_port, local_port, port, port_as, port_for_peers, takes};

pub use auth_service::PARTICIPANT as AUTH_PARTICIPANT;
pub use callback_handler::{CALLBACK_HANDLER, CONDITION, PACKET};
pub use config::{Config, Said, Setting, To, Told, Variables};
pub use connection_manager::{CLIENT_ROLE, CONNECTION_MANAGER, SERVER_ROLE, VAULT};
pub use development::{APP_FOLDER, Development, INSPECTOR_PORT, TESTS_MEMORY, Tests};
pub use exporters::{EXPORTERS, Exporter, MYSQL_WATCHER};
pub use gateway::{FSPIOP_RESOURCES, GATEWAY, Resource};
pub use keys::{Found, Key, Kind, find};
pub use library::Library;
pub use monitoring::{GRAFANA, PROMETHEUS};
pub use needs::{Account, Database, DatabaseKeys, Migration, Need, Stream};
pub use platforms::{ONE_PLATFORM, Publisher, only_platform};
pub use portal::{PAGES, PORTAL, Pages, SERVED, SHELL, WAYS, Way};
pub use process::{Failure, Footprint, Hardening, Health, Known, Port, Reach, Runtime};
pub use proxy_adapter::PROXY_ADAPTER;
pub use scheme_adapter::{CACHE_DATABASES, SCHEME_ADAPTER};
pub use simulator::{SIMULATOR, SIMULATOR_NAMES, Simulated};
pub use stores::{STORES, Store};
pub use testing_toolkit::{Callee, TOOLKIT};
pub use tools::{CLIENT, KEEPERS, Keeper, LOAD, TOPICS, Tool};
pub use when::When;

/// Every service, in the order outputs list them.
pub static SERVICES: &[&Service] = &[
    &central_ledger::SERVICE,
    &ml_api_adapter::SERVICE,
    &account_lookup::SERVICE,
    &msisdn_oracle::SERVICE,
    &quoting::SERVICE,
    &central_settlement::SERVICE,
    &bulk_api_adapter::SERVICE,
    &auth_service::SERVICE,
    &consent_oracle::SERVICE,
    &thirdparty_api::SERVICE,
    &transaction_requests::SERVICE,
    &gateway::SERVICE,
    &proxy_adapter::SERVICE,
    &scheme_adapter::SERVICE,
    &scheme_adapter::BACKEND,
    &simulator::SERVICE,
    &callback_handler::SERVICE,
    &reporting::EVENTS_PROCESSOR,
    &reporting::AGGREGATOR,
    &reporting::REPORTING_API,
    &portal::SHELL_SERVICE,
    &portal::TRANSFERS_SERVICE,
    &portal::SETTLEMENTS_SERVICE,
    &portal::POSITIONS_SERVICE,
    &portal::PORTAL_SERVICE,
    &connection_manager::SERVICE,
    &connection_manager::UI,
    &connection_manager::VAULT_SERVICE,
    &testing_toolkit::SERVICE,
    &testing_toolkit::UI,
    &monitoring::PROMETHEUS_SERVICE,
    &monitoring::GRAFANA_SERVICE,
    &exporters::MYSQL,
    &exporters::KAFKA,
    &exporters::REDIS,
    &exporters::MONGODB,
    &debugging::KAFKA_UI,
];

/// The release with which everything marked as seen was seen.
pub const SEEN_WITH: Release = Release::V17_2_0;

/// The release whose defaults the tables of keys hold. 17.1.0 has the same but for a few lines.
pub const DEFAULTS_OF: Release = Release::V17_2_0;

/// More of one workload than anybody runs: a typing error above it.
pub const MOST_REPLICAS: u32 = 1000;

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
    /// How it is worked on; none: from sources it is built, and no more.
    pub development: Option<Development>,
    /// The processes its image can be.
    pub workloads: &'static [Workload],
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
    /// The host port its inspector is published at, when there is one: nobody else's.
    pub inspector: Option<u16>,
    /// How it tells that it works, where it listens anywhere.
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
    /// Whether it answers Prometheus at `/metrics`: of its port `metrics`, or of that its health is asked at.
    pub metrics: bool,
    /// How many of it can run at most.
    pub most: u32,
    /// When more of it clear more. What keeps positions never does: it is one writer for each of them.
    pub scales: When,
    /// Workloads that must be healthy before it starts.
    pub after: &'static [&'static str],
    /// What it takes.
    pub footprint: Footprint,
    /// How it fails when what it needs is not there.
    pub failure: Failure,
    /// How this row is known.
    pub known: Known,
}

impl Service {
    /// What in it takes a file of its own in this hub.
    pub fn libraries<'h>(&self, hub: &'h Hub) -> impl Iterator<Item = &'static Library> + use<'h> {
        self.config.libraries().iter().copied().filter(|library| library.when.holds(hub))
    }

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
            Config::Rc { keys, .. } | Config::File { keys, .. } => Some(keys),
            Config::Variables(_) | Config::Arguments(_) | Config::Made => None,
        }
    }
}

impl Workload {
    /// What a row says nothing else of: it listens nowhere, calls nobody, and one of it runs.
    const PLAIN: Self = Self {
        name: "",
        summary: "",
        when: When::Always,
        command: &[],
        ports: &[],
        inspector: None,
        health: Health { port: 0, path: "/" },
        settings: &[],
        consumes: &[],
        produces: &[],
        needs: &[],
        calls: &[],
        callbacks: false,
        metrics: false,
        most: 1,
        scales: When::Never,
        after: &[],
        footprint: takes(0, 0, 0, 0),
        failure: Failure::Waits,
        known: Known::Read,
    };

    /// Where it is asked whether it works; none where it listens nowhere.
    pub fn asked(&self) -> Option<Health> {
        (!self.ports.is_empty()).then_some(self.health)
    }

    /// Its first port: the one meant when none is named.
    pub fn main_port(&self) -> u16 {
        self.ports.first().map_or(self.health.port, |p| p.number)
    }

    /// Whether this workload of a service needs a store: for its database, its topics, or what else it keeps.
    pub(crate) fn uses(&self, service: &Service, kind: StoreKind, hub: &Hub) -> bool {
        let told = service.libraries(hub).flat_map(|library| library.produces);
        let mut streams = self.consumes.iter().chain(self.produces).chain(told);
        match kind {
            StoreKind::Mysql if service.database.is_some() => true,
            StoreKind::Kafka if streams.any(|stream| stream.when.holds(hub)) => true,
            _ => self.needs.iter().any(|need| need.on == kind && need.when.holds(hub)),
        }
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
            let images = SERVICES.iter().map(|s| s.image).chain([CLIENT.image, TOPICS.image, LOAD.image]);
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
                one.asked().is_none_or(|health| one.ports.iter().any(|port| port.number == health.port)),
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
        for callee in Callee::ALL {
            assert!(workload(callee.workload()).is_some(), "{callee:?}");
        }
    }

    #[test]
    fn published_ports_differ() {
        let workloads = || SERVICES.iter().flat_map(|s| s.workloads);
        let published = workloads().flat_map(|w| w.ports).filter_map(|p| p.host);
        let mut ports: Vec<u16> = published.chain(workloads().filter_map(|w| w.inspector)).collect();
        ports.sort_unstable();
        assert!(ports.windows(2).all(|pair| pair[0] != pair[1]), "{ports:?}");
    }
}
