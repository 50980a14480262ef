//! A hub's namespace: who its pods are, and what they may take together.

use std::collections::BTreeMap;

use k8s_openapi::api::core::v1::{
    LimitRange, LimitRangeItem, LimitRangeSpec, Namespace, ResourceQuota, ResourceQuotaSpec, ServiceAccount,
};
use k8s_openapi::apimachinery::pkg::api::resource::Quantity;
use k8s_openapi::apimachinery::pkg::apis::meta::v1::ObjectMeta;
use mojaloop_model::{Cpu, Memory, Nodes};

use super::custom;
use super::meta;
use super::object::{Phase, RawObject};
use super::view::View;
use crate::plan::{Component, Plan, Role, Run};

/// The namespace, in which no pod may do more than the profile `restricted` allows.
pub(super) fn of(plan: &Plan) -> RawObject {
    let mut labels = meta::of_hub(plan);
    let mode = |mode: &str| (format!("pod-security.kubernetes.io/{mode}"), "restricted".to_owned());
    labels.extend(["enforce", "audit", "warn"].map(mode));
    let namespace = Namespace {
        metadata: ObjectMeta { name: Some(plan.namespace.clone()), labels: Some(labels), ..ObjectMeta::default() },
        ..Namespace::default()
    };
    RawObject::of(Phase::Namespaces, &namespace)
}

/// The account of a component. It has no rights and no token but those its init container needs to wait.
pub(super) fn account(view: &View, component: &Component) -> RawObject {
    let account = ServiceAccount {
        metadata: meta::of(view.plan, component),
        automount_service_account_token: Some(false),
        ..ServiceAccount::default()
    };
    RawObject::of(Phase::Policy, &account)
}

/// What everything may take together, so that a mistake here is none elsewhere.
pub(super) fn quota(plan: &Plan) -> RawObject {
    let sum = total(plan);
    let hard = BTreeMap::from([
        ("requests.cpu".to_owned(), Quantity(sum.cpu.to_string())),
        ("requests.memory".to_owned(), Quantity(sum.asks.to_string())),
        ("limits.memory".to_owned(), Quantity(sum.most.to_string())),
        ("requests.storage".to_owned(), Quantity(sum.disk.to_string())),
        ("pods".to_owned(), Quantity(sum.pods.to_string())),
    ]);
    let quota = ResourceQuota {
        metadata: meta::named(plan, "hub"),
        spec: Some(ResourceQuotaSpec { hard: Some(hard), ..ResourceQuotaSpec::default() }),
        ..ResourceQuota::default()
    };
    let above = "What the hub takes at most: every pod it may run, one more of each while it is updated where there \
                 is room for it, and what runs once.";
    RawObject::of(Phase::Policy, &quota).above(above)
}

/// What a container gets that says nothing itself: one that somebody starts by hand, or an operator's.
pub(super) fn limits(plan: &Plan) -> RawObject {
    let quantities = |entries: &[(&str, &str)]| {
        let entries = entries.iter().map(|(name, amount)| ((*name).to_owned(), Quantity((*amount).to_owned())));
        Some(entries.collect())
    };
    let limits = LimitRange {
        metadata: meta::named(plan, "hub"),
        spec: Some(LimitRangeSpec {
            limits: vec![LimitRangeItem {
                type_: "Container".to_owned(),
                default: quantities(&[("memory", "256Mi")]),
                default_request: quantities(&[("cpu", "50m"), ("memory", "64Mi")]),
                ..LimitRangeItem::default()
            }],
        }),
    };
    RawObject::of(Phase::Policy, &limits)
}

/// What some pods take together.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Taken {
    pub(super) pods: u32,
    pub(super) cpu: Cpu,
    pub(super) asks: Memory,
    pub(super) most: Memory,
    pub(super) disk: Memory,
}

impl Taken {
    /// So many of one pod.
    pub(super) fn times(self, pods: u32) -> Self {
        let memory = |memory: Memory| Memory::bytes(memory.as_bytes().saturating_mul(pods.into()));
        Self {
            pods: self.pods.saturating_mul(pods),
            cpu: Cpu::millicores(self.cpu.as_millicores().saturating_mul(pods.into())),
            asks: memory(self.asks),
            most: memory(self.most),
            disk: memory(self.disk),
        }
    }

    pub(super) fn and(self, other: Self) -> Self {
        Self {
            pods: self.pods.saturating_add(other.pods),
            cpu: Cpu::millicores(self.cpu.as_millicores().saturating_add(other.cpu.as_millicores())),
            asks: self.asks.saturating_add(other.asks),
            most: self.most.saturating_add(other.most),
            disk: self.disk.saturating_add(other.disk),
        }
    }
}

pub(super) fn total(plan: &Plan) -> Taken {
    let components = plan.components.iter().map(|component| of_component(plan, component));
    components.chain(plan.operated.iter().map(custom::takes)).fold(Taken::default(), Taken::and)
}

/// The least an init container asks for, and may take.
const WAITING: (Memory, Memory) = (Memory::mebibytes(64), Memory::mebibytes(128));

fn of_component(plan: &Plan, component: &Component) -> Taken {
    let resources = &component.resources;
    let disk = component.volumes.values().fold(Memory::ZERO, |sum, volume| sum.saturating_add(volume.size));
    let one = Taken {
        pods: 1,
        cpu: resources.cpu_reserved,
        asks: resources.reserved.max(WAITING.0),
        most: resources.memory.max(WAITING.1),
        disk,
    };
    let most = component.autoscale.map_or(component.replicas, |autoscale| autoscale.most.max(component.replicas));
    // A second pod beside the first while it is updated; data has no second.
    let room = plan.cluster.nodes != Nodes::Single && component.role == Role::Service && component.run == Run::Always;
    one.times(most.saturating_add(u32::from(room)))
}
