//! Topics, databases and secrets. Of a secret there is its name and what it opens, never its value.

use super::super::graph::of_component;
use super::super::html::{Anchor, Element, Node, code, list, prose};
use super::super::table::{Row, Table};
use crate::plan::{BrokerUser, Plan, Secret, Source, Variable};

pub(super) fn topics(plan: &Plan) -> Vec<Element> {
    let users = |uses: fn(&BrokerUser, &str) -> bool, topic: &str| -> Vec<Node> {
        list(plan.broker_users.iter().filter(|user| uses(user, topic)).map(|user| code(&user.name)))
    };
    let rows = plan.topics.iter().map(|(topic, partitions)| {
        Row::new([
            vec![code(topic).into()],
            vec![partitions.to_string().into()],
            users(|user, topic| user.writes.contains(topic), topic),
            users(|user, topic| user.reads.contains(topic), topic),
        ])
    });
    let table = Table {
        id: "topics".to_owned(),
        caption: "Topics of the broker".to_owned(),
        columns: &["topic", "partitions", "may be written by", "may be read by"],
        rows: rows.collect(),
    };
    table.draw().into_iter().collect()
}

pub(super) fn databases(plan: &Plan) -> Vec<Element> {
    let rows = plan.databases.iter().map(|database| {
        let secret = Element::new("a").link(&of_secret(&database.secret)).with(code(&database.secret));
        Row::new([vec![code(&database.name).into()], vec![code(&database.user).into()], vec![secret.into()]])
    });
    let table = Table {
        id: "databases".to_owned(),
        caption: "Databases and who may use them".to_owned(),
        columns: &["database", "user", "password"],
        rows: rows.collect(),
    };
    table.draw().into_iter().collect()
}

pub(super) fn secrets(plan: &Plan) -> Vec<Element> {
    let rows = plan.secrets.iter().map(|secret| {
        let kept: Vec<Node> = match &secret.source {
            Source::Development => vec!["nothing to keep: one is made for a hub to throw away".into()],
            Source::Kept(name) => vec!["kept as ".into(), code(name.as_str()).into()],
        };
        Row::new([vec![code(&secret.id).into()], prose(&secret.opens), kept, read_by(plan, secret)])
            .anchor(of_secret(&secret.id))
    });
    let table = Table {
        id: "secrets".to_owned(),
        caption: "Secrets by name; no value is on this page".to_owned(),
        columns: &["secret", "opens", "where it is", "is read by"],
        rows: rows.collect(),
    };
    table.draw().into_iter().collect()
}

/// Where a secret is told of.
pub(super) fn of_secret(id: &str) -> Anchor {
    Anchor::new("secret", id)
}

fn read_by(plan: &Plan, secret: &Secret) -> Vec<Node> {
    let reads = |variable: &Variable| matches!(variable, Variable::Secret(id) if *id == secret.id);
    let readers = plan.components.iter().filter(|component| component.variables.values().any(reads));
    list(readers.map(|component| Element::new("a").link(&of_component(&component.name)).with(code(&component.name))))
}
