//! Rules of services that are worked on.

use super::{Sink, list};
use crate::catalogue::{SERVICES, Service};
use crate::hub::Hub;
use crate::resolve::Resolved;
use crate::service::Reload;

pub(super) fn can_be_followed(hub: &Hub, _: &Resolved, sink: &mut Sink) {
    for (id, settings) in hub.services.iter().filter(|(_, settings)| settings.source.is_some()) {
        if Service::named(id.as_str()).is_none_or(|service| service.development.is_some()) {
            continue;
        }
        let asked = [("reload", settings.reload != Reload::default()), ("inspect", settings.inspect)];
        for (setting, _) in asked.iter().filter(|(_, is_set)| *is_set) {
            let known = SERVICES.iter().filter(|service| service.development.is_some()).map(|service| service.name);
            sink.fault(
                format!("services.{id}.{setting}"),
                format!("`{id}` is built from its sources, and no more"),
                format!("take it out; it is for {}", list(known)),
            );
        }
    }
}
