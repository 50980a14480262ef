//! Who reaches whom, by the policies alone: those the plan links, and nobody else.

use std::collections::BTreeSet;

use mojaloop_model::StoreKind;
use mojaloop_render::plan::{Component, Plan};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::Verdict;
use super::objects::{Objects, list, matches, text};

/// A pod, by the component or the store it is of, and the policies that select it.
struct Pod<'o> {
    name: String,
    labels: Value,
    leaving: Vec<&'o Value>,
    entering: Vec<&'o Value>,
}

type Ways = BTreeSet<(String, String, u16)>;

pub fn is_that_of_the_links(plan: &Plan, objects: &Objects) -> Verdict {
    by_labels(plan, objects, |component| Some(objects.template(&component.name)?["metadata"]["labels"].clone()))
}

/// The same of pods whose labels somebody else gives them.
pub fn by_labels(plan: &Plan, objects: &Objects, labels: impl Fn(&Component) -> Option<Value>) -> Verdict {
    let pods = pods(plan, objects, labels);
    let ports: BTreeSet<u16> = plan.links.iter().map(|link| link.port).chain([443, 6443, 1, 3306, 22]).collect();
    let mut open = Ways::new();
    for from in &pods {
        for to in pods.iter().filter(|to| to.name != from.name) {
            for port in &ports {
                let leaves = judged(&from.leaving, to, *port, ("egress", "to"));
                if leaves && judged(&to.entering, from, *port, ("ingress", "from")) {
                    open.insert((from.name.clone(), to.name.clone(), *port));
                }
            }
        }
    }
    let inside = |name: &str| plan.component(name).is_some() || plan.operated(name).is_some();
    let links = plan.links.iter().filter(|link| inside(&link.to));
    let meant: Ways = links.map(|link| (link.from.clone(), link.to.clone(), link.port)).collect();
    prop_assert_eq!(&open, &meant, "too much: {:?}; too little: {:?}", &open - &meant, &meant - &open);
    Ok(())
}

fn pods<'o>(plan: &Plan, objects: &'o Objects, labels: impl Fn(&Component) -> Option<Value>) -> Vec<Pod<'o>> {
    let components = plan.components.iter();
    let components = components.filter_map(|component| Some((component.name.clone(), labels(component)?)));
    // As each operator labels them.
    let operated = plan.operated.iter().map(|store| {
        let labels = match store.kind {
            StoreKind::Mysql => {
                json!({ "app.kubernetes.io/name": "percona-xtradb-cluster", "app.kubernetes.io/instance": "mysql" })
            }
            StoreKind::Kafka => json!({ "strimzi.io/cluster": "kafka", "strimzi.io/pool-name": "brokers" }),
            StoreKind::Redis => json!({ "app": "redis", "role": "replication" }),
            _ => json!({ "app.kubernetes.io/name": "percona-server-mongodb", "app.kubernetes.io/instance": "mongodb" }),
        };
        (store.kind.name().to_owned(), labels)
    });
    let policies = |labels: &Value, way: &str| -> Vec<&'o Value> {
        let specs = objects.kind("NetworkPolicy").map(|policy| &policy["spec"]);
        let both = specs.filter(|spec| list(&spec["policyTypes"]).iter().any(|one| one == way));
        both.filter(|spec| selects(&spec["podSelector"], labels)).collect()
    };
    let all = components.chain(operated);
    all.map(|(name, labels)| {
        let (leaving, entering) = (policies(&labels, "Egress"), policies(&labels, "Ingress"));
        Pod { name, labels, leaving, entering }
    })
    .collect()
}

/// Whether the policies of a pod let it send to, or take from, another: one that no policy selects may do anything.
fn judged(policies: &[&Value], other: &Pod, port: u16, (rules, peers): (&str, &str)) -> bool {
    policies.is_empty()
        || policies.iter().flat_map(|spec| list(&spec[rules])).any(|rule| {
            let at_port = rule.get("ports").is_none()
                || list(&rule["ports"]).iter().any(|one| one["port"] == port && one["protocol"] == "TCP");
            let is_peer = match rule.get(peers) {
                // Anywhere: pods are somewhere, too. The API server's ports are no component's.
                None => true,
                Some(peers) => list(peers).iter().any(|peer| is(peer, other)),
            };
            at_port && is_peer
        })
}

fn is(peer: &Value, pod: &Pod) -> bool {
    // All pods here are of the hub's own namespace, which is neither the resolver's nor the controller's.
    let own_namespace = match peer.get("namespaceSelector") {
        None => true,
        Some(selector) => selector.as_object().is_some_and(serde_json::Map::is_empty),
    };
    own_namespace && peer.get("podSelector").is_some_and(|selector| selects(selector, &pod.labels))
}

fn selects(selector: &Value, labels: &Value) -> bool {
    let by_labels = selector.get("matchLabels").is_none_or(|wanted| matches(wanted, labels));
    by_labels
        && list(&selector["matchExpressions"]).iter().all(|expression| {
            let value = labels.get(text(&expression["key"]));
            assert_eq!(expression["operator"], "In", "the only one that is used");
            value.is_some_and(|value| list(&expression["values"]).contains(value))
        })
}
