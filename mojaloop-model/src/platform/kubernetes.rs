//! A cluster that is there already.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use typed_builder::TypedBuilder;

use super::{Exposure, Operator};
use crate::text::{Cidr, ObjectName, PortId, RegistryPrefix, SecretName};

/// A Kubernetes cluster: what it has, and what a hub gets of it.
///
/// # Examples
///
/// ```
/// use mojaloop_model::{Ingress, Kubernetes, Operator};
///
/// let cluster = Kubernetes::builder()
///     .exposure(Ingress::builder().domain("hub.example.org").build())
///     .operators([Operator::Strimzi, Operator::PerconaXtradb])
///     .secret_store("vault")
///     .build();
/// assert!(cluster.has(Operator::Strimzi));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TypedBuilder)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[builder(field_defaults(default, setter(into)))]
pub struct Kubernetes {
    /// The namespace the hub gets. `Default:` the hub's name.
    #[builder(setter(strip_option(fallback = namespace_opt)))]
    pub namespace: Option<ObjectName>,
    /// How its nodes lie. `Default:` several, in zones.
    pub nodes: Nodes,
    /// How the hub is reached from outside. `Default:` not at all.
    pub exposure: Exposure,
    /// The ports that are reached from outside, by workload. `Default:` all that are open on a laptop.
    #[builder(setter(
        transform = |all: impl IntoIterator<Item = impl Into<PortId>>|
            all.into_iter().map(Into::into).collect()
    ))]
    pub open: Vec<PortId>,
    /// The class of the volumes. `Default:` the cluster's own default.
    #[builder(setter(strip_option(fallback = storage_class_opt)))]
    pub storage_class: Option<ObjectName>,
    /// What stands before the name of every image that names no registry, like `registry.example.org/mirror`.
    /// `Default:` nothing.
    #[builder(setter(strip_option(fallback = registry_opt)))]
    pub registry: Option<RegistryPrefix>,
    /// The secrets images are pulled with. `Default:` none.
    #[builder(setter(
        transform = |all: impl IntoIterator<Item = impl Into<SecretName>>|
            all.into_iter().map(Into::into).collect()
    ))]
    pub pull_secrets: Vec<SecretName>,
    /// Who says which user a pod runs as. `Default:` the hub.
    pub users: PodUsers,
    /// Where its API server is: what waits for a job asks there. `Default:` anywhere, at the ports API servers have.
    #[builder(setter(strip_option(fallback = api_server_opt)))]
    pub api_server: Option<Cidr>,
    /// The operators it has. `Default:` none.
    #[builder(setter(
        transform = |all: impl IntoIterator<Item = Operator>| all.into_iter().collect()
    ))]
    pub operators: Vec<Operator>,
    /// The `ClusterSecretStore` of External Secrets that the hub's secrets are kept in. `Default:` there is none, and
    /// secrets are development values or made by hand.
    #[builder(setter(strip_option(fallback = secret_store_opt)))]
    pub secret_store: Option<ObjectName>,
}

impl Default for Kubernetes {
    fn default() -> Self {
        Self::builder().build()
    }
}

impl Kubernetes {
    /// Whether it has this operator.
    pub fn has(&self, operator: Operator) -> bool {
        self.operators.contains(&operator)
    }
}

/// How the nodes of a cluster lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum Nodes {
    /// One: nothing can be spread, and an update has no room for a second pod beside the first.
    Single,
    /// Several in one place.
    Several,
    /// Several, in zones that fail apart.
    #[default]
    Zones,
}

/// Who says which user a pod runs as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum PodUsers {
    /// The hub: each image's own.
    #[default]
    Fixed,
    /// The cluster, from a range of the namespace, as `OpenShift` does.
    Assigned,
}
