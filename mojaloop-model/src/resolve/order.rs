//! What waits for what.

use std::collections::BTreeSet;

use indexmap::{IndexMap, IndexSet};

use super::{Resolved, RunMigration, TOPICS_JOB};
use crate::hub::Hub;
use crate::store::{Provisioning, StoreKind};
use crate::text::WorkloadId;

/// What must be there before a component starts: every component with what it waits for.
pub(super) fn of(hub: &Hub, resolved: &Resolved) -> IndexMap<String, IndexSet<String>> {
    let store_is_here = |kind: StoreKind| {
        resolved.stores.iter().any(|s| s.kind == kind) && *hub.stores.provisioning(kind) == Provisioning::Container
    };
    let mut order: IndexMap<String, IndexSet<String>> = IndexMap::new();
    let store = |kind: StoreKind| store_is_here(kind).then(|| kind.name().to_owned());
    let creates_topics = resolved.creates_topics(hub);
    if creates_topics {
        order.insert(TOPICS_JOB.to_owned(), store(StoreKind::Kafka).into_iter().collect());
    }
    for migration in &resolved.migrations {
        order.insert(migration.name(), store(StoreKind::Mysql).into_iter().collect());
    }
    for running in &resolved.workloads {
        let workload = running.workload;
        let mut after = IndexSet::new();
        if let Some(database) = running.service.database {
            after.extend(store(StoreKind::Mysql));
            let owners = resolved.migrations.iter().filter(|m| m.database.name == database.name);
            after.extend(owners.map(RunMigration::name));
        }
        if running.reads(hub).chain(running.writes(hub)).next().is_some() {
            after.extend(store(StoreKind::Kafka));
            after.extend(creates_topics.then(|| TOPICS_JOB.to_owned()));
        }
        for need in workload.needs.iter().filter(|need| need.when.holds(hub)) {
            after.extend(store(need.on));
        }
        let asked = hub.workload_settings(running.service.name, workload.name);
        let asked: BTreeSet<&str> = asked.iter().flat_map(|s| &s.after).map(WorkloadId::as_str).collect();
        for name in workload.after.iter().copied().chain(asked) {
            after.extend(resolved.components(name, running.participant.as_ref()).map(|other| other.name.clone()));
        }
        order.insert(running.name.clone(), after);
    }
    order
}
