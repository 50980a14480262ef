//! Which parts of the umbrella are on.

use serde_json::{Value, json};

use super::Tree;
use crate::helm::keys::{KeyCatalogue, Node};
use crate::helm::rules::{TESTS, Values};
use crate::helm::subcharts::{SUB_CHARTS, SubChart};
use crate::plan::{Plan, Role};

/// Parts that play third parties and those they pay from: no part of the hub.
const STRANGERS: &[&str] = &["thirdparty.thirdparty-simulator"];

/// Switches on what the hub runs, off what it does not run, and leaves alone what is so anyway.
pub(super) fn put(tree: &mut Tree, plan: &Plan, version: &str) {
    let Some(keys) = KeyCatalogue::of("mojaloop", version) else { return };
    let nothing = json!({});
    let as_it_is = Values::new(keys, &nothing);
    for (name, node) in &keys.root().known {
        let Node::Map(map) = node else { continue };
        let runs = || SUB_CHARTS.iter().any(|chart| is_part(chart, name) && runs(plan, chart));
        if map.known.contains_key("enabled") && *name != "pdb" {
            let (is, wanted) = (as_it_is.is_on(name), runs());
            if is != wanted {
                tree.put(&[name, "enabled"], wanted.into());
            }
        }
    }
    // A part is on where what holds it is.
    let so_far = Value::Object(tree.0.clone());
    let as_it_is = Values::new(keys, &so_far);
    for chart in SUB_CHARTS {
        let top = chart.path.split('.').next().unwrap_or_default();
        let whole = SUB_CHARTS.iter().any(|other| is_part(other, top) && runs(plan, other));
        let (is, wanted) = (as_it_is.is_on(chart.path), runs(plan, chart));
        if whole && is != wanted {
            let path: Vec<&str> = chart.path.split('.').chain(["enabled"]).collect();
            tree.put(&path, wanted.into());
        }
    }
    for path in STRANGERS {
        let top = path.split('.').next().unwrap_or_default();
        if SUB_CHARTS.iter().any(|other| is_part(other, top) && runs(plan, other)) {
            tree.put(&path.split('.').chain(["enabled"]).collect::<Vec<_>>(), false.into());
        }
    }
    // Two budgets on a pod let nobody drain its node, and each workload gets one of its own.
    tree.put(&["pdb", "enabled"], false.into());
    for test in TESTS {
        let wanted = test.needs.iter().all(|chart| SUB_CHARTS.iter().any(|one| is_part(one, chart) && runs(plan, one)));
        if keys.has(test.name) && wanted != test.on {
            tree.put(&[test.name, "tests", "enabled"], wanted.into());
        }
    }
}

/// Whether the umbrella's key of that name is the sub-chart, or holds it.
fn is_part(chart: &SubChart, name: &str) -> bool {
    chart.path.split('.').next() == Some(name)
}

fn runs(plan: &Plan, chart: &SubChart) -> bool {
    chart.workload.and_then(|name| plan.component(name)).is_some_and(|component| component.role == Role::Service)
}
