//! Operators a cluster can have: what turns a custom resource into something that runs.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::store::StoreKind;

/// An operator, with the version of its resources that is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Operator {
    /// Strimzi 1.x: Kafka.
    Strimzi,
    /// Percona XtraDB Cluster 1.19: MySQL.
    PerconaXtradb,
    /// Percona Server for MongoDB 1.22.
    PerconaMongodb,
    /// Opstree's Redis operator 0.26.
    Redis,
    /// cert-manager 1.x: certificates.
    CertManager,
    /// The Prometheus operator: metrics and alerts.
    Prometheus,
}

impl Operator {
    /// All of them.
    pub const ALL: &[Self] =
        &[Self::Strimzi, Self::PerconaXtradb, Self::PerconaMongodb, Self::Redis, Self::CertManager, Self::Prometheus];

    /// Its name, as a hub spells it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Strimzi => "strimzi",
            Self::PerconaXtradb => "percona-xtradb",
            Self::PerconaMongodb => "percona-mongodb",
            Self::Redis => "redis",
            Self::CertManager => "cert-manager",
            Self::Prometheus => "prometheus",
        }
    }

    /// The one that runs a store of that kind.
    pub const fn of(kind: StoreKind) -> Self {
        match kind {
            StoreKind::Mysql => Self::PerconaXtradb,
            StoreKind::Kafka => Self::Strimzi,
            StoreKind::Redis => Self::Redis,
            StoreKind::Mongodb => Self::PerconaMongodb,
        }
    }
}

impl fmt::Display for Operator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
