//! What the hub calls that is not part of it, and how it is reached from outside.

use super::super::graph::{of_component, of_outside};
use super::super::html::{Element, Node, code};
use super::super::table::{Row, Table};
use crate::plan::{OutsideKind, Plan};

pub(super) fn outside(plan: &Plan) -> Vec<Element> {
    let outside = plan.outside.iter().map(|outside| {
        let what = match outside.kind {
            OutsideKind::Store => "a store that is there already",
            OutsideKind::Participant => "a participant that is played elsewhere",
            OutsideKind::Scheme => "the gateway of another scheme",
            OutsideKind::Archive => "an archive of tests",
        };
        let address = code(format!("{}:{}", outside.host, outside.port));
        row(&outside.name, what.into(), vec![address.into()], if outside.tls { "yes" } else { "no" }, &outside.origin)
    });
    let operated = plan.operated.iter().map(|store| {
        let what = format!("{}, run by an operator; each instance at most {}", store.kind, store.memory);
        row(store.kind.name(), what, vec![format!("port {}", store.port).into()], "", &store.origin)
    });
    let table = Table {
        id: "outside".to_owned(),
        caption: "What the hub calls that is none of its components".to_owned(),
        columns: &["name", "what it is", "address", "TLS", "origin"],
        rows: outside.chain(operated).collect(),
    };
    table.draw().into_iter().collect()
}

fn row(name: &str, what: String, address: Vec<Node>, tls: &str, origin: &str) -> Row {
    let tls = if tls.is_empty() { Vec::new() } else { vec![tls.into()] };
    Row::new([vec![code(name).into()], vec![what.into()], address, tls, vec![code(origin).into()]])
        .anchor(of_outside(name))
}

pub(super) fn routes(plan: &Plan) -> Vec<Element> {
    let rows = plan.routes.iter().map(|route| {
        let component = Element::new("a").link(&of_component(&route.component)).with(code(&route.component));
        Row::new([vec![code(&route.host).into()], vec![component.into()], vec![route.port.to_string().into()]])
    });
    let table = Table {
        id: "routes".to_owned(),
        caption: "Names the hub is reached by from outside a cluster".to_owned(),
        columns: &["name", "leads to", "port"],
        rows: rows.collect(),
    };
    table.draw().into_iter().collect()
}
