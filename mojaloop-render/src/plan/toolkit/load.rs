//! The hub under load: payments from one participant to another, each measured until the payer has its answer.
//!
//! Answers go to the toolkit, which plays the payers; the script waits for each there. So what is measured is what a
//! participant sees, with the toolkit's own time in it.

use indexmap::IndexMap;
use mojaloop_model::catalogue::{Callee, LOAD, Runtime, TOOLKIT};
use mojaloop_model::{Feature, Hub, LOAD_JOB, Messages, PROVISION_JOB, Participant, Valid};
use serde_json::json;

use super::super::overlay::endpoint;
use super::super::workloads::known;
use super::super::{Component, Content, File, Mount, OWN_FOLDER, Plan, Ready, Results, Text, Value};
use super::version::Version;
use super::{RESULTS, currencies, played};
use crate::Omission;

const SCRIPT: &str = include_str!("load/load.js");

/// The most that can be under way at once: each who pays has a customer of its own at every payee, by three digits.
const MOST_AT_ONCE: u32 = 999;

/// What one who pays is busy with a payment at most, in seconds, before a payment that is due cannot begin.
const PATIENCE: u32 = 5;

pub(super) fn add(plan: &mut Plan, hub: &Valid<Hub>, mut ready: IndexMap<String, Ready>) {
    if !hub.has(Feature::Load) {
        return;
    }
    if hub.scheme.messages != Messages::Fspiop {
        plan.omissions.push(Omission {
            path: "features".to_owned(),
            what: "nothing puts the hub under load".to_owned(),
            why: "load is made of FSPIOP messages, and this scheme has others".to_owned(),
            instead: "measure a hub of the same size whose `scheme.messages` is `fspiop`".to_owned(),
        });
        return;
    }
    let payers: Vec<&Participant> = played(hub).filter(|payer| pays_somebody(hub, payer)).collect();
    if payers.is_empty() {
        return;
    }
    let files =
        [("load.js", Content::Text(SCRIPT.to_owned())), ("payments.json", Content::Json(described(hub, &payers)))];
    let mounts = files.map(|(name, content)| {
        let file = format!("load/{name}");
        plan.files.push(File::new(&file, content));
        Mount { file, at: format!("{OWN_FOLDER}/{name}") }
    });
    ready.insert(PROVISION_JOB.to_owned(), Ready::Completed);
    plan.components.push(Component {
        origin: "load".to_owned(),
        summary: format!("begins {} payments a second for {}, and measures them", hub.load.rate, hub.load.duration),
        command: ["run", "--no-usage-report", "--quiet", &mounts[0].at].map(str::to_owned).into(),
        mounts: mounts.into(),
        results: Some(Results { folder: "results".to_owned(), at: RESULTS.to_owned() }),
        runtime: Runtime::Native,
        after: ready,
        known: known(hub, LOAD.known),
        ..Component::job(LOAD_JOB, hub.image(LOAD.image), LOAD.footprint, LOAD.hardening)
    });
}

/// Whether a participant has another to pay that the toolkit plays too.
fn pays_somebody(hub: &Hub, payer: &Participant) -> bool {
    let shares = |other: &Participant| other.currencies.iter().any(|currency| payer.currencies.contains(currency));
    played(hub).any(|other| other.id != payer.id && shares(other))
}

/// What the script is told.
fn described(hub: &Valid<Hub>, payers: &[&Participant]) -> Value {
    let load = &hub.load;
    let Version { major, minor } = Version::of(hub.scheme.messages);
    let participants: Vec<_> = payers
        .iter()
        .map(|participant| {
            json!({
                "id": participant.id,
                "customers": participant.load_customers(),
                "currencies": currencies(&participant.currencies),
                "weight": load.weight(participant),
            })
        })
        .collect();
    let mut described: Value = json!({
        "rate": load.rate,
        "duration": format!("{}s", load.duration.as_seconds()),
        "payments": load.payments(),
        "atOnce": load.rate.saturating_mul(PATIENCE).min(MOST_AT_ONCE),
        "thresholds": {
            "failures": load.thresholds.failures,
            "lookup": load.thresholds.lookup.as_milliseconds(),
            "quote": load.thresholds.quote.as_milliseconds(),
            "transfer": load.thresholds.transfer.as_milliseconds(),
        },
        "version": { "major": major, "minor": minor },
        "participants": participants,
    })
    .into();
    let callees = [("lookup", Callee::Lookup), ("quotes", Callee::Quoting), ("transfers", Callee::Transfers)];
    for (name, callee) in callees {
        described.put(&["addresses", name], Text::url(endpoint(callee.workload(), None), "").into());
    }
    described.put(&["addresses", "answers"], Text::url(endpoint(TOOLKIT, Some("api")), "").into());
    described
}
