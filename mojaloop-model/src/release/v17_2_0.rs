//! The images of release 17.2.0.
//!
//! Its peer-to-peer set was seen running.
//! `Source:` the values and notes of the umbrella chart 17.2.0.

use super::Image;

#[expect(clippy::unnecessary_wraps, reason = "not every release has every image")]
pub(super) const fn tag(image: Image) -> Option<&'static str> {
    Some(match image {
        Image::CentralLedger => "v19.12.7",
        Image::AccountLookupService => "v17.15.2",
        Image::QuotingService => "v17.14.3",
        Image::MlApiAdapter => "v16.8.2",
        Image::CentralSettlement => "v17.3.3",
        Image::BulkApiAdapter => "v17.2.5",
        Image::TransactionRequestsService => "v14.4.7",
        Image::AlsMsisdnOracleSvc => "v0.0.21",
        Image::AlsStaticOracleSvc => "v0.0.30",
        Image::AlsOraclePathfinder => "v12.3.4",
        Image::Simulator => "v12.3.6",
        // No part of the release: that of the Core Test Harness.
        Image::CallbackHandler => "v0.1.5",
        Image::MojaloopSimulator => "v15.5.3",
        Image::SdkSchemeAdapter => "v24.19.3",
        Image::ThirdpartySdk => "v15.1.3",
        Image::ThirdpartyApiSvc => "v15.1.5",
        Image::AuthService => "v15.2.7",
        Image::AlsConsentOracle => "v1.1.6",
        Image::InterSchemeProxyAdapter => "v1.3.3",
        Image::MlTestingToolkit => "v18.19.1",
        Image::MlTestingToolkitUi => "v16.7.4",
        Image::MlTestingToolkitClientLib => "v1.12.2",
        Image::EventSidecar => "v14.2.1",
        Image::EmailNotifier => "v14.1.7",
        Image::CentralEventProcessor => "v12.2.4",
        Image::EventStreamProcessor => "v12.0.0-snapshot.14",
        Image::MlIamServices => "v0.1.1",
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
    })
}
