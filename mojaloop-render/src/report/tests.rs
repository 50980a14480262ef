//! Whatever texts a plan has, a page shows them as texts; and whoever looks at it can read them.

use mojaloop_model::{Diagnostic, Diagnostics};
use mojaloop_presets::CoreTestHarness;
use proptest::prelude::*;
use proptest::sample::select;
use roxmltree::{Document, Node, ParsingOptions};

use super::*;
use crate::Omission;
use crate::plan::{Outside, OutsideKind, Route, Variable};

/// The style of every page.
const STYLE: &str = include_str!("style.css");

fn text() -> impl Strategy<Value = String> {
    let known = vec![
        "</style><script>alert(1)</script>",
        "\" onload=\"alert(1)",
        "javascript:alert(1)",
        "]]>",
        "<!--",
        "&lt;b&gt;",
        "\u{0}\u{1b}[31m",
        "\"]\n  click a \"https://example.org\"",
        "",
    ];
    prop_oneof![select(known).prop_map(str::to_owned), any::<String>()]
}

/// The harness's plan with these texts wherever a text can be.
fn hostile(texts: &[String]) -> Plan {
    let mut plan = crate::plan(&CoreTestHarness::default().hub().validate().expect("a valid hub"));
    let mut all = texts.iter().cycle();
    let mut next = || all.next().cloned().unwrap_or_default();
    plan.name = next();
    plan.namespace = next();
    for component in &mut plan.components {
        component.origin = next();
        component.summary = next();
        component.image = next().as_str().into();
        component.command = vec![next()];
        component.variables.insert(next(), Variable::Text(next().into()));
    }
    // Names meet each other in links: one of each stays as it is.
    let name = next();
    for link in plan.links.iter_mut().filter(|link| link.to == "kafka") {
        link.to.clone_from(&name);
    }
    plan.components
        .iter_mut()
        .filter(|component| component.name == "kafka")
        .for_each(|kafka| kafka.name.clone_from(&name));
    plan.outside.push(Outside {
        name: format!("participant/{}", next()),
        kind: OutsideKind::Participant,
        origin: next(),
        host: next(),
        port: 80,
        tls: false,
    });
    plan.routes.push(Route { component: "central-ledger".to_owned(), port: 3001, host: next() });
    plan.topics.insert(next(), 1);
    plan.omissions.push(Omission { path: next(), what: next(), why: next(), instead: next() });
    let warning = Diagnostic::warning("a-code", next(), next()).help(next());
    plan.warnings = Diagnostics::from(warning);
    plan.secrets.iter_mut().for_each(|secret| secret.opens = next());
    for file in &mut plan.files {
        file.whence.values_mut().for_each(|whence| *whence = crate::plan::Whence::Hub(next()));
    }
    plan
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_becomes_anything_else(texts in proptest::collection::vec(text(), 1..12)) {
        let plan = hostile(&texts);
        let written = page::of(&plan);
        let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
        let page = Document::parse_with_options(&written, options).map_err(|e| TestCaseError::fail(e.to_string()))?;
        for node in page.descendants().filter(Node::is_element) {
            prop_assert!(node.tag_name().name() != "script");
            prop_assert!(node.attributes().all(|attribute| !attribute.name().starts_with("on")));
            prop_assert!(node.attribute("href").is_none_or(|href| href.starts_with('#')));
        }
        let styles = page.descendants().filter(|node| node.has_tag_name("style"));
        for style in styles.filter_map(|style| style.text()) {
            prop_assert!(!style.contains(['<', '>', '&', '"', '\\']), "{}", style);
        }
        for line in mermaid::text(&Graph::of(&plan)).lines() {
            let known = ["flowchart TB", "  subgraph band", "    component-", "    outside-", "  end", "  component-"];
            prop_assert!(known.iter().any(|start| line.starts_with(start)), "{}", line);
        }
    }
}

/// The colour of that name in one of the two schemes: the first time it is said, or the second.
fn colour(name: &str, scheme: usize) -> [f64; 3] {
    let said = STYLE.split(&format!("--{name}: #")).nth(scheme + 1).expect(name);
    [0, 2, 4].map(|at| f64::from(u8::from_str_radix(&said[at..at + 2], 16).expect("a colour")))
}

/// `Source:` WCAG 2.2, contrast ratio.
fn contrast(one: [f64; 3], other: [f64; 3]) -> f64 {
    let luminance = |colour: [f64; 3]| {
        let linear = colour
            .map(|part| part / 255.0)
            .map(|part| if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) });
        0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    };
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// Texts 4.5 to 1, lines and edges 3 to 1, by day and by night.
#[test]
fn colours_can_be_told_apart() {
    let grounds = ["ground", "raised", "mark"];
    let boxes = ["service", "job", "store", "outside"];
    let texts = ["text", "quiet", "link"].into_iter().flat_map(|text| grounds.map(|ground| (text, ground, 4.5)));
    let names = ["text", "quiet"].into_iter().flat_map(|text| boxes.map(|ground| (text, ground, 4.5)));
    let lines = ["line", "line-on", "focus", "service-edge", "job-edge", "store-edge", "outside-edge"];
    let lines = lines.into_iter().flat_map(|line| ["ground", "raised"].map(|ground| (line, ground, 3.0)));
    for (over, under, least) in texts.chain(names).chain(lines) {
        for scheme in [0, 1] {
            let found = contrast(colour(over, scheme), colour(under, scheme));
            assert!(found >= least, "{over} on {under}, scheme {scheme}: {found:.2}");
        }
    }
}
