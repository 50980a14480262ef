//! What is left out, and what may not have been meant.

use super::super::html::{Element, Node, code, prose};
use super::super::table::{Row, Table};
use crate::plan::Plan;

pub(super) fn omissions(plan: &Plan) -> Vec<Element> {
    let rows = plan.omissions.iter().map(|omission| {
        Row::new([place(&omission.path), prose(&omission.what), prose(&omission.why), prose(&omission.instead)])
    });
    let table = Table {
        id: "omissions".to_owned(),
        caption: "What the hub asks for and no target can do".to_owned(),
        columns: &["place in the model", "what", "because", "instead"],
        rows: rows.collect(),
    };
    vec![
        table.draw().unwrap_or_else(|| {
            Element::new("p").with("Nothing. What one target alone can't do, its own output tells.")
        }),
    ]
}

pub(super) fn warnings(plan: &Plan) -> Vec<Element> {
    let rows = plan.warnings.iter().map(|warning| {
        Row::new([
            place(warning.path()),
            prose(warning.message()),
            warning.help_text().map(prose).unwrap_or_default(),
            vec![code(warning.code()).into()],
        ])
    });
    let table = Table {
        id: "warnings".to_owned(),
        caption: "What is allowed and may not have been meant".to_owned(),
        columns: &["place in the model", "what", "help", "code"],
        rows: rows.collect(),
    };
    vec![table.draw().unwrap_or_else(|| Element::new("p").with("Nothing."))]
}

/// A place in the model; the hub itself where it is none of its parts.
fn place(path: &str) -> Vec<Node> {
    if path.is_empty() { vec!["the hub".into()] } else { vec![code(path).into()] }
}
