//! Who may reach whom: nothing, and then exactly the plan's links.

use indexmap::IndexMap;
use k8s_openapi::api::networking::v1::{
    IPBlock, NetworkPolicy, NetworkPolicyEgressRule, NetworkPolicyIngressRule, NetworkPolicyPeer, NetworkPolicyPort,
    NetworkPolicySpec,
};
use k8s_openapi::apimachinery::pkg::apis::meta::v1::{LabelSelector, ObjectMeta};
use k8s_openapi::apimachinery::pkg::util::intstr::IntOrString;
use mojaloop_model::{Operator, PodUsers};

use super::meta::{self, map};
use super::object::{Phase, RawObject};
use super::view::View;
use super::{custom, wait};
use crate::plan::{Component, OperatedStore, Plan};

/// Where API servers listen: behind their service, on most clusters, and on `MicroK8s`. Policies are judged on where
/// a connection ends, and no label leads there.
const API_SERVER_PORTS: &[u16] = &[443, 6443, 16443];

const BOTH_WAYS: [&str; 2] = ["Ingress", "Egress"];

/// What holds for all pods of the namespace.
pub(super) fn of_namespace(plan: &Plan) -> Vec<RawObject> {
    let deny = NetworkPolicySpec {
        pod_selector: LabelSelector::default().into(),
        policy_types: Some(BOTH_WAYS.map(str::to_owned).into()),
        ..NetworkPolicySpec::default()
    };
    let (namespace, port) = dns(plan);
    let dns = NetworkPolicySpec {
        pod_selector: LabelSelector::default().into(),
        policy_types: Some(vec!["Egress".to_owned()]),
        egress: Some(vec![NetworkPolicyEgressRule {
            to: Some(vec![of_namespace_named(namespace)]),
            ports: Some(vec![at("UDP", port), at("TCP", port)]),
        }]),
        ..NetworkPolicySpec::default()
    };
    vec![
        policy(meta::named(plan, "default-deny"), deny)
            .above("Nothing reaches anything, unless another policy says so."),
        policy(meta::named(plan, "allow-dns"), dns).above("Names are looked up by all."),
    ]
}

/// Where names are looked up: `OpenShift` keeps its servers elsewhere, behind another port.
fn dns(plan: &Plan) -> (&'static str, u16) {
    match plan.cluster.users {
        PodUsers::Assigned => ("openshift-dns", 5353),
        _ => ("kube-system", 53),
    }
}

/// What holds for one component: those who call it may reach it, and it may reach those it calls.
pub(super) fn of(view: &View, component: &Component) -> RawObject {
    let plan = view.plan;
    let mut egress: Vec<_> = calls(view, &component.name);
    if wait::asks_api_server(view, component) {
        egress.push(api_server(plan));
    }
    let spec = NetworkPolicySpec {
        pod_selector: view.selector(&component.name).into(),
        policy_types: Some(BOTH_WAYS.map(str::to_owned).into()),
        // Without a rule nothing is let through: a list that is empty would be dropped, and differ ever after.
        ingress: Some(callers(view, component)).filter(|rules| !rules.is_empty()),
        egress: Some(egress).filter(|rules| !rules.is_empty()),
    };
    policy(meta::of(plan, component), spec)
}

/// A store that an operator runs: its members among themselves, its operator, who calls it, and where backups go.
pub(super) fn of_operated(view: &View, store: &OperatedStore) -> RawObject {
    let plan = view.plan;
    let pods = custom::pods(store);
    let own = || peer(pods.clone());
    let from = view.callers(store.kind.name()).iter().map(|link| peer(view.selector(&link.from)));
    let mut ingress = vec![
        NetworkPolicyIngressRule { from: Some(vec![own(), operator(store)]), ports: None },
        NetworkPolicyIngressRule { from: Some(from.collect()), ports: Some(vec![at("TCP", store.port)]) },
    ];
    // A rule without a peer is one for all.
    ingress.retain(|rule| rule.from.as_ref().is_some_and(|from| !from.is_empty()));
    let mut egress = vec![NetworkPolicyEgressRule { to: Some(vec![own()]), ports: None }, api_server(plan)];
    if let Some(backup) = &store.operated.backup {
        let port = backup.endpoint.as_ref().map_or(443, mojaloop_model::Url::port);
        egress.push(NetworkPolicyEgressRule { to: None, ports: Some(vec![at("TCP", port)]) });
    }
    let spec = NetworkPolicySpec {
        pod_selector: pods.clone().into(),
        policy_types: Some(BOTH_WAYS.map(str::to_owned).into()),
        ingress: Some(ingress),
        egress: Some(egress),
    };
    policy(meta::named(plan, store.kind.name()), spec)
}

fn callers(view: &View, component: &Component) -> Vec<NetworkPolicyIngressRule> {
    let plan = view.plan;
    let mut ports: IndexMap<u16, Vec<NetworkPolicyPeer>> = IndexMap::new();
    for link in view.callers(&component.name) {
        ports.entry(link.port).or_default().push(peer(view.selector(&link.from)));
    }
    if let Some(namespace) = plan.cluster.exposure.namespace() {
        for route in plan.routes.iter().filter(|route| route.component == component.name) {
            ports.entry(route.port).or_default().push(of_namespace_named(namespace.as_str()));
        }
    }
    if let Some(port) = component.metrics.filter(|_| plan.cluster.has(Operator::Prometheus)) {
        ports.entry(port).or_default().push(anywhere(meta::by(map([(NAME, "prometheus")]))));
    }
    let rule = |(port, from)| NetworkPolicyIngressRule { from: Some(from), ports: Some(vec![at("TCP", port)]) };
    ports.into_iter().map(rule).collect()
}

fn calls(view: &View, component: &str) -> Vec<NetworkPolicyEgressRule> {
    let rule = |link: &&crate::plan::Link| NetworkPolicyEgressRule {
        to: called(view, &link.to),
        ports: Some(vec![at("TCP", link.port)]),
    };
    view.calls(component).iter().map(rule).collect()
}

/// Whom a link leads to. A host outside that is known by a name can't be said: any at that port.
fn called(view: &View, name: &str) -> Option<Vec<NetworkPolicyPeer>> {
    let plan = view.plan;
    if let Some(outside) = plan.outside(name) {
        let address = outside.host.parse::<std::net::Ipv4Addr>().ok()?;
        return Some(vec![block(format!("{address}/32"))]);
    }
    let pods = plan.operated(name).map_or_else(|| view.selector(name), custom::pods);
    Some(vec![peer(pods)])
}

fn api_server(plan: &Plan) -> NetworkPolicyEgressRule {
    let ports = API_SERVER_PORTS.iter().map(|port| at("TCP", *port));
    let to = plan.cluster.api_server.as_ref().map(|addresses| vec![block(addresses.to_string())]);
    NetworkPolicyEgressRule { to, ports: Some(ports.collect()) }
}

fn block(cidr: String) -> NetworkPolicyPeer {
    NetworkPolicyPeer { ip_block: Some(IPBlock { cidr, except: None }), ..NetworkPolicyPeer::default() }
}

const NAME: &str = "app.kubernetes.io/name";

/// The operator of a store, wherever it runs.
fn operator(store: &OperatedStore) -> NetworkPolicyPeer {
    anywhere(custom::operator(store))
}

fn anywhere(pods: LabelSelector) -> NetworkPolicyPeer {
    NetworkPolicyPeer { namespace_selector: Some(LabelSelector::default()), ..peer(pods) }
}

fn peer(pods: LabelSelector) -> NetworkPolicyPeer {
    NetworkPolicyPeer { pod_selector: Some(pods), ..NetworkPolicyPeer::default() }
}

fn of_namespace_named(namespace: &str) -> NetworkPolicyPeer {
    NetworkPolicyPeer {
        namespace_selector: Some(meta::by(map([("kubernetes.io/metadata.name", namespace)]))),
        ..NetworkPolicyPeer::default()
    }
}

fn at(protocol: &str, port: u16) -> NetworkPolicyPort {
    NetworkPolicyPort { protocol: Some(protocol.to_owned()), port: Some(IntOrString::Int(port.into())), end_port: None }
}

fn policy(metadata: ObjectMeta, spec: NetworkPolicySpec) -> RawObject {
    let policy = NetworkPolicy { metadata, spec: spec.into(), ..NetworkPolicy::default() };
    RawObject::of(Phase::Policy, &policy)
}
