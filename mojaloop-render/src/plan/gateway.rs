//! The gateway: what it hands on to whom, read off who serves which resource.

use mojaloop_model::catalogue::{self, FSPIOP_RESOURCES, GATEWAY, Resource};
use mojaloop_model::{Hub, Valid};
use serde_json::json;

use super::overlay::endpoint;
use super::{Content, File, Mount, OWN_FOLDER, Piece, Plan, Text, Value};

pub(super) fn add(plan: &mut Plan, hub: &Valid<Hub>) {
    let Some(gateway) = plan.components.iter_mut().find(|component| component.name == GATEWAY) else { return };
    let file = format!("config/{GATEWAY}.json");
    gateway.mounts.push(Mount { file: file.clone(), at: format!("{OWN_FOLDER}/gateway.json") });
    // It keeps nothing, but makes sure that it could.
    gateway.variables.insert("XDG_DATA_HOME".to_owned(), "/tmp".into());
    plan.files.push(File::new(file, Content::Json(configuration(hub))));
}

/// The resources that this hub serves.
pub(super) fn served(hub: &Valid<Hub>) -> impl Iterator<Item = &'static Resource> {
    let is_served = |resource: &&Resource| resource.when.holds(hub) && hub.resolved().runs(resource.served_by);
    FSPIOP_RESOURCES.iter().filter(is_served)
}

/// One server for the resources, one for who watches the gateway.
fn configuration(hub: &Valid<Hub>) -> Value {
    let ports = catalogue::workload(GATEWAY).map_or(&[][..], |(_, gateway)| gateway.ports);
    let listen = |name: &str| ports.iter().find(|p| p.name == name).map_or(0, |port| port.number);
    let respond = |status: u16| json!({ "handle": [{ "handler": "static_response", "status_code": status }] }).into();
    let answer = |path: &str, handler| json!({ "match": [{ "path": [path] }], "handle": [handler] }).into();
    let inside = vec![
        answer("/health", json!({ "handler": "static_response", "status_code": 200 })),
        answer("/metrics", json!({ "handler": "metrics" })),
    ];
    let mut configuration: Value = json!({ "admin": { "disabled": true, "config": { "persist": false } } }).into();
    configuration.put(&["apps", "http", "metrics"], Value::map());
    let routes = served(hub).map(route).chain([respond(404)]).collect();
    for (name, port, routes) in [("fspiop", "http", routes), ("inside", "metrics", inside)] {
        configuration.put(&["apps", "http", "servers", name], server(listen(port), routes));
    }
    configuration
}

fn server(port: u16, routes: Vec<Value>) -> Value {
    let mut server: Value =
        json!({ "listen": [format!(":{port}")], "protocols": ["h1"], "automatic_https": { "disable": true } }).into();
    server.put(&["routes"], Value::List(routes));
    server
}

/// A resource, and what is below it, goes to who serves it.
fn route(resource: &Resource) -> Value {
    let Resource { path, served_by, .. } = resource;
    let mut upstream = Value::map();
    upstream.put(&["dial"], Text::from(Piece::Address(endpoint(served_by, None))).into());
    let mut proxy: Value = json!({ "handler": "reverse_proxy" }).into();
    proxy.put(&["upstreams"], Value::List(vec![upstream]));
    let mut route: Value = json!({ "match": [{ "path": [path, format!("{path}/*")] }] }).into();
    route.put(&["handle"], Value::List(vec![proxy]));
    route
}
