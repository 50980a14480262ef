//! Manifests: what holds of the objects of every hub, and that they mean what Compose files mean.

mod agreement;
pub(crate) mod objects;
pub(crate) mod reachability;
pub(crate) mod references;
pub(crate) mod strict;

use mojaloop_model::Hub;
use mojaloop_presets::CoreTestHarness;
use mojaloop_render::manifests::{Phase, RawObject};
use mojaloop_render::plan::Plan;
use mojaloop_render::{Emitter, Manifests};
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;
use serde_json::json;

use crate::hubs;
use objects::Objects;

pub(crate) type Verdict = Result<(), TestCaseError>;

pub(crate) fn planned(hub: &Hub) -> Result<Plan, TestCaseError> {
    let valid = hub.validate().map_err(|faults| TestCaseError::fail(faults.to_string()))?;
    Ok(mojaloop_render::plan(&valid))
}

fn rendered(plan: &Plan) -> Result<Objects, TestCaseError> {
    let bundle = Manifests::default().emit(plan).and_then(mojaloop_render::bundle::Draft::finish);
    Ok(Objects::of(&bundle.map_err(|faults| TestCaseError::fail(faults.to_string()))?))
}

/// The way out for what the hub has no word for; two objects of one file are told, not lost.
#[test]
fn objects_of_the_users_own_go_with_the_rest_unless_they_collide() {
    let hub = CoreTestHarness::default().hub();
    let banner = || {
        let object = RawObject::new(Phase::Config, "v1", "ConfigMap", "banner").namespace("mojaloop");
        object.body(json!({ "data": { "text": "hello" } }))
    };
    let bundle = Manifests::builder().objects([banner()]).build().render(&hub).expect("a valid hub");
    let listed = bundle.file("kustomization.yaml").expect("the list").text();
    assert!(listed.contains("\n- \"3-config/configmap-banner.yaml\"\n"), "{listed}");
    let own = RawObject::new(Phase::Config, "v1", "ConfigMap", "central-ledger").namespace("mojaloop");
    for objects in [vec![banner(), banner()], vec![own]] {
        let faults = Manifests::builder().objects(objects).build().render(&hub).unwrap_err();
        assert_eq!(faults.codes(), ["bundle-path-twice"]);
    }
}

pub(crate) fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, max_shrink_iters: 500, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(cases(500))]

    #[test]
    fn the_objects_of_a_hub_on_a_cluster_hold_together(hub in hubs::on_cluster()) {
        let plan = planned(&hub)?.without_tests().into_owned();
        let objects = rendered(&plan)?;
        for object in objects.all() {
            strict::holds(object)?;
        }
        objects.record();
        references::hold(&plan, &objects)?;
        reachability::is_that_of_the_links(&plan, &objects)?;
    }
}

proptest! {
    #![proptest_config(cases(60))]

    /// The order something was written in is no part of what was meant, and a second render is the first.
    #[test]
    fn order_does_not_show_in_manifests(hub in hubs::on_cluster(), seed: u64) {
        let render = |hub: &Hub| Manifests::default().render(hub).map_err(|faults| TestCaseError::fail(faults.to_string()));
        let (one, other) = (render(&hub)?, render(&hubs::reordered(&hub, seed))?);
        for (one, other) in one.files().iter().zip(other.files()) {
            prop_assert_eq!((one.path(), one.text()), (other.path(), other.text()));
        }
        prop_assert_eq!(one.digest(), other.digest());
        prop_assert_eq!(render(&hub)?.digest(), one.digest());
    }
}

proptest! {
    #![proptest_config(cases(150))]

    #[test]
    fn manifests_and_compose_files_agree(hub in hubs::valid()) {
        agreement::holds(&planned(&hub)?)?;
    }
}
