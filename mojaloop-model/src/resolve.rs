//! What a hub comes to: which workloads, stores, topics, databases and ports it makes, and what they take.
//!
//! Computed once, from the hub and the catalogue. Most rules need it, and [`Valid`](crate::Valid)
//! carries it, so that nothing is derived twice and a plan cannot fail. It is total: a faulty hub
//! resolves too, to what the rules then find fault with.

mod budget;
mod databases;
mod order;
mod ports;

use indexmap::{IndexMap, IndexSet};

use crate::catalogue::{Account, CLIENT, Database, SERVICES, Service, Setting, Store, Stream, To, Workload};
use crate::hub::Hub;
use crate::quantity::Memory;
use crate::release::Image;
use crate::service::{Autoscale, Reload, ServiceSettings};
use crate::store::{Durability, Provisioning, StoreKind};
use crate::text::{ImageRef, ParticipantId, SourcePath};

pub use budget::{Budget, Share};
pub use databases::RunMigration;
pub use ports::{HostPort, Route};

/// The process that creates the topics.
pub const TOPICS_JOB: &str = "kafka-topics";
/// The process that sets the hub up and brings its participants on board.
pub const PROVISION_JOB: &str = "provision";
/// The process that asks every service whether it works.
pub const VALIDATE_JOB: &str = "validate";
/// The process that writes the databases to files.
pub const BACKUP_JOB: &str = "backup";
/// The process that reads them again.
pub const RESTORE_JOB: &str = "restore";
/// The process that clears transfers and checks them.
pub const TEST_JOB: &str = "test";
/// The process that puts the hub under load.
pub const LOAD_JOB: &str = "load";

/// What a hub comes to.
#[derive(Debug, Clone, PartialEq)]
pub struct Resolved {
    /// The workloads that run, in the catalogue's order.
    pub workloads: Vec<Running>,
    /// The stores something needs, in the order of [`StoreKind::ALL`].
    pub stores: Vec<NeededStore>,
    /// The schemas that are brought up to date, by service.
    pub migrations: Vec<RunMigration>,
    /// The topics, by name, in the order they were first met, with their partitions.
    pub topics: IndexMap<&'static str, Topic>,
    /// The databases, each once.
    pub databases: Vec<Database>,
    /// The users of stores that keep no tables, each once.
    pub accounts: Vec<Account>,
    /// What must be there before a component starts: every component with what it waits for.
    pub order: IndexMap<String, IndexSet<String>>,
    /// The ports opened on the machine.
    pub ports: Vec<HostPort>,
    /// The ports reached from outside a cluster, each by a name below the hub's domain.
    pub routes: Vec<Route>,
    /// Who gets how much memory.
    pub budget: Budget,
}

/// A workload that runs.
#[derive(Debug, Clone)]
pub struct Running {
    /// The name of its component: the workload's, and that of the participant it runs for.
    pub name: String,
    /// Its service.
    pub service: &'static Service,
    /// The workload.
    pub workload: &'static Workload,
    /// The participant it runs for, where it runs for one.
    pub participant: Option<ParticipantId>,
    /// How many of it run, at least.
    pub replicas: u32,
    /// How it is scaled by load, where it is.
    pub autoscale: Option<Autoscale>,
}

impl Running {
    /// How many of it run at most.
    pub fn most(&self) -> u32 {
        self.autoscale.map_or(self.replicas, |autoscale| autoscale.most.max(self.replicas))
    }

    /// The topics it reads in this hub.
    pub fn reads<'h>(&self, hub: &'h Hub) -> impl Iterator<Item = &'h Stream> + use<'h> {
        active(self.workload.consumes, hub)
    }

    /// The topics it writes in this hub, itself or by what is in it.
    pub fn writes<'h>(&self, hub: &'h Hub) -> impl Iterator<Item = &'h Stream> + use<'h> {
        active(self.workload.produces, hub)
            .chain(self.service.libraries(hub).flat_map(move |l| active(l.produces, hub)))
    }

    /// What its configuration must say in this hub.
    pub fn settings<'h>(&self, hub: &'h Hub) -> impl Iterator<Item = &'static Setting> + use<'h> {
        self.service.all_settings().chain(self.workload.settings).filter(|setting| setting.when.holds(hub))
    }

    /// The users of stores it speaks as, each with the key of the password.
    pub fn accounts<'h>(&self, hub: &'h Hub) -> impl Iterator<Item = (&'static str, Account)> + use<'h> {
        self.settings(hub).filter_map(|setting| match setting.to {
            To::Password(account) => Some((setting.key, account)),
            _ => None,
        })
    }
}

impl PartialEq for Running {
    fn eq(&self, other: &Self) -> bool {
        (&self.name, self.replicas, self.autoscale) == (&other.name, other.replicas, other.autoscale)
    }
}

/// A store something needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NeededStore {
    /// Which.
    pub kind: StoreKind,
    /// The first workload that needs it: who an absent store is reported for.
    pub needed_by: &'static str,
}

/// A topic as the hub needs it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Topic {
    /// How many partitions it gets.
    pub partitions: u32,
    /// How many members its largest group of consumers has.
    pub members: u32,
    /// The workload with most members of that group: who too few partitions are reported for.
    pub consumer: Option<&'static str>,
}

impl Hub {
    /// What this hub comes to.
    pub(crate) fn resolve(&self) -> Resolved {
        let workloads = self.running();
        let topics = self.topics(&workloads);
        let mut resolved = Resolved {
            stores: self.needed_stores(&workloads),
            migrations: databases::migrations(&workloads),
            databases: databases::databases(&workloads),
            accounts: databases::accounts(&workloads, self),
            ports: self.host_ports(&workloads),
            routes: self.routes(&workloads),
            budget: self.budget(&workloads),
            order: IndexMap::new(),
            topics,
            workloads,
        };
        resolved.order = order::of(self, &resolved);
        resolved
    }

    fn running(&self) -> Vec<Running> {
        let all = SERVICES.iter().flat_map(|service| service.workloads.iter().map(move |w| (*service, w)));
        let mut running = Vec::new();
        for (service, workload) in all.filter(|(_, workload)| workload.when.holds(self)) {
            let settings = self.workload_settings(service.name, workload.name);
            let one = |name: String, participant: Option<ParticipantId>| Running {
                name,
                service,
                workload,
                participant,
                replicas: settings.and_then(|s| s.replicas).unwrap_or(1),
                autoscale: settings.and_then(|s| s.autoscale),
            };
            match workload.when.each(self) {
                Some(each) => {
                    running.extend(each.iter().map(|of| one(of.component(workload.name), Some(of.id.clone()))));
                }
                None => running.push(one(workload.name.to_owned(), None)),
            }
        }
        running
    }

    /// What the hub settles about one workload.
    pub fn workload_settings(&self, service: &str, workload: &str) -> Option<&crate::service::WorkloadSettings> {
        self.services.get(service)?.workloads.get(workload)
    }

    fn needed_stores(&self, workloads: &[Running]) -> Vec<NeededStore> {
        let first = |kind: &StoreKind| {
            let running = workloads.iter().find(|r| r.workload.uses(r.service, *kind, self))?;
            Some(NeededStore { kind: *kind, needed_by: running.workload.name })
        };
        StoreKind::ALL.iter().filter_map(first).collect()
    }

    fn topics(&self, workloads: &[Running]) -> IndexMap<&'static str, Topic> {
        let mut topics: IndexMap<&'static str, Topic> = IndexMap::new();
        let mut groups: IndexMap<(&str, &str), u32> = IndexMap::new();
        let none = || Topic { partitions: 1, members: 0, consumer: None };
        for running in workloads {
            for stream in running.reads(self) {
                let group = groups.entry((stream.topic, stream.group.unwrap_or(running.service.name))).or_default();
                *group = group.saturating_add(running.most());
                let topic = topics.entry(stream.topic).or_insert_with(none);
                if *group > topic.members {
                    topic.members = *group;
                    topic.consumer = Some(running.workload.name);
                }
            }
            for stream in running.writes(self) {
                topics.entry(stream.topic).or_insert_with(none);
            }
        }
        for (name, topic) in &mut topics {
            let asked = self.stores.kafka.partitions.get(*name).copied();
            topic.partitions = asked.unwrap_or(topic.members.max(1));
        }
        topics
    }

    fn budget(&self, workloads: &[Running]) -> Budget {
        let mut shares = Vec::new();
        for kind in self.needed_stores(workloads).iter().map(|s| s.kind) {
            let Some(store) = Store::of(kind).filter(|_| *self.stores.provisioning(kind) == Provisioning::Container)
            else {
                continue;
            };
            let disposable = kind == StoreKind::Mysql && self.stores.mysql.durability == Durability::Disposable;
            let footprint = if disposable { store.disposable } else { store.footprint };
            shares.push(Share::between(kind.name(), 1, footprint.floor, footprint.ample));
        }
        for running in workloads {
            let (name, footprint) = (running.name.as_str(), running.workload.footprint);
            let asked = self.workload_settings(running.service.name, running.workload.name).and_then(|s| s.memory);
            shares.push(match asked {
                Some(memory) => Share::fixed(name, running.most(), memory),
                None => Share::between(name, running.most(), footprint.floor, footprint.ample),
            });
        }
        // The test runs beside everything else; migrations and topics run before the services do.
        shares.push(Share::between(TEST_JOB, 1, CLIENT.footprint.floor, CLIENT.footprint.ample));
        Budget::of(shares, self.memory)
    }

    /// What is settled about the service of an image, when there is one.
    fn settings_of(&self, image: Image) -> Option<&ServiceSettings> {
        let service = SERVICES.iter().find(|service| service.image == image)?;
        self.services.get(service.name)
    }

    /// The folder of an image's repository and how edits there reach what runs, when the hub names one for its service.
    pub fn source(&self, image: Image) -> Option<(&SourcePath, Reload)> {
        let settings = self.settings_of(image)?;
        Some((settings.source.as_ref()?, settings.reload))
    }

    /// Whether what runs of a service can be inspected.
    pub fn is_inspected(&self, service: &Service) -> bool {
        let settings = self.services.get(service.name);
        settings.is_some_and(|settings| settings.inspect && settings.source.is_some())
    }

    /// The image of a service: the one the hub names for it, else the release's. Another may be of the same.
    pub fn image_of(&self, service: &Service) -> ImageRef {
        let named = self.services.get(service.name).and_then(|settings| settings.image.clone());
        named.unwrap_or_else(|| self.released(service.image))
    }

    /// An image: the one the hub names for its service, else the release's.
    pub fn image(&self, image: Image) -> ImageRef {
        let named = self.settings_of(image).and_then(|settings| settings.image.clone());
        named.unwrap_or_else(|| self.released(image))
    }

    fn released(&self, image: Image) -> ImageRef {
        match self.release.tag(image) {
            Some(tag) => format!("{}:{tag}", image.repository()).into(),
            // Only images of later features: a test sees to it that every release has those of the catalogue.
            None => image.repository().into(),
        }
    }
}

impl Resolved {
    /// The limit of one component: a workload, a store, or the test.
    pub fn limit(&self, component: &str) -> Option<Memory> {
        self.budget.shares.iter().find(|s| s.name == component).map(|s| s.limit)
    }

    /// Whether a job creates the topics: an operator that runs the broker is told them instead.
    pub fn creates_topics(&self, hub: &Hub) -> bool {
        !self.topics.is_empty() && !matches!(hub.stores.provisioning(StoreKind::Kafka), Provisioning::Operator(_))
    }

    /// What runs of a workload as somebody sees it who runs for this participant: its own alone, and all to others.
    pub(crate) fn components(&self, workload: &str, own: Option<&ParticipantId>) -> impl Iterator<Item = &Running> {
        let all = self.workloads.iter().filter(move |running| running.workload.name == workload);
        all.filter(move |running| running.participant.is_none() || own.is_none() || running.participant.as_ref() == own)
    }

    /// What runs as the component of that name, where it is a workload's.
    pub fn running(&self, component: &str) -> Option<&Running> {
        self.workloads.iter().find(|running| running.name == component)
    }

    /// Whether this workload is part of the hub.
    pub fn runs(&self, workload: &str) -> bool {
        self.workloads.iter().any(|running| running.workload.name == workload)
    }
}

/// The streams that are in use in this hub.
pub fn active<'a>(streams: &'a [Stream], hub: &'a Hub) -> impl Iterator<Item = &'a Stream> {
    streams.iter().filter(|stream| stream.when.holds(hub))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::Service;

    #[test]
    fn an_image_is_named_for_one_service() {
        let mut hub = Hub::builder().name("a").scheme(crate::Scheme::builder().currencies(["ZMW"]).build()).build();
        let [first, second] = ["fspiop-gateway", "portal"].map(|name| Service::named(name).expect("a service"));
        assert_eq!(first.image, second.image);
        hub.services.entry(second.name.into()).or_default().image = Some("caddy:2.10.3-alpine".into());
        assert_eq!(hub.image_of(second).as_str(), "caddy:2.10.3-alpine");
        assert_eq!(hub.image_of(first), hub.released(first.image));
    }
}
