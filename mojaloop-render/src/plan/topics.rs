//! The topics, created by one process before anything reads or writes them.

use indexmap::IndexMap;
use mojaloop_model::catalogue::TOPICS;
use mojaloop_model::{Hub, StoreKind, TOPICS_JOB, Valid};

use super::development;
use super::overlay::store;
use super::workloads::{after, heap, known};
use super::{Component, Content, File, Mount, Piece, Plan, Run, Value};

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
    plan.files.push(File::new(&program.file, Content::Text(PROGRAM.into())));
    let variables = IndexMap::from([
        ("BROKERS".to_owned(), Piece::Address(store(hub, StoreKind::Kafka)).into()),
        ("NODE_PATH".to_owned(), TOPICS.modules.into()),
        ("NODE_OPTIONS".to_owned(), heap(TOPICS.footprint.ample).into()),
    ]);
    plan.components.push(Component {
        origin: "stores.kafka".to_owned(),
        summary: format!("creates the {} topics", plan.topics.len()),
        source: development::of_tool(hub, &TOPICS),
        command: ["node", &program.at, &list.at].map(str::to_owned).to_vec(),
        variables,
        mounts: vec![program, list],
        run: Run::Once,
        after: after(hub, TOPICS_JOB),
        known: known(hub, TOPICS.known),
        ..Component::job(TOPICS_JOB, hub.image(TOPICS.image), TOPICS.footprint, TOPICS.hardening)
    });
}
