//! Who gets the memory.

use mojaloop_model::Memory;

use super::super::graph::of_component;
use super::super::html::{Element, code};
use super::super::table::{Row, Table};
use crate::plan::{Component, Plan, Run};

/// How wide a bar is at most.
const BAR: u64 = 160;

pub(super) fn of(plan: &Plan) -> Vec<Element> {
    let most = plan.components.iter().map(all).max().unwrap_or_default();
    let rows = plan.components.iter().map(|component| {
        let Component { name, resources, replicas, .. } = component;
        let times = if *replicas > 1 { format!(" \u{d7} {replicas}") } else { String::new() };
        Row::new([
            vec![Element::new("a").link(&of_component(name)).with(code(name)).into()],
            vec![format!("{}{times}", resources.memory).into()],
            vec![format!("{}{times}", resources.reserved).into()],
            vec![if component.run == Run::Always { "always" } else { "while it runs" }.into()],
            vec![bar(component, most).into()],
        ])
    });
    let table = Table {
        id: "budget".to_owned(),
        caption: "The most memory each part may take, and what it is known to take".to_owned(),
        columns: &["name", "at most", "takes", "when", "of the largest"],
        rows: rows.collect(),
    };
    std::iter::once(Element::new("p").with(sum(plan))).chain(table.draw()).collect()
}

/// What all of one component may take.
fn all(component: &Component) -> Memory {
    times(component.resources.memory, component.replicas)
}

fn times(memory: Memory, replicas: u32) -> Memory {
    memory.checked_mul(replicas).unwrap_or(memory)
}

/// What all that stays may take together, and what it takes beside what the hub allows.
fn sum(plan: &Plan) -> String {
    let total = |of: fn(&Component) -> Memory| {
        let stays = plan.components.iter().filter(|component| component.run == Run::Always);
        stays.map(of).fold(Memory::default(), Memory::saturating_add)
    };
    let (most, takes) = (total(all), total(|c| times(c.resources.reserved, c.replicas)));
    let allowed = match plan.memory {
        Some(memory) => format!("The hub allows {memory}, jobs that run beside it included"),
        None => "The hub sets no bound for all together".to_owned(),
    };
    format!("All that stays may take {most} together, and is known to take {takes}. {allowed}.")
}

/// What is allowed and, within it, what is taken: against the largest of all.
fn bar(component: &Component, most: Memory) -> Element {
    let width = |memory: Memory| (memory.as_bytes() * BAR).checked_div(most.as_bytes()).unwrap_or(0).min(BAR);
    let part = |class: &str, memory: Memory| {
        let width = width(times(memory, component.replicas));
        Element::new("rect").class(class).number("width", width).number("height", 12)
    };
    Element::new("svg")
        .class("bar")
        .attr("viewBox", format!("0 0 {BAR} 12"))
        .number("width", BAR)
        .number("height", 12)
        .attr("aria-hidden", "true")
        .with(part("allowed", component.resources.memory))
        .with(part("taken", component.resources.reserved))
}
