//! What measures the hub: whom Prometheus asks, when it wakes somebody, and what Grafana draws.
//!
//! Whoever has metrics is asked, by the same references the configuration is made of: nothing is listed here.

mod alerts;
mod dashboards;

use indexmap::IndexMap;
use mojaloop_model::catalogue::{EXPORTERS, Exporter, GRAFANA, PROMETHEUS};
use mojaloop_model::{Feature, Hub, Provisioning, StoreKind, Valid};
use serde_json::json;

use super::{Content, Endpoint, File, Mount, OWN_FOLDER, Piece, Plan, Text, Value, Variable, secrets};
use crate::Omission;

const FOLDER: &str = "config/monitoring";

/// How often everything is asked: what alerts and dashboards say holds for it.
const INTERVAL: &str = "15s";

pub(super) fn add(plan: &mut Plan, hub: &Valid<Hub>) {
    if !hub.has(Feature::Monitoring) {
        return;
    }
    let exporters: Vec<&Exporter> = EXPORTERS.iter().filter(|e| hub.resolved().runs(e.workload)).collect();
    let has = |kind: StoreKind| exporters.iter().any(|exporter| exporter.of == kind);
    mount(plan, PROMETHEUS, "prometheus.json", "prometheus.json", Content::Json(configuration(plan)));
    mount(plan, PROMETHEUS, "rules.json", "rules.json", Content::Json(alerts::rules(&exporters).into()));
    mount(plan, GRAFANA, "datasources.yaml", "provisioning/datasources/hub.yaml", Content::Json(source()));
    mount(plan, GRAFANA, "dashboards.yaml", "provisioning/dashboards/hub.yaml", Content::Json(folder()));
    for (name, dashboard) in dashboards::all().filter(|(dashboard, _)| dashboard.of.is_none_or(has)).map(named) {
        mount(plan, GRAFANA, &name, &name, Content::Json(dashboard.into()));
    }
    let admin = secrets::grafana_admin(hub);
    plan.set(GRAFANA, "GF_SECURITY_ADMIN_PASSWORD", Variable::Secret(admin.id.clone()));
    plan.secrets.push(admin);
    if has(StoreKind::Mysql) {
        let id = secrets::MYSQL_WATCHER.to_owned();
        plan.set("mysqld-exporter", "MYSQLD_EXPORTER_PASSWORD", Variable::Secret(id));
    }
    omissions(plan, hub);
}

fn named((dashboard, json): (&dashboards::Dashboard, serde_json::Value)) -> (String, serde_json::Value) {
    (format!("dashboards/{}.json", dashboard.name), json)
}

/// Everybody with metrics, each known by its name; what may be stopped says for which feature it is there.
fn configuration(plan: &Plan) -> Value {
    let asked = plan.components.iter().filter_map(|component| Some((component, component.metrics?)));
    let targets = asked.map(|(component, port)| {
        let address = if component.name == PROMETHEUS {
            Text::literal(format!("localhost:{port}"))
        } else {
            Piece::Address(Endpoint::new(&component.name, port)).into()
        };
        let mut labels = IndexMap::from([("component".to_owned(), json!(component.name).into())]);
        let optional = component.feature.filter(|feature| *feature != Feature::Monitoring);
        labels.extend(optional.map(|feature| ("optional".to_owned(), json!(feature.name()).into())));
        Value::Map(IndexMap::from([
            ("targets".to_owned(), Value::List(vec![address.into()])),
            ("labels".to_owned(), Value::Map(labels)),
        ]))
    });
    let mut configuration: Value = json!({
        "global": { "scrape_interval": INTERVAL, "evaluation_interval": INTERVAL, "external_labels": { "hub": plan.name } },
        "rule_files": ["rules.json"],
    })
    .into();
    let hub = IndexMap::from([
        ("job_name".to_owned(), json!("hub").into()),
        ("static_configs".to_owned(), Value::List(targets.collect())),
    ]);
    configuration.put(&["scrape_configs"], Value::List(vec![Value::Map(hub)]));
    configuration
}

/// Where Grafana finds what it draws.
fn source() -> Value {
    let mut source: Value = json!({
        "name": "Prometheus",
        "uid": dashboards::SOURCE,
        "type": "prometheus",
        "access": "proxy",
        "isDefault": true,
        "editable": false,
        "jsonData": { "timeInterval": INTERVAL },
    })
    .into();
    source.put(&["url"], Text::url(super::overlay::endpoint(PROMETHEUS, None), "").into());
    Value::Map(IndexMap::from([
        ("apiVersion".to_owned(), json!(1).into()),
        ("datasources".to_owned(), Value::List(vec![source])),
    ]))
}

/// Where Grafana finds its dashboards.
fn folder() -> Value {
    let path = format!("{OWN_FOLDER}/dashboards");
    json!({
        "apiVersion": 1,
        "providers": [{ "name": "hub", "type": "file", "allowUiUpdates": false, "options": { "path": path } }],
    })
    .into()
}

fn mount(plan: &mut Plan, reader: &str, name: &str, at: &str, content: Content) {
    let file = format!("{FOLDER}/{name}");
    if let Some(component) = plan.components.iter_mut().find(|component| component.name == reader) {
        component.mounts.push(Mount { file: file.clone(), at: format!("{OWN_FOLDER}/{at}") });
        plan.files.push(File::new(file, content));
    }
}

fn omissions(plan: &mut Plan, hub: &Valid<Hub>) {
    for store in &hub.resolved().stores {
        let keeper = match hub.stores.provisioning(store.kind) {
            Provisioning::Operator(_) => "its operator brings an exporter of its own",
            Provisioning::External(_) => "whoever keeps it knows how to ask it",
            _ => continue,
        };
        plan.omissions.push(Omission {
            path: format!("stores.{}", store.kind),
            what: format!("the hub's Prometheus does not ask {}", store.kind),
            why: keeper.to_owned(),
            instead: "add it to the Prometheus of those who run it".to_owned(),
        });
    }
    for running in hub.resolved().workloads.iter().filter(|running| running.workload.metrics && running.most() > 1) {
        let Some(component) = plan.component(running.workload.name) else { continue };
        plan.omissions.push(Omission {
            path: component.origin.clone(),
            what: format!("the hub's Prometheus asks one of the replicas of `{}` at a time", component.name),
            why: "it asks by name, and behind the name are all of them".to_owned(),
            instead: "give the cluster the Prometheus operator: its monitors ask each".to_owned(),
        });
    }
}
