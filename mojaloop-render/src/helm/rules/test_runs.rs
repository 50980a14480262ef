//! The tests of `helm test`, and what each needs.

use serde_json::Value;

use super::Sink;
use super::values::Values;

/// A test the umbrella brings.
pub(in super::super) struct TestRun {
    /// Its key.
    pub(in super::super) name: &'static str,
    /// Whether it runs where nobody says anything.
    pub(in super::super) on: bool,
    /// The sub-charts it tests or pays with.
    pub(in super::super) needs: &'static [&'static str],
    /// Whether its environment has the switch's settings as inputs.
    pub(in super::super) takes_inputs: bool,
}

/// What nearly all tests pay with.
const GOLDEN_PATH: &[&str] = &[
    "account-lookup-service",
    "als-msisdn-oracle",
    "centralledger",
    "centralsettlement",
    "ml-api-adapter",
    "ml-testing-toolkit",
    "mojaloop-simulator",
    "quoting-service",
    "simulator",
    "transaction-requests-service",
];

const BULK: &[&str] = &["ml-testing-toolkit", "mojaloop-bulk", "mojaloop-simulator"];
const THIRDPARTY: &[&str] = &["ml-testing-toolkit", "thirdparty", "thirdparty.thirdparty-simulator"];
const ADAPTERS: &[&str] = &["ml-testing-toolkit", "mojaloop-bulk", "mojaloop-ttk-simulators"];
const INTERSCHEME: &[&str] = &["inter-scheme-proxy-adapter", "ml-testing-toolkit"];

const fn test(name: &'static str, needs: &'static [&'static str]) -> TestRun {
    TestRun { name, on: false, needs, takes_inputs: true }
}

/// Every test, in the order they run.
///
/// `Source:` the values of the umbrella 17.1.0; its release notes for what each needs.
pub(in super::super) static TESTS: &[TestRun] = &[
    TestRun { on: true, ..test("ml-ttk-test-setup", GOLDEN_PATH) },
    TestRun { on: true, ..test("ml-ttk-test-val-gp", GOLDEN_PATH) },
    test("ml-ttk-test-val-bulk", BULK),
    test("ml-ttk-test-setup-tp", THIRDPARTY),
    test("ml-ttk-test-val-tp", THIRDPARTY),
    test("ml-ttk-test-setup-sdk-bulk", ADAPTERS),
    TestRun { takes_inputs: false, ..test("ml-ttk-test-val-sdk-bulk", ADAPTERS) },
    TestRun { takes_inputs: false, ..test("ml-ttk-test-val-sdk-r2p", ADAPTERS) },
    test("ml-ttk-test-setup-interscheme", INTERSCHEME),
    test("ml-ttk-test-val-interscheme", INTERSCHEME),
    TestRun { on: true, ..test("ml-ttk-test-cleanup", GOLDEN_PATH) },
];

impl TestRun {
    pub(super) fn runs(&self, values: &Values) -> bool {
        let said = values.get(&format!("{}.tests.enabled", self.name)).and_then(Value::as_bool);
        values.knows(self.name) && said.unwrap_or(self.on)
    }
}

pub(super) fn have_what_they_need(values: &Values, sink: &mut Sink) {
    for test in TESTS.iter().filter(|test| test.runs(values)) {
        for chart in test.needs.iter().filter(|chart| !values.is_on(chart)) {
            sink.fault(
                format!("{}.tests.enabled", test.name),
                format!("the test needs `{chart}`, which is off"),
                format!("switch `{chart}` on, or the test off"),
            );
        }
    }
}
