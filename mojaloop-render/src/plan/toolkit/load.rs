//! The hub under load: payments from one participant to another, each measured until the payer has its answer.
//!
//! Answers go to what plays the payer, and the script waits for each there: at the toolkit, which keeps it for whoever
//! asks, or at the websocket of a callback handler. So what is measured is what a participant sees, with the time of
//! what plays it in it: much less of a callback handler's.

use indexmap::IndexMap;
use mojaloop_model::catalogue::{CALLBACK_HANDLER, CONDITION, Callee, LOAD, PACKET, Runtime, TOOLKIT};
use mojaloop_model::{Feature, Hub, LOAD_JOB, Messages, PROVISION_JOB, Participant, PlayedBy, Running, Valid};
use serde_json::json;

use super::super::overlay::{endpoint, endpoint_for};
use super::super::workloads::known;
use super::super::{Component, Content, File, Mount, OWN_FOLDER, Piece, Plan, Ready, Results, Text, Value};
use super::version::Version;
use super::{RESULTS, currencies, participants};
use crate::Omission;

const SCRIPT: &str = include_str!("load/load.js");

pub(super) fn add(plan: &mut Plan, hub: &Valid<Hub>, core: IndexMap<String, Ready>) {
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
    let members: Vec<&Participant> = under_load(hub).filter(|member| takes_part(hub, member)).collect();
    if members.is_empty() {
        return;
    }
    let files = [("load.js", Content::Text(SCRIPT.into())), ("payments.json", Content::Json(described(hub, &members)))];
    let mounts = files.map(|(name, content)| {
        let file = format!("load/{name}");
        plan.files.push(File::new(&file, content));
        Mount { file, at: format!("{OWN_FOLDER}/{name}") }
    });
    // Of what may be stopped, only who pays and who is paid: everything else would be measured with them.
    let is_member = |of: &Running| of.participant.as_ref().is_some_and(|id| members.iter().any(|one| one.id == *id));
    let members = hub.resolved().workloads.iter().filter(|running| is_member(running));
    let mut after = core;
    after.extend(members.map(|running| (running.name.clone(), Ready::Healthy)));
    after.insert(PROVISION_JOB.to_owned(), Ready::Completed);
    plan.components.push(Component {
        origin: "load".to_owned(),
        summary: format!("begins payments, {} a second for {}, and measures them", hub.load.rate, hub.load.duration),
        command: ["run", "--no-usage-report", "--quiet", &mounts[0].at].map(str::to_owned).into(),
        mounts: mounts.into(),
        results: Some(Results { folder: "results".to_owned(), at: RESULTS.to_owned() }),
        runtime: Runtime::Native,
        after,
        known: known(hub, LOAD.known),
        ..Component::job(LOAD_JOB, hub.image(LOAD.image), LOAD.footprint, LOAD.hardening)
    });
}

/// Who can take part: whom the toolkit plays, and whom callback handlers play, which measure less of themselves.
fn under_load(hub: &Hub) -> impl Iterator<Item = &Participant> {
    let plays = [PlayedBy::TestingToolkit, PlayedBy::CallbackHandler];
    participants(hub).into_iter().filter(move |participant| plays.contains(&participant.played_by))
}

/// Whether a participant has another to pay, or to be paid by.
fn takes_part(hub: &Hub, member: &Participant) -> bool {
    let shares = |other: &Participant| other.currencies.iter().any(|currency| member.currencies.contains(currency));
    let can = |other: &Participant| pays(member, other) || pays(other, member);
    under_load(hub).any(|other| other.id != member.id && can(other) && shares(other))
}

/// Whether one can pay the other: what a callback handler tells is no more than that there was an answer, so that only
/// the quotes of handlers, which are always the same, can be paid by one.
fn pays(payer: &Participant, payee: &Participant) -> bool {
    payer.played_by == PlayedBy::TestingToolkit || payee.played_by == PlayedBy::CallbackHandler
}

/// What the script is told.
fn described(hub: &Valid<Hub>, members: &[&Participant]) -> Value {
    let load = &hub.load;
    let Version { major, minor } = Version::of(hub.scheme.messages);
    let participants = members.iter().map(|participant| {
        let mut described: Value = json!({
            "id": participant.id,
            "customers": participant.load_customers(),
            "currencies": currencies(&participant.currencies),
            "weight": load.weight(participant),
        })
        .into();
        if participant.played_by == PlayedBy::CallbackHandler {
            let at = endpoint_for(Some(participant), CALLBACK_HANDLER, Some("websocket"));
            let websocket = Text(vec![Piece::Literal("ws://".to_owned()), Piece::Address(at)]);
            described.put(&["websocket"], websocket.into());
        }
        described
    });
    let participants = Value::List(participants.collect());
    let mut described: Value = json!({
        "rate": load.rate,
        "duration": format!("{}s", load.duration.as_seconds()),
        "thresholds": {
            "failures": load.thresholds.failures,
            "lookup": load.thresholds.lookup.as_milliseconds(),
            "quote": load.thresholds.quote.as_milliseconds(),
            "transfer": load.thresholds.transfer.as_milliseconds(),
        },
        "version": { "major": major, "minor": minor },
    })
    .into();
    if members.iter().any(|member| member.played_by == PlayedBy::CallbackHandler) {
        // What every handler says to a quote.
        described.put(&["quote"], json!({ "ilpPacket": PACKET, "condition": CONDITION }).into());
    }
    described.put(&["participants"], participants);
    let callees = [
        ("oracle", Callee::Oracle),
        ("lookup", Callee::Lookup),
        ("quotes", Callee::Quoting),
        ("transfers", Callee::Transfers),
    ];
    for (name, callee) in callees {
        described.put(&["addresses", name], Text::url(endpoint(callee.workload(), None), "").into());
    }
    described.put(&["addresses", "answers"], Text::url(endpoint(TOOLKIT, Some("api")), "").into());
    described
}
