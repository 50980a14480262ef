//! The keys `thirdparty-api-svc` reads, with their types and defaults.
//!
//! `Source:` thirdparty-api-svc v15.1.5, `config/default.json`.

use super::Kind::{Flag, Integer, List, Text};
use super::{Key, key};

#[rustfmt::skip]
pub(in super::super) static THIRDPARTY_API_SVC: &[Key] = &[
    key("HUB_PARTICIPANT/ID", Integer, "1"),
    key("HUB_PARTICIPANT/NAME", Text, r#""Hub""#),
    key("PORT", Integer, "3008"),
    key("HOST", Text, r#""0.0.0.0""#),
    key("INSPECT/DEPTH", Integer, "4"),
    key("INSPECT/SHOW_HIDDEN", Flag, "false"),
    key("INSPECT/COLOR", Flag, "true"),
    key("ENDPOINT_CACHE_CONFIG/expiresIn", Integer, "180000"),
    key("ENDPOINT_CACHE_CONFIG/generateTimeout", Integer, "30000"),
    key("ENDPOINT_SERVICE_URL", Text, r#""http://central-ledger.local:3001""#),
    key("PARTICIPANT_LIST_SERVICE_URL", Text, r#""http://ml-testing-toolkit:5000""#),
    key("PARTICIPANT_LIST_LOCAL", List, r#"["dfspa","dfspb"]"#),
    key("ERROR_HANDLING/includeCauseExtension", Flag, "true"),
    key("ERROR_HANDLING/truncateExtensions", Flag, "true"),
    key("INSTRUMENTATION/METRICS/DISABLED", Flag, "false"),
    key("INSTRUMENTATION/METRICS/labels/eventId", Text, r#""*""#),
    key("INSTRUMENTATION/METRICS/config/timeout", Integer, "5000"),
    key("INSTRUMENTATION/METRICS/config/prefix", Text, r#""moja_3p_api""#),
    key("INSTRUMENTATION/METRICS/config/defaultLabels/serviceName", Text, r#""thirdparty-api-svc""#),
    key("MOCK_CALLBACK/transactionRequestId", Text, r#""abc-12345""#),
    key("MOCK_CALLBACK/pispId", Text, r#""pisp""#),
];
