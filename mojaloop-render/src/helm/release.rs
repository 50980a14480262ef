//! Releases: which chart, in which version, with which values.

use serde_json::Value;

use super::rules::TESTS;
use super::{Helm, backend, merge, values};
use crate::plan::Plan;

/// Where the hub's charts are published. `Source:` the charts' own readme.
pub(super) const REPOSITORY: (&str, &str) = ("mojaloop", "https://mojaloop.github.io/helm/repo");

/// A release to install.
pub(super) struct Release {
    /// Its name.
    pub(super) name: String,
    /// Its chart.
    pub(super) chart: &'static str,
    /// The chart's version.
    pub(super) version: &'static str,
    /// Its values.
    pub(super) values: Value,
    /// What it is, in words.
    pub(super) says: String,
    /// Whether `helm test` has something to run.
    pub(super) has_tests: bool,
    /// Whether what its chart renders is patched.
    pub(super) is_patched: bool,
    /// Whether texts of its chart are replaced.
    pub(super) is_replaced: bool,
}

/// The releases of a hub, each of which needs the one before it.
pub(super) fn of(plan: &Plan, helm: &Helm) -> Vec<Release> {
    let version = plan.release.name();
    let values_of = |chart: &str, mut values: Value| {
        merge(&mut values, helm.values.get(chart).unwrap_or(&Value::Null));
        values
    };
    let stores = backend::values(plan).map(|values| Release {
        name: backend::RELEASE.to_owned(),
        chart: backend::CHART,
        version,
        values: values_of(backend::CHART, values),
        says: format!("Stores of hub {}, for a trial: one of each, without copies.", plan.name),
        has_tests: false,
        is_patched: false,
        is_replaced: false,
    });
    let values = values_of(values::CHART, values::of(plan, &helm.release));
    let hub = Release {
        name: helm.release.clone(),
        chart: values::CHART,
        version,
        says: format!(
            "Hub {} of Mojaloop {}: only what differs from the chart.\nIts pods wait for nothing: what has to be there \
             before them, {} brings.",
            plan.name,
            plan.release,
            super::companions::BEFORE
        ),
        has_tests: TESTS.iter().any(|test| {
            let said = values.pointer(&format!("/{}/tests/enabled", test.name)).and_then(Value::as_bool);
            said.unwrap_or(test.on)
        }),
        values,
        is_patched: true,
        is_replaced: helm.replacements.iter().next().is_some(),
    };
    stores.into_iter().chain([hub]).collect()
}
