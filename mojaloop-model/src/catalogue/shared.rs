//! Settings that several services share, word for word.

use super::{DatabaseKeys, Said, Setting, To, When, set, set_when};
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
