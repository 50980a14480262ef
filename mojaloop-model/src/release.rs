//! Mojaloop's releases: each decides the version of every image.
//!
//! To add a release, write its table like its neighbours' and give it a variant: the compiler then asks
//! for every image, and the tests beside the catalogue for every service.

mod v17_1_0;
mod v17_2_0;

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

/// A release of Mojaloop, oldest first.
///
/// # Examples
///
/// ```
/// use mojaloop_model::{Image, Release};
///
/// assert_eq!(Release::default(), Release::V17_2_0);
/// assert_eq!("17.1.0".parse(), Ok(Release::V17_1_0));
/// assert_eq!(Release::V17_2_0.tag(Image::CentralLedger), Some("v19.12.7"));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
#[non_exhaustive]
pub enum Release {
    /// 17.1.0, of August 2025.
    V17_1_0,
    /// 17.2.0, of February 2026.
    #[default]
    V17_2_0,
}

/// A text that is no release this version knows.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a release, expected one of {names}", names = names())]
pub struct ReleaseError(String);

fn names() -> String {
    Release::ALL.iter().map(|release| format!("`{release}`")).collect::<Vec<_>>().join(", ")
}

impl Release {
    /// All of them, oldest first.
    pub const ALL: &[Self] = &[Self::V17_1_0, Self::V17_2_0];

    /// Its name: `17.2.0`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::V17_1_0 => "17.1.0",
            Self::V17_2_0 => "17.2.0",
        }
    }

    /// The tag it gives an image; none where the image is not part of it.
    pub const fn tag(self, image: Image) -> Option<&'static str> {
        match self {
            Self::V17_1_0 => v17_1_0::tag(image),
            Self::V17_2_0 => v17_2_0::tag(image),
        }
    }
}

impl fmt::Display for Release {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Release {
    type Err = ReleaseError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let known = Self::ALL.iter().find(|release| release.name() == text.strip_prefix('v').unwrap_or(text));
        known.copied().ok_or_else(|| ReleaseError(text.to_owned()))
    }
}

impl Serialize for Release {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl<'de> Deserialize<'de> for Release {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}

impl JsonSchema for Release {
    fn schema_name() -> Cow<'static, str> {
        "Release".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let names: Vec<&str> = Self::ALL.iter().map(|release| release.name()).collect();
        json_schema!({ "type": "string", "description": "a release of Mojaloop", "enum": names })
    }
}

macro_rules! images {
    ($($(#[$doc:meta])* $name:ident: $repository:literal,)*) => {
        /// An image that releases give a version.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum Image {
            $($(#[$doc])* $name,)*
        }

        impl Image {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// Its repository: `mojaloop/central-ledger`.
            pub const fn repository(self) -> &'static str {
                match self {
                    $(Self::$name => $repository,)*
                }
            }
        }
    };
}

images! {
    /// The ledger: its API and its handlers.
    CentralLedger: "mojaloop/central-ledger",
    /// The account lookup.
    AccountLookupService: "mojaloop/account-lookup-service",
    /// Quoting.
    QuotingService: "mojaloop/quoting-service",
    /// The adapter between transfers over HTTP and the ledger's topics.
    MlApiAdapter: "mojaloop/ml-api-adapter",
    /// Settlement.
    CentralSettlement: "mojaloop/central-settlement",
    /// The adapter for bulk transfers.
    BulkApiAdapter: "mojaloop/bulk-api-adapter",
    /// Requests to pay.
    TransactionRequestsService: "mojaloop/transaction-requests-service",
    /// The oracle for telephone numbers.
    AlsMsisdnOracleSvc: "mojaloop/als-msisdn-oracle-svc",
    /// The oracle with a fixed table.
    AlsStaticOracleSvc: "mojaloop/als-static-oracle-svc",
    /// The oracle that asks `PathFinder`.
    AlsOraclePathfinder: "mojaloop/als-oracle-pathfinder",
    /// The old simulator of a participant.
    Simulator: "mojaloop/simulator",
    /// The participant of measurements.
    CallbackHandler: "mojaloop/callback-handler-simulator-svc",
    /// The simulator behind a scheme adapter.
    MojaloopSimulator: "mojaloop/mojaloop-simulator",
    /// The scheme adapter participants run.
    SdkSchemeAdapter: "mojaloop/sdk-scheme-adapter",
    /// The adapter third parties run.
    ThirdpartySdk: "mojaloop/thirdparty-sdk",
    /// The API for third parties.
    ThirdpartyApiSvc: "mojaloop/thirdparty-api-svc",
    /// The keeper of third parties' credentials.
    AuthService: "mojaloop/auth-service",
    /// The oracle for consents.
    AlsConsentOracle: "mojaloop/als-consent-oracle",
    /// The adapter between two schemes.
    InterSchemeProxyAdapter: "mojaloop/inter-scheme-proxy-adapter",
    /// The testing toolkit.
    MlTestingToolkit: "mojaloop/ml-testing-toolkit",
    /// The testing toolkit's pages.
    MlTestingToolkitUi: "mojaloop/ml-testing-toolkit-ui",
    /// The testing toolkit's client.
    MlTestingToolkitClientLib: "mojaloop/ml-testing-toolkit-client-lib",
    /// The collector of audit events beside a service.
    EventSidecar: "mojaloop/event-sidecar",
    /// Mails to operators.
    EmailNotifier: "mojaloop/email-notifier",
    /// What decides which mails.
    CentralEventProcessor: "mojaloop/central-event-processor",
    /// What moves events into the search index.
    EventStreamProcessor: "mojaloop/event-stream-processor",
    /// The bridge between the hub's roles and its identity provider.
    MlIamServices: "mojaloop/ml-iam-services",
    /// What keeps the events that services tell of.
    ReportingEventsProcessorSvc: "mojaloop/reporting-events-processor-svc",
    /// What makes one document a payment of the ledger's tables.
    ReportingAggregatorSvc: "mojaloop/reporting-aggregator-svc",
    /// What answers questions about payments.
    ReportingHubBopApiSvc: "mojaloop/reporting-hub-bop-api-svc",
    /// The frame of the finance portal's pages.
    ReportingHubBopShell: "mojaloop/reporting-hub-bop-shell",
    /// The finance portal's pages of payments.
    ReportingHubBopTrxUi: "mojaloop/reporting-hub-bop-trx-ui",
    /// The finance portal's pages of settlement.
    ReportingHubBopSettlementsUi: "mojaloop/reporting-hub-bop-settlements-ui",
    /// The finance portal's pages of positions.
    ReportingHubBopPositionsUi: "mojaloop/reporting-hub-bop-positions-ui",
    /// What manages the certificates of participants.
    ConnectionManagerApi: "mojaloop/connection-manager-api",
    /// Its pages.
    ConnectionManagerUi: "mojaloop/connection-manager-ui",
    /// What keeps keys, and speaks as Vault does.
    OpenBao: "openbao/openbao",
    /// What asks for metrics, keeps them, and tells when something is wrong.
    Prometheus: "prom/prometheus",
    /// What draws metrics.
    Grafana: "grafana/grafana",
    /// The metrics of `MySQL`.
    MysqldExporter: "prom/mysqld-exporter",
    /// The metrics of Kafka.
    KafkaExporter: "danielqsj/kafka-exporter",
    /// The metrics of Redis.
    RedisExporter: "oliver006/redis_exporter",
    /// The metrics of `MongoDB`.
    MongodbExporter: "percona/mongodb_exporter",
    /// Pages that show what is in Kafka.
    KafkaUi: "kafbat/kafka-ui",
    /// What takes calls and hands them on: those of other schemes, and of browsers.
    Caddy: "caddy",
    /// What makes load.
    K6: "grafana/k6",
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_release_reads_back_and_gives_full_versions() {
        for release in Release::ALL {
            assert_eq!(release.name().parse(), Ok(*release));
            for tag in Image::ALL.iter().filter_map(|image| release.tag(*image)) {
                let number = tag.strip_prefix('v').unwrap_or(tag).split('-').next().unwrap_or_default();
                assert_eq!(number.split('.').count(), 3, "{release}: {tag}");
            }
        }
        assert_eq!(
            "17.9.0".parse::<Release>().unwrap_err().to_string(),
            "`17.9.0` is not a release, expected one of `17.1.0`, `17.2.0`"
        );
    }

    #[test]
    fn a_newer_release_lacks_no_image_of_an_older_one() {
        for pair in Release::ALL.windows(2) {
            for image in Image::ALL {
                assert!(
                    pair[0].tag(*image).is_none() || pair[1].tag(*image).is_some(),
                    "{image:?} is gone in {}",
                    pair[1]
                );
            }
        }
    }
}
