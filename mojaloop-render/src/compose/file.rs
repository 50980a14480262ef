//! A Compose file: the keys that are used, and room for any other.
//!
//! `Source:` the Compose specification. Fields stand in the order they are written.

use indexmap::IndexMap;
use serde::Serialize;
use serde_json::Value;

/// Keys that have no field here.
pub type Extra = IndexMap<String, Value>;

/// A project.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct File {
    /// The project's name: the first part of every container's.
    pub name: String,
    /// The services, by name.
    pub services: IndexMap<String, Service>,
    /// The networks, by name.
    #[serde(skip_serializing_if = "IndexMap::is_empty")]
    pub networks: IndexMap<String, Network>,
    /// The volumes, by name.
    #[serde(skip_serializing_if = "IndexMap::is_empty")]
    pub volumes: IndexMap<String, Volume>,
    /// Other keys.
    #[serde(flatten)]
    pub extra: Extra,
}

/// A service.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Service {
    /// Its image.
    pub image: String,
    /// When the image is fetched.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pull_policy: Option<String>,
    /// The machine its image is built for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub platform: Option<String>,
    /// How the image is built, when it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub build: Option<Build>,
    /// The profiles it is part of; none: it always starts.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub profiles: Vec<String>,
    /// Its command in exec form.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub command: Vec<String>,
    /// Its variables.
    #[serde(skip_serializing_if = "IndexMap::is_empty")]
    pub environment: IndexMap<String, String>,
    /// The ports open on the machine.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub ports: Vec<String>,
    /// Its networks.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub networks: Vec<String>,
    /// Names that it knows beside those on its networks, each with an address after a colon.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub extra_hosts: Vec<String>,
    /// What it mounts.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub volumes: Vec<VolumeMount>,
    /// What must be there before it starts.
    #[serde(skip_serializing_if = "IndexMap::is_empty")]
    pub depends_on: IndexMap<String, DependsOn>,
    /// How it is asked whether it works.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub healthcheck: Option<Healthcheck>,
    /// What happens when it ends.
    pub restart: String,
    /// Its limits and how many of it run.
    pub deploy: Deploy,
    /// The user it runs as.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user: Option<String>,
    /// Whether its root file system is read-only.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub read_only: bool,
    /// Folders in memory.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tmpfs: Vec<String>,
    /// Capabilities it gives up.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub cap_drop: Vec<String>,
    /// Capabilities it keeps.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub cap_add: Vec<String>,
    /// What else is closed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub security_opt: Vec<String>,
    /// Where its output goes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub logging: Option<Value>,
    /// Its labels.
    #[serde(skip_serializing_if = "IndexMap::is_empty")]
    pub labels: IndexMap<String, String>,
    /// Other keys.
    #[serde(flatten)]
    pub extra: Extra,
}

/// How an image is built.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Build {
    /// The folder with the sources and the Dockerfile.
    pub context: String,
    /// Other keys.
    #[serde(flatten)]
    pub extra: Extra,
}

/// Something mounted.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct VolumeMount {
    /// `bind` or `volume`.
    #[serde(rename = "type")]
    pub kind: String,
    /// The file, the folder, or the volume's name.
    pub source: String,
    /// Where it is seen.
    pub target: String,
    /// Whether it can't be written to.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub read_only: bool,
    /// Other keys.
    #[serde(flatten)]
    pub extra: Extra,
}

/// What is waited for.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct DependsOn {
    /// `service_healthy` or `service_completed_successfully`.
    pub condition: String,
    /// Whether it has to be there; false: it is waited for only when it runs as well. `Default:` true.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub required: Option<bool>,
    /// Other keys.
    #[serde(flatten)]
    pub extra: Extra,
}

/// How a service is asked whether it works.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Healthcheck {
    /// The command, with `CMD` first.
    pub test: Vec<String>,
    /// How often.
    pub interval: String,
    /// How long an answer may take.
    pub timeout: String,
    /// How many failures in a row count.
    pub retries: u32,
    /// How long failures don't count after a start.
    pub start_period: String,
    /// How often within that time.
    pub start_interval: String,
    /// Other keys.
    #[serde(flatten)]
    pub extra: Extra,
}

/// Limits, and how many run.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Deploy {
    /// How many run.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub replicas: Option<u32>,
    /// What each may take.
    pub resources: Resources,
    /// Other keys.
    #[serde(flatten)]
    pub extra: Extra,
}

/// What a container may take, and what it is known to take.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Resources {
    /// The most.
    pub limits: Limits,
    /// What it is known to take.
    pub reservations: Limits,
}

/// Amounts.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Limits {
    /// Processors, as a decimal.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cpus: Option<String>,
    /// Memory: `M` is 1,048,576 bytes to Compose.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub memory: Option<String>,
}

/// A network.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Network {
    /// Whether it leads nowhere else.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub internal: bool,
    /// Other keys.
    #[serde(flatten)]
    pub extra: Extra,
}

/// A volume.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Volume {
    /// Other keys.
    #[serde(flatten)]
    pub extra: Extra,
}
