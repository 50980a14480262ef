//! Secrets by reference: what holds a value, never the value.

use mojaloop_model::catalogue::{Account, Database};
use mojaloop_model::{Hub, Provisioning, SecretName, StoreKind};
use serde::Serialize;

use super::Plan;
use crate::bundle::digest;

/// A secret something needs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Secret {
    /// Its name, kebab-case: what variables refer to.
    pub id: String,
    /// What it opens, as a sentence for whoever has to fill it in.
    pub opens: String,
    /// Where its value comes from.
    pub source: Source,
}

/// Where a secret's value comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum Source {
    /// It guards nothing but a hub to throw away: the target may derive one and mark it as such.
    Development,
    /// It is kept under this name, and must be handed over.
    Kept(SecretName),
}

/// The secret of the database server's own administrator.
pub(super) const MYSQL_ROOT: &str = "mysql-root";

pub(super) fn mysql_root(hub: &Hub) -> Secret {
    Secret {
        id: MYSQL_ROOT.to_owned(),
        opens: "the database server as its administrator, from inside its container only".to_owned(),
        source: own(hub),
    }
}

/// The secret of the database user who may see how the server is.
pub(super) const MYSQL_WATCHER: &str = "mysql-exporter";

pub(super) fn mysql_watcher(hub: &Hub) -> Secret {
    Secret {
        id: MYSQL_WATCHER.to_owned(),
        opens: "the state of the database server, and no table, as user `exporter`".to_owned(),
        source: own(hub),
    }
}

pub(super) fn grafana_admin(hub: &Hub) -> Secret {
    Secret {
        id: "grafana-admin".to_owned(),
        opens: "Grafana as user `admin`; who only looks needs none on this machine".to_owned(),
        source: own(hub),
    }
}

/// The secret of the document store's own administrator.
pub(super) const MONGODB_ROOT: &str = "mongodb-root";

pub(super) fn mongodb_root(hub: &Hub) -> Secret {
    Secret {
        id: MONGODB_ROOT.to_owned(),
        opens: "the document store as its administrator".to_owned(),
        source: own(hub),
    }
}

pub(super) fn vault_root(hub: &Hub) -> Secret {
    Secret { id: "openbao-root".to_owned(), opens: "the vault as its administrator".to_owned(), source: own(hub) }
}

pub(super) fn vault_role(hub: &Hub) -> Secret {
    Secret {
        id: "connection-manager-vault".to_owned(),
        opens: "the vault as the connection manager".to_owned(),
        source: own(hub),
    }
}

pub(super) fn session(hub: &Hub) -> Secret {
    Secret {
        id: "connection-manager-session".to_owned(),
        opens: "sessions of the connection manager: it signs them".to_owned(),
        source: own(hub),
    }
}

/// Of the hub's own stores: kept where the cluster keeps secrets, all of a hub under its name.
fn own(hub: &Hub) -> Source {
    match hub.platform.cluster().secret_store {
        Some(_) => Source::Kept(SecretName::from(hub.name.as_str())),
        None => Source::Development,
    }
}

/// The id of the secret of a database's user.
pub(super) fn database_id(database: &Database) -> String {
    format!("{}-database", database.name.replace('_', "-"))
}

pub(super) fn of_database(hub: &Hub, database: &Database) -> Secret {
    of_user(hub, StoreKind::Mysql, database_id(database), (database.name, database.user))
}

/// The id of the secret of a user of a store that keeps no tables.
pub(super) fn account_id(account: &Account) -> String {
    format!("{}-{}", account.database.replace('_', "-"), account.on)
}

pub(super) fn of_account(hub: &Hub, account: &Account) -> Secret {
    of_user(hub, account.on, account_id(account), (account.database, account.user))
}

fn of_user(hub: &Hub, on: StoreKind, id: String, (database, user): (&str, &str)) -> Secret {
    let source = match hub.stores.provisioning(on) {
        Provisioning::External(external) => external.secret.clone().map_or(Source::Development, Source::Kept),
        _ => own(hub),
    };
    Secret { id, opens: format!("the database `{database}` as user `{user}`"), source }
}

impl Plan {
    /// A value for a secret that guards nothing but a hub to throw away: the same for the same hub, and marked.
    /// None for a secret whose value is kept somewhere.
    ///
    /// It starts with a letter: some services turn what looks like a number into one.
    pub fn development_value(&self, secret: &Secret) -> Option<String> {
        (secret.source == Source::Development).then(|| {
            let digest = digest::sha256(format!("{}/{}", self.name, secret.id).as_bytes());
            format!("dev-{}", &digest[..20])
        })
    }
}
