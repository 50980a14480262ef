//! A component's container.

use std::collections::BTreeMap;

use k8s_openapi::api::core::v1::{
    Capabilities, Container, ContainerPort, EnvVar, EnvVarSource, ExecAction, HTTPGetAction, Lifecycle,
    LifecycleHandler, Probe, ResourceRequirements, SecretKeySelector, SecurityContext, SleepAction, VolumeMount,
};
use k8s_openapi::apimachinery::pkg::api::resource::Quantity;
use k8s_openapi::apimachinery::pkg::util::intstr::IntOrString;
use mojaloop_model::catalogue::Hardening;
use mojaloop_model::{Cpu, ImageRef, Memory};

use super::reference::InPod;
use super::view::View;
use crate::plan::{Component, Health, Plan, Run, Variable};

pub(super) fn of(view: &View, component: &Component, mounts: Vec<VolumeMount>) -> Container {
    let always = component.run == Run::Always;
    let probes = component.health.as_ref().filter(|_| always);
    Container {
        name: component.name.clone(),
        image: Some(image(view.plan, &component.image)),
        // As its arguments: what the image starts them with stays.
        args: Some(component.words(&InPod(view.references()))).filter(|words| !words.is_empty()),
        env: Some(variables(view, component)).filter(|all| !all.is_empty()),
        ports: Some(ports(component)).filter(|all| !all.is_empty()),
        resources: Some(takes(component)),
        startup_probe: probes.map(starting),
        readiness_probe: probes.map(ready),
        liveness_probe: probes.map(alive),
        lifecycle: (always && !component.ports.is_empty()).then(leaves_slowly),
        security_context: Some(SecurityContext {
            capabilities: Some(capabilities(component.hardening)),
            ..confined(component.hardening.read_only)
        }),
        volume_mounts: Some(mounts).filter(|all| !all.is_empty()),
        ..Container::default()
    }
}

/// An image, from the hub's own mirror unless its name says which registry it is of.
pub(super) fn image(plan: &Plan, image: &ImageRef) -> String {
    match &plan.cluster.registry {
        Some(registry) if !image.names_registry() => format!("{registry}/{image}"),
        _ => image.to_string(),
    }
}

fn variables(view: &View, component: &Component) -> Vec<EnvVar> {
    let variables = component.variables.iter().map(|(name, variable)| match variable {
        Variable::Text(text) => {
            EnvVar { name: name.clone(), value: Some(text.resolve(&InPod(view.references()))), value_from: None }
        }
        Variable::Secret(id) => EnvVar {
            name: name.clone(),
            value: None,
            value_from: Some(EnvVarSource {
                secret_key_ref: Some(SecretKeySelector {
                    name: id.clone(),
                    key: view.key(id).to_owned(),
                    optional: None,
                }),
                ..EnvVarSource::default()
            }),
        },
    });
    variables.collect()
}

fn ports(component: &Component) -> Vec<ContainerPort> {
    let ports = component.ports.iter();
    ports
        .map(|port| ContainerPort {
            name: Some(port.name.clone()),
            container_port: port.number.into(),
            ..ContainerPort::default()
        })
        .collect()
}

/// What a component's container asks for, and what it may take.
pub(crate) fn takes(component: &Component) -> ResourceRequirements {
    let known = &component.resources;
    resources(known.reserved, known.memory, known.cpu_reserved, known.cpu)
}

/// What a container asks for, and what it may take.
pub(super) fn resources(asks: Memory, most: Memory, cpu: Cpu, most_cpu: Option<Cpu>) -> ResourceRequirements {
    let quantity = |name: &str, amount: String| (name.to_owned(), Quantity(amount));
    let requests = [quantity("cpu", cpu.to_string()), quantity("memory", asks.to_string())];
    let limits = most_cpu.map(|cpu| quantity("cpu", cpu.to_string())).into_iter();
    ResourceRequirements {
        requests: Some(requests.into()),
        limits: Some(limits.chain([quantity("memory", most.to_string())]).collect::<BTreeMap<_, _>>()),
        claims: None,
    }
}

/// As the profile `restricted` wants it.
pub(super) fn confined(read_only: bool) -> SecurityContext {
    SecurityContext {
        allow_privilege_escalation: Some(false),
        capabilities: Some(Capabilities { drop: Some(vec!["ALL".to_owned()]), add: None }),
        read_only_root_filesystem: Some(read_only),
        ..SecurityContext::default()
    }
}

/// The only one that the profile `restricted` lets a container keep.
const BINDS: &str = "NET_BIND_SERVICE";

/// None, but for a program whose file asks for one: it could not be started without.
fn capabilities(hardening: Hardening) -> Capabilities {
    let kept: Vec<String> =
        hardening.capabilities.iter().filter(|one| **one == BINDS).map(ToString::to_string).collect();
    Capabilities { drop: Some(vec!["ALL".to_owned()]), add: Some(kept).filter(|kept| !kept.is_empty()) }
}

/// Once a second for five minutes, so that nothing waits for a poll, and a slow machine is no failure.
fn starting(health: &Health) -> Probe {
    Probe { period_seconds: Some(1), timeout_seconds: Some(5), failure_threshold: Some(300), ..asking(health) }
}

/// Out of its service after half a minute.
fn ready(health: &Health) -> Probe {
    Probe { period_seconds: Some(10), timeout_seconds: Some(5), failure_threshold: Some(3), ..asking(health) }
}

/// Started anew after four minutes: a rebalance of consumers may take one, and a restart makes another; a store
/// that is away for three is no reason to restart all who call it.
fn alive(health: &Health) -> Probe {
    Probe { period_seconds: Some(20), timeout_seconds: Some(10), failure_threshold: Some(12), ..asking(health) }
}

fn asking(health: &Health) -> Probe {
    match health {
        Health::Http { port, path } => Probe {
            http_get: Some(HTTPGetAction {
                path: Some(path.clone()),
                port: IntOrString::Int((*port).into()),
                ..HTTPGetAction::default()
            }),
            ..Probe::default()
        },
        Health::Command(command) => {
            Probe { exec: Some(ExecAction { command: Some(command.clone()) }), ..Probe::default() }
        }
    }
}

/// It goes on while others still send to it: that it leaves takes seconds to get about.
fn leaves_slowly() -> Lifecycle {
    Lifecycle {
        pre_stop: Some(LifecycleHandler { sleep: Some(SleepAction { seconds: 5 }), ..LifecycleHandler::default() }),
        ..Lifecycle::default()
    }
}
