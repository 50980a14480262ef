//! The keys `auth-service` reads, with their types and defaults.
//!
//! `Source:` auth-service v15.2.7, `config/production.json`, without what it says of secrets.

use super::Kind::{Flag, Integer, List, Text};
use super::{Key, key};

#[rustfmt::skip]
pub(in super::super) static AUTH_SERVICE: &[Key] = &[
    key("PORT", Integer, "4004"),
    key("HOST", Text, r#""0.0.0.0""#),
    key("PARTICIPANT_ID", Text, r#""centralAuth""#),
    key("REDIS/PORT", Integer, "6379"),
    key("REDIS/HOST", Text, r#""redis""#),
    key("REDIS/TIMEOUT", Integer, "100"),
    key("INSPECT/DEPTH", Integer, "4"),
    key("INSPECT/SHOW_HIDDEN", Flag, "false"),
    key("INSPECT/COLOR", Flag, "true"),
    key("SHARED/PEER_ENDPOINT", Text, r#""0.0.0.0:4003""#),
    key("SHARED/ALS_ENDPOINT", Text, r#""0.0.0.0:4002""#),
    key("SHARED/QUOTES_ENDPOINT", Text, r#""0.0.0.0:3002""#),
    key("SHARED/TRANSFERS_ENDPOINT", Text, r#""0.0.0.0:3000""#),
    key("SHARED/THIRDPARTY_REQUESTS_ENDPOINT", Text, ""),
    key("SHARED/SERVICES_ENDPOINT", Text, ""),
    key("SHARED/TRANSACTION_REQUEST_ENDPOINT", Text, ""),
    key("SHARED/BULK_TRANSFERS_ENDPOINT", Text, r#""""#),
    key("SHARED/JWS_SIGN", Flag, "false"),
    key("SHARED/JWS_SIGNING_KEY", Text, r#""./secrets/jwsSigningKey.key""#),
    key("SHARED/TLS/mutualTLS/enabled", Flag, "false"),
    key("DATABASE/client", Text, r#""mysql2""#),
    key("DATABASE/connection/host", Text, r#""localhost""#),
    key("DATABASE/connection/port", Integer, "3306"),
    key("DATABASE/connection/user", Text, r#""auth-service""#),
    key("DATABASE/connection/database", Text, r#""auth-service""#),
    key("DATABASE/connection/timezone", Text, r#""UTC""#),
    key("DATABASE/connection/decimalNumbers", Flag, "true"),
    key("DATABASE/connection/jsonStrings", Flag, "true"),
    key("DATABASE/pool/min", Integer, "10"),
    key("DATABASE/pool/max", Integer, "10"),
    key("DATABASE/pool/acquireTimeoutMillis", Integer, "30000"),
    key("DATABASE/pool/createTimeoutMillis", Integer, "30000"),
    key("DATABASE/pool/destroyTimeoutMillis", Integer, "5000"),
    key("DATABASE/pool/idleTimeoutMillis", Integer, "30000"),
    key("DATABASE/pool/reapIntervalMillis", Integer, "1000"),
    key("DATABASE/pool/createRetryIntervalMillis", Integer, "200"),
    key("DATABASE/migrations/tableName", Text, r#""auth-service""#),
    key("DATABASE/migrations/loadExtensions", List, r#"[".js"]"#),
    key("DATABASE/seeds/loadExtensions", List, r#"[".js"]"#),
];
