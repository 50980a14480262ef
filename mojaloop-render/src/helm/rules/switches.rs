//! Switches that several sub-charts have, and that must be set alike.

use super::Sink;
use super::values::Values;

const LOOKUP: &str = "account-lookup-service.account-lookup-service";
const LOOKUP_ADMIN: &str = "account-lookup-service.account-lookup-service-admin";
const LOOKUP_TIMEOUT: &str = "account-lookup-service.account-lookup-service-handler-timeout";
const QUOTING: &str = "quoting-service.quoting-service";
const QUOTING_HANDLER: &str = "quoting-service.quoting-service-handler";
const TRANSFERS: &str = "ml-api-adapter.ml-api-adapter-service";
const NOTIFICATION: &str = "ml-api-adapter.ml-api-adapter-handler-notification";
const LEDGER: &str = "centralledger.centralledger-service";
const PREPARE: &str = "centralledger.centralledger-handler-transfer-prepare";
const BULK_PREPARE: &str = "mojaloop-bulk.bulk-centralledger.cl-handler-bulk-transfer-prepare";
const LEDGER_HANDLERS: &[&str] = &[
    PREPARE,
    "centralledger.centralledger-handler-transfer-position",
    "centralledger.centralledger-handler-transfer-position-batch",
    "centralledger.centralledger-handler-transfer-get",
    "centralledger.centralledger-handler-transfer-fulfil",
    "centralledger.centralledger-handler-timeout",
    "centralledger.centralledger-handler-admin-transfer",
];

/// The environment of the toolkit that collections are sent with.
const TOOLKIT: &str = "ml-testing-toolkit.ml-testing-toolkit-backend";
const ENVIRONMENT: &str =
    "ml-testing-toolkit.ml-testing-toolkit-backend.extraEnvironments.hub-k8s-default-environment.json";

/// A sub-chart that is on and reads a key of its `config`.
fn readers<'c>(values: &Values, charts: &[&'c str], key: &str) -> Vec<&'c str> {
    let reads = |chart: &&str| values.is_on(chart) && values.knows(&format!("{chart}.config.{key}"));
    charts.iter().copied().filter(reads).collect()
}

/// Tells of every sub-chart whose flag is not that of the first one that reads it.
fn agree(values: &Values, sink: &mut Sink, charts: &[&str], key: &str) {
    let readers = readers(values, charts, key);
    let Some((first, others)) = readers.split_first() else { return };
    let said = values.flag(&format!("{first}.config.{key}"));
    for other in others {
        let path = format!("{other}.config.{key}");
        if values.flag(&path) != said {
            sink.fault(path, format!("`{first}` says otherwise"), format!("set `{key}` alike in both"));
        }
    }
}

pub(super) fn api_types_agree(values: &Values, sink: &mut Sink) {
    let readers = readers(values, &[LOOKUP, QUOTING, TRANSFERS, NOTIFICATION], "api_type");
    let Some((first, others)) = readers.split_first() else { return };
    let said = values.text(&format!("{first}.config.api_type"));
    for other in others {
        let path = format!("{other}.config.api_type");
        if values.text(&path) != said {
            let message = format!("`{first}` speaks `{}`", said.unwrap_or_default());
            sink.fault(path, message, "set `api_type` alike in all");
        }
    }
    for reader in readers {
        let path = format!("{reader}.config.api_type");
        let told = values.text(&path).unwrap_or_default();
        if !["fspiop", "iso20022"].contains(&told) {
            sink.fault(path, format!("`{told}` is no API of the switch"), "expected `fspiop` or `iso20022`");
        }
    }
}

pub(super) fn toolkit_speaks_the_api(values: &Values, sink: &mut Sink) {
    if values.chart() != "mojaloop" {
        return;
    }
    let iso = values.text(&format!("{TRANSFERS}.config.api_type")) == Some("iso20022");
    let (api, transformer) = if iso { ("iso20022", "fspiopToISO20022") } else { ("fspiop", "none") };
    let tests = tests_that_run(values).map(|test| format!("{test}.testCaseEnvironmentFile"));
    let toolkit = values.is_on(TOOLKIT).then(|| ENVIRONMENT.to_owned());
    for place in toolkit.into_iter().chain(tests) {
        for (key, expected) in [("inputValues.API_TYPE", api), ("options.transformerName", transformer)] {
            let path = format!("{place}.{key}");
            if values.text(&path) != Some(expected) {
                sink.fault(path, format!("the switch speaks `{api}`"), format!("set it to `{expected}`"));
            }
        }
    }
    let adapter = "mojaloop-simulator.defaults.config.schemeAdapter.env.API_TYPE";
    if values.is_on("mojaloop-simulator") && values.text(adapter).unwrap_or("fspiop") != api {
        sink.fault(
            adapter,
            format!("the switch speaks `{api}`"),
            "set it alike, and `ILP_VERSION` to \"4\" for ISO 20022",
        );
    }
}

/// The tests that `helm test` runs and that have inputs.
fn tests_that_run<'v>(values: &'v Values) -> impl Iterator<Item = &'static str> + use<'v> {
    super::test_runs::TESTS.iter().filter(|test| test.runs(values) && test.takes_inputs).map(|test| test.name)
}

pub(super) fn routing_agrees(values: &Values, sink: &mut Sink) {
    const KEY: &str = "simple_routing_mode_enabled";
    agree(values, sink, &[QUOTING, QUOTING_HANDLER], KEY);
    input_agrees(values, sink, &format!("{QUOTING}.config.{KEY}"), "SIMPLE_ROUTING_MODE_ENABLED");
}

pub(super) fn on_us_agrees(values: &Values, sink: &mut Sink) {
    const KEY: &str = "enable_on_us_transfers";
    agree(values, sink, &[PREPARE, BULK_PREPARE], KEY);
    input_agrees(values, sink, &format!("{PREPARE}.config.{KEY}"), "ON_US_TRANSFERS_ENABLED");
}

/// Tells of every test whose input is not what the switch is set to.
fn input_agrees(values: &Values, sink: &mut Sink, switch: &str, input: &str) {
    let Some(said) = values.flag(switch).filter(|_| values.knows(switch)) else { return };
    for test in tests_that_run(values) {
        let path = format!("{test}.testCaseEnvironmentFile.inputValues.{input}");
        if values.flag(&path) != Some(said) {
            sink.fault(path, format!("`{switch}` is {said}, and the test expects otherwise"), "set both alike");
        }
    }
}

pub(super) fn proxies_agree(values: &Values, sink: &mut Sink) {
    const KEY: &str = "proxy_cache.enabled";
    let mut charts = vec![LEDGER, LOOKUP, LOOKUP_ADMIN, TRANSFERS, NOTIFICATION, QUOTING, QUOTING_HANDLER];
    charts.extend(LEDGER_HANDLERS);
    agree(values, sink, &charts, KEY);
    if values.flag(&format!("{LEDGER}.config.{KEY}")) != Some(true) || !values.is_on(LEDGER) {
        return;
    }
    let ledgers = [&[LEDGER], LEDGER_HANDLERS].concat();
    for ledger in readers(values, &ledgers, "payee_participant_currency_validation_enabled") {
        let path = format!("{ledger}.config.payee_participant_currency_validation_enabled");
        if values.flag(&path) != Some(false) {
            sink.fault(path, "a payee behind a proxy is no participant of this ledger", "set it to false");
        }
    }
    if values.knows(LOOKUP_TIMEOUT) && !values.is_on(LOOKUP_TIMEOUT) {
        sink.fault(
            format!("{LOOKUP_TIMEOUT}.enabled"),
            "nobody ends lookups that a proxy does not answer",
            "set it to true",
        );
    }
}

pub(super) fn parties_agree(values: &Values, sink: &mut Sink) {
    const KEY: &str = "featureEnableExtendedPartyIdType";
    agree(values, sink, &[LOOKUP, LOOKUP_ADMIN], KEY);
    let path = format!("{LOOKUP}.config.{KEY}");
    if values.knows("thirdparty") && values.is_on("thirdparty") && values.flag(&path) != Some(true) {
        sink.fault(path, "third parties are on, and the lookup does not know them", "set it to true in both parts");
    }
}
