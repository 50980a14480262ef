//! The plan: everything about a hub decided, nothing of it written in any target's form.
//!
//! A graph of [components](Component) with [links](Link). Emitters only choose the spelling; what one of
//! them can't spell it reports as an [`Omission`].

mod links;
mod overlay;
mod secrets;
mod stores;
mod toolkit;
mod topics;
mod value;
mod workloads;

use indexmap::IndexMap;
use serde::Serialize;

use mojaloop_model::catalogue::{Failure, Hardening, Known};
use mojaloop_model::{Cpu, Diagnostics, Hub, ImageRef, Memory, Release, SourcePath, Valid};

use crate::Omission;

pub use links::Link;
pub use secrets::{Secret, Source};
pub use value::{Endpoint, Piece, Resolve, Text, Value, Variable};

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
    /// Who calls whom.
    pub links: Vec<Link>,
    /// The topics and their partitions, by name.
    pub topics: IndexMap<String, u32>,
    /// The databases and who may use them.
    pub databases: Vec<Database>,
    /// Every secret something needs.
    pub secrets: Vec<Secret>,
    /// Every file something mounts, by its path in the output.
    pub files: Vec<File>,
    /// What no target can do for this hub, and what to do instead.
    pub omissions: Vec<Omission>,
    /// What is allowed but may not have been meant.
    #[serde(skip_serializing_if = "Diagnostics::is_empty")]
    pub warnings: Diagnostics,
    /// What everything together may take, when the hub says so.
    pub memory: Option<Memory>,
}

/// A part of a hub that runs.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Component {
    /// Its name: the host others call it by.
    pub name: String,
    /// The place in the model it comes from.
    pub origin: String,
    /// What it is for.
    pub role: Role,
    /// What it is, in a few words.
    pub summary: String,
    /// Its image.
    pub image: ImageRef,
    /// The folder its image is built from, when the hub names one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<SourcePath>,
    /// Its command in exec form; empty: the image's own.
    pub command: Vec<String>,
    /// Its variables.
    pub variables: IndexMap<String, Variable>,
    /// Where it listens.
    pub ports: Vec<Port>,
    /// How it tells that it works.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub health: Option<Health>,
    /// The files it reads.
    pub mounts: Vec<Mount>,
    /// Folders that outlive it, by the volume's name.
    pub volumes: IndexMap<String, String>,
    /// The folder its results are left in, when it has any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub results: Option<Results>,
    /// When it runs.
    pub run: Run,
    /// How it fails when what it needs is not there.
    pub failure: Failure,
    /// How many of it run.
    pub replicas: u32,
    /// What it may take.
    pub resources: Resources,
    /// What must be there before it starts.
    pub after: IndexMap<String, Ready>,
    /// What its processes may and must.
    pub hardening: Hardening,
    /// How what is said of it is known.
    pub known: Known,
}

/// What a component is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum Role {
    /// A workload of Mojaloop.
    Service,
    /// A store.
    Store,
    /// Something that runs once.
    Job,
}

/// Something the hub calls that is not part of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Outside {
    /// Its name: what references to it carry as their component.
    pub name: String,
    /// What it is.
    pub kind: OutsideKind,
    /// The place in the model it comes from.
    pub origin: String,
    /// Its host.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// Whether it is spoken to under TLS.
    pub tls: bool,
}

/// What is outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum OutsideKind {
    /// A store that is there already.
    Store,
    /// A participant that is played elsewhere.
    Participant,
}

/// A port a component listens on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Port {
    /// What it is for.
    pub name: String,
    /// Its number.
    pub number: u16,
    /// Its name among the ports open on the machine, and the number it has there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published: Option<Published>,
}

/// A port open on the machine.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Published {
    /// Its name.
    pub id: String,
    /// Its number on the machine.
    pub number: u16,
}

/// How a component tells that it works.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum Health {
    /// A path that answers 200.
    Http {
        /// The port that is asked.
        port: u16,
        /// The path.
        path: String,
    },
    /// A command of the image that ends with 0.
    Command(Vec<String>),
}

/// A file and where a component reads it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Mount {
    /// The file, by its path in the output.
    pub file: String,
    /// Where it is read.
    pub at: String,
}

/// Where a component leaves its results.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Results {
    /// The folder in the output.
    pub folder: String,
    /// Where the component writes.
    pub at: String,
}

/// When a component runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum Run {
    /// As long as the hub.
    Always,
    /// Once, before what needs it; again does no harm.
    Once,
    /// When asked to, and once; its exit code is its verdict.
    OnDemand,
}

/// What must hold before something else starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum Ready {
    /// It says that it works.
    Healthy,
    /// It ran and ended well.
    Completed,
}

/// What a component may take.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Resources {
    /// The most memory one of it may take.
    pub memory: Memory,
    /// The memory it is known to take.
    pub reserved: Memory,
    /// The most processor time, where the hub sets one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cpu: Option<Cpu>,
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

/// A file something mounts.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct File {
    /// Its path in the output.
    pub path: String,
    /// What is in it.
    pub content: Content,
    /// Who calls the addresses in it, when that is not who mounts it: it is handed on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub called_by: Option<String>,
}

/// What is in a file.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum Content {
    /// JSON, with references.
    Json(Value),
    /// Text as it is.
    Text(String),
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
    let mut plan = Plan {
        name: hub.name.to_string(),
        release: hub.release,
        components: Vec::new(),
        outside: Vec::new(),
        links: Vec::new(),
        topics: hub.resolved().topics.iter().map(|(name, topic)| ((*name).to_owned(), topic.partitions)).collect(),
        databases: Vec::new(),
        secrets: Vec::new(),
        files: Vec::new(),
        omissions: Vec::new(),
        warnings: hub.warnings().clone(),
        memory: hub.memory,
    };
    stores::add(&mut plan, hub);
    topics::add(&mut plan, hub);
    workloads::add(&mut plan, hub);
    toolkit::add(&mut plan, hub);
    plan.links = links::of(&plan);
    plan
}

impl File {
    /// A file whose addresses are called by whoever mounts it.
    pub(crate) fn new(path: impl Into<String>, content: Content) -> Self {
        Self { path: path.into(), content, called_by: None }
    }
}

impl Plan {
    /// The component of that name.
    pub fn component(&self, name: &str) -> Option<&Component> {
        self.components.iter().find(|component| component.name == name)
    }

    /// What is outside under that name.
    pub fn outside(&self, name: &str) -> Option<&Outside> {
        self.outside.iter().find(|outside| outside.name == name)
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
