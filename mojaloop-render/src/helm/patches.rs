//! What the charts have no key for: patches of what they render, by its name.
//!
//! They are JSON patches of a kustomization, which Helm runs as a post-renderer. Flux takes the same list as
//! `postRenderers`. Hooks, like the ledger's migration, are not among what Helm hands over.

use mojaloop_model::Nodes;
use serde_json::{Value, json};

use super::reference::InRelease;
use super::subcharts::{Env, SubChart};
use super::values::{Place, resources};
use crate::plan::{Component, Health, Plan, Role};
use crate::yaml;

/// Where the kustomization and its program are.
pub(super) const FOLDER: &str = "post-render";

/// The program Helm hands the rendered objects to.
///
/// A folder of its own a run: two may go on at a time.
pub(super) const PROGRAM: &str = "\
#!/bin/sh
# Patches what a chart renders. Helm 3 runs it: helm upgrade --post-renderer ./post-render/patch.sh
set -eu
here=$(dirname -- \"$0\")
work=$(mktemp -d)
trap 'rm -rf \"$work\"' EXIT
cp \"$here/kustomization.yaml\" \"$work\"
cat > \"$work/rendered.yaml\"
kubectl kustomize \"$work\"
";

/// The kustomization.
pub(super) fn kustomization(plan: &Plan, release: &str) -> Value {
    let patched = plan.components.iter().filter(|component| component.role == Role::Service);
    let patches = patched.filter_map(|component| {
        let chart = SubChart::of(&component.name)?;
        let place = Place { plan, refer: InRelease { plan, release }, keys: None, chart, component };
        let patch = of_workload(&place, release);
        let target = json!({ "kind": chart.kind, "name": chart.rendered(release) });
        Some(json!({ "target": target, "patch": yaml::to_string(&Value::Array(patch)) }))
    });
    json!({
        "apiVersion": "kustomize.config.k8s.io/v1beta1",
        "kind": "Kustomization",
        "resources": ["rendered.yaml"],
        "patches": patches.collect::<Vec<_>>(),
    })
}

const POD: &str = "/spec/template/spec";
const CONTAINER: &str = "/spec/template/spec/containers/0";

fn of_workload(place: &Place, release: &str) -> Vec<Value> {
    let component = place.component;
    let set =
        |place: &str, key: &str, value: Value| json!({ "op": "add", "path": format!("{place}/{key}"), "value": value });
    let mut patch = Vec::new();
    if !place.chart.has_resources {
        patch.push(set(CONTAINER, "resources", resources(component)));
    }
    if let Some(health) = &component.health {
        patch.extend(probes(health).map(|(name, probe)| set(CONTAINER, name, probe)));
    }
    if place.chart.env == Env::None && place.chart.has_variables {
        let variables = place.extra_variables();
        patch.extend(
            variables.into_iter().map(|(name, value)| set(CONTAINER, "env/-", json!({ "name": name, "value": value }))),
        );
    }
    if let Some(spread) = spread(place.plan, component, place.chart, release) {
        patch.push(set(POD, "topologySpreadConstraints", spread));
    }
    // None of them calls the cluster.
    patch.push(set(POD, "automountServiceAccountToken", false.into()));
    patch
}

/// The charts ask after a minute, wait a second for the answer, and end who fails three times: a busy pod, or one
/// whose consumers are being rebalanced, would be ended again and again.
fn probes(health: &Health) -> impl Iterator<Item = (&'static str, Value)> {
    let probe = |period: u32, timeout: u32, failures: u32| {
        let mut probe = match health {
            Health::Http { port, path } => json!({ "httpGet": { "path": path, "port": port } }),
            Health::Command(command) => json!({ "exec": { "command": command } }),
        };
        probe["periodSeconds"] = period.into();
        probe["timeoutSeconds"] = timeout.into();
        probe["failureThreshold"] = failures.into();
        probe
    };
    [("startupProbe", probe(1, 5, 300)), ("readinessProbe", probe(10, 5, 3)), ("livenessProbe", probe(20, 10, 12))]
        .into_iter()
}

/// Where the pods of what runs more than once lie. The charts count nodes that take no pods, too.
fn spread(plan: &Plan, component: &Component, chart: &SubChart, release: &str) -> Option<Value> {
    let most = component.autoscale.map_or(component.replicas, |autoscale| autoscale.most.max(component.replicas));
    let over = match plan.cluster.nodes {
        _ if most < 2 => return None,
        Nodes::Zones => vec![("topology.kubernetes.io/zone", "DoNotSchedule"), (NODE, "ScheduleAnyway")],
        Nodes::Several => vec![(NODE, "DoNotSchedule")],
        _ => vec![(NODE, "ScheduleAnyway")],
    };
    let labels = json!({ "app.kubernetes.io/name": chart.name, "app.kubernetes.io/instance": release });
    let constraint = |(key, otherwise): (&str, &str)| {
        json!({
            "maxSkew": 1,
            "topologyKey": key,
            "whenUnsatisfiable": otherwise,
            "nodeTaintsPolicy": "Honor",
            "matchLabelKeys": ["pod-template-hash"],
            "labelSelector": { "matchLabels": labels },
        })
    };
    Some(over.into_iter().map(constraint).collect())
}

const NODE: &str = "kubernetes.io/hostname";
