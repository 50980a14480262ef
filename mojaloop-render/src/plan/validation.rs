//! A hub looks at itself: whether every name leads to a service that says it works, and what is closed is closed.

use indexmap::IndexMap;
use mojaloop_model::catalogue::TOPICS;
use mojaloop_model::{Hub, StoreKind, VALIDATE_JOB, Valid};

use super::workloads::{heap, known};
use super::{
    CalledBy, Component, Content, Endpoint, File, Health, Mount, OWN_FOLDER, Piece, Plan, Results, Role, Text, Value,
    links,
};

const PROGRAM: &str = include_str!("validation/validate.js");
const RESULTS: &str = "/opt/results";

pub(super) fn add(plan: &mut Plan, hub: &Valid<Hub>) {
    let mounts = [
        ("validate.js", Content::Text(PROGRAM.into()), CalledBy::Mounter),
        ("answers.json", Content::Json(answers(plan)), CalledBy::Mounter),
        ("optional.json", Content::Json(optional(plan)), CalledBy::Mounter),
        ("stores.json", Content::Json(users_of_stores(plan)), CalledBy::Mounter),
        // They are tried so that they fail: nobody is to be let through for it.
        ("closed.json", Content::Json(closed(plan)), CalledBy::Nobody),
    ];
    let mounts = mounts.map(|(name, content, called_by)| {
        let file = format!("config/validate/{name}");
        plan.files.push(File { called_by, ..File::new(&file, content) });
        Mount { file, at: format!("{OWN_FOLDER}/{name}") }
    });
    let variables = IndexMap::from([
        ("RESULTS".to_owned(), RESULTS.into()),
        ("NODE_OPTIONS".to_owned(), heap(TOPICS.footprint.ample).into()),
    ]);
    plan.components.push(Component {
        origin: "platform".to_owned(),
        summary: "asks every service whether it works, by its name, and tries what is closed".to_owned(),
        command: ["node".to_owned(), format!("{OWN_FOLDER}/validate.js")].into(),
        variables,
        mounts: mounts.into(),
        results: Some(Results { folder: "results".to_owned(), at: RESULTS.to_owned() }),
        known: known(hub, TOPICS.known),
        ..Component::job(VALIDATE_JOB, plan.node.clone(), TOPICS.footprint, TOPICS.hardening)
    });
}

/// The health of each component that has one, by its name and its path.
fn answers(plan: &Plan) -> Value {
    let asked = plan.components.iter().filter_map(|component| match &component.health {
        Some(Health::Http { port, path }) => {
            let url = Text::url(Endpoint::new(&component.name, *port), path);
            Some((component.name.clone(), url.into()))
        }
        _ => None,
    });
    Value::Map(asked.collect())
}

/// What a target may leave stopped, and the feature it is there for: without a name, it is not running.
fn optional(plan: &Plan) -> Value {
    let features = plan.components.iter().filter_map(|component| Some((component.name.clone(), component.feature?)));
    Value::Map(features.map(|(name, feature)| (name, Value::Plain(feature.name().into()))).collect())
}

/// Who is asked and uses each store, and what they call it when it is down.
fn users_of_stores(plan: &Plan) -> Value {
    let is_asked = |name: &str| plan.component(name).is_some_and(|one| matches!(one.health, Some(Health::Http { .. })));
    let mut users: IndexMap<String, Vec<Value>> = IndexMap::new();
    for link in links::of(plan).into_iter().filter(|link| plan.is_store(&link.to) && is_asked(&link.from)) {
        users.entry(link.to).or_default().push(Value::Plain(link.from.into()));
    }
    let named = |(store, users): (String, Vec<Value>)| {
        let called = StoreKind::ALL.iter().filter(|kind| kind.name() == store).flat_map(|kind| called(*kind));
        let called = called.map(|name| Value::Plain((*name).into())).collect();
        let said = [("called", Value::List(called)), ("users", Value::List(users))];
        (store, Value::Map(said.map(|(name, value)| (name.to_owned(), value)).into()))
    };
    Value::Map(users.into_iter().map(named).collect())
}

/// What a store is called by services that say how they are.
///
/// `Source:` `serviceName` of `@mojaloop/central-services-shared`; `datastore` seen where MySQL was stopped.
fn called(kind: StoreKind) -> &'static [&'static str] {
    match kind {
        StoreKind::Mysql => &["datastore"],
        StoreKind::Kafka => &["broker"],
        StoreKind::Redis => &["cache", "proxyCache"],
        _ => &[],
    }
}

/// The stores: whoever has no business with them is not let in.
fn closed(plan: &Plan) -> Value {
    let stores = plan.components.iter().filter(|component| component.role == Role::Store);
    let stores = stores.flat_map(|store| store.ports.iter().map(|port| Endpoint::new(&store.name, port.number)));
    let operated = plan.operated.iter().map(|store| Endpoint::new(store.kind.name(), store.port));
    let all = stores.chain(operated);
    Value::Map(all.map(|at| (at.component.clone(), Text::from(Piece::Address(at)).into())).collect())
}
