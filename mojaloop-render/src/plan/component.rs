//! A part of a hub that runs.

use indexmap::IndexMap;
use mojaloop_model::catalogue::{Failure, Footprint, Hardening, Known, Reach, Runtime};
use mojaloop_model::{Autoscale, Cpu, Feature, ImageRef, Memory};
use serde::Serialize;

use super::{Resolve, Sources, Text, Variable};

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
    /// The folder of sources it comes from, when the hub names one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<Sources>,
    /// The feature it is there for, when it is there for one only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub feature: Option<Feature>,
    /// Its command in exec form; empty: the image's own.
    pub command: Vec<String>,
    /// What follows the command, with references.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub arguments: Vec<Text>,
    /// Its variables.
    pub variables: IndexMap<String, Variable>,
    /// Where it listens.
    pub ports: Vec<Port>,
    /// How it tells that it works.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub health: Option<Health>,
    /// Whether it answers Prometheus at `/metrics`, and at which port.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub metrics: Option<u16>,
    /// Whom the brokers know it as, where they know their clients: its certificate is in [`BROKER_FOLDER`].
    ///
    /// [`BROKER_FOLDER`]: super::BROKER_FOLDER
    #[serde(skip_serializing_if = "Option::is_none")]
    pub broker_user: Option<String>,
    /// The participants whose messages from the hub it takes, by name, where it plays some.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub answers_for: Vec<String>,
    /// The files it reads.
    pub mounts: Vec<Mount>,
    /// Folders that outlive it, by the volume's name.
    pub volumes: IndexMap<String, Volume>,
    /// The folder its results are left in, when it has any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub results: Option<Results>,
    /// When it runs.
    pub run: Run,
    /// How it fails when what it needs is not there.
    pub failure: Failure,
    /// What it runs on.
    pub runtime: Runtime,
    /// How many of it run, at least.
    pub replicas: u32,
    /// How it is scaled by load, where it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub autoscale: Option<Autoscale>,
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
    /// What is there, where the component's own summary does not say it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub summary: Option<&'static str>,
    /// The path of the page a person opens, where it has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<&'static str>,
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
    /// Who may reach it.
    pub reach: Reach,
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

/// A folder that outlives a component.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Volume {
    /// Where it is.
    pub at: String,
    /// The room in it.
    pub size: Memory,
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
    /// Once, when all else works; again does no harm. A target whose start must end leaves it to the user.
    Afterwards,
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
    /// The same, where somebody starts it too.
    CompletedIfStarted,
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
    /// The processor time it is known to take while a transfer a second is cleared.
    pub cpu_reserved: Cpu,
    /// The most processor time, where the hub sets one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cpu: Option<Cpu>,
}

impl Component {
    /// What is at one of its ports, by the port's number, in a few words.
    pub fn summary_at(&self, number: u16) -> &str {
        let port = self.ports.iter().find(|port| port.number == number);
        port.and_then(|port| port.summary).unwrap_or(&self.summary)
    }

    /// The command and what follows it, each word as one target writes it.
    pub fn words(&self, target: &dyn Resolve) -> Vec<String> {
        let command = self.command.iter().map(|word| target.literal(word));
        command.chain(self.arguments.iter().map(|argument| argument.resolve(target))).collect()
    }

    /// A component that runs once, when asked to, in Node.js; what is its own is said over it.
    pub(super) fn job(name: impl Into<String>, image: ImageRef, footprint: Footprint, hardening: Hardening) -> Self {
        Self {
            name: name.into(),
            origin: String::new(),
            role: Role::Job,
            summary: String::new(),
            image,
            source: None,
            feature: None,
            command: Vec::new(),
            arguments: Vec::new(),
            variables: IndexMap::new(),
            ports: Vec::new(),
            health: None,
            metrics: None,
            broker_user: None,
            answers_for: Vec::new(),
            mounts: Vec::new(),
            volumes: IndexMap::new(),
            results: None,
            run: Run::OnDemand,
            failure: Failure::Exits,
            runtime: Runtime::Node,
            replicas: 1,
            autoscale: None,
            resources: Resources {
                memory: footprint.ample,
                reserved: footprint.working_set.min(footprint.ample),
                cpu_reserved: footprint.cpu,
                cpu: None,
            },
            after: IndexMap::new(),
            hardening,
            known: Known::Assumed,
        }
    }
}
