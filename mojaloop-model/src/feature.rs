//! What a hub does beyond paying from one participant to another.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Something a hub does beyond paying from one participant to another.
///
/// Each brings its services, stores, topics, configuration and tests with it. What it asks of the rest of the hub
/// is in force from then on; only what nothing else depends on can be left stopped.
///
/// # Examples
///
/// ```
/// use mojaloop_model::Feature;
///
/// assert_eq!(Feature::RequestToPay.name(), "request-to-pay");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum Feature {
    /// Settlement: windows that are closed, and what participants owe each other then.
    Settlement,
    /// Many payments in one message.
    Bulk,
    /// Payments from one currency into another, exchanged by a participant.
    Fx,
    /// Third parties start payments from accounts that others hold, with the consent of who owns them.
    ThirdParty,
    /// A payee asks a payer to pay.
    RequestToPay,
    /// Payments to participants of another scheme, and from them. It is there as soon as a participant is a proxy.
    InterScheme,
    /// The tests that the makers of the release run, fetched when somebody asks for them.
    GoldenPath,
    /// Scheme adapters beside the hub that play participants. It is there as soon as a participant is played so.
    Sdk,
    /// Simulators beside the hub that play participants: the old one, and callback handlers. It is there as soon as a
    /// participant is played so.
    Simulators,
    /// The finance portal: what was paid, windows, positions and limits on pages, fed by what the services tell of
    /// each request. It asks nobody who he is.
    Portal,
    /// Certificates of participants: the connection manager, its pages, and a vault in memory. On one machine only.
    ConnectionManager,
    /// What the hub does is measured, kept and drawn: Prometheus with alerts, Grafana with dashboards, exporters.
    Monitoring,
    /// Pages that show what is in the stores.
    Debug,
    /// The hub is put under load when asked to, and measured as its participants see it.
    Load,
}

impl Feature {
    /// All of them, in the order outputs list them.
    pub const ALL: &[Self] = &[
        Self::Settlement,
        Self::Bulk,
        Self::Fx,
        Self::ThirdParty,
        Self::RequestToPay,
        Self::InterScheme,
        Self::Sdk,
        Self::Simulators,
        Self::Portal,
        Self::ConnectionManager,
        Self::Monitoring,
        Self::Debug,
        Self::Load,
        Self::GoldenPath,
    ];

    /// Its name in outputs: a profile's, in kebab-case.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Settlement => "settlement",
            Self::Bulk => "bulk",
            Self::Fx => "fx",
            Self::ThirdParty => "third-party",
            Self::RequestToPay => "request-to-pay",
            Self::InterScheme => "inter-scheme",
            Self::GoldenPath => "golden-path",
            Self::Sdk => "sdk",
            Self::Simulators => "simulators",
            Self::Portal => "portal",
            Self::ConnectionManager => "connection-manager",
            Self::Monitoring => "monitoring",
            Self::Debug => "debug",
            Self::Load => "load",
        }
    }

    /// Whether what it brings only looks on: no payment passes it, and nothing of the hub waits for it.
    pub const fn looks_on(self) -> bool {
        matches!(self, Self::Monitoring | Self::Debug)
    }
}

impl fmt::Display for Feature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
