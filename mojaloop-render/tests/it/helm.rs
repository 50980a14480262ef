//! Helm: golden files of chosen hubs, and what holds of the values, the patches and the companions of every hub.

mod beside;
mod charts;
mod golden;
mod scripts;

use mojaloop_model::Hub;
use mojaloop_presets::CoreTestHarness;
use mojaloop_render::bundle::Bundle;
use mojaloop_render::plan::Plan;
use mojaloop_render::{Emitter, Helm, helm};
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;
use serde_json::{Value, json};

use crate::hubs::on_cluster;
use crate::manifests::{Verdict, cases, planned};

const UMBRELLA: &str = "values/mojaloop.yaml";
const BACKEND: &str = "values/example-mojaloop-backend.yaml";

fn render(hub: &Hub) -> Bundle {
    Helm::default().render(hub).expect("a valid hub")
}

fn read(bundle: &Bundle, path: &str) -> Value {
    serde_yaml::from_str(bundle.file(path).map_or("", |file| file.text())).unwrap_or_default()
}

#[test]
fn what_is_written_keeps_every_rule() {
    for (_, hub) in golden::hubs() {
        let plan = planned(&hub).expect("a valid hub");
        values_are_read(&plan, &render(&hub)).expect("values");
    }
}

#[test]
fn a_users_own_values_are_checked() {
    let wrong = json!({ "centralledger": { "centralledger-service": { "config": { "db_port": "3306" }, "env": {} } } });
    let hub = CoreTestHarness::default().hub();
    let told = Helm::builder().values([("mojaloop", wrong)]).build().render(&hub).unwrap_err();
    assert_eq!(told.codes(), ["chart-key-type", "unknown-chart-key"]);
    let right = json!({ "centralledger": { "centralledger-service": { "config": { "log_level": "warn" } } } });
    let bundle = Helm::builder().values([("mojaloop", right)]).build().render(&hub).expect("good values");
    assert!(bundle.file(UMBRELLA).expect("the file").text().contains("log_level: warn"));
    assert!(bundle.warnings().is_empty(), "{}", bundle.warnings());
}

#[test]
fn what_a_user_may_not_have_meant_is_told() {
    let own =
        json!({ "centralledger": { "centralledger-service": { "image": { "registry": "mirror.example.org" } } } });
    let bundle = Helm::builder().values([("mojaloop", own)]).build().render(&CoreTestHarness::default().hub());
    assert_eq!(bundle.expect("good values").warnings().codes(), ["chart-key-without-effect"]);
}

#[test]
fn charts_that_nothing_installs_have_their_values_written_and_checked() {
    let values = [
        ("finance-portal", json!({ "global": { "kafka": { "host": "broker" } } })),
        ("somebody-elses", json!({ "anything": true })),
    ];
    let bundle = Helm::builder().values(values).build().render(&CoreTestHarness::default().hub()).expect("good values");
    assert!(bundle.file("values/finance-portal.yaml").expect("the file").text().contains("Nothing here installs it"));
    let told: Vec<&str> = bundle.omissions().iter().map(|omission| omission.what.as_str()).collect();
    assert!(told.contains(&"its values are unchecked"), "{told:?}");
    assert!(!bundle.file("install.sh").expect("the file").text().contains("finance-portal"));
}

#[test]
fn what_a_user_switches_on_that_the_hub_does_not_know_is_told() {
    let own = json!({ "simulator": { "enabled": true } });
    let bundle = Helm::builder().values([("mojaloop", own)]).build().render(&CoreTestHarness::default().hub());
    let bundle = bundle.expect("good values");
    assert!(bundle.omissions().iter().any(|omission| omission.path == "values.simulator"));
}

#[test]
fn a_release_name_that_is_too_long_is_refused() {
    let told =
        Helm::builder().release("mojaloop-of-zambia").build().render(&CoreTestHarness::default().hub()).unwrap_err();
    assert_eq!(told.codes(), ["chart-release-name"]);
}

proptest! {
    #![proptest_config(cases(300))]

    /// No hub on any cluster makes values with an unknown key, a rule broken, a patch or a companion for nothing.
    #[test]
    fn any_hub_has_what_its_charts_read_and_what_goes_beside_them(hub in on_cluster()) {
        let plan = planned(&hub)?.without_tests().into_owned();
        let bundle = Helm::default().render(&hub).map_err(|faults| TestCaseError::fail(faults.to_string()))?;
        values_are_read(&plan, &bundle)?;
        patches_find_what_they_patch(&plan, &bundle)?;
        beside::holds(&plan, &bundle)?;
        scripts::hold(&plan, &bundle)?;
    }
}

fn values_are_read(plan: &Plan, bundle: &Bundle) -> Verdict {
    for (chart, path) in [("mojaloop", UMBRELLA), ("example-mojaloop-backend", BACKEND)] {
        let checked = helm::check(chart, plan.release.name(), &read(bundle, path));
        prop_assert_eq!((checked.faults.to_string(), checked.unchecked), (String::new(), Vec::new()), "{}", path);
    }
    Ok(())
}

fn patches_find_what_they_patch(plan: &Plan, bundle: &Bundle) -> Verdict {
    let names = helm::rendered("moja", plan.release.name(), &read(bundle, UMBRELLA));
    let patches = read(bundle, "post-render/kustomization.yaml");
    for patch in patches["patches"].as_array().into_iter().flatten() {
        let (kind, name) = (&patch["target"]["kind"], &patch["target"]["name"]);
        prop_assert!(names.iter().any(|one| *kind == *one.kind && *name == *one.name), "{} {}", kind, name);
        let operations: Value = serde_yaml::from_str(patch["patch"].as_str().unwrap_or_default()).unwrap_or_default();
        prop_assert!(operations.as_array().is_some_and(|list| !list.is_empty()));
    }
    Ok(())
}
