//! What measures a hub: Prometheus asks, keeps and alerts, Grafana draws.
//!
//! `Source:` the images of Prometheus 3.5 and Grafana 12.1 and their documentation.

use super::{Config, Hardening, Health, Known, Runtime, Service, To, When, Workload, port, set, set_when, takes};
use crate::feature::Feature;
use crate::release::Image;

/// The workload that asks every other for its metrics.
pub const PROMETHEUS: &str = "prometheus";

/// The workload that draws them.
pub const GRAFANA: &str = "grafana";

pub(super) static PROMETHEUS_SERVICE: Service = Service {
    name: PROMETHEUS,
    image: Image::Prometheus,
    config: Config::Made,
    shared: &[],
    settings: &[],
    database: None,
    migration: None,
    development: None,
    hardening: Hardening { user: Some(65534), owner: 65534, ..Hardening::STRICT },
    runtime: Runtime::Native,
    workloads: &[Workload {
        name: PROMETHEUS,
        summary: "asks for metrics, keeps them, and tells when something is wrong",
        // What it saw lasts as long as its container: the folder is bounded, for it may be memory.
        command: &[
            "--config.file=/opt/hub/prometheus.json",
            "--storage.tsdb.path=/tmp/prometheus",
            "--storage.tsdb.retention.time=6h",
            "--storage.tsdb.retention.size=64MB",
        ],
        ports: &[port("http", 9090, 9090).shows()],
        health: Health { port: 9090, path: "/-/ready" },
        footprint: takes(128, 256, 384, 50),
        known: Known::Seen,
        ..PLAIN
    }],
};

pub(super) static GRAFANA_SERVICE: Service = Service {
    name: GRAFANA,
    image: Image::Grafana,
    config: Config::Variables(&[
        ("analytics/reporting_enabled", "GF_ANALYTICS_REPORTING_ENABLED"),
        ("analytics/check_for_updates", "GF_ANALYTICS_CHECK_FOR_UPDATES"),
        ("analytics/check_for_plugin_updates", "GF_ANALYTICS_CHECK_FOR_PLUGIN_UPDATES"),
        ("auth/anonymous/enabled", "GF_AUTH_ANONYMOUS_ENABLED"),
        ("auth/anonymous/org_role", "GF_AUTH_ANONYMOUS_ORG_ROLE"),
        ("dashboards/default_home_dashboard_path", "GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH"),
        ("news/news_feed_enabled", "GF_NEWS_NEWS_FEED_ENABLED"),
        ("paths/data", "GF_PATHS_DATA"),
        ("paths/plugins", "GF_PATHS_PLUGINS"),
        ("paths/provisioning", "GF_PATHS_PROVISIONING"),
        ("plugins/preinstall_disabled", "GF_PLUGINS_PREINSTALL_DISABLED"),
        ("server/root_url", "GF_SERVER_ROOT_URL"),
        ("users/default_theme", "GF_USERS_DEFAULT_THEME"),
    ]),
    shared: &[],
    settings: &[
        // What it keeps lasts as long as its container: all that is to last is in its files.
        set("paths/data", To::Text("/tmp")),
        set("paths/plugins", To::Text("/tmp/plugins")),
        set("paths/provisioning", To::Text("/opt/hub/provisioning")),
        set("server/root_url", To::BrowserUrl(GRAFANA, "http")),
        set("dashboards/default_home_dashboard_path", To::Text("/opt/hub/dashboards/overview.json")),
        // Who is on the machine may look; to change anything takes the password.
        set_when(When::Containers, "auth/anonymous/enabled", To::Flag(true)),
        set_when(When::Containers, "auth/anonymous/org_role", To::Text("Viewer")),
        // It asks nobody outside, and fetches nothing.
        set("analytics/reporting_enabled", To::Flag(false)),
        set("analytics/check_for_updates", To::Flag(false)),
        set("analytics/check_for_plugin_updates", To::Flag(false)),
        set("news/news_feed_enabled", To::Flag(false)),
        set("plugins/preinstall_disabled", To::Flag(true)),
    ],
    database: None,
    migration: None,
    development: None,
    hardening: Hardening { user: Some(472), owner: 472, ..Hardening::STRICT },
    runtime: Runtime::Native,
    workloads: &[Workload {
        name: GRAFANA,
        summary: "draws what Prometheus keeps",
        ports: &[port("http", 3000, 3030).shows()],
        health: Health { port: 3000, path: "/api/health" },
        footprint: takes(110, 192, 256, 50),
        ..PLAIN
    }],
};

const PLAIN: Workload = Workload {
    when: When::Feature(Feature::Monitoring),
    metrics: true,
    // It keeps what it saw to itself: two of them would each know their own.
    most: 1,
    ..Workload::PLAIN
};
