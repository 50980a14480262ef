//! The keys `reporting-hub-bop-api-svc` reads, with their types and defaults.
//!
//! `Source:` reporting-hub-bop-api-svc v4.1.2, `config/default.json`; without `REPORTING_DB`, which this version asks nothing of.

use super::Kind::{Flag, Integer, List, Map, Text};
use super::{Key, key};

#[rustfmt::skip]
pub(in super::super) static REPORTING_HUB_BOP_API_SVC: &[Key] = &[
    key("PORT", Integer, "3000"),
    key("EVENT_STORE_DB/HOST", Text, r#""localhost""#),
    key("EVENT_STORE_DB/PORT", Integer, "27017"),
    key("EVENT_STORE_DB/USER", Text, r#""""#),
    key("EVENT_STORE_DB/DATABASE", Text, r#""admin""#),
    key("EVENT_STORE_DB/PARAMS", Map, ""),
    key("ORY_KETO_READ_URL", Text, r#""""#),
    key("AUTH_CHECK_PARTICIPANTS", Flag, "false"),
    key("USER_ID_HEADER", Text, r#""x-user""#),
    key("CORS_WHITELIST", List, r#"["http://localhost:8082"]"#),
    key("ALLOW_CREDENTIALS", Flag, "true"),
];
