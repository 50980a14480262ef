//! Each rule with values that break it, and values that keep it.

use serde_json::{Map, Value, json};

use super::*;
use crate::helm::check;

/// Paths of keys and their values as one tree.
fn tree(pairs: &[(&str, Value)]) -> Value {
    let mut root = Value::Object(Map::new());
    for (path, value) in pairs {
        let mut place = &mut root;
        for key in path.split('/') {
            if !place.is_object() {
                *place = json!({});
            }
            place = &mut place[key];
        }
        *place = value.clone();
    }
    root
}

const NO_TESTS: &[(&str, Value)] = &[
    ("ml-ttk-test-setup/tests/enabled", Value::Bool(false)),
    ("ml-ttk-test-val-gp/tests/enabled", Value::Bool(false)),
    ("ml-ttk-test-cleanup/tests/enabled", Value::Bool(false)),
];

fn codes(pairs: &[(&str, Value)]) -> Vec<String> {
    let checked = check("mojaloop", "17.2.0", &tree(pairs));
    let faults = checked.faults.iter().filter(|fault| fault.code() != "chart-published-key");
    faults.map(|fault| format!("{} {}", fault.code(), fault.path())).collect()
}

#[test]
fn the_chart_as_it_is_keeps_every_rule() {
    assert_eq!(codes(&[]), [""; 0]);
    assert_eq!(codes(NO_TESTS), [""; 0]);
}

#[test]
fn each_rule_is_broken_by_some_values() {
    const LOOKUP: &str = "account-lookup-service/account-lookup-service";
    const QUOTING: &str = "quoting-service/quoting-service";
    let with = |path: &str, key: &str| format!("{path}/{key}");
    let api = with(LOOKUP, "config/api_type");
    let routing = with(QUOTING, "config/simple_routing_mode_enabled");
    let parties = with(LOOKUP, "config/featureEnableExtendedPartyIdType");
    let table: &[(&[(&str, Value)], &str)] = &[
        (
            &[("centralledger/centralledger-service/config/db_password", json!("secret"))],
            "chart-clear-password centralledger.centralledger-service.config.db_password",
        ),
        (
            &[("mojaloop-bulk/bulk-api-adapter/bulk-api-adapter-service/config/mongo_password", json!("x"))],
            "chart-clear-password",
        ),
        (&[(&with(QUOTING, "config/endpointSecurity/jwsSign"), json!(true))], "chart-signing-key"),
        (&[(&with(QUOTING, "config/endpointSecurity/jwsSigningKey"), json!("-----BEGIN"))], "chart-signing-key"),
        (&[(&with(QUOTING, "config/kafka_host"), json!("$release_name-kafka"))], "chart-release-placeholder"),
        (&[("CONFIG/kafka_host", json!("kafka"))], "chart-key-without-effect CONFIG"),
        (&[("global/kafka/host", json!("kafka"))], "chart-key-without-effect global.kafka"),
        (&[(&with(QUOTING, "image/registry"), json!("ghcr.io"))], "chart-key-without-effect"),
        (
            &[("centralledger/centralledger-service/resources/limits/memory", json!("1Gi"))],
            "chart-key-without-effect centralledger.centralledger-service.resources.limits.memory",
        ),
        (&[(&api, json!("iso20022"))], "chart-api-type quoting-service.quoting-service.config.api_type"),
        (&[(&routing, json!(false))], "chart-simple-routing quoting-service.quoting-service-handler.config.simple"),
        (
            &[("centralledger/centralledger-handler-transfer-prepare/config/enable_on_us_transfers", json!(true))],
            "chart-on-us-transfers ml-ttk-test-setup.testCaseEnvironmentFile.inputValues.ON_US_TRANSFERS_ENABLED",
        ),
        (&[("centralledger/centralledger-service/config/proxy_cache/enabled", json!(true))], "chart-proxies"),
        (&[(&parties, json!(true))], "chart-extended-parties account-lookup-service.account-lookup-service-admin"),
        (&[("thirdparty/enabled", json!(true))], "chart-extended-parties"),
        (&[("simulator/enabled", json!(false))], "chart-test-needs ml-ttk-test-setup.tests.enabled"),
        (&[("ml-ttk-test-val-bulk/tests/enabled", json!(true))], "chart-test-needs ml-ttk-test-val-bulk"),
    ];
    for (pairs, expected) in table {
        let told = codes(pairs);
        assert!(told.first().is_some_and(|first| first.starts_with(expected)), "{pairs:?}: {told:?}");
    }
    let toolkit = [
        ("account-lookup-service/account-lookup-service/config/api_type", json!("iso20022")),
        ("quoting-service/quoting-service/config/api_type", json!("iso20022")),
        ("ml-api-adapter/ml-api-adapter-service/config/api_type", json!("iso20022")),
        ("ml-api-adapter/ml-api-adapter-handler-notification/config/api_type", json!("iso20022")),
    ];
    let told = codes(&toolkit);
    assert!(told.iter().all(|code| code.starts_with("chart-api-type-toolkit")) && told.len() > 3, "{told:?}");
    let broken: Vec<&str> = table.iter().map(|(_, expected)| expected.split(' ').next().unwrap_or_default()).collect();
    let elsewhere = ["chart-api-type-toolkit", "chart-published-key"];
    for rule in RULES.iter().filter(|rule| !elsewhere.contains(&rule.code)) {
        assert!(broken.contains(&rule.code), "nothing breaks {}", rule.code);
    }
}

/// The chart signs with a key of its own: whoever leaves it at that is told.
#[test]
fn a_published_key_is_told_until_something_is_said() {
    const SIGN: &str = "quoting-service/quoting-service/config/endpointSecurity/jwsSign";
    let told = |pairs: &[(&str, Value)]| {
        let faults = check("mojaloop", "17.2.0", &tree(pairs)).faults;
        faults.iter().filter(|fault| fault.code() == "chart-published-key").count()
    };
    assert_eq!((told(&[]), told(&[(SIGN, json!(false))])), (3, 2));
}

/// What is off is not asked.
#[test]
fn what_is_off_breaks_nothing() {
    let mut pairs = NO_TESTS.to_vec();
    pairs.extend([
        ("quoting-service/quoting-service/config/api_type", json!("iso20022")),
        ("quoting-service/quoting-service/enabled", json!(false)),
    ]);
    assert_eq!(codes(&pairs), [""; 0]);
}

/// An API that is no API is told once, where it stands.
#[test]
fn an_unknown_api_is_told() {
    let mut pairs = NO_TESTS.to_vec();
    pairs.push(("ml-testing-toolkit/enabled", json!(false)));
    let names = [
        "account-lookup-service/account-lookup-service",
        "quoting-service/quoting-service",
        "ml-api-adapter/ml-api-adapter-service",
        "ml-api-adapter/ml-api-adapter-handler-notification",
    ];
    let paths = names.map(|name| format!("{name}/config/api_type"));
    pairs.extend(paths.iter().map(|path| (path.as_str(), json!("iso8583"))));
    assert!(codes(&pairs).iter().all(|code| code.starts_with("chart-api-type ")));
}
