//! What a service's configuration says, and which key of its chart says the same.

use serde_json::Value;

use crate::helm::rules::SIGN_BY_DEFAULT;

/// A key of a service's configuration that charts have a key for.
pub(super) struct Said {
    /// Its path in the service's configuration.
    pub(super) path: &'static str,
    /// The chart's key, below `config`.
    pub(super) key: &'static str,
}

const fn said(path: &'static str, key: &'static str) -> Said {
    Said { path, key }
}

/// Every key that some chart says in its own words.
///
/// `Source:` the configuration files the charts of 17.1.0 render.
pub(super) static SAID: &[Said] = &[
    said("API_TYPE", "api_type"),
    said("CACHE/ENUM_DATA_EXPIRES_IN_MS", "cache.enum_data_expires_in_ms"),
    said("CACHE/PARTICIPANT_DATA_EXPIRES_IN_MS", "cache.participant_data_expires_in_ms"),
    said("DATABASE/ADDITIONAL_CONNECTION_OPTIONS", "db_additional_connection_options"),
    said("DISPLAY_ROUTES", "display_routes"),
    said("ENABLE_ON_US_TRANSFERS", "enable_on_us_transfers"),
    said("ENDPOINT_SECURITY/JWS/JWS_SIGN", "endpointSecurity.jwsSign"),
    said("FEATURE_ENABLE_EXTENDED_PARTY_ID_TYPE", "featureEnableExtendedPartyIdType"),
    said("HUB_PARTICIPANT/ID", "hub_participant.id"),
    said("HUB_PARTICIPANT/NAME", "hub_participant.name"),
    said("MAX_CALLBACK_TIME_LAG_DILATION_MILLISECONDS", "max_callback_time_lag_dilation_milliseconds"),
    said("MAX_FULFIL_TIMEOUT_DURATION_SECONDS", "max_fulfil_timeout_duration_seconds"),
    said("ORIGINAL_PAYLOAD_STORAGE", "original_payload_storage"),
    said("PAYEE_PARTICIPANT_CURRENCY_VALIDATION_ENABLED", "payee_participant_currency_validation_enabled"),
    said("PROXY_CACHE/enabled", "proxy_cache.enabled"),
    said("RUN_MIGRATIONS", "run_migrations"),
    said("SIMPLE_ROUTING_MODE", "simple_routing_mode_enabled"),
];

/// What the chart's own configuration file says anyway, so that nobody has to: the address of the ledger, which it
/// knows, and the stores, which its own keys name.
pub(super) static BY_THE_CHART: &[&str] =
    &["DATABASE", "ENDPOINT_HEALTH_URL", "ENDPOINT_SOURCE_URL", "KAFKA/CONSUMER", "KAFKA/PRODUCER", "SWITCH_ENDPOINT"];

/// Keys that no key of their chart says, where its own file says something else than the image, or nothing: what the
/// image says is said again. Each with the workloads it is for; none: all of the service.
///
/// `Source:` the configuration files the charts of 17.1.0 render, beside the images' own.
pub(super) static RESTORED: &[(&str, &[&str])] = &[
    // The chart has a sub-chart for each handler; a hub may have them in its APIs.
    ("HANDLERS/DISABLED", &["bulk-api-adapter", "central-ledger", "ml-api-adapter"]),
    ("HANDLERS/TIMEOUT/DISABLED", &["central-ledger"]),
    ("HTTP_REQUEST_TIMEOUT_MS", &[]),
    ("KAFKA/EVENT_TYPE_ACTION_TOPIC_MAP/POSITION/FX_ABORT", &[]),
    ("KAFKA/EVENT_TYPE_ACTION_TOPIC_MAP/POSITION/FX_PREPARE", &[]),
    ("KAFKA/EVENT_TYPE_ACTION_TOPIC_MAP/POSITION/FX_RESERVE", &[]),
    ("KAFKA/EVENT_TYPE_ACTION_TOPIC_MAP/POSITION/FX_TIMEOUT_RESERVED", &[]),
    ("MAX_FULFIL_TIMEOUT_DURATION_SECONDS", &[]),
];

/// What keys of a chart's `config` are set to where nobody says anything, as JSON: by how the sub-chart's path begins.
///
/// `Source:` the values of the umbrella 17.1.0. Of 17.2.0 what a published deployment of it leaves alone.
static DEFAULTS: &[(&str, &str, &str)] = &[
    ("", "AUTH_ENABLED", r#""FALSE""#),
    ("", "api_type", r#""fspiop""#),
    ("", "db_host", r#""mysqldb""#),
    ("", "db_port", "3306"),
    ("account-lookup-service", "db_database", r#""account_lookup""#),
    ("account-lookup-service", "db_user", r#""account_lookup""#),
    ("als-msisdn-oracle", "db_database", r#""oracle_msisdn""#),
    ("als-msisdn-oracle", "db_user", r#""oracle_msisdn""#),
    ("centralledger", "db_database", r#""central_ledger""#),
    ("centralledger", "db_user", r#""central_ledger""#),
    ("quoting-service", "db_database", r#""central_ledger""#),
    ("quoting-service", "db_user", r#""central_ledger""#),
    ("", "enable_on_us_transfers", "false"),
    ("", "featureEnableExtendedPartyIdType", "false"),
    ("", "hub_participant.id", "1"),
    ("", "hub_participant.name", r#""Hub""#),
    ("", "kafka_host", r#""kafka""#),
    ("", "kafka_port", "9092"),
    ("", "max_callback_time_lag_dilation_milliseconds", "100"),
    ("", "max_fulfil_timeout_duration_seconds", "240"),
    ("", "original_payload_storage", r#""kafka""#),
    ("", "payee_participant_currency_validation_enabled", "true"),
    ("", "proxy_cache.enabled", "false"),
    ("", "run_migrations", "false"),
    ("", "simple_routing_mode_enabled", "true"),
];

/// Whether a key of a chart's `config` is that anyway.
pub(super) fn is_default(path: &str, key: &str, value: &Value) -> bool {
    if key == "endpointSecurity.jwsSign" {
        return *value == SIGN_BY_DEFAULT.contains(&path);
    }
    let default = DEFAULTS.iter().find(|(begins, one, _)| *one == key && path.starts_with(begins));
    default.is_some_and(|(.., json)| *value.to_string() == **json)
}
