//! Who calls whom: the drawing, and the same as a table.

use super::super::diagram;
use super::super::graph::{Graph, Node};
use super::super::html::{Element, code, list};
use super::super::table::{Row, Table, scrolling};
use crate::plan::Plan;

pub(super) fn of(plan: &Plan) -> Vec<Element> {
    let graph = Graph::of(plan);
    let linked = |node: &Node| Element::new("a").link(&node.anchor).with(code(&node.name));
    let rows = graph.nodes.iter().enumerate().filter_map(|(place, node)| {
        let calls = list(graph.calls_of(place).map(|(callee, ports)| {
            let ports = ports.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
            Element::new("span").with(linked(callee)).with(format!(" at {ports}"))
        }));
        let called_by = list(graph.callers_of(place).map(linked));
        let none = calls.is_empty() && called_by.is_empty();
        (!none).then(|| Row::new([vec![linked(node).into()], calls, called_by]))
    });
    let table = Table {
        id: "links".to_owned(),
        caption: "Who calls whom, read off the configuration".to_owned(),
        columns: &["name", "calls", "is called by"],
        rows: rows.collect(),
    };
    let drawing = scrolling(&diagram::anchor(), diagram::draw(&graph));
    [drawing, diagram::legend()].into_iter().chain(table.draw()).collect()
}
