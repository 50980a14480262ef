//! How components are called: a service each.

use k8s_openapi::api::core::v1::{Service, ServicePort, ServiceSpec};
use k8s_openapi::apimachinery::pkg::util::intstr::IntOrString;

use super::meta;
use super::object::{Phase, RawObject};
use super::view::View;
use crate::plan::{Component, Role};

pub(super) fn of(view: &View, component: &Component) -> Option<RawObject> {
    if component.ports.is_empty() {
        return None;
    }
    let ports = component.ports.iter().map(|port| ServicePort {
        name: Some(port.name.clone()),
        port: port.number.into(),
        target_port: Some(IntOrString::String(port.name.clone())),
        ..ServicePort::default()
    });
    let service = Service {
        metadata: meta::of(view.plan, component),
        spec: Some(ServiceSpec {
            // A store has no balancer before it: who calls it, calls its pod.
            cluster_ip: (component.role == Role::Store).then(|| "None".to_owned()),
            selector: Some(view.selecting(&component.name)),
            ports: Some(ports.collect()),
            ..ServiceSpec::default()
        }),
        ..Service::default()
    };
    Some(RawObject::of(Phase::Services, &service))
}
