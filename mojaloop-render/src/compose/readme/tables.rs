//! The tables of `README.md`.

use mojaloop_model::catalogue::Reach;

use super::super::knobs::{self, Kind, Knob};
use super::{Component, Plan, components, profiles};
use crate::compose::on_demand;
use crate::plan::{Health, Published};

/// A table of Markdown; nothing without rows.
pub(super) fn table<const N: usize>(head: [&str; N], rows: impl IntoIterator<Item = [String; N]>) -> String {
    let line = |cells: [String; N]| format!("| {} |\n", cells.map(|cell| cell.replace('|', "\\|")).join(" | "));
    let rows: String = rows.into_iter().map(line).collect();
    if rows.is_empty() {
        return rows;
    }
    format!("{}|{}\n{rows}", line(head.map(str::to_owned)), "---|".repeat(N))
}

pub(super) fn code(text: &str) -> String {
    if text.is_empty() { String::new() } else { format!("`{text}`") }
}

/// What a browser or a program on this machine can open.
pub(super) fn pages(plan: &Plan) -> String {
    let row = |component: &Component, number: u16, published: &Published| {
        let port = component.ports.iter().find(|port| port.number == number);
        // An API has nothing to show at its root: its health answers, and where that is asked elsewhere, nothing does.
        let asked = match &component.health {
            Some(Health::Http { port: asked, path }) if *asked == number => Some(path.as_str()),
            _ => None,
        };
        let asked = port.and_then(|port| port.page).or(asked).map(|path| path.trim_end_matches('/'));
        let place = format!("localhost:{}", published.number);
        let place = asked.map_or_else(|| code(&place), |path| format!("<http://{place}{path}>"));
        let stays = if published.reach == Reach::Machine { ", from this machine alone" } else { "" };
        [code(&published.id), place, format!("{}{stays}", component.summary_at(number))]
    };
    let rows = plan
        .components
        .iter()
        .flat_map(|component| component.published().map(move |(number, published)| row(component, number, published)));
    let table = table(["name", "where", "what"], rows);
    if table.is_empty() {
        return table;
    }
    format!(
        "## Look\n\n{table}\nAn address without a link is for programs. `docker compose ps` shows how each service does, \
         `docker compose logs --follow NAME` what it says."
    )
}

/// What runs, and what it takes.
pub(super) fn services(plan: &Plan) -> String {
    let of = profiles::of(plan);
    let features = profiles::of_features(plan);
    let started = |component: &Component| {
        let own = &of[component.name.as_str()];
        let by: Vec<String> = own.iter().filter(|profile| features.contains(*profile)).map(|name| code(name)).collect();
        if on_demand(component.run) { "on demand".to_owned() } else { by.join(", ") }
    };
    let row = |component: &Component| {
        let replicas = if component.replicas > 1 { format!("{} x ", component.replicas) } else { String::new() };
        let memory = format!("{replicas}{}", component.resources.memory);
        [code(&component.name), component.summary.clone(), started(component), memory]
    };
    let table = table(["name", "what it does", "starts with", "memory, at most"], components(plan).map(row));
    format!("## What runs\n\nA migration, or a job that makes topics, runs once at the start and ends.\n\n{table}")
}

/// Every variable of `.env`; what listens at a port is told by its name, and so not again.
pub(super) fn knobs(plan: &Plan) -> String {
    let default = |knob: &Knob| match knob.kind {
        Kind::Secret if knob.default.is_empty() => "none: fill it in".to_owned(),
        Kind::Secret => "in `.env`".to_owned(),
        Kind::Defaulted | Kind::Port | Kind::Set => code(&knob.default),
    };
    let table_of = |knobs: &[Knob]| {
        if knobs.iter().all(|knob| knob.kind == Kind::Port) {
            return table(["variable", "default"], knobs.iter().map(|knob| [code(&knob.name), default(knob)]));
        }
        let row = |knob: &Knob| [code(&knob.name), default(knob), knob.means.clone()];
        table(["variable", "default", "meaning"], knobs.iter().map(row))
    };
    let section = |group: &knobs::Group| {
        let about = if group.about.is_empty() { String::new() } else { format!("{}\n\n", group.about) };
        format!("\n### {}\n\n{about}{}", group.title, table_of(&group.knobs))
    };
    let sections: String = knobs::groups(plan).iter().map(section).collect();
    format!("## Variables of `.env`\n{sections}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_in_a_cell_ends_no_cell() {
        assert_eq!(table(["a", "b"], [["x|y".to_owned(), code("")]]), "| a | b |\n|---|---|\n| x\\|y |  |\n");
        assert_eq!(table(["a"], std::iter::empty::<[String; 1]>()), "");
    }
}
