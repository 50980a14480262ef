//! The tables of `README.md`.

use mojaloop_model::Feature;

use super::super::knobs::{self, Kind, Knob};
use super::{Component, Plan, components, profiles};
use crate::plan::{Health, Port, Published, Run};

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
    let open = |component: &Component, port: &Port, published: &Published| {
        let what = if component.ports.len() > 1 && !port.name.is_empty() {
            format!("{} (`{}`)", component.summary, port.name)
        } else {
            component.summary.clone()
        };
        // An API has nothing to show at its root: its health answers.
        let path = match &component.health {
            Some(Health::Http { port: asked, path }) if *asked == port.number && path != "/" => path.as_str(),
            _ => "",
        };
        [code(&published.id), format!("<http://localhost:{}{path}>", published.number), what]
    };
    let rows = plan.components.iter().flat_map(|component| {
        component.ports.iter().filter_map(move |port| Some(open(component, port, port.published.as_ref()?)))
    });
    let table = table(["name", "where", "what"], rows);
    if table.is_empty() {
        return table;
    }
    format!(
        "## Look\n\n{table}\n`docker compose ps` shows how each does, `docker compose run --rm validate` asks every one \
         of them by its name, and `docker compose logs --follow NAME` what one has to say."
    )
}

/// What runs, and what it takes.
pub(super) fn services(plan: &Plan) -> String {
    let of = profiles::of(plan);
    let row = |component: &Component| {
        let ports: Vec<String> = component.published().map(|(_, port)| port.number.to_string()).collect();
        let profiles: Vec<String> = of[component.name.as_str()].iter().map(|profile| code(profile)).collect();
        let replicas = if component.replicas > 1 { format!("{} x ", component.replicas) } else { String::new() };
        [
            code(&component.name),
            component.summary.clone(),
            ports.join(", "),
            profiles.join(", "),
            format!("{replicas}{}", component.resources.memory),
        ]
    };
    let table = table(["service", "what it does", "port", "profile", "memory, at most"], components(plan).map(row));
    format!(
        "## What runs\n\nWithout a profile, `docker compose up` starts it; a migration or a job that makes topics runs \
         once and ends.\n\n{table}"
    )
}

/// What is started on demand.
pub(super) fn profiles(plan: &Plan) -> String {
    let features = profiles::of_features(plan);
    let feature = |name: &&str| {
        let is = Feature::ALL.iter().find(|feature| feature.name() == *name);
        let members = plan.components.iter().filter(|component| component.feature == is.copied() && is.is_some());
        let members: Vec<String> =
            members.filter(|component| component.run == Run::Always).map(|component| code(&component.name)).collect();
        [code(name), members.join(", "), code(&format!("docker compose --profile {name} up --wait"))]
    };
    let job = |component: &Component| {
        let command = code(&format!("docker compose run --rm {}", component.name));
        [code(&component.name), component.summary.clone(), command]
    };
    let jobs = components(plan).filter(|component| super::super::on_demand(component.run)).map(job);
    let table = table(["profile", "what", "how"], features.iter().map(feature).chain(jobs));
    let started = if features.is_empty() {
        ""
    } else {
        "\nThose of features are in `COMPOSE_PROFILES` of `.env`, so that they start with the rest. Take one out, and \
         `docker compose --profile NAME stop SERVICE ...` ends what runs of it; without the services' names, it ends \
         everything.\n"
    };
    format!("## Profiles\n\n{table}{started}")
}

/// Every variable of `.env`.
pub(super) fn knobs(plan: &Plan) -> String {
    let default = |knob: &Knob| match knob.kind {
        Kind::Secret if knob.default.is_empty() => "none: fill it in".to_owned(),
        Kind::Secret => "in `.env`".to_owned(),
        _ => code(&knob.default),
    };
    let table_of = |knobs: &[Knob]| {
        table(
            ["variable", "default", "meaning"],
            knobs.iter().map(|knob| [code(&knob.name), default(knob), knob.means.clone()]),
        )
    };
    let section = |group: &knobs::Group| {
        let about = if group.about.is_empty() { String::new() } else { format!("{}\n\n", group.about) };
        format!("\n### {}\n\n{about}{}", group.title, table_of(&group.knobs))
    };
    knobs::groups(plan).iter().map(section).collect()
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
