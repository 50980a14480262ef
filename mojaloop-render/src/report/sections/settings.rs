//! Where each value comes from: the configuration of the services key by key, and the variables of all processes.

use super::super::html::{Element, Node, code, list};
use super::super::table::{Row, Table};
use super::data::of_secret;
use crate::plan::{Component, File, Plan, Value, Variable, Whence};

/// What the reader has to know of it.
const SAID: &str = "Only what differs from what an image says by itself is told. A place in the model is shown as a file \
                    spells it; the catalogue says what a service needs in every hub. Names in angle brackets are addresses, \
                    which each target spells its own way.";

pub(super) fn of(plan: &Plan) -> Vec<Element> {
    let files = plan.files.iter().filter_map(|file| of_file(plan, file));
    let variables = plan.components.iter().filter_map(of_variables);
    let content: Vec<Element> = files.chain(variables).collect();
    let said = (!content.is_empty()).then(|| Element::new("p").with(SAID));
    said.into_iter().chain(content).collect()
}

fn of_file(plan: &Plan, file: &File) -> Option<Element> {
    let crate::plan::Content::Json(values) = &file.content else { return None };
    let mut rows = Vec::new();
    values.each(&mut |key, value| {
        rows.extend(file.whence.get(key).map(|whence| Row::new([vec![code(key).into()], said(value), from(whence)])));
    });
    let readers =
        plan.components.iter().filter(|component| component.mounts.iter().any(|mount| mount.file == file.path));
    let readers = list(readers.map(|component| component.name.as_str()));
    let table = Table {
        id: format!("settings-{}", file.path),
        caption: format!("What {} says", file.path),
        columns: &["key", "value", "comes from"],
        rows,
    };
    folded(vec![code(&file.path).into(), ", read by ".into()], readers, table)
}

fn of_variables(component: &Component) -> Option<Element> {
    let rows = component.variables.iter().map(|(name, variable)| {
        let value: Vec<Node> = match variable {
            Variable::Text(text) => vec![code(text.to_string()).into()],
            Variable::Secret(id) => {
                vec!["the secret ".into(), Element::new("a").link(&of_secret(id)).with(code(id)).into()]
            }
        };
        Row::new([vec![code(name).into()], value])
    });
    let table = Table {
        id: format!("variables-{}", component.name),
        caption: format!("Variables of {}, from {}", component.name, component.origin),
        columns: &["variable", "value"],
        rows: rows.collect(),
    };
    folded(vec!["variables of ".into()], vec![code(&component.name).into()], table)
}

/// A table that is shown when somebody asks for it.
fn folded(mut summary: Vec<Node>, more: Vec<Node>, table: Table) -> Option<Element> {
    let count = table.rows.len();
    summary.extend(more);
    summary.push(format!(" ({count})").into());
    let table = table.draw()?;
    Some(Element::new("details").with(Element::new("summary").with_all(summary)).with(table))
}

/// A value as JSON.
fn said(value: &Value) -> Vec<Node> {
    // A tree of JSON has nothing that can't be written.
    vec![code(serde_json::to_string(value).unwrap_or_default()).into()]
}

fn from(whence: &Whence) -> Vec<Node> {
    match whence {
        Whence::Hub(place) => vec![code(place).into()],
        Whence::Catalogue => vec!["the catalogue".into()],
    }
}
