//! The page around the sections: head, what it is of, and the way through it.

use super::html::{Anchor, Element, code};
use super::sections;
use crate::plan::{Plan, Role};

/// How it looks. It holds nothing that would be escaped, so what reads it as HTML and as XML reads the same.
const STYLE: &str = include_str!("style.css");
/// Nothing is loaded, whoever asks: not even the browser lets it.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'";

/// The page of a plan.
pub(super) fn of(plan: &Plan) -> String {
    let title = format!("{} on Mojaloop {}", plan.name, plan.release);
    let page = Element::new("html").attr("lang", "en").with(head(&title)).with(body(plan, title));
    format!("<!DOCTYPE html>\n{page}\n")
}

fn head(title: &str) -> Element {
    let meta = |name: &'static str, content: &str| Element::new("meta").attr("name", name).attr("content", content);
    Element::new("head")
        .with(Element::new("meta").attr("charset", "utf-8"))
        .with(Element::new("meta").attr("http-equiv", "Content-Security-Policy").attr("content", POLICY))
        .with(meta("viewport", "width=device-width, initial-scale=1"))
        .with(meta("color-scheme", "light dark"))
        .with(Element::new("title").with(title))
        .with(Element::new("style").with(format!("\n{STYLE}")))
}

fn body(plan: &Plan, title: String) -> Element {
    let content = Anchor::new("content", "page");
    let sections = sections::of(plan);
    let entries = Element::new("ul").with_all(sections.iter().map(sections::Filled::entry));
    let skip = Element::new("a").class("skip").link(&content).with("To the content");
    let header = Element::new("header").with(Element::new("h1").with(title)).with(summary(plan));
    let nav = Element::new("nav").attr("aria-label", "On this page").with(entries);
    let main = Element::new("main").anchor(&content).with_all(sections.into_iter().map(sections::Filled::draw));
    Element::new("body").with(skip).with(header).with(nav).with(main)
}

/// What somebody asks first.
fn summary(plan: &Plan) -> Element {
    let count = |role: Role| plan.components.iter().filter(|component| component.role == role).count();
    let runs = [
        (count(Role::Service), "services"),
        (count(Role::Store), "stores"),
        (plan.operated.len(), "stores by operators"),
        (count(Role::Job), "jobs"),
    ];
    let runs = runs.into_iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}"));
    let features = plan.components.iter().filter_map(|component| component.feature);
    let features = features.map(|feature| feature.to_string()).collect::<indexmap::IndexSet<_>>();
    let facts = [
        ("Release", plan.release.to_string()),
        ("Features", features.into_iter().collect::<Vec<_>>().join(", ")),
        ("Runs", runs.collect::<Vec<_>>().join(", ")),
        ("Memory", plan.memory.map(|memory| format!("at most {memory}")).unwrap_or_default()),
    ];
    let facts = facts.into_iter().filter(|(_, fact)| !fact.is_empty());
    let list = Element::new("dl")
        .with_all(facts.flat_map(|(term, fact)| [Element::new("dt").with(term), Element::new("dd").with(fact)]));
    let namespace = [Element::new("dt").with("Namespace"), Element::new("dd").with(code(&plan.namespace))];
    list.with_all(namespace)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_style_is_the_same_in_html_and_in_xml() {
        assert!(!STYLE.contains(['<', '>', '&', '"']), "it would be escaped");
    }
}
