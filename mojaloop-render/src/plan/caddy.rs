//! What Caddy is told: which server leads where.
//!
//! It asks for the address of a service with each new connection, so that one that was replaced is found again.
//!
//! `Source:` the JSON of Caddy 2.10.

use mojaloop_model::catalogue;
use serde_json::json;

use super::{Endpoint, Piece, Text, Value};

/// A server for the workload's first port, with these routes, and one for who watches it, at its port `metrics`.
pub(super) fn configuration(workload: &str, routes: Vec<Value>) -> Value {
    let inside = vec![
        route(&["/health"], vec![json!({ "handler": "static_response", "status_code": 200 }).into()]),
        route(&["/metrics"], vec![json!({ "handler": "metrics" }).into()]),
    ];
    let mut configuration: Value = json!({ "admin": { "disabled": true, "config": { "persist": false } } }).into();
    configuration.put(&["apps", "http", "metrics"], Value::map());
    for (port, routes) in [("http", routes), ("metrics", inside)] {
        configuration.put(&["apps", "http", "servers", port], server(workload, port, routes));
    }
    configuration
}

fn server(workload: &str, port: &str, routes: Vec<Value>) -> Value {
    let ports = catalogue::workload(workload).map_or(&[][..], |(_, workload)| workload.ports);
    let listen: Vec<String> = ports.iter().filter(|p| p.name == port).map(|p| format!(":{}", p.number)).collect();
    let mut server: Value =
        json!({ "listen": listen, "protocols": ["h1"], "automatic_https": { "disable": true } }).into();
    server.put(&["routes"], Value::List(routes));
    server
}

/// What becomes of requests to these paths; to all, where there are none.
pub(super) fn route(paths: &[&str], handlers: Vec<Value>) -> Value {
    let mut route = Value::map();
    if !paths.is_empty() {
        route.put(&["match"], json!([{ "path": paths }]).into());
    }
    route.put(&["handle"], Value::List(handlers));
    route
}

/// It is handed on.
pub(super) fn proxy(to: Endpoint) -> Value {
    let mut upstream = Value::map();
    // With its port, also where that is the usual one and an address has none.
    let dial = Text(vec![Piece::Host(to.clone()), Piece::Literal(":".to_owned()), Piece::Port(to)]);
    upstream.put(&["dial"], dial.into());
    let mut proxy: Value = json!({ "handler": "reverse_proxy" }).into();
    proxy.put(&["upstreams"], Value::List(vec![upstream]));
    proxy
}
