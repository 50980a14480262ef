//! The databases, who may use them, and what brings their schemas up to date.

use super::Running;
use crate::catalogue::{Account, Database, Migration, Service};
use crate::feature::Feature;
use crate::hub::Hub;

/// A schema that is brought up to date before its service starts.
#[derive(Debug, Clone, Copy)]
pub struct RunMigration {
    /// Its service.
    pub service: &'static Service,
    /// What is run.
    pub migration: Migration,
    /// The database it is run on.
    pub database: Database,
    /// The feature its service is there for, when it is there for one only.
    pub feature: Option<Feature>,
}

impl PartialEq for RunMigration {
    fn eq(&self, other: &Self) -> bool {
        self.service.name == other.service.name
    }
}

impl RunMigration {
    /// The name of the process that does it.
    pub fn name(&self) -> String {
        format!("{}-migrate", self.service.name)
    }
}

pub(super) fn migrations(workloads: &[Running]) -> Vec<RunMigration> {
    let mut migrations: Vec<RunMigration> = Vec::new();
    for running in workloads {
        let service = running.service;
        if let (Some(migration), Some(database)) = (service.migration, service.database)
            && migrations.iter().all(|m| m.service.name != service.name)
        {
            migrations.push(RunMigration { service, migration, database, feature: running.workload.when.feature() });
        }
    }
    migrations
}

pub(super) fn databases(workloads: &[Running]) -> Vec<Database> {
    let mut databases: Vec<Database> = Vec::new();
    for database in workloads.iter().filter_map(|running| running.service.database) {
        if databases.iter().all(|known| known.name != database.name) {
            databases.push(database);
        }
    }
    databases
}

pub(super) fn accounts(workloads: &[Running], hub: &Hub) -> Vec<Account> {
    let mut accounts: Vec<Account> = Vec::new();
    for (_, account) in workloads.iter().flat_map(|running| running.accounts(hub)) {
        if !accounts.contains(&account) {
            accounts.push(account);
        }
    }
    accounts
}

impl PartialEq for Database {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name && self.user == other.user
    }
}

#[cfg(test)]
mod tests {
    use crate::{Feature, Handlers, Hub, Scheme};

    /// Those that hand bodies of bulk transfers to each other speak to their store as one user; nobody else does.
    #[test]
    fn who_handles_bulk_transfers_has_their_documents() {
        let hub = |handlers| {
            let scheme = Scheme::builder().currencies(["ZMW"]).build();
            Hub::builder().name("a").scheme(scheme).feature(Feature::Bulk).handlers(handlers).build()
        };
        let speaking = |hub: &Hub| -> Vec<&str> {
            let resolved = hub.resolve();
            assert_eq!(resolved.accounts.len(), 1);
            let all = resolved.workloads.iter().filter(|running| running.accounts(hub).next().is_some());
            all.map(|running| running.workload.name).collect()
        };
        assert_eq!(speaking(&hub(Handlers::Combined)), ["central-ledger", "bulk-api-adapter"]);
        assert_eq!(
            speaking(&hub(Handlers::Split)),
            [
                "central-ledger-bulk-prepare",
                "central-ledger-bulk-fulfil",
                "central-ledger-bulk-processing",
                "central-ledger-bulk-get",
                "bulk-api-adapter",
                "bulk-api-adapter-notification",
            ]
        );
    }
}
