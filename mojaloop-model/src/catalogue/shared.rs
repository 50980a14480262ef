//! Settings that several services share, word for word.

use super::{Account, DatabaseKeys, Said, Setting, To, When, set, set_when};
use crate::store::StoreKind;

/// The hub as a participant of its own ledger.
pub(super) const HUB_PARTICIPANT: &[Setting] =
    &[set("HUB_PARTICIPANT/ID", To::Hub(Said::HubId)), set("HUB_PARTICIPANT/NAME", To::Hub(Said::HubName))];

/// Who is behind which proxy: in Redis, or not at all.
pub(super) const PROXY_CACHE: &[Setting] = &[
    set_when(When::NoProxies, "PROXY_CACHE/enabled", To::Flag(false)),
    set_when(When::Proxies, "PROXY_CACHE/enabled", To::Flag(true)),
    set_when(When::Proxies, "PROXY_CACHE/type", To::Text("redis")),
    set_when(When::Proxies, "PROXY_CACHE/proxyConfig/host", To::StoreHost(StoreKind::Redis)),
    set_when(When::Proxies, "PROXY_CACHE/proxyConfig/port", To::StorePort(StoreKind::Redis)),
];

/// A database that is spoken to under TLS, its certificate checked.
pub(super) const MYSQL_TLS: &[Setting] = &[set_when(
    When::Tls(StoreKind::Mysql),
    "DATABASE/ADDITIONAL_CONNECTION_OPTIONS/ssl/rejectUnauthorized",
    To::Flag(true),
)];

/// The bodies of bulk transfers: the adapter and the ledger hand them to each other, so both are told the same.
const DOCUMENTS: Account = Account { on: StoreKind::Mongodb, database: "mlos", user: "mlos" };

/// Where those bodies are kept, for whom reads or writes them.
pub(super) const fn documents(when: When) -> [Setting; 5] {
    [
        set_when(when, "MONGODB/HOST", To::StoreHost(DOCUMENTS.on)),
        set_when(when, "MONGODB/PORT", To::StorePort(DOCUMENTS.on)),
        set_when(when, "MONGODB/DATABASE", To::Text(DOCUMENTS.database)),
        set_when(when, "MONGODB/USER", To::Text(DOCUMENTS.user)),
        set_when(when, "MONGODB/PASSWORD", To::Password(DOCUMENTS)),
    ]
}

/// What was paid, as the portal shows it: kept, made and read by services of its own.
pub(super) const REPORTS: Account = Account { on: StoreKind::Mongodb, database: "reporting", user: "reporting" };

/// Where that is, for whom keeps or reads events.
pub(super) const EVENT_STORE: &[Setting] = &[
    set("EVENT_STORE_DB/HOST", To::StoreHost(REPORTS.on)),
    set("EVENT_STORE_DB/PORT", To::StorePort(REPORTS.on)),
    set("EVENT_STORE_DB/DATABASE", To::Text(REPORTS.database)),
    set("EVENT_STORE_DB/USER", To::Text(REPORTS.user)),
    set("EVENT_STORE_DB/PASSWORD", To::Password(REPORTS)),
];

/// How a database is told; only the key of its name differs.
pub(super) const fn database_keys(name: &'static str) -> DatabaseKeys {
    DatabaseKeys {
        host: "DATABASE/HOST",
        port: "DATABASE/PORT",
        user: "DATABASE/USER",
        password: "DATABASE/PASSWORD",
        name,
    }
}
