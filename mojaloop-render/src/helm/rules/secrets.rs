//! Secrets: by reference only.

use serde_json::Value;

use super::Sink;
use super::values::Values;

pub(super) fn no_password_is_clear(values: &Values, sink: &mut Sink) {
    values.each_leaf(&mut |path, value| {
        let key = path.rsplit('.').next().unwrap_or_default();
        let holds = match value {
            Value::String(text) => !text.is_empty(),
            Value::Array(list) => !list.is_empty(),
            Value::Number(_) => true,
            _ => false,
        };
        // `usernames: […]` has a list of passwords beside it; `existingPasswordSecret` names one.
        let lower = key.to_ascii_lowercase();
        if holds && (lower.ends_with("password") || lower.ends_with("passwords")) {
            let beside = reference(key);
            sink.fault(
                path,
                format!("`{key}` would be written in clear, into config maps, too"),
                format!("leave it out: {beside} refers to a secret"),
            );
        }
    });
}

/// What refers to a secret where a key would hold a password.
fn reference(key: &str) -> &'static str {
    match key {
        "db_password" => "`db_secret`",
        "mongo_password" => "`mongo_secret`",
        "password" => "`secret`, or `existingSecret`,",
        _ => "a key beside it",
    }
}

pub(super) fn keys_are_secrets(values: &Values, sink: &mut Sink) {
    values.each_leaf(&mut |path, value| {
        let Some(security) = path.strip_suffix(".jwsSigningKey") else { return };
        if value.as_str().is_some_and(|key| !key.is_empty()) {
            sink.fault(
                path,
                "a signing key would be written in clear",
                format!("name a secret in `{security}.jwsSigningKeySecret`"),
            );
        }
    });
    values.each_leaf(&mut |path, value| {
        let Some(security) = path.strip_suffix(".jwsSign").filter(|_| value == &Value::Bool(true)) else { return };
        let secret = values.get(&format!("{security}.jwsSigningKeySecret.name"));
        if secret.and_then(Value::as_str).is_none_or(str::is_empty) {
            sink.fault(
                path,
                "messages would be signed with the chart's own key, which everybody has",
                format!("name a secret in `{security}.jwsSigningKeySecret`"),
            );
        }
    });
}

/// Sub-charts that sign unless told otherwise, with a key that is part of the chart.
///
/// `Source:` the values of the umbrella 17.1.0.
pub(in super::super) static SIGN_BY_DEFAULT: &[&str] = &[
    "account-lookup-service.account-lookup-service-handler-timeout",
    "ml-api-adapter.ml-api-adapter-handler-notification",
    "mojaloop-bulk.bulk-api-adapter.bulk-api-adapter-handler-notification",
    "quoting-service.quoting-service",
    "quoting-service.quoting-service-handler",
];

pub(super) fn published_keys_sign_nothing(values: &Values, sink: &mut Sink) {
    for chart in SIGN_BY_DEFAULT.iter().filter(|chart| values.knows(chart) && values.is_on(chart)) {
        let security = format!("{chart}.config.endpointSecurity");
        let said =
            values.get(&format!("{security}.jwsSign")).or(values.get(&format!("{security}.jwsSigningKeySecret")));
        if said.is_none() {
            sink.fault(
                format!("{security}.jwsSign"),
                "messages are signed with the chart's own key, which everybody has",
                format!("set it to false, or name a secret in `{security}.jwsSigningKeySecret`"),
            );
        }
    }
}
