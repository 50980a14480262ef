//! What holds of every hub: two thousand of them a run.

mod bundle;
mod compose;
mod development;
mod plan;
mod settings;

use mojaloop_model::{Diagnostic, Diagnostics, Hub, Provisioning, Severity};
use mojaloop_render::bundle::{Bundle, Draft};
use mojaloop_render::{Compose, Emitter, Plan, hub_file};
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;

use crate::hubs;

/// What a law says of one hub.
type Verdict = Result<(), TestCaseError>;

/// Where each participant has a file of its own.
const PARTICIPANTS: &str = "testing-toolkit/collections/provision/participants/";

fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        // A hub that breaks a law is shown and becomes a test of its own; a file of seeds would say nothing to anybody.
        failure_persistence: None,
        // A smaller hub is worth half a minute, not ten.
        max_shrink_iters: 1_000,
        ..ProptestConfig::default()
    }
}

/// The codes of the errors: warnings may be left out where there are any.
fn errors(faults: &Diagnostics) -> Vec<&'static str> {
    faults.iter().filter(|fault| fault.severity() == Severity::Error).map(Diagnostic::code).collect()
}

fn planned(hub: &Hub) -> Result<Plan, TestCaseError> {
    let valid = hub.validate().map_err(|faults| TestCaseError::fail(faults.to_string()))?;
    Ok(mojaloop_render::plan(&valid))
}

fn finished(plan: &Plan) -> Result<Bundle, TestCaseError> {
    let bundle = Compose::default().emit(plan).and_then(Draft::finish);
    bundle.map_err(|faults| TestCaseError::fail(faults.to_string()))
}

fn rendered(hub: &Hub) -> Result<Bundle, TestCaseError> {
    Compose::default().render(hub).map_err(|faults| TestCaseError::fail(faults.to_string()))
}

proptest! {
    #![proptest_config(cases(1_400))]

    /// No fault makes anything fall over; each is told with its place, and a file of the same hub tells the same.
    #[test]
    fn a_wild_hub_is_judged(hub in hubs::wild()) {
        let faults = hub.diagnose();
        prop_assert_eq!(hub.validate().is_ok(), !faults.has_errors());
        for fault in &faults {
            prop_assert!(!fault.path().is_empty() && fault.help_text().is_some_and(|help| !help.is_empty()), "{}", fault);
        }
        match hub_file::read(&hub_file::write(&hub)) {
            Ok(valid) => prop_assert_eq!(&*valid, &hub),
            Err(read) => {
                let (mut read, mut told) = (errors(&read), errors(&faults));
                read.sort_unstable();
                told.sort_unstable();
                prop_assert_eq!(read, told);
            }
        }
        // What the rules let pass has to render, however it came about.
        if !faults.has_errors() {
            let plan = planned(&hub)?;
            bundle::holds(&plan, &finished(&plan)?)?;
        }
    }
}

proptest! {
    #![proptest_config(cases(250))]

    #[test]
    fn a_valid_hub_is_planned_and_rendered_whole(hub in hubs::valid()) {
        let plan = planned(&hub)?;
        plan::holds(&hub, &plan)?;
        let bundle = finished(&plan)?;
        bundle::holds(&plan, &bundle)?;
        compose::holds(&plan, &bundle)?;
        settings::hold(&bundle)?;
        prop_assert_eq!(rendered(&hub)?.digest(), bundle.digest());
    }
}

proptest! {
    #![proptest_config(cases(200))]

    /// The order something was written in is no part of what was meant.
    #[test]
    fn order_does_not_show(hub in hubs::valid(), seed: u64) {
        let (one, other) = (rendered(&hub)?, rendered(&hubs::reordered(&hub, seed))?);
        for (one, other) in one.files().iter().zip(other.files()) {
            prop_assert_eq!(one.path(), other.path());
            let lines = one.text().lines().zip(other.text().lines());
            let differ: Vec<_> = lines.filter(|(one, other)| one != other).take(4).collect();
            prop_assert!(one.text() == other.text(), "{}: {:?}", one.path(), differ);
        }
        prop_assert_eq!(one.digest(), other.digest());
    }
}

proptest! {
    #![proptest_config(cases(150))]

    #[test]
    fn another_participant_moves_nothing(hub in hubs::valid(), newcomer in hubs::newcomer()) {
        let mut larger = hub.clone();
        let at = larger.participants.len() / 2;
        larger.participants.insert(at, newcomer);
        larger.participants[at].currencies.clone_from(&hub.scheme.currencies);
        larger.participants[at].liquidity = "10000".into();
        larger.participants[at].net_debit_cap = "10000".into();
        larger.memory = larger.memory.filter(|_| larger.participants[at].played_by.player().is_none());
        if larger.participants[at].has_adapter() && hub.stores.redis.provisioning == Provisioning::Absent {
            larger.stores.redis.provisioning = Provisioning::Container;
        }
        let (plan, more) = (planned(&hub)?, planned(&larger)?);
        let (files, more_files) = (finished(&plan)?, finished(&more)?);
        prop_assert_eq!(&plan.topics, &more.topics);
        // Others may join: a job, where two can pay each other now, or the newcomer's scheme adapter and its cache.
        for component in &plan.components {
            prop_assert_eq!(more.component(&component.name).map(|same| &same.ports), Some(&component.ports));
        }
        for file in files.files().iter().filter(|file| file.path().starts_with(PARTICIPANTS)) {
            prop_assert_eq!(more_files.file(file.path()), Some(file));
        }
    }
}
