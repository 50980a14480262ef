//! Rules of settlement.

use super::Sink;
use super::path::at;
use crate::feature::Feature;
use crate::hub::Hub;
use crate::resolve::Resolved;

pub(super) fn models_are_named_once(hub: &Hub, _: &Resolved, sink: &mut Sink) {
    let models = &hub.scheme.settlement.models;
    for (i, model) in models.iter().enumerate() {
        if models[..i].iter().any(|other| other.name == model.name) {
            sink.fault(
                at!(hub.scheme.settlement.models[i].name),
                format!("the settlement model `{}` is there twice", model.name),
                "give each a name of its own",
            );
        }
    }
}

/// The ledger takes one model for a kind of account in a currency, and one for all currencies without their own.
pub(super) fn models_do_not_overlap(hub: &Hub, _: &Resolved, sink: &mut Sink) {
    let models = &hub.scheme.settlement.models;
    for (i, model) in models.iter().enumerate() {
        if let Some(other) = models[..i].iter().find(|other| other.currency == model.currency) {
            let what = model.currency.as_ref().map_or_else(|| "every currency".to_owned(), |c| format!("`{c}`"));
            sink.fault(
                at!(hub.scheme.settlement.models[i].currency),
                format!("`{}` and `{}` both settle {what}", other.name, model.name),
                "give each a currency of its own, or take one out",
            );
        }
    }
}

pub(super) fn models_use_scheme_currencies(hub: &Hub, _: &Resolved, sink: &mut Sink) {
    for (i, model) in hub.scheme.settlement.models.iter().enumerate() {
        if let Some(currency) = model.currency.as_ref().filter(|c| !hub.scheme.currencies.contains(c)) {
            sink.fault(
                at!(hub.scheme.settlement.models[i].currency),
                format!("`{}` settles `{currency}`, which the scheme does not clear", model.name),
                "take it out, or add the currency to the scheme",
            );
        }
    }
}

pub(super) fn currencies_are_settled(hub: &Hub, _: &Resolved, sink: &mut Sink) {
    let models = &hub.scheme.settlement.models;
    if models.is_empty() || models.iter().any(|model| model.currency.is_none()) {
        return;
    }
    for (i, currency) in hub.scheme.currencies.iter().enumerate() {
        if models.iter().all(|model| model.currency.as_ref() != Some(currency)) {
            sink.fault(
                at!(hub.scheme.currencies[i]),
                format!("no settlement model settles `{currency}`, and the ledger opens no account without one"),
                "add a model for it, or one without a currency for all that have none",
            );
        }
    }
}

pub(super) fn rules_are_run(hub: &Hub, _: &Resolved, sink: &mut Sink) {
    let settlement = &hub.scheme.settlement;
    if !settlement.rules.is_empty() && !hub.has(Feature::Settlement) {
        sink.fault(
            at!(hub.scheme.settlement.rules),
            "nothing runs the rules of settlement",
            "add `settlement` to the hub's features",
        );
    }
    if settlement.is_gross() && !hub.has(Feature::Settlement) {
        sink.fault(
            at!(hub.scheme.settlement.models),
            "nothing settles a transfer at once",
            "add `settlement` to the hub's features",
        );
    }
}

/// What settlement reads at the head of a script, a comment each, one below the other. `Source:` its loader of scripts.
const HEAD: &[&str] = &["// Type:", "// Action:", "// Status:", "// Start:", "// End:"];

pub(super) fn rules_have_their_head(hub: &Hub, _: &Resolved, sink: &mut Sink) {
    for (name, script) in &hub.scheme.settlement.rules {
        let from_type = script.lines().skip_while(|line| !line.starts_with(HEAD[0]));
        let found = from_type.zip(HEAD).take_while(|(line, key)| line.starts_with(*key)).count();
        if let Some(missing) = HEAD.get(found) {
            sink.fault(
                format!("scheme.settlement.rules.{name}"),
                format!("settlement finds no line `{missing}` where it looks for one at the head of `{name}`"),
                format!("begin the script with {}, each on its line", super::list(HEAD.iter().copied())),
            );
        }
    }
}
