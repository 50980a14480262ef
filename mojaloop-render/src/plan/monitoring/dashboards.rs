//! What Grafana draws: a dashboard is a list of panels, a panel a question and its unit.
//!
//! `Source:` the names of metrics are those the services of release 17.2.0 were seen to tell, and those of the
//! exporters' documentation.

use mojaloop_model::StoreKind;
use serde_json::{Value, json};

/// The source of all that is drawn.
pub(super) const SOURCE: &str = "prometheus";

/// A page of panels.
pub(super) struct Dashboard {
    /// Its name: its file's, and part of its address.
    pub(super) name: &'static str,
    title: &'static str,
    /// The store it is about, whose exporter must be there.
    pub(super) of: Option<StoreKind>,
    panels: &'static [Panel],
}

/// A question over time.
struct Panel {
    title: &'static str,
    query: &'static str,
    /// As Grafana calls it.
    unit: &'static str,
    /// What each line is called.
    legend: &'static str,
}

const fn panel(title: &'static str, unit: &'static str, legend: &'static str, query: &'static str) -> Panel {
    Panel { title, query, unit, legend }
}

const COMPONENT: &str = "{{component}}";

static DASHBOARDS: &[Dashboard] = &[
    Dashboard {
        name: "overview",
        title: "Overview",
        of: None,
        panels: &[
            panel("Answers Prometheus", "bool_yes_no", COMPONENT, "up"),
            panel("Alerts", "short", "{{alertname}} {{component}}{{topic}}{{store}}", "ALERTS{alertstate=\"firing\"}"),
            panel("Requests", "reqps", COMPONENT, "sum by (component) (rate(http_requests_total[$__rate_interval]))"),
            panel(
                "Requests that failed",
                "percentunit",
                COMPONENT,
                "sum by (component) (rate(http_requests_total{status_code=~\"5..\"}[$__rate_interval])) / sum by (component) (rate(http_requests_total[$__rate_interval]))",
            ),
            panel(
                "Nineteen of twenty requests are answered within",
                "s",
                COMPONENT,
                "histogram_quantile(0.95, sum by (component, le) (rate(http_request_duration_histogram_seconds_bucket[$__rate_interval])))",
            ),
            panel(
                "Requests, by what is asked",
                "reqps",
                "{{component}} {{method}} {{path}}",
                "sum by (component, method, path) (rate(http_requests_total[$__rate_interval]))",
            ),
        ],
    },
    Dashboard {
        name: "transfers",
        title: "Payments",
        of: None,
        panels: &[
            panel(
                "Lookups",
                "reqps",
                "success={{success}}",
                "sum by (success) (rate(moja_als_ing_getPartiesByTypeAndID_count[$__rate_interval]))",
            ),
            panel(
                "Quotes",
                "reqps",
                "success={{success}}",
                "sum by (success) (rate(moja_qs_quotes_post_count[$__rate_interval]))",
            ),
            panel(
                "Transfers prepared",
                "reqps",
                "success={{success}}",
                "sum by (success) (rate(moja_cl_transfer_prepare_count[$__rate_interval]))",
            ),
            panel(
                "Transfers fulfilled",
                "reqps",
                "success={{success}}",
                "sum by (success) (rate(moja_cl_transfer_fulfil_count[$__rate_interval]))",
            ),
            panel(
                "A transfer is prepared within (p95)",
                "s",
                "from the payer's request to the payee's",
                "histogram_quantile(0.95, sum by (le) (rate(moja_ml_tx_transfer_prepare_bucket[$__rate_interval])))",
            ),
            panel(
                "A transfer is fulfilled within (p95)",
                "s",
                "from the payee's answer to the payer's",
                "histogram_quantile(0.95, sum by (le) (rate(moja_ml_tx_transfer_fulfil_bucket[$__rate_interval])))",
            ),
            panel(
                "Notifications of participants (p95)",
                "s",
                "{{dest}}",
                "histogram_quantile(0.95, sum by (le, dest) (rate(moja_ml_notification_event_delivery_bucket[$__rate_interval])))",
            ),
            panel(
                "Errors",
                "ops",
                "{{component}} {{operation}} {{code}}",
                "sum by (component, operation, code) (rate(errorCount[$__rate_interval]))",
            ),
        ],
    },
    Dashboard {
        name: "kafka",
        title: "Kafka",
        of: Some(StoreKind::Kafka),
        panels: &[
            panel(
                "Behind, by group and topic",
                "short",
                "{{consumergroup}} {{topic}}",
                "sum by (consumergroup, topic) (kafka_consumergroup_lag)",
            ),
            panel(
                "Messages written",
                "ops",
                "{{topic}}",
                "sum by (topic) (rate(kafka_topic_partition_current_offset[$__rate_interval]))",
            ),
            panel(
                "Members of groups",
                "short",
                "{{consumergroup}}",
                "sum by (consumergroup) (kafka_consumergroup_members)",
            ),
            panel("Brokers", "short", "brokers", "kafka_brokers"),
        ],
    },
    Dashboard {
        name: "mysql",
        title: "MySQL",
        of: Some(StoreKind::Mysql),
        panels: &[
            panel("Statements", "ops", "statements", "rate(mysql_global_status_questions[$__rate_interval])"),
            panel("Connections", "short", "open", "mysql_global_status_threads_connected"),
            panel(
                "Waits for rows",
                "ops",
                "waits",
                "rate(mysql_global_status_innodb_row_lock_waits[$__rate_interval])",
            ),
            panel(
                "Read from disk, of all pages read",
                "percentunit",
                "from disk",
                "rate(mysql_global_status_innodb_buffer_pool_reads[$__rate_interval]) / rate(mysql_global_status_innodb_buffer_pool_read_requests[$__rate_interval])",
            ),
        ],
    },
    Dashboard {
        name: "processes",
        title: "Node.js",
        of: None,
        panels: &[
            panel(
                "Processor time",
                "short",
                COMPONENT,
                "sum by (component) (rate({__name__=~\"moja_.+_process_cpu_seconds_total\"}[$__rate_interval]))",
            ),
            panel(
                "Work waits (p99)",
                "s",
                COMPONENT,
                "max by (component) ({__name__=~\"moja_.+_nodejs_eventloop_lag_p99_seconds\"})",
            ),
            panel(
                "Memory",
                "bytes",
                COMPONENT,
                "sum by (component) ({__name__=~\"moja_.+_process_resident_memory_bytes\"})",
            ),
            panel(
                "Heap in use",
                "bytes",
                COMPONENT,
                "sum by (component) ({__name__=~\"moja_.+_nodejs_heap_size_used_bytes\"})",
            ),
            panel(
                "Time spent collecting garbage",
                "percentunit",
                COMPONENT,
                "sum by (component) (rate({__name__=~\"moja_.+_nodejs_gc_duration_seconds_sum\"}[$__rate_interval]))",
            ),
            panel(
                "Files and sockets open",
                "short",
                COMPONENT,
                "sum by (component) ({__name__=~\"moja_.+_process_open_fds\"})",
            ),
        ],
    },
];

/// Every dashboard, and how Grafana reads it.
pub(super) fn all() -> impl Iterator<Item = (&'static Dashboard, Value)> {
    DASHBOARDS.iter().map(|dashboard| (dashboard, json(dashboard)))
}

fn json(dashboard: &Dashboard) -> Value {
    let panels = dashboard.panels.iter().enumerate();
    let panels: Vec<Value> = panels
        .map(|(i, panel)| {
            json!({
                "id": i + 1,
                "type": "timeseries",
                "title": panel.title,
                "datasource": { "type": "prometheus", "uid": SOURCE },
                // Two in a row of 24 columns.
                "gridPos": { "x": i % 2 * 12, "y": i / 2 * 8, "w": 12, "h": 8 },
                "fieldConfig": { "defaults": { "unit": panel.unit, "min": 0 }, "overrides": [] },
                "targets": [{ "refId": "A", "expr": panel.query, "legendFormat": panel.legend }],
            })
        })
        .collect();
    json!({
        "uid": dashboard.name,
        "title": dashboard.title,
        "tags": ["mojaloop"],
        "schemaVersion": 41,
        "editable": false,
        "refresh": "15s",
        "time": { "from": "now-30m", "to": "now" },
        "panels": panels,
    })
}
