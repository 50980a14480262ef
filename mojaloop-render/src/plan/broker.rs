//! Who may read and write which topics, where the brokers know their clients: brokers that an operator runs do, by
//! certificates it makes.

use indexmap::IndexSet;
use mojaloop_model::catalogue::Stream;
use mojaloop_model::{Hub, Provisioning, StoreKind, Valid};
use serde::Serialize;

use super::Plan;

/// The port at which they ask for a certificate. `Source:` Strimzi's own documentation keeps 9092 for clear text.
pub(super) const PORT: u16 = 9093;

/// The folder a client finds its certificate in, and that of the brokers' authority.
pub const BROKER_FOLDER: &str = "/opt/broker";

/// What a client's configuration says of them. `Source:` the settings of librdkafka.
pub(super) const SETTINGS: &[(&str, &str)] = &[
    ("security.protocol", "ssl"),
    ("ssl.ca.location", "/opt/broker/ca.crt"),
    ("ssl.certificate.location", "/opt/broker/user.crt"),
    ("ssl.key.location", "/opt/broker/user.key"),
];

/// A client of the brokers: a service, with the topics its workloads use.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct BrokerUser {
    /// Its name, the service's.
    pub name: String,
    /// The topics it reads.
    pub reads: IndexSet<String>,
    /// The topics it writes.
    pub writes: IndexSet<String>,
}

/// Whether the brokers know their clients.
pub(super) fn know_clients(hub: &Hub) -> bool {
    matches!(hub.stores.provisioning(StoreKind::Kafka), Provisioning::Operator(_))
}

pub(super) fn add(plan: &mut Plan, hub: &Valid<Hub>) {
    if !know_clients(hub) {
        return;
    }
    for running in &hub.resolved().workloads {
        let topic = |stream: &Stream| stream.topic.to_owned();
        let name = running.service.name;
        let reads: IndexSet<_> = running.reads(hub).map(topic).collect();
        let writes: IndexSet<_> = running.writes(hub).map(topic).collect();
        if reads.is_empty() && writes.is_empty() {
            continue;
        }
        if let Some(component) = plan.components.iter_mut().find(|component| component.name == running.name) {
            component.broker_user = Some(name.to_owned());
        }
        match plan.broker_users.iter_mut().find(|user| user.name == name) {
            Some(user) => {
                user.reads.extend(reads);
                user.writes.extend(writes);
            }
            None => plan.broker_users.push(BrokerUser { name: name.to_owned(), reads, writes }),
        }
    }
}
