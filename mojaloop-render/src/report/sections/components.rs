//! What runs, each with all that is said of it.

use mojaloop_model::catalogue::Known;

use super::super::graph::of_component;
use super::super::html::{Element, Node, code, list, prose};
use super::super::table::{Row, Table};
use crate::plan::{Component, Health, Plan, Ready, Run};

pub(super) fn of(plan: &Plan) -> Vec<Element> {
    let rows = plan.components.iter().map(|component| {
        Row::new([
            vec![code(&component.name).into()],
            prose(&component.summary),
            component.feature.map(|feature| feature.to_string().into()).into_iter().collect(),
            image(component),
            vec![replicas(component).into()],
            list(component.ports.iter().map(|port| format!("{} {}", port.number, port.name))),
            list(component.ports.iter().filter_map(|port| Some(port.published.as_ref()?.number.to_string()))),
            vec![component.resources.memory.to_string().into()],
            vec![component.resources.reserved.to_string().into()],
            health(component),
            waits(component),
            vec![known(component.known).into()],
            vec![code(&component.origin).into()],
        ])
        .anchor(of_component(&component.name))
    });
    let table = Table {
        id: "components".to_owned(),
        caption: "Every part of the hub. What is said of it was seen running, read in its source, or assumed from its neighbours".to_owned(),
        columns: &[
            "name", "what it does", "feature", "image", "runs", "ports", "on the machine", "memory at most", "takes", "health",
            "waits for", "known", "origin",
        ],
        rows: rows.collect(),
    };
    table.draw().into_iter().collect()
}

fn image(component: &Component) -> Vec<Node> {
    let image = code(component.image.as_str());
    match &component.source {
        Some(source) => vec![image.into(), ", from ".into(), code(source.folder.as_str()).into()],
        None => vec![image.into()],
    }
}

/// How often it runs, and when.
fn replicas(component: &Component) -> String {
    match (component.run, &component.autoscale) {
        (Run::Once, _) => "once, first".to_owned(),
        (Run::Afterwards, _) => "once, last".to_owned(),
        (Run::OnDemand, _) => "when asked to".to_owned(),
        (Run::Always, Some(scale)) => format!("{} to {}, by load", component.replicas, scale.most),
        (Run::Always, None) => component.replicas.to_string(),
    }
}

fn health(component: &Component) -> Vec<Node> {
    match &component.health {
        Some(Health::Http { port, path }) => vec![code(format!(":{port}{path}")).into(), " answers".into()],
        Some(Health::Command(words)) => vec![code(words.join(" ")).into(), " ends well".into()],
        None => Vec::new(),
    }
}

/// Whom it waits for: first until they work, then until they are done.
fn waits(component: &Component) -> Vec<Node> {
    let until = |wanted: Ready, words: &str| {
        let names = component.after.iter().filter(|(_, ready)| **ready == wanted);
        let names: Vec<Node> =
            list(names.map(|(name, _)| Element::new("a").link(&of_component(name)).with(code(name))));
        let line = Element::new("p").class("names").with(words).with_all(names.clone());
        (!names.is_empty()).then(|| line.into())
    };
    let all = [
        (Ready::Healthy, "healthy: "),
        (Ready::Completed, "done: "),
        (Ready::CompletedIfStarted, "done, if it was started: "),
    ];
    all.into_iter().filter_map(|(wanted, words)| until(wanted, words)).collect()
}

fn known(known: Known) -> &'static str {
    match known {
        Known::Seen => "seen",
        Known::Read => "read",
        Known::Assumed => "assumed",
    }
}
