//! What the Prometheus operator is told: whom to ask for metrics, and when to wake somebody.
//!
//! `Source:` Prometheus operator 0.93, `monitoring.coreos.com/v1`.

use serde_json::{Value, json};

use super::meta;
use super::object::{Phase, RawObject};
use super::view::View;
use crate::plan::{Component, Plan};

const API: &str = "monitoring.coreos.com/v1";

/// A monitor of each component that has metrics, and the alerts of the hub.
pub(super) fn of(view: &View) -> Vec<RawObject> {
    let monitors = view.always().filter_map(|component| monitor(view, component));
    monitors.chain([rules(view.plan)]).collect()
}

fn monitor(view: &View, component: &Component) -> Option<RawObject> {
    let plan = view.plan;
    let number = component.metrics?;
    let name = &component.ports.iter().find(|known| known.number == number)?.name;
    // What others call their ports is theirs to change; the number is the process's own.
    let port = if view.is_own(component) { json!({ "port": name }) } else { json!({ "portNumber": number }) };
    let mut endpoint = port;
    endpoint["path"] = "/metrics".into();
    endpoint["interval"] = "30s".into();
    let spec = json!({
        "selector": { "matchLabels": view.selecting(&component.name) },
        "podMetricsEndpoints": [endpoint],
    });
    let object = RawObject::new(Phase::Custom, API, "PodMonitor", &component.name)
        .namespace(&plan.namespace)
        .labels(meta::of_component(plan, component))
        .body(json!({ "spec": spec }))
        .origin(&component.origin);
    Some(object)
}

fn rules(plan: &Plan) -> RawObject {
    let here = format!("namespace=\"{}\"", plan.namespace);
    let table = [
        (
            "HubTargetDown",
            format!("up{{{here}}} == 0"),
            "5m",
            "{{ $labels.pod }} has not answered Prometheus for five minutes.",
        ),
        (
            "HubWorkloadAway",
            format!("kube_deployment_status_replicas_available{{{here}}} == 0"),
            "5m",
            "Nothing of {{ $labels.deployment }} has been available for five minutes.",
        ),
        (
            "HubPodRestarts",
            format!("increase(kube_pod_container_status_restarts_total{{{here}}}[15m]) > 2"),
            "0m",
            "{{ $labels.pod }} was started again more than twice in a quarter of an hour.",
        ),
        (
            "HubJobFailed",
            format!("kube_job_status_failed{{{here}}} > 0"),
            "1m",
            "{{ $labels.job_name }} has failed: what waits for it does not start.",
        ),
        (
            "HubVolumeFills",
            format!(
                "kubelet_volume_stats_available_bytes{{{here}}} / kubelet_volume_stats_capacity_bytes{{{here}}} < 0.15"
            ),
            "15m",
            "{{ $labels.persistentvolumeclaim }} has less than 15 % of its room left.",
        ),
    ];
    let rule = |(alert, expression, lasts, says): &(&str, String, &str, &str)| -> Value {
        json!({
            "alert": alert,
            "expr": expression,
            "for": lasts,
            "labels": { "severity": "warning", "hub": plan.name },
            "annotations": { "summary": says },
        })
    };
    let rules: Vec<Value> = table.iter().map(rule).collect();
    RawObject::new(Phase::Custom, API, "PrometheusRule", &plan.name)
        .namespace(&plan.namespace)
        .labels(meta::of_hub(plan))
        .body(json!({ "spec": { "groups": [{ "name": plan.name, "rules": rules }] } }))
        .origin("platform.kubernetes.operators")
}
