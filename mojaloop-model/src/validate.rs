//! What a valid hub is: a list of rules, each named by what must hold.
//!
//! To add a rule, write it in the file of its subject and give it a line in [`RULES`]; the test beside
//! the list wants a hub that provokes it.

mod adapters;
mod cluster;
mod config;
mod development;
mod exchange;
mod load;
mod names;
mod participants;
mod path;
mod platform;
mod proxies;
mod scheme;
mod services;
mod settlement;
mod simulators;
mod stores;
#[cfg(test)]
mod tests;
mod unused;
mod well_formed;

use std::ops::Deref;

use indexmap::IndexSet;
use serde::Serialize;

use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::hub::Hub;
use crate::resolve::Resolved;

/// One thing that must hold.
#[derive(Debug)]
pub struct Rule {
    /// Its stable kebab-case name.
    pub code: &'static str,
    /// What must hold, as a sentence.
    pub holds: &'static str,
    /// Whether a hub that breaks it can't be rendered.
    pub severity: Severity,
    check: fn(&Hub, &Resolved, &mut Sink),
}

const fn must(code: &'static str, holds: &'static str, check: fn(&Hub, &Resolved, &mut Sink)) -> Rule {
    Rule { code, holds, severity: Severity::Error, check }
}

const fn should(code: &'static str, holds: &'static str, check: fn(&Hub, &Resolved, &mut Sink)) -> Rule {
    Rule { code, holds, severity: Severity::Warning, check }
}

/// Every rule. At one path the first fault wins: malformed hides unknown.
pub static RULES: &[Rule] = &[
    must("malformed", "every name, amount and address is well formed", well_formed::texts_are_well_formed),
    must("no-currency", "the scheme clears at least one currency", scheme::has_a_currency),
    must("unknown-currency", "a currency is one of ISO 4217", scheme::currencies_are_iso4217),
    must("currency-not-in-ledger", "the release's ledger knows every currency", scheme::currencies_are_in_the_ledger),
    must("currency-twice", "a currency is named once in a place", scheme::currencies_are_named_once),
    must(
        "timeout-range",
        "a timeout is above zero and whole in the unit its service reads",
        scheme::timeouts_can_be_said,
    ),
    should("timeout-not-read", "a timeout that is set is one the release reads", scheme::timeouts_are_read),
    must("settlement-model-twice", "a settlement model is named once", settlement::models_are_named_once),
    must("settlement-models-overlap", "a currency is settled by one model", settlement::models_do_not_overlap),
    must(
        "settlement-currency-not-in-scheme",
        "a settlement model is of a currency that the scheme clears",
        settlement::models_use_scheme_currencies,
    ),
    must("currency-not-settled", "each currency is settled by some model", settlement::currencies_are_settled),
    must("settlement-rule-head", "a rule says when it runs, as settlement reads it", settlement::rules_have_their_head),
    must("settlement-without-feature", "what settles at once or runs rules is there", settlement::rules_are_run),
    must("load-range", "load is of a size that can be made and measured", load::is_in_range),
    must(
        "unknown-load-participant",
        "load is shared out among participants of the hub",
        load::weights_are_of_participants,
    ),
    should("load-not-made", "load that is described is made", load::can_be_made),
    should("load-beyond-funds", "each participant can pay its part of the load", load::can_be_paid),
    must(
        "exchange-without-feature",
        "who exchanges currencies does so in a hub with foreign exchange",
        exchange::exchanges_have_the_feature,
    ),
    must(
        "exchange-not-held",
        "a participant exchanges currencies it holds",
        exchange::exchanges_are_of_held_currencies,
    ),
    must(
        "exchange-of-nothing",
        "an exchange gives something else for what it takes",
        exchange::exchanges_change_something,
    ),
    must("exchange-twice", "a pair of currencies is exchanged at one rate", exchange::exchanges_are_named_once),
    should("fx-without-exchange", "with foreign exchange somebody exchanges currencies", exchange::somebody_exchanges),
    should("no-participants", "a hub has participants", participants::are_there),
    should(
        "participant-not-tested",
        "a participant is played by what tests can pay with, the testing toolkit or something else of the hub that answers, \
         or is a proxy to a payee",
        participants::are_played_where_tests_reach,
    ),
    must(
        "peer-gateway",
        "the gateway of another scheme is called in clear, by host and port alone",
        proxies::gateways_are_host_and_port,
    ),
    must("payee-is-here", "a payee of another scheme is no participant of this one", proxies::payees_are_elsewhere),
    must(
        "participant-host",
        "a participant with a component to itself has a name that makes a host's, and no other's",
        adapters::have_a_host,
    ),
    must(
        "cache-database-twice",
        "each scheme adapter has a database of the cache to itself",
        adapters::have_their_own_database,
    ),
    must("simulator-name", "the old simulator plays participants it knows", simulators::know_their_names),
    must(
        "simulator-messages",
        "the old simulator plays in a scheme whose messages it speaks",
        simulators::speak_the_schemes_messages,
    ),
    must("simulator-exchanges", "who exchanges currencies is played by no simulator", simulators::exchange_nothing),
    must("participant-twice", "a participant is named once", participants::are_named_once),
    must("participant-is-hub", "no participant has the hub's own name", participants::are_not_the_hub),
    must(
        "participant-is-auth-service",
        "no participant has the name of the keeper of consents",
        participants::are_not_the_auth_service,
    ),
    must("participant-without-currency", "a participant has at least one currency", participants::have_a_currency),
    must(
        "currency-not-in-scheme",
        "a participant's currency is one of the scheme's",
        participants::use_scheme_currencies,
    ),
    must("amount-decimals", "an amount has no more decimals than its currency", participants::amounts_fit_currencies),
    must("msisdn-twice", "a telephone number belongs to one participant", participants::have_their_own_number),
    should(
        "participant-without-partner",
        "each of a participant's currencies has another participant to pay",
        participants::have_a_partner,
    ),
    should(
        "participant-without-funds",
        "a participant has money to pay with in tests",
        participants::have_something_to_pay,
    ),
    must("unknown-service", "settings are for a service of the catalogue", services::are_known),
    must("unknown-workload", "settings are for a workload of that service", services::workloads_are_known),
    must("workload-not-running", "settings are for a workload that this hub runs", services::workloads_run),
    must(
        "replicas-range",
        "a workload runs at least once, and at most as often as it can",
        services::replicas_are_in_range,
    ),
    must("cpu-range", "a limit of processor time is between 1m and 1000 cores", services::processor_time_is_in_range),
    must("image-without-tag", "an image has a tag or a digest", services::images_have_a_tag),
    must("floating-tag", "an image's tag stays what it is", services::tags_do_not_float),
    must(
        "source-not-followed",
        "edits are followed, and processes inspected, where it is known how",
        development::can_be_followed,
    ),
    must("dependency-cycle", "nothing waits for itself", services::start_in_some_order),
    must("config-depth", "a configuration is not nested deeper than any service's", config::is_not_too_deep),
    must("unknown-config-key", "a configuration key is one its service reads", config::keys_are_known),
    must("config-type", "a configuration value is of the type its service reads", config::values_have_the_type),
    must("password-of-digits", "no service turns a password into a number", config::passwords_stay_text),
    must("secret-in-config", "no secret is written into a configuration file", config::holds_no_secret),
    must("config-is-derived", "a configuration key is not one the hub itself decides", config::is_not_derived),
    must("store-absent", "a store that is needed is provided", stores::are_provided),
    must("external-store-host", "an external store has a host", stores::external_have_a_host),
    must("external-store-secret", "an external database has a secret", stores::external_have_a_secret),
    should(
        "external-databases",
        "an external database server has the hub's databases and users",
        stores::external_have_the_databases,
    ),
    should("setting-not-used", "every setting changes something", unused::settings_are_used),
    should(
        "address-is-loopback",
        "what is outside the hub has an address that leads there",
        unused::addresses_lead_out,
    ),
    must("unknown-topic", "partitions are for a topic of this hub", stores::topics_are_known),
    must(
        "too-few-partitions",
        "a topic has a partition for every member of its consumers' group",
        stores::partitions_cover_replicas,
    ),
    must("port-out-of-range", "a port is between 1 and 65535", platform::ports_are_in_range),
    must("port-twice", "a port of the machine is used once", platform::ports_are_used_once),
    must("unknown-port", "a port is one of a workload that runs", platform::ports_are_known),
    must("port-of-replicas", "a published workload runs once", platform::published_run_once),
    must("quantity-overflow", "what everything takes together can be said", platform::sums_can_be_said),
    must("memory-too-small", "a workload gets the memory it needs at least", platform::limits_cover_floors),
    must("memory-budget-exceeded", "everything fits the memory budget", platform::everything_fits),
    must("operator-absent", "a store that an operator runs is on a cluster that has it", cluster::operators_are_there),
    must("instances-even", "a store that an operator runs has a majority", cluster::instances_have_a_majority),
    must("backup-not-possible", "a backup is of a store that can be backed up", cluster::backups_can_be_made),
    must("disk-range", "a store has room for its data", cluster::disks_are_in_range),
    must("autoscale-range", "a workload is scaled between its replicas and its most", cluster::autoscaling_has_a_range),
    must("autoscale-in-vain", "a workload is scaled where more of it clear more", cluster::autoscaling_helps),
    must(
        "issuer-without-cert-manager",
        "an issuer is of a cert-manager that is there",
        cluster::issuers_have_cert_manager,
    ),
    must("open-to-anybody", "a port that is open is one that asks who calls", cluster::open_ports_are_guarded),
    must("unknown-open-port", "a port that is open is one of a workload that runs", cluster::open_ports_are_known),
    must("namespace-taken", "a hub has a namespace of its own", cluster::namespaces_are_free),
    must("machine-too-small", "the hub and its machine's system fit the machine", cluster::machine_is_large_enough),
    should("development-secrets", "the secrets of a cluster are kept in a store of secrets", cluster::secrets_are_kept),
    must("name-too-long", "every derived name is at most 63 characters", names::derived_names_fit),
];

/// Collects faults. It knows whose turn it is, so that a rule never repeats its code.
pub(crate) struct Sink {
    rule: &'static str,
    severity: Severity,
    found: Vec<Diagnostic>,
}

impl Sink {
    pub(crate) fn fault(&mut self, path: impl Into<String>, message: impl Into<String>, help: impl Into<String>) {
        let fault = match self.severity {
            Severity::Error => Diagnostic::error(self.rule, path, message),
            Severity::Warning => Diagnostic::warning(self.rule, path, message),
        };
        self.found.push(fault.help(help));
    }
}

/// Names as a sentence lists them.
fn list<'a>(names: impl Iterator<Item = &'a str>) -> String {
    names.map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

/// Proof that a hub is valid, with what it resolves to. Emitters take nothing else.
///
/// There is no way to one but [`Hub::validate`], and no way to change the hub inside: take it out with
/// [`Valid::into_inner`], change it, and validate again.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(transparent)]
pub struct Valid<T> {
    inner: T,
    #[serde(skip)]
    resolved: Resolved,
    #[serde(skip)]
    warnings: Diagnostics,
}

impl<T> Valid<T> {
    /// What it comes to.
    pub fn resolved(&self) -> &Resolved {
        &self.resolved
    }

    /// What is allowed but may not have been meant.
    pub fn warnings(&self) -> &Diagnostics {
        &self.warnings
    }

    /// The value itself, free to be changed.
    pub fn into_inner(self) -> T {
        self.inner
    }
}

impl<T> Deref for Valid<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.inner
    }
}

impl Hub {
    /// Checks every rule and resolves the hub.
    ///
    /// # Errors
    ///
    /// Every error at once, each with its code, its place and what to do about it. Warnings come with a valid hub;
    /// [`Hub::diagnose`] gives both.
    ///
    /// # Examples
    ///
    /// ```
    /// use mojaloop_model::{Hub, Participant, Scheme};
    ///
    /// let hub = Hub::builder()
    ///     .name("Zambezi")
    ///     .scheme(Scheme::builder().currencies(["ZMV"]).build())
    ///     .participant(Participant::new("greenbank").currency("USD"))
    ///     .build();
    /// let faults = hub.validate().unwrap_err();
    /// assert_eq!(faults.codes(), ["malformed", "unknown-currency", "currency-not-in-scheme"]);
    /// ```
    pub fn validate(&self) -> Result<Valid<Self>, Diagnostics> {
        let resolved = self.resolve();
        let found = self.check(&resolved);
        if found.has_errors() {
            return Err(found.errors());
        }
        Ok(Valid { inner: self.clone(), resolved, warnings: found })
    }

    /// Every fault, errors and warnings, without the proof.
    pub fn diagnose(&self) -> Diagnostics {
        self.check(&self.resolve())
    }

    fn check(&self, resolved: &Resolved) -> Diagnostics {
        let names = path::Names::of(self);
        let mut places = IndexSet::new();
        let mut found = Vec::new();
        for rule in RULES {
            let mut sink = Sink { rule: rule.code, severity: rule.severity, found: Vec::new() };
            (rule.check)(self, resolved, &mut sink);
            for fault in sink.found {
                if places.insert(fault.place().to_owned()) {
                    found.push(names.name(fault));
                }
            }
        }
        found.into_iter().collect()
    }
}
