//! The files that parts of the hub read.

use super::super::graph::of_component;
use super::super::html::{Element, Node, code, list};
use super::super::table::{Row, Table};
use crate::plan::{Content, File, Plan};

pub(super) fn of(plan: &Plan) -> Vec<Element> {
    let rows = plan.files.iter().map(|file| {
        let kind = match file.content {
            Content::Text(_) if !file.path.to_ascii_lowercase().ends_with(".json") => "text",
            _ => "JSON",
        };
        Row::new([vec![code(&file.path).into()], vec![kind.into()], read_by(plan, file)])
    });
    let table = Table {
        id: "files".to_owned(),
        caption: "Files, and where each is read".to_owned(),
        columns: &["path in the output", "kind", "is read by"],
        rows: rows.collect(),
    };
    table.draw().into_iter().collect()
}

fn read_by(plan: &Plan, file: &File) -> Vec<Node> {
    let mounts =
        plan.components.iter().flat_map(|component| component.mounts.iter().map(move |mount| (component, mount)));
    list(mounts.filter(|(_, mount)| mount.file == file.path).map(|(component, mount)| {
        let name = Element::new("a").link(&of_component(&component.name)).with(code(&component.name));
        Element::new("span").with(name).with(" at ").with(code(&mount.at))
    }))
}
