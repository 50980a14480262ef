//! Reports: what holds of the page of every hub, and the page of the harness.

use std::collections::BTreeSet;

use mojaloop_model::{Diagnostics, External, Handlers, Hub, Mysql, Participant, PlayedBy, Provisioning};
use mojaloop_presets::CoreTestHarness;
use mojaloop_render::bundle::{Bundle, Draft};
use mojaloop_render::plan::Role;
use mojaloop_render::{Emitter, Plan, Report};
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;
use roxmltree::{Document, Node, ParsingOptions};

use crate::golden::snapshot;
use crate::hubs;
use crate::manifests::{Verdict, cases, planned};

fn rendered(plan: &Plan) -> Result<Bundle, TestCaseError> {
    Report::default().emit(plan).and_then(Draft::finish).map_err(|faults| TestCaseError::fail(faults.to_string()))
}

fn text<'b>(bundle: &'b Bundle, path: &str) -> &'b str {
    bundle.file(path).map_or("", |file| file.text())
}

/// The page, read as strictly as XML is.
fn parsed(page: &str) -> Result<Document<'_>, TestCaseError> {
    let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
    Document::parse_with_options(page, options).map_err(|fault| TestCaseError::fail(fault.to_string()))
}

fn elements<'a>(page: &'a Document, name: &'a str) -> impl Iterator<Item = Node<'a, 'a>> {
    page.descendants().filter(move |node| node.has_tag_name(name))
}

fn words(node: Node) -> String {
    node.descendants().filter_map(|node| node.text().filter(|_| node.is_text())).collect()
}

fn holds(plan: &Plan) -> Verdict {
    let bundle = rendered(plan)?;
    let written = text(&bundle, "report.html");
    let page = parsed(written)?;
    loads_nothing(&page)?;
    leads_somewhere(&page)?;
    can_be_read_aloud(&page)?;
    tells_all(plan, &page, text(&bundle, "hub.mmd"))?;
    keeps_secrets(plan, &bundle)
}

/// No script, nothing from elsewhere, by no way a page has.
fn loads_nothing(page: &Document) -> Verdict {
    const NAMES: &[&str] = &["script", "link", "img", "image", "iframe", "object", "embed", "use", "form", "base"];
    for node in page.descendants().filter(Node::is_element) {
        let name = node.tag_name().name();
        prop_assert!(!NAMES.contains(&name), "`{}` can load something", name);
        for attribute in node.attributes() {
            let (key, value) = (attribute.name(), attribute.value());
            prop_assert!(key != "href" || value.starts_with('#'), "a link to {}", value);
            prop_assert!(!matches!(key, "src" | "srcset" | "style" | "data" | "action"), "`{}` of `{}`", key, name);
            prop_assert!(!key.starts_with("on"), "`{}` runs something", key);
        }
    }
    for style in elements(page, "style").map(words) {
        prop_assert!(!style.contains("url(") && !style.contains("@import"), "a style loads something");
        prop_assert!(!style.contains(['<', '>', '&', '"']), "HTML and XML read this style differently: {}", style);
    }
    Ok(())
}

/// Each name of a place is there once, and whatever leads to one leads to one that is there.
fn leads_somewhere(page: &Document) -> Verdict {
    let mut ids = BTreeSet::new();
    for id in page.descendants().filter_map(|node| node.attribute("id")) {
        prop_assert!(ids.insert(id), "`{}` is there twice", id);
    }
    let all = || page.descendants();
    let links = all().filter_map(|node| node.attribute("href")).map(|href| href.trim_start_matches('#'));
    let labels = all().filter_map(|node| node.attribute("aria-labelledby").or(node.attribute("aria-describedby")));
    for id in links.chain(labels) {
        prop_assert!(ids.contains(id), "nothing is `{}`", id);
    }
    Ok(())
}

fn can_be_read_aloud(page: &Document) -> Verdict {
    prop_assert_eq!(elements(page, "h1").count(), 1);
    prop_assert_eq!(elements(page, "main").count(), 1);
    prop_assert!(elements(page, "html").all(|html| html.attribute("lang").is_some()));
    for table in elements(page, "table") {
        prop_assert!(table.children().any(|node| node.has_tag_name("caption")), "a table without caption");
        let region = table.parent().and_then(|parent| Some((parent.attribute("role")?, parent.attribute("tabindex")?)));
        prop_assert_eq!(region, Some(("region", "0")));
        let widths: BTreeSet<usize> = table
            .descendants()
            .filter(|node| node.has_tag_name("tr"))
            .map(|row| row.children().filter(Node::is_element).count())
            .collect();
        prop_assert_eq!(widths.len(), 1, "rows of different length");
    }
    prop_assert!(elements(page, "th").all(|head| head.attribute("scope").is_some()));
    Ok(())
}

/// Everything of the plan is on the page, and the drawings have every part.
fn tells_all(plan: &Plan, page: &Document, mermaid: &str) -> Verdict {
    let told: Vec<String> = elements(page, "code").map(words).collect();
    let told: BTreeSet<&str> = told.iter().map(String::as_str).collect();
    let mut names: Vec<&str> = Vec::new();
    names.extend(plan.components.iter().flat_map(|c| [c.name.as_str(), c.image.as_str(), &c.origin]));
    names.extend(plan.topics.keys().map(String::as_str));
    names.extend(plan.databases.iter().map(|database| database.name.as_str()));
    names.extend(plan.secrets.iter().map(|secret| secret.id.as_str()));
    names.extend(plan.files.iter().flat_map(|f| f.whence.keys().map(String::as_str).chain([f.path.as_str()])));
    names.extend(plan.outside.iter().map(|outside| outside.name.as_str()));
    names.extend(plan.operated.iter().map(|store| store.kind.name()));
    names.extend(plan.routes.iter().map(|route| route.host.as_str()));
    for warning in &plan.warnings {
        names.push(warning.code());
    }
    names.retain(|name| !told.contains(name));
    prop_assert!(names.is_empty(), "not told: {:?}", names);
    let drawn: BTreeSet<&str> = elements(page, "svg")
        .filter(|svg| svg.attribute("class") == Some("diagram"))
        .flat_map(|svg| svg.descendants().filter_map(|node| node.attribute("href")))
        .collect();
    for component in &plan.components {
        prop_assert!(drawn.contains(format!("#component-{}", component.name).as_str()), "`{}`", component.name);
        prop_assert!(mermaid.contains(&format!("    component-{}", component.name)), "`{}`", component.name);
    }
    let services = plan.components.iter().filter(|component| component.role == Role::Service);
    for link in services.flat_map(|component| plan.links.iter().filter(|link| link.from == component.name)) {
        prop_assert!(mermaid.contains(&format!("  component-{} -->", link.from)), "{:?}", link);
    }
    Ok(())
}

/// Not even values that are made for a hub to throw away.
fn keeps_secrets(plan: &Plan, bundle: &Bundle) -> Verdict {
    for value in plan.secrets.iter().filter_map(|secret| plan.development_value(secret)) {
        prop_assert!(bundle.files().iter().all(|file| !file.text().contains(&value)), "{} is told", value);
    }
    Ok(())
}

proptest! {
    #![proptest_config(cases(80))]

    #[test]
    fn the_report_of_a_hub_in_containers_is_whole(hub in hubs::valid()) {
        holds(&planned(&hub)?)?;
    }

    #[test]
    fn the_report_of_a_hub_on_a_cluster_is_whole(hub in hubs::on_cluster()) {
        holds(&planned(&hub)?)?;
    }

    /// The order something was written in is no part of what was meant. Only warnings are told in it.
    #[test]
    fn order_does_not_show(hub in hubs::valid(), seed: u64) {
        let (mut one, mut other) = (planned(&hub)?, planned(&hubs::reordered(&hub, seed))?);
        one.warnings = Diagnostics::default();
        other.warnings = Diagnostics::default();
        let (one, other) = (rendered(&one)?, rendered(&other)?);
        prop_assert_eq!(text(&one, "hub.mmd"), text(&other, "hub.mmd"));
        let lines = text(&one, "report.html").lines().zip(text(&other, "report.html").lines());
        let differ: Vec<_> = lines.filter(|(one, other)| one != other).take(4).collect();
        prop_assert!(differ.is_empty(), "{:?}", differ);
    }
}

/// More participants elsewhere than can be drawn one by one.
#[test]
fn the_report_of_many_participants_is_whole() {
    let mut hub = CoreTestHarness::default().hub();
    let elsewhere = |i: usize| {
        let participant = Participant::builder().id(format!("bank{i}")).currencies(["USD"]);
        participant.played_by(PlayedBy::Endpoint(format!("https://bank{i}.example.org/fspiop").as_str().into())).build()
    };
    hub.participants.extend((0..40).map(elsewhere));
    let plan = planned(&hub).expect("a valid hub");
    holds(&plan).expect("a whole report");
    let bundle = rendered(&plan).expect("a report");
    assert!(text(&bundle, "hub.mmd").contains("\"40 participants\""));
}

fn snapshots(case: &str, hub: &Hub, wanted: fn(&str) -> bool) {
    let bundle = Report::default().render(hub).expect("a valid hub");
    for file in bundle.files().iter().filter(|file| wanted(file.path())) {
        snapshot(&format!("{case}/report"), file.path(), file.text());
    }
}

#[test]
fn the_core_test_harness() {
    snapshots("core_test_harness", &CoreTestHarness::default().hub(), |_| true);
}

/// Handlers of their own, a participant and a store outside: what the drawing shows of them.
#[test]
fn split_handlers() {
    let mut hub = CoreTestHarness::default().hub();
    hub.handlers = Handlers::Split;
    hub.memory = None;
    hub.participants[1].played_by = PlayedBy::Endpoint("https://bank.example.org/fspiop".into());
    let external = External::builder().host("db.example.org").secret("ledger-database").build();
    hub.stores.mysql = Mysql::builder().provisioning(Provisioning::External(external)).build();
    snapshots("split_handlers", &hub, |path| path == "hub.mmd");
}
