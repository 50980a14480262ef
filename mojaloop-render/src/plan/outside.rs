//! What a hub calls that is none of its components.

use mojaloop_model::{Cpu, Memory, Operated, StoreKind};
use serde::Serialize;

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
    /// The gateway of another scheme.
    Scheme,
    /// Where tests are fetched from.
    Archive,
}

/// A store that the cluster's operator for it runs: it is called by its name, as a component is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct OperatedStore {
    /// What it is. Its name is what references to it carry as their component.
    pub kind: StoreKind,
    /// The place in the model it comes from.
    pub origin: String,
    /// The port it is called at.
    pub port: u16,
    /// How it is run.
    pub operated: Operated,
    /// The room each instance has for its data.
    pub disk: Memory,
    /// The most memory each instance may take.
    pub memory: Memory,
    /// The processor time each instance asks for.
    pub cpu: Cpu,
}

/// A port reached from outside a cluster, by a name below the hub's domain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Route {
    /// The component behind it.
    pub component: String,
    /// The port it listens on.
    pub port: u16,
    /// The name it is reached by.
    pub host: String,
}
