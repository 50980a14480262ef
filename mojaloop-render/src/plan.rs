//! The plan: everything about a hub decided, nothing of it written in any target's form.
//!
//! A graph of [components](Component) with [links](Link). Emitters only choose the spelling; what one of
//! them can't spell it reports as an [`Omission`].

mod broker;
mod caddy;
mod component;
mod connection_manager;
mod development;
mod gateway;
mod links;
mod monitoring;
mod outside;
mod overlay;
mod portal;
mod secrets;
mod stores;
mod toolkit;
mod topics;
mod upkeep;
mod validation;
mod value;
mod whence;
mod workloads;

use std::sync::Arc;

use indexmap::IndexMap;
use serde::Serialize;

use mojaloop_model::catalogue::{CACHE_DATABASES, TOPICS};
use mojaloop_model::{
    Diagnostics, Hub, ImageRef, Kubernetes, Memory, Microk8s, Platform, Player, Release, StoreKind, Valid,
};

use crate::Omission;

pub use broker::{BROKER_FOLDER, BrokerUser};
pub use component::{Component, Health, Mount, Port, Published, Ready, Resources, Results, Role, Run, Volume};
pub use development::{Build, Edit, Sources, TestKind};
pub use links::Link;
pub use outside::{OperatedStore, Outside, OutsideKind, Route};
pub use secrets::{Secret, Source};
pub use upkeep::{Keeps, Makes, Upkeep};
pub use value::{Endpoint, Piece, Resolve, Text, Value, Variable};
pub use whence::Whence;

/// A hub, planned.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Plan {
    /// The hub's name.
    pub name: String,
    /// The release it runs.
    pub release: Release,
    /// Every component, in the order outputs list them.
    pub components: Vec<Component>,
    /// What the hub calls that is not part of it: stores that are there already, participants played elsewhere.
    pub outside: Vec<Outside>,
    /// Its stores that the cluster's operators run.
    pub operated: Vec<OperatedStore>,
    /// Who calls whom.
    pub links: Vec<Link>,
    /// What is reached from outside a cluster.
    pub routes: Vec<Route>,
    /// The topics and their partitions, by name.
    pub topics: IndexMap<String, u32>,
    /// Who may read and write which topics, where the brokers know their clients.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub broker_users: Vec<BrokerUser>,
    /// How many databases the cache must have, where its usual 16 are too few.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cache_databases: Option<u32>,
    /// The databases and who may use them.
    pub databases: Vec<Database>,
    /// The databases of documents and who may use them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub documents: Vec<Database>,
    /// Every secret something needs.
    pub secrets: Vec<Secret>,
    /// Every file something mounts, by its path in the output.
    pub files: Vec<File>,
    /// What keeps its data, for a target that has a folder of the user's to keep it in.
    #[serde(skip_serializing_if = "Upkeep::is_empty")]
    pub upkeep: Upkeep,
    /// What no target can do for this hub, and what to do instead.
    pub omissions: Vec<Omission>,
    /// What is allowed but may not have been meant.
    #[serde(skip_serializing_if = "Diagnostics::is_empty")]
    pub warnings: Diagnostics,
    /// What everything together may take, when the hub says so.
    pub memory: Option<Memory>,
    /// The namespace it gets on a cluster.
    pub namespace: String,
    /// The cluster it runs on; a plain one where the hub names none.
    pub cluster: Kubernetes,
    /// An image with Node.js, of those the hub runs anyway: for small programs of a target's own.
    pub node: ImageRef,
    /// The machine that cluster is set up on, where the hub names one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub machine: Option<Microk8s>,
}

/// A database and who may use it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Database {
    /// Its name.
    pub name: String,
    /// The user with every right on it and none elsewhere.
    pub user: String,
    /// The secret that holds the user's password.
    pub secret: String,
}

/// The folder that holds what the hub itself brings into a container, and nothing of the image's.
pub const OWN_FOLDER: &str = "/opt/hub";

/// A file something mounts.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct File {
    /// Its path in the output.
    pub path: String,
    /// What is in it.
    pub content: Content,
    /// Who calls the addresses in it.
    #[serde(skip_serializing_if = "CalledBy::is_mounter")]
    pub called_by: CalledBy,
    /// Where its values come from, where it is a service's configuration: by the path of each key, joined by `/`.
    #[serde(skip_serializing_if = "IndexMap::is_empty")]
    pub whence: IndexMap<String, Whence>,
}

/// Who calls the addresses in a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum CalledBy {
    /// Whoever mounts it.
    Mounter,
    /// That component: it is handed on.
    Component(String),
    /// Nobody: they are there to be told, or to be refused.
    Nobody,
}

/// What is in a file.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum Content {
    /// JSON, with references.
    Json(Value),
    /// Text as it is.
    Text(Arc<str>),
}

/// Plans a valid hub. It cannot fail: what could be wrong, `validate` found.
///
/// # Examples
///
/// ```
/// use mojaloop_presets::CoreTestHarness;
///
/// # fn main() -> Result<(), mojaloop_model::Diagnostics> {
/// let plan = mojaloop_render::plan(&CoreTestHarness::default().hub().validate()?);
/// assert!(plan.components.iter().any(|c| c.name == "central-ledger"));
/// # Ok(())
/// # }
/// ```
pub fn plan(hub: &Valid<Hub>) -> Plan {
    let cluster = hub.platform.cluster();
    let mut plan = Plan {
        name: hub.name.to_string(),
        release: hub.release,
        components: Vec::new(),
        outside: Vec::new(),
        operated: Vec::new(),
        links: Vec::new(),
        routes: routes(hub),
        topics: hub.resolved().topics.iter().map(|(name, topic)| ((*name).to_owned(), topic.partitions)).collect(),
        broker_users: Vec::new(),
        cache_databases: (!hub.played_by(Player::Sdk).is_empty()).then_some(CACHE_DATABASES),
        databases: Vec::new(),
        documents: Vec::new(),
        secrets: Vec::new(),
        files: Vec::new(),
        upkeep: Upkeep::default(),
        omissions: Vec::new(),
        warnings: hub.warnings().clone(),
        memory: hub.memory,
        namespace: cluster.namespace.as_ref().map_or_else(|| hub.name.to_string(), ToString::to_string),
        cluster,
        node: hub.image(TOPICS.image),
        machine: match &hub.platform {
            Platform::Microk8s(machine) => Some(machine.clone()),
            _ => None,
        },
    };
    stores::add(&mut plan, hub);
    topics::add(&mut plan, hub);
    workloads::add(&mut plan, hub);
    development::add_tests(&mut plan, hub);
    broker::add(&mut plan, hub);
    gateway::add(&mut plan, hub);
    toolkit::add(&mut plan, hub);
    portal::add(&mut plan, hub);
    connection_manager::add(&mut plan, hub);
    monitoring::add(&mut plan, hub);
    validation::add(&mut plan, hub);
    plan.links = links::of(&plan);
    plan.upkeep = upkeep::of(&plan, hub);
    plan
}

fn routes(hub: &Valid<Hub>) -> Vec<Route> {
    let routes = hub.resolved().routes.iter();
    routes
        .map(|route| Route { component: route.component.clone(), port: route.port, host: route.host.clone() })
        .collect()
}

impl File {
    /// A file whose addresses are called by whoever mounts it.
    pub(crate) fn new(path: impl Into<String>, content: Content) -> Self {
        Self { path: path.into(), content, called_by: CalledBy::Mounter, whence: IndexMap::new() }
    }
}

impl CalledBy {
    fn is_mounter(&self) -> bool {
        *self == Self::Mounter
    }
}

impl Plan {
    /// The component of that name.
    pub fn component(&self, name: &str) -> Option<&Component> {
        self.components.iter().find(|component| component.name == name)
    }

    /// Sets a variable of the component of that name, where it is there.
    fn set(&mut self, of: &str, name: &str, value: Variable) {
        if let Some(component) = self.components.iter_mut().find(|component| component.name == of) {
            component.variables.insert(name.to_owned(), value);
        }
    }

    /// What is outside under that name.
    pub fn outside(&self, name: &str) -> Option<&Outside> {
        self.outside.iter().find(|outside| outside.name == name)
    }

    /// The store of that name that an operator runs.
    pub fn operated(&self, name: &str) -> Option<&OperatedStore> {
        self.operated.iter().find(|store| store.kind.name() == name)
    }

    /// Whether a name is that of a store, however it is provided.
    pub fn is_store(&self, name: &str) -> bool {
        StoreKind::ALL.iter().any(|kind| kind.name() == name)
    }

    /// The file of that path.
    pub fn file(&self, path: &str) -> Option<&File> {
        self.files.iter().find(|file| file.path == path)
    }

    /// The secret of that id.
    pub fn secret(&self, id: &str) -> Option<&Secret> {
        self.secrets.iter().find(|secret| secret.id == id)
    }
}
