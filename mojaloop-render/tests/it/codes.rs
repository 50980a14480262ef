//! The codes of every diagnostic: a promise, since tools match on them.

use std::collections::BTreeSet;

use mojaloop_model::{RULES, Severity};
use mojaloop_render::{bundle, emitter, helm, hub_file, machine};

#[test]
fn codes_are_listed_once_and_frozen() {
    let of_hubs = RULES.iter().map(|rule| (rule.code, rule.holds, rule.severity));
    let of_charts = helm::RULES.iter().map(|rule| (rule.code, rule.holds, rule.severity));
    let meaning = of_hubs.chain(of_charts).map(|(code, holds, severity)| match severity {
        Severity::Error => (code, holds.to_owned()),
        _ => (code, format!("{holds} (a warning)")),
    });
    let others = hub_file::FAULTS
        .iter()
        .chain(bundle::FAULTS)
        .chain(emitter::FAULTS)
        .chain(helm::FAULTS)
        .chain(machine::replacement::FAULTS)
        .map(|(code, holds)| (*code, (*holds).to_owned()));
    let all: Vec<(&str, String)> = meaning.chain(others).collect();
    let codes: BTreeSet<&str> = all.iter().map(|(code, _)| *code).collect();
    assert_eq!(codes.len(), all.len(), "a code is there twice");
    let lines: Vec<String> = all.iter().map(|(code, holds)| format!("{code:<28} {holds}")).collect();
    crate::golden::snapshot("", "codes", &lines.join("\n"));
}
