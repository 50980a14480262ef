//! Rules of the stores.

use super::{Sink, list};
use crate::catalogue::CACHE_DATABASES;
use crate::feature::Feature;
use crate::hub::Hub;
use crate::nearest;
use crate::resolve::Resolved;
use crate::store::{Provisioning, StoreKind};

pub(super) fn are_provided(hub: &Hub, resolved: &Resolved, sink: &mut Sink) {
    for store in &resolved.stores {
        if *hub.stores.provisioning(store.kind) == Provisioning::Absent {
            let (kind, needed_by) = (store.kind, store.needed_by);
            sink.fault(
                provisioning(kind),
                format!("`{needed_by}` needs {kind}, and it is absent"),
                format!("provide {kind} as `container` or `external`"),
            );
        }
    }
}

pub(super) fn external_have_a_host(hub: &Hub, _: &Resolved, sink: &mut Sink) {
    for kind in StoreKind::ALL {
        if let Provisioning::External(external) = hub.stores.provisioning(*kind)
            && external.host.is_none()
        {
            sink.fault(
                format!("{}.external.host", provisioning(*kind)),
                format!("the external {kind} has no host"),
                "say where it is, like `db.example.org`",
            );
        }
    }
}

pub(super) fn external_have_a_secret(hub: &Hub, _: &Resolved, sink: &mut Sink) {
    // Only a database is never without credentials; a broker or a cache inside a closed network may be.
    for kind in [StoreKind::Mysql, StoreKind::Mongodb] {
        if let Provisioning::External(external) = hub.stores.provisioning(kind)
            && external.secret.is_none()
        {
            sink.fault(
                format!("{}.external.secret", provisioning(kind)),
                format!("the external {kind} has no secret"),
                "name the secret that holds its credentials",
            );
        }
    }
}

pub(super) fn external_have_the_databases(hub: &Hub, resolved: &Resolved, sink: &mut Sink) {
    let of_tables = resolved.databases.iter().map(|db| (StoreKind::Mysql, db.name, db.user));
    let others = resolved.accounts.iter().map(|account| (account.on, account.database, account.user));
    let all: Vec<(StoreKind, &str, &str)> = of_tables.chain(others).collect();
    for kind in StoreKind::ALL {
        let Provisioning::External(_) = hub.stores.provisioning(*kind) else { continue };
        let there = all.iter().filter(|(on, ..)| on == kind);
        let users: Vec<String> = there.map(|(_, name, user)| format!("`{name}` for user `{user}`")).collect();
        if !users.is_empty() {
            sink.fault(
                format!("{}.external", provisioning(*kind)),
                "nothing creates databases and users on a server that is not the hub's own",
                format!("create {}, each user with every right on its own database", users.join(", ")),
            );
        }
    }
    if let Provisioning::External(_) = hub.stores.provisioning(StoreKind::Redis)
        && hub.has(Feature::Sdk)
    {
        sink.fault(
            format!("{}.external", provisioning(StoreKind::Redis)),
            "each scheme adapter takes a database of its own there, and a server has 16 unless it is told otherwise",
            format!("set its `databases` to {CACHE_DATABASES}"),
        );
    }
}

pub(super) fn topics_are_known(hub: &Hub, resolved: &Resolved, sink: &mut Sink) {
    for topic in hub.stores.kafka.partitions.keys() {
        if !resolved.topics.contains_key(topic.as_str()) {
            let help = match nearest(topic.as_str(), resolved.topics.keys().copied()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("expected one of {}", list(resolved.topics.keys().copied())),
            };
            sink.fault(format!("stores.kafka.partitions.{topic}"), format!("this hub has no topic `{topic}`"), help);
        }
    }
}

/// More than one broker serves well; a typing error above it.
const MOST_PARTITIONS: u32 = 10_000;

pub(super) fn partitions_cover_replicas(hub: &Hub, resolved: &Resolved, sink: &mut Sink) {
    for (topic, partitions) in &hub.stores.kafka.partitions {
        let Some(met) = resolved.topics.get(topic.as_str()) else {
            continue;
        };
        let path = format!("stores.kafka.partitions.{topic}");
        if !(1..=MOST_PARTITIONS).contains(partitions) {
            sink.fault(
                path,
                format!("topic `{topic}` can't have {partitions} partitions"),
                format!("expected 1 to {MOST_PARTITIONS}"),
            );
        } else if met.members > *partitions {
            let (members, consumer) = (met.members, met.consumer.unwrap_or("its consumer"));
            sink.fault(
                path,
                format!("`{consumer}` reads `{topic}` with {members} replicas, and it has {partitions} partitions: a member without one never becomes healthy"),
                format!("give it at least {members} partitions, or run fewer replicas"),
            );
        }
    }
}

pub(super) fn provisioning(kind: StoreKind) -> String {
    format!("stores.{kind}.provisioning")
}
