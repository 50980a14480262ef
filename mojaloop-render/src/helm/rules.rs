//! What must hold between the keys of a chart's values.
//!
//! To add a rule, write it in the file of its subject and give it a line in [`RULES`]; the test beside the list wants
//! values that break it.

mod effects;
mod secrets;
mod switches;
mod test_runs;
mod values;

use mojaloop_model::{Diagnostic, Diagnostics, Severity};
use serde_json::Value;

use super::keys::KeyCatalogue;
pub(super) use secrets::SIGN_BY_DEFAULT;
pub(super) use test_runs::TESTS;
pub(super) use values::Values;

/// One thing that must hold.
#[derive(Debug)]
pub struct Rule {
    /// Its stable kebab-case name.
    pub code: &'static str,
    /// What must hold, as a sentence.
    pub holds: &'static str,
    /// Whether values that break it are of no use.
    pub severity: Severity,
    check: fn(&Values, &mut Sink),
}

const fn must(code: &'static str, holds: &'static str, check: fn(&Values, &mut Sink)) -> Rule {
    Rule { code, holds, severity: Severity::Error, check }
}

const fn should(code: &'static str, holds: &'static str, check: fn(&Values, &mut Sink)) -> Rule {
    Rule { code, holds, severity: Severity::Warning, check }
}

/// Every rule.
pub static RULES: &[Rule] = &[
    must("chart-clear-password", "no password is written into values", secrets::no_password_is_clear),
    must("chart-signing-key", "messages are signed with a key that is kept in a secret", secrets::keys_are_secrets),
    should(
        "chart-published-key",
        "no message is signed with a key that the chart publishes",
        secrets::published_keys_sign_nothing,
    ),
    must("chart-release-placeholder", "a host is written out", effects::hosts_are_written_out),
    should("chart-key-without-effect", "every value changes something", effects::values_have_an_effect),
    must("chart-api-type", "all services speak the same API", switches::api_types_agree),
    must("chart-api-type-toolkit", "the testing toolkit speaks it, too", switches::toolkit_speaks_the_api),
    must("chart-simple-routing", "routing and the input that tests it agree", switches::routing_agrees),
    must("chart-on-us-transfers", "transfers to oneself are allowed everywhere or nowhere", switches::on_us_agrees),
    must("chart-proxies", "all that proxies need is on, or nothing of it", switches::proxies_agree),
    must("chart-extended-parties", "both parts of the lookup know third parties", switches::parties_agree),
    must("chart-test-needs", "a test that runs has the charts it tests", test_runs::have_what_they_need),
];

/// Collects faults. It knows whose turn it is, so that a rule never repeats its code.
pub(super) struct Sink {
    rule: &'static Rule,
    found: Diagnostics,
}

impl Sink {
    fn fault(&mut self, path: impl Into<String>, message: impl Into<String>, help: impl Into<String>) {
        let fault = match self.rule.severity {
            Severity::Error => Diagnostic::error(self.rule.code, path, message),
            _ => Diagnostic::warning(self.rule.code, path, message),
        };
        self.found.push(fault.help(help));
    }
}

/// What values break, in the order of the rules.
pub(super) fn broken(catalogue: &'static KeyCatalogue, values: &Value) -> Diagnostics {
    let values = Values::new(catalogue, values);
    let broken = RULES.iter().flat_map(|rule| {
        let mut sink = Sink { rule, found: Diagnostics::default() };
        (rule.check)(&values, &mut sink);
        sink.found
    });
    broken.collect()
}

#[cfg(test)]
mod tests;
