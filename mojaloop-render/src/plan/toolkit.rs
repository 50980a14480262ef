//! The testing toolkit: how it plays the participants, what it sets up, what it clears and checks.
//!
//! Everything follows from the typed participants: their environment, the rules by which the toolkit
//! answers for them, and two collections of requests. `provision` brings hub and participants to where
//! the model says they are; `test` clears transfers. Both can be run again.

mod accounts;
mod bulk;
mod collection;
mod endpoints;
mod environment;
mod flows;
mod fx;
mod golden_path;
mod inter_scheme;
mod lines;
mod load;
mod payments;
mod portal;
mod promise;
mod provision;
mod requests_to_pay;
mod rules;
mod scheme_adapters;
mod settlement;
mod simulators;
mod third_party;
mod version;

pub(super) use version::Version;

use indexmap::IndexMap;
use mojaloop_model::catalogue::{CLIENT, Callee, Footprint, TOOLKIT};
use mojaloop_model::{Currency, Feature, Hub, PROVISION_JOB, Participant, PlayedBy, TEST_JOB, Valid};
use serde_json::json;

use super::overlay::endpoint;
use super::workloads::{heap, known};
use super::{
    CalledBy, Component, Content, File, Mount, Outside, OutsideKind, Plan, Ready, Results, Role, Run, Text, Value,
    Variable,
};

const RUNNER: &str = include_str!("toolkit/run-collections.js");
const FOLDER: &str = "testing-toolkit";
/// What runs collections, and what it tells them.
const RUN: &str = "run-collections.js";
const ENVIRONMENT: &str = "environment.json";
/// Beside what the job reads, not in it: a folder of files that can't be changed takes no other into it.
const RESULTS: &str = "/opt/results";

pub(super) fn add(plan: &mut Plan, hub: &Valid<Hub>) {
    if !hub.resolved().runs(TOOLKIT) {
        return;
    }
    elsewhere(plan, hub);
    // A job reads it and hands it on: the toolkit sends the requests.
    let environment = File::new(format!("{FOLDER}/{ENVIRONMENT}"), Content::Json(environment::of(hub)));
    plan.files.push(File { called_by: CalledBy::Component(TOOLKIT.to_owned()), ..environment });
    file(plan, RUN, Content::Text(RUNNER.into()));
    settings(plan, hub);
    let provision = provision::collection(hub);
    let test = flows::collection(hub);
    // None, when nobody can pay anybody: a warning has said so.
    let can_pay = !test.is_empty();
    let mut place = Vec::new();
    for (path, content) in provision.into_iter().chain(test) {
        file(plan, &format!("collections/{path}"), Content::Text(content.text(&mut place)));
    }
    if can_pay {
        plan.omissions.extend(flows::left_out(hub));
    }
    let ready = what_takes_part(plan, hub);
    // Setting up asks nothing of what may be stopped.
    let may_stop = |name: &str| plan.component(name).is_some_and(|component| component.feature.is_some());
    let mut core = ready.clone();
    core.retain(|name, _| !may_stop(name));
    let provision = job(hub, PROVISION_JOB, "sets the hub up and brings its participants on board", &[PROVISION_JOB]);
    push(
        plan,
        Component { after: core.clone(), run: Run::Afterwards, ..provision },
        &[PROVISION_JOB],
        &[ENVIRONMENT, RUN],
    );
    if can_pay {
        // It provisions first: one command tests a hub that was just started, and again does no harm.
        let collections = &[PROVISION_JOB, TEST_JOB];
        let mut summary =
            "provisions, lets each participant pay the next in each currency, and checks their positions".to_owned();
        if hub.has(Feature::Settlement) {
            summary += "; closes the settlement window that is open, and settles it";
        }
        let mut test = job(hub, TEST_JOB, &summary, collections);
        test.after = ready;
        test.after.insert(PROVISION_JOB.to_owned(), Ready::CompletedIfStarted);
        push(plan, test, collections, &[ENVIRONMENT, RUN]);
    }
    golden_path::add(plan, hub);
    load::add(plan, hub, core);
}

/// Every service that calls or is called and is tested: who only watches, as pages do, is not waited for.
fn what_takes_part(plan: &Plan, hub: &Hub) -> IndexMap<String, Ready> {
    let links = super::links::of(plan);
    let is_called = |name: &str| Callee::ALL.iter().any(|callee| callee.workload() == name);
    let takes_part = |name: &str| is_called(name) || links.iter().any(|link| link.from == name || link.to == name);
    let services = plan.components.iter().filter(|component| component.role == Role::Service);
    let is_tested = |component: &Component| component.feature.is_none_or(|feature| flows::tests(hub, feature));
    let some = services.filter(|component| takes_part(&component.name) && is_tested(component));
    some.map(|component| (component.name.clone(), Ready::Healthy)).collect()
}

/// Adds a job with what it runs: its collections, and files beside them.
fn push(plan: &mut Plan, mut job: Component, collections: &[&str], beside: &[&str]) {
    let own = |path: &str| collections.iter().any(|name| path.starts_with(&format!("{FOLDER}/collections/{name}/")));
    let is_beside = |path: &str| beside.iter().any(|name| path == format!("{FOLDER}/{name}"));
    let files = plan.files.iter().filter(|file| own(&file.path) || is_beside(&file.path));
    job.mounts.extend(files.map(|file| {
        let at = file.path.strip_prefix(FOLDER).unwrap_or(&file.path);
        Mount { file: file.path.clone(), at: format!("/opt/hub{at}") }
    }));
    plan.components.push(job);
}

/// The participants by name: what is made of them does not depend on the order somebody wrote them in.
fn participants(hub: &Hub) -> Vec<&Participant> {
    let mut all: Vec<&Participant> = hub.participants.iter().collect();
    all.sort_by_key(|participant| participant.id.as_str());
    all
}

/// The currencies by code.
fn currencies(of: &[Currency]) -> Vec<&Currency> {
    let mut all: Vec<&Currency> = of.iter().collect();
    all.sort_by_key(|currency| currency.as_str());
    all
}

/// The participants the toolkit plays: only they can send in a test, and be seen to receive.
fn played(hub: &Hub) -> impl Iterator<Item = &Participant> {
    participants(hub).into_iter().filter(|participant| participant.played_by == PlayedBy::TestingToolkit)
}

/// Participants that are played elsewhere are called there, and other schemes at their gateways.
fn elsewhere(plan: &mut Plan, hub: &Hub) {
    for participant in participants(hub) {
        // No component can have this name, whatever the participant is called.
        let own = participant.played_by.address();
        let own = own.map(|url| (format!("participant/{}", participant.id), OutsideKind::Participant, url));
        let peer = participant.peer_gateway().map(|url| (scheme_behind(participant), OutsideKind::Scheme, url));
        plan.outside.extend(own.or(peer).map(|(name, kind, url)| Outside {
            name,
            kind,
            origin: format!("participants.{}.playedBy", participant.id),
            host: url.host().to_owned(),
            port: url.port(),
            tls: url.is_https(),
        }));
    }
}

/// The name of the scheme that a proxy leads to, among what is outside.
pub(super) fn scheme_behind(proxy: &Participant) -> String {
    format!("scheme/{}", proxy.id)
}

/// What the toolkit itself is told: where callbacks go, and how it answers for each participant.
fn settings(plan: &mut Plan, hub: &Valid<Hub>) {
    let at = |name: &'static str, content| (name, name, content);
    let mut mounts = vec![
        at("user_config.json", environment::user_config(hub)),
        at("rules_callback/default.json", Value::Plain(rules::callbacks(hub))),
        // The image's own hold examples of its makers.
        at("rules_validation/default.json", Value::Plain(json!([]))),
    ];
    if hub.has(Feature::ThirdParty) {
        mounts.push(("third-party.json", third_party::INSTEAD_OF, Value::Plain(third_party::api())));
    }
    for (name, at, content) in mounts {
        let path = format!("spec_files/{name}");
        file(plan, &path, Content::Json(content));
        let mount = Mount { file: format!("{FOLDER}/{path}"), at: format!("/opt/app/spec_files/{at}") };
        if let Some(toolkit) = plan.components.iter_mut().find(|component| component.name == TOOLKIT) {
            toolkit.mounts.push(mount);
        }
    }
}

fn job(hub: &Valid<Hub>, name: &str, summary: &str, collections: &[&str]) -> Component {
    let memory = hub.resolved().limit(TEST_JOB).unwrap_or(CLIENT.footprint.ample);
    let variables: IndexMap<String, Variable> = IndexMap::from([
        ("RESULTS".to_owned(), RESULTS.into()),
        ("TOOLKIT_URL".to_owned(), Text::url(endpoint(TOOLKIT, Some("api")), "").into()),
        // Half, not more: the program and the client it starts are two processes.
        ("NODE_OPTIONS".to_owned(), heap(memory.percent(66)).into()),
    ]);
    Component {
        origin: "participants".to_owned(),
        summary: summary.to_owned(),
        command: ["node", "/opt/hub/run-collections.js"]
            .iter()
            .chain(collections)
            .map(|&word| word.to_owned())
            .collect(),
        variables,
        results: Some(Results { folder: "results".to_owned(), at: RESULTS.to_owned() }),
        known: known(hub, CLIENT.known),
        ..Component::job(
            name,
            hub.image(CLIENT.image),
            Footprint { ample: memory, ..CLIENT.footprint },
            CLIENT.hardening,
        )
    }
}

fn file(plan: &mut Plan, name: &str, content: Content) {
    plan.files.push(File::new(format!("{FOLDER}/{name}"), content));
}
