//! The gateway: what it hands on to whom, read off who serves which resource.

use mojaloop_model::catalogue::{FSPIOP_RESOURCES, GATEWAY, Resource, When};
use mojaloop_model::{Hub, Valid};
use serde_json::json;

use super::overlay::endpoint;
use super::{Content, File, Mount, OWN_FOLDER, Plan, Value, caddy};
use crate::Omission;

pub(super) fn add(plan: &mut Plan, hub: &Valid<Hub>) {
    plan.omissions.extend(unguarded(hub));
    let Some(gateway) = plan.components.iter_mut().find(|component| component.name == GATEWAY) else { return };
    let file = format!("config/{GATEWAY}.json");
    gateway.mounts.push(Mount { file: file.clone(), at: format!("{OWN_FOLDER}/gateway.json") });
    // It keeps nothing, but makes sure that it could.
    gateway.variables.insert("XDG_DATA_HOME".to_owned(), "/tmp".into());
    plan.files.push(File::new(file, Content::Json(configuration(hub))));
}

/// What a payment manager would bring, and nobody misses on one machine.
fn unguarded(hub: &Hub) -> impl Iterator<Item = Omission> {
    let adapters = When::EachProxy.each(hub).filter(|_| !When::Containers.holds(hub)).into_iter().flatten();
    adapters.map(|proxy| Omission {
        path: format!("participants.{}.playedBy", proxy.id),
        what: format!("the adapter of `{}` shows no token and no certificate, and speaks no TLS", proxy.id),
        why: "it takes them from a payment manager beside each hub, and this hub runs none".to_owned(),
        instead: "keep the way between the hubs to yourselves, or run it beside payment managers and name it as \
                  `peer.adapter`"
            .to_owned(),
    })
}

/// The resources that this hub serves.
pub(super) fn served(hub: &Valid<Hub>) -> impl Iterator<Item = &'static Resource> {
    let is_served = |resource: &&Resource| resource.when.holds(hub) && hub.resolved().runs(resource.served_by);
    FSPIOP_RESOURCES.iter().filter(is_served)
}

/// A resource, and what is below it, goes to who serves it; what nobody serves is not found.
fn configuration(hub: &Valid<Hub>) -> Value {
    let resource = |Resource { path, served_by, .. }: &Resource| {
        let below = format!("{path}/*");
        caddy::route(&[path, &below], vec![caddy::proxy(endpoint(served_by, None))])
    };
    let nobody = caddy::route(&[], vec![json!({ "handler": "static_response", "status_code": 404 }).into()]);
    caddy::configuration(GATEWAY, served(hub).map(resource).chain([nobody]).collect())
}

#[cfg(test)]
mod tests {
    use mojaloop_model::{Feature, Participant, Peer, Proxy};
    use mojaloop_presets::CoreTestHarness;

    use super::*;

    fn planned(features: &[Feature], peer: Peer) -> Plan {
        let proxy = Participant::new("lakes").currency("USD").played_by(Proxy::to(peer));
        let bank = Participant::new("greenbank").currency("USD");
        let hub = CoreTestHarness::builder().participants([bank, proxy]).features(features.iter().copied()).build();
        crate::plan(&hub.hub().validate().expect("a valid hub"))
    }

    #[test]
    fn it_hands_on_what_some_service_of_the_hub_serves() {
        let table: &[(&[Feature], &[&str])] = &[
            (&[], &["account-lookup-service", "quoting-service", "ml-api-adapter"]),
            (
                &[Feature::RequestToPay],
                &["account-lookup-service", "quoting-service", "ml-api-adapter", "transaction-requests-service"],
            ),
        ];
        for (features, expected) in table {
            let plan = planned(features, Peer::Adapter("http://adapter.example.org:4100".into()));
            let called: Vec<&str> =
                plan.links.iter().filter(|link| link.from == GATEWAY).map(|link| link.to.as_str()).collect();
            assert_eq!(called, *expected, "{features:?}");
        }
    }

    #[test]
    fn the_hub_calls_its_own_adapter_or_that_of_the_other() {
        let callers = |plan: &Plan, to: &str| {
            let links = plan.links.iter().filter(|link| link.to == to && link.from.starts_with("account-lookup"));
            links.map(|link| link.port).collect::<Vec<_>>()
        };
        let own = planned(&[], Peer::Gateway("http://gateway.example.org:4300".into()));
        let adapter = "inter-scheme-proxy-adapter-lakes";
        assert_eq!(callers(&own, adapter), [4200, 4200]);
        let calls: Vec<(&str, u16)> =
            own.links.iter().filter(|link| link.from == adapter).map(|link| (link.to.as_str(), link.port)).collect();
        assert_eq!(calls, [(GATEWAY, 4300), ("scheme/lakes", 4300)]);
        let other = planned(&[], Peer::Adapter("http://adapter.example.org:4100".into()));
        assert!(other.component(adapter).is_none() && other.component(GATEWAY).is_some());
        assert_eq!(callers(&other, "participant/lakes"), [4100, 4100]);
    }
}
