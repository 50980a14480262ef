//! When Prometheus wakes somebody.
//!
//! `Source:` the names of metrics are those the services of release 17.2.0 were seen to tell; thresholds are for a
//! small hub, ours.

use mojaloop_model::catalogue::Exporter;
use serde_json::{Value, json};

/// Something that should not be.
struct Alert {
    name: &'static str,
    /// What is so then, in Prometheus' language.
    expression: &'static str,
    /// How long it is so before somebody is woken.
    lasts: &'static str,
    severity: &'static str,
    /// What is wrong, as a sentence.
    says: &'static str,
}

static ALERTS: &[Alert] = &[
    Alert {
        name: "HubTargetDown",
        // What may be stopped is not missed.
        expression: "up{optional=\"\"} == 0",
        lasts: "2m",
        severity: "critical",
        says: "{{ $labels.component }} has not answered Prometheus for two minutes.",
    },
    Alert {
        name: "HubRequestsFail",
        expression: "sum by (component) (rate(http_requests_total{status_code=~\"5..\"}[5m])) / sum by (component) (rate(http_requests_total[5m])) > 0.05",
        lasts: "5m",
        severity: "critical",
        says: "{{ $labels.component }} has failed on more than 5 % of its requests for five minutes.",
    },
    Alert {
        name: "HubRequestsSlow",
        expression: "histogram_quantile(0.95, sum by (component, le) (rate(http_request_duration_histogram_seconds_bucket[5m]))) > 1",
        lasts: "5m",
        severity: "warning",
        says: "One in twenty requests to {{ $labels.component }} has taken more than a second for five minutes.",
    },
    Alert {
        name: "HubTransfersFail",
        expression: "sum by (component) (rate(moja_cl_transfer_prepare_count{success=\"false\"}[5m])) / sum by (component) (rate(moja_cl_transfer_prepare_count[5m])) > 0.05",
        lasts: "5m",
        severity: "critical",
        says: "{{ $labels.component }} could not prepare more than 5 % of all transfers for five minutes.",
    },
    Alert {
        name: "HubConsumersLag",
        expression: "sum by (consumergroup, topic) (kafka_consumergroup_lag) > 500",
        lasts: "2m",
        severity: "warning",
        says: "{{ $labels.consumergroup }} has been more than 500 messages behind on {{ $labels.topic }} for two minutes.",
    },
    Alert {
        name: "HubEventLoopLags",
        expression: "max by (component) ({__name__=~\"moja_.+_nodejs_eventloop_lag_p99_seconds\"}) > 0.5",
        lasts: "5m",
        severity: "warning",
        says: "{{ $labels.component }} has let work wait for half a second for five minutes: it has too little of a processor.",
    },
];

/// The file of rules: what holds for every hub, and that each store an exporter asks is up.
pub(super) fn rules(exporters: &[&Exporter]) -> Value {
    let rule = |alert: &Alert| {
        json!({
            "alert": alert.name,
            "expr": alert.expression,
            "for": alert.lasts,
            "labels": { "severity": alert.severity },
            "annotations": { "summary": alert.says },
        })
    };
    let down = |exporter: &&Exporter| {
        json!({
            "alert": "HubStoreDown",
            "expr": format!("{} < 1", exporter.up),
            "for": "1m",
            "labels": { "severity": "critical", "store": exporter.of },
            "annotations": { "summary": format!("{} has not answered for a minute.", exporter.of) },
        })
    };
    let rules: Vec<Value> = ALERTS.iter().map(rule).chain(exporters.iter().map(down)).collect();
    json!({ "groups": [{ "name": "hub", "rules": rules }] })
}
