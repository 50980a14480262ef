//! What a hub runs on.

mod containers;
mod exposure;
mod kubernetes;
mod microk8s;
mod operator;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use containers::Containers;
pub use exposure::{Exposure, Gateway, Ingress, Tls};
pub use kubernetes::{Kubernetes, Nodes, PodUsers};
pub use microk8s::{Addon, Channel, Microk8s};
pub use operator::Operator;

/// What a hub runs on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[expect(clippy::large_enum_variant, reason = "a hub has one")]
#[non_exhaustive]
pub enum Platform {
    /// Containers on one machine.
    Containers(Containers),
    /// A cluster that is there already.
    Kubernetes(Kubernetes),
    /// One machine with a small Kubernetes of its own.
    Microk8s(Microk8s),
}

impl Default for Platform {
    fn default() -> Self {
        Self::Containers(Containers::default())
    }
}

impl From<Containers> for Platform {
    fn from(containers: Containers) -> Self {
        Self::Containers(containers)
    }
}

impl From<Kubernetes> for Platform {
    fn from(kubernetes: Kubernetes) -> Self {
        Self::Kubernetes(kubernetes)
    }
}

impl From<Microk8s> for Platform {
    fn from(microk8s: Microk8s) -> Self {
        Self::Microk8s(microk8s)
    }
}

impl Platform {
    /// Its containers' settings: the defaults where it is none of those.
    pub(crate) fn containers(&self) -> Containers {
        match self {
            Self::Containers(containers) => containers.clone(),
            Self::Kubernetes(_) | Self::Microk8s(_) => Containers::default(),
        }
    }

    /// It as a cluster: a plain one where it is a machine with containers, so that any hub can move to one.
    pub fn cluster(&self) -> Kubernetes {
        match self {
            Self::Containers(_) => Kubernetes::default(),
            Self::Kubernetes(kubernetes) => kubernetes.clone(),
            Self::Microk8s(microk8s) => microk8s.cluster(),
        }
    }
}
