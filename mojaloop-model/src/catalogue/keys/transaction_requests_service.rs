//! The keys `transaction-requests-service` reads, with their types and defaults.
//!
//! `Source:` transaction-requests-service v14.4.7, `config/default.json`.

use super::Kind::{Flag, Integer, List, Text};
use super::{Key, key};

#[rustfmt::skip]
pub(in super::super) static TRANSACTION_REQUESTS_SERVICE: &[Key] = &[
    key("HUB_PARTICIPANT/ID", Integer, "1"),
    key("HUB_PARTICIPANT/NAME", Text, r#""Hub""#),
    key("PORT", Integer, "4003"),
    key("ENDPOINT_CACHE_CONFIG/expiresIn", Integer, "180000"),
    key("ENDPOINT_CACHE_CONFIG/generateTimeout", Integer, "30000"),
    key("PROTOCOL_VERSIONS/CONTENT/DEFAULT", Text, r#""1.1""#),
    key("PROTOCOL_VERSIONS/CONTENT/VALIDATELIST", List, r#"["1.1","1.0"]"#),
    key("PROTOCOL_VERSIONS/ACCEPT/DEFAULT", Text, r#""1""#),
    key("PROTOCOL_VERSIONS/ACCEPT/VALIDATELIST", List, r#"["1","1.0","1.1"]"#),
    key("SWITCH_ENDPOINT", Text, r#""http://central-ledger.local:3001""#),
    key("ERROR_HANDLING/includeCauseExtension", Flag, "true"),
    key("ERROR_HANDLING/truncateExtensions", Flag, "true"),
    key("INSTRUMENTATION/METRICS/DISABLED", Flag, "false"),
    key("INSTRUMENTATION/METRICS/labels/eventId", Text, r#""*""#),
    key("INSTRUMENTATION/METRICS/config/timeout", Integer, "5000"),
    key("INSTRUMENTATION/METRICS/config/prefix", Text, r#""moja_trs_""#),
    key("INSTRUMENTATION/METRICS/config/defaultLabels/serviceName", Text, r#""transaction-requests""#),
];
