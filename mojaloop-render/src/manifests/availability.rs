//! What keeps a hub up: where its pods lie, how many may be away, who goes first, and how many there are.

use k8s_openapi::api::autoscaling::v2::{
    CrossVersionObjectReference, HorizontalPodAutoscaler, HorizontalPodAutoscalerSpec, MetricSpec, MetricTarget,
    ResourceMetricSource,
};
use k8s_openapi::api::core::v1::TopologySpreadConstraint;
use k8s_openapi::api::policy::v1::{PodDisruptionBudget, PodDisruptionBudgetSpec};
use k8s_openapi::api::scheduling::v1::PriorityClass;
use k8s_openapi::apimachinery::pkg::apis::meta::v1::ObjectMeta;
use k8s_openapi::apimachinery::pkg::util::intstr::IntOrString;
use mojaloop_model::Nodes;

use super::meta;
use super::object::{Phase, RawObject};
use super::view::View;
use crate::plan::{Component, Plan, Role, Run};

const ZONE: &str = "topology.kubernetes.io/zone";
const NODE: &str = "kubernetes.io/hostname";

/// Where the pods of a component that runs more than once lie: evenly over what fails apart.
pub(super) fn spread(view: &View, component: &Component) -> Option<Vec<TopologySpreadConstraint>> {
    if most(component) < 2 {
        return None;
    }
    let over = match view.plan.cluster.nodes {
        Nodes::Zones => vec![(ZONE, "DoNotSchedule"), (NODE, "ScheduleAnyway")],
        Nodes::Several => vec![(NODE, "DoNotSchedule")],
        // One node has to take them all.
        _ => vec![(NODE, "ScheduleAnyway")],
    };
    let constraint = |(key, otherwise): (&str, &str)| TopologySpreadConstraint {
        max_skew: 1,
        topology_key: key.to_owned(),
        when_unsatisfiable: otherwise.to_owned(),
        label_selector: Some(view.selector(&component.name)),
        // An update is spread by itself: old pods don't count.
        match_label_keys: (component.role == Role::Service).then(|| vec!["pod-template-hash".to_owned()]),
        // A node that is drained or lost is none to spread over, or its pods would wait for it.
        node_taints_policy: Some("Honor".to_owned()),
        ..TopologySpreadConstraint::default()
    };
    Some(over.into_iter().map(constraint).collect())
}

fn most(component: &Component) -> u32 {
    component.autoscale.map_or(component.replicas, |autoscale| autoscale.most.max(component.replicas))
}

/// How many of a component may be away at a time: one. A single one has no budget, or its node could never be drained.
pub(super) fn budget(view: &View, component: &Component) -> Option<RawObject> {
    let budget = || PodDisruptionBudget {
        metadata: meta::of(view.plan, component),
        spec: Some(PodDisruptionBudgetSpec {
            max_unavailable: Some(IntOrString::Int(1)),
            selector: Some(view.selector(&component.name)),
            // A pod that does not work holds nothing up.
            unhealthy_pod_eviction_policy: Some("AlwaysAllow".to_owned()),
            ..PodDisruptionBudgetSpec::default()
        }),
        ..PodDisruptionBudget::default()
    };
    (component.replicas > 1).then(|| RawObject::of(Phase::Policy, &budget()))
}

/// How a component is scaled by load.
pub(super) fn autoscaler(view: &View, component: &Component) -> Option<RawObject> {
    let autoscale = component.autoscale?;
    let number = |n: u32| i32::try_from(n).unwrap_or(i32::MAX);
    let spec = HorizontalPodAutoscalerSpec {
        min_replicas: Some(number(component.replicas)),
        max_replicas: number(autoscale.most),
        metrics: Some(vec![MetricSpec {
            type_: "Resource".to_owned(),
            resource: Some(ResourceMetricSource {
                name: "cpu".to_owned(),
                target: MetricTarget {
                    type_: "Utilization".to_owned(),
                    average_utilization: Some(number(autoscale.cpu_percent)),
                    ..MetricTarget::default()
                },
            }),
            ..MetricSpec::default()
        }]),
        scale_target_ref: CrossVersionObjectReference {
            api_version: Some("apps/v1".to_owned()),
            kind: "Deployment".to_owned(),
            name: view.object(component).to_owned(),
        },
        ..HorizontalPodAutoscalerSpec::default()
    };
    let autoscaler = HorizontalPodAutoscaler {
        metadata: meta::of(view.plan, component),
        spec: spec.into(),
        ..HorizontalPodAutoscaler::default()
    };
    Some(RawObject::of(Phase::Policy, &autoscaler))
}

/// Who is placed first, and who gives way: stores, then what runs always, then what runs once.
const PRIORITIES: &[(&str, i32, &str)] = &[
    ("stores", 1_000_000, "stores: nothing works without them"),
    ("services", 900_000, "services of the hub"),
    ("jobs", 800_000, "what runs once: it can wait"),
];

/// The name of a component's priority class. It is of the whole cluster, so the namespace is part of it.
pub(super) fn priority_of(plan: &Plan, component: &Component) -> String {
    let class = match (component.role, component.run) {
        (Role::Store, _) => "stores",
        (_, Run::Always) => "services",
        _ => "jobs",
    };
    priority_name(plan, class)
}

pub(super) fn priority_name(plan: &Plan, class: &str) -> String {
    format!("{}-{class}", plan.namespace)
}

/// The priority classes.
pub(super) fn priorities(plan: &Plan) -> impl Iterator<Item = RawObject> {
    PRIORITIES.iter().map(|(class, value, words)| {
        let class = PriorityClass {
            metadata: ObjectMeta { namespace: None, ..meta::named(plan, &priority_name(plan, class)) },
            value: (*value).into(),
            description: Some(format!("Hub {}: {words}.", plan.name)),
            // Nobody else's pod is ended for it.
            preemption_policy: Some("Never".to_owned()),
            ..PriorityClass::default()
        };
        RawObject::of(Phase::Policy, &class)
    })
}
