//! When a fact of the catalogue holds.

use crate::hub::Hub;
use crate::release::Release;
use crate::scheme::Messages;
use crate::service::Handlers;
use crate::store::{Provisioning, StoreKind};

/// When something is part of a hub.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// In every hub.
    Always,
    /// In none.
    Never,
    /// When handlers run in their API's process.
    Combined,
    /// When handlers are workloads of their own.
    Split,
    /// When the scheme has proxies to others.
    Proxies,
    /// When it has none.
    NoProxies,
    /// With messages of this form.
    Messages(Messages),
    /// When this store is spoken to under TLS.
    Tls(StoreKind),
    /// From this release on.
    Since(Release),
}

impl When {
    /// Whether it holds for this hub.
    pub fn holds(self, hub: &Hub) -> bool {
        match self {
            Self::Always => true,
            Self::Never => false,
            Self::Combined => hub.handlers == Handlers::Combined,
            Self::Split => hub.handlers == Handlers::Split,
            Self::Proxies => hub.scheme.proxies,
            Self::NoProxies => !hub.scheme.proxies,
            Self::Messages(form) => hub.scheme.messages == form,
            Self::Tls(kind) => matches!(hub.stores.provisioning(kind), Provisioning::External(e) if e.tls),
            Self::Since(release) => hub.release >= release,
        }
    }
}
