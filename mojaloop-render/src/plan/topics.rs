//! The topics, created by one process before anything reads or writes them.

use indexmap::IndexMap;
use mojaloop_model::catalogue::{Failure, Runtime, TOPICS};
use mojaloop_model::{Hub, StoreKind, TOPICS_JOB, Valid};

use super::overlay::store;
use super::workloads::{after, heap, known};
use super::{Component, Content, File, Mount, Piece, Plan, Resources, Role, Run, Value};

const PROGRAM: &str = include_str!("topics/create-topics.js");

pub(super) fn add(plan: &mut Plan, hub: &Valid<Hub>) {
    if !hub.resolved().creates_topics(hub) {
        return;
    }
    let program =
        Mount { file: "config/kafka/create-topics.js".to_owned(), at: "/opt/hub/create-topics.js".to_owned() };
    let list = Mount { file: "config/kafka/topics.json".to_owned(), at: "/opt/hub/topics.json".to_owned() };
    let topics =
        plan.topics.iter().map(|(name, partitions)| (name.clone(), Value::Plain((*partitions).into()))).collect();
    plan.files.push(File::new(&list.file, Content::Json(Value::Map(topics))));
    plan.files.push(File::new(&program.file, Content::Text(PROGRAM.to_owned())));
    let memory = TOPICS.footprint.ample;
    let variables = IndexMap::from([
        ("BROKERS".to_owned(), Piece::Address(store(hub, StoreKind::Kafka)).into()),
        ("NODE_PATH".to_owned(), TOPICS.modules.into()),
        ("NODE_OPTIONS".to_owned(), heap(memory).into()),
    ]);
    plan.components.push(Component {
        name: TOPICS_JOB.to_owned(),
        origin: "stores.kafka".to_owned(),
        role: Role::Job,
        summary: format!("creates the {} topics", plan.topics.len()),
        image: hub.image(TOPICS.image),
        source: hub.source(TOPICS.image),
        command: ["node", &program.at, &list.at].map(str::to_owned).to_vec(),
        variables,
        ports: Vec::new(),
        health: None,
        metrics: None,
        broker_user: None,
        mounts: vec![program, list],
        volumes: IndexMap::new(),
        results: None,
        run: Run::Once,
        failure: Failure::Exits,
        runtime: Runtime::Node,
        replicas: 1,
        autoscale: None,
        resources: Resources {
            memory,
            reserved: TOPICS.footprint.working_set,
            cpu_reserved: TOPICS.footprint.cpu,
            cpu: None,
        },
        after: after(hub, TOPICS_JOB),
        hardening: TOPICS.hardening,
        known: known(hub, TOPICS.known),
    });
}
