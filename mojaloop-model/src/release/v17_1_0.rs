//! The images of release 17.1.0.
//!
//! Not run whole: its services read the same keys as 17.2.0's but for one (`HTTP_REQUEST_TIMEOUT_MS`).
//! `Source:` the values and notes of the umbrella chart 17.1.0.

#![expect(clippy::match_same_arms, reason = "a line an image: that two have the same version is chance")]

use super::Image;

pub(super) const fn tag(image: Image) -> Option<&'static str> {
    Some(match image {
        Image::CentralLedger => "v19.8.3",
        Image::AccountLookupService => "v17.12.2",
        Image::QuotingService => "v17.12.1",
        Image::MlApiAdapter => "v16.5.9",
        Image::CentralSettlement => "v17.2.2",
        Image::BulkApiAdapter => "v17.2.2",
        Image::TransactionRequestsService => "v14.4.5",
        Image::AlsMsisdnOracleSvc => "v0.0.21",
        Image::AlsOraclePathfinder => "v12.3.1",
        Image::Simulator => "v12.3.2",
        // No part of the release: that of the Core Test Harness.
        Image::CallbackHandler => "v0.1.5",
        Image::MojaloopSimulator => "v15.4.2",
        Image::SdkSchemeAdapter => "v24.10.5",
        Image::ThirdpartySdk => "v15.1.3",
        Image::ThirdpartyApiSvc => "v15.1.2",
        Image::AuthService => "v15.2.7",
        Image::AlsConsentOracle => "v1.1.4",
        // As its values deploy it; its notes say v1.3.3.
        Image::InterSchemeProxyAdapter => "v1.4.1",
        Image::MlTestingToolkit => "v18.15.0",
        Image::MlTestingToolkitUi => "v16.6.4",
        Image::MlTestingToolkitClientLib => "v1.10.3",
        Image::EventSidecar => "v14.2.0",
        Image::EmailNotifier => "v14.1.4",
        Image::CentralEventProcessor => "v12.1.1",
        Image::EventStreamProcessor => "v12.0.0-snapshot.14",
        // No release names those of the portal: the newest that were there with 17.2.0.
        Image::ReportingEventsProcessorSvc => "v3.5.3",
        Image::ReportingAggregatorSvc => "v0.0.9",
        Image::ReportingHubBopApiSvc => "v4.1.2",
        Image::ReportingHubBopShell => "v2.3.3",
        Image::ReportingHubBopTrxUi => "v2.0.6",
        Image::ReportingHubBopSettlementsUi => "v0.0.29",
        Image::ReportingHubBopPositionsUi => "v0.0.16",
        // No part of the release: the newest that its deployments use.
        Image::ConnectionManagerApi => "v3.4.0",
        Image::ConnectionManagerUi => "v1.11.0",
        Image::OpenBao => "2.5.3",
        Image::Prometheus => "v3.5.0",
        Image::Grafana => "12.1.1",
        Image::MysqldExporter => "v0.17.2",
        Image::KafkaExporter => "v1.9.0",
        // The plain one holds nothing that could ask it whether it works.
        Image::RedisExporter => "v1.74.0-alpine",
        Image::MongodbExporter => "0.47.1",
        Image::KafkaUi => "v1.3.0",
        Image::Caddy => "2.10.2-alpine",
        Image::K6 => "1.2.1",
        Image::AlsStaticOracleSvc | Image::MlIamServices => return None,
    })
}
