//! Rules of the platform: ports and memory.

use indexmap::IndexMap;

use super::{Sink, list};
use crate::hub::Hub;
use crate::nearest;
use crate::quantity::Memory;
use crate::resolve::{HostPort, Resolved, TEST_JOB};
use crate::store::StoreKind;

pub(super) fn ports_are_in_range(hub: &Hub, resolved: &Resolved, sink: &mut Sink) {
    for port in resolved.ports.iter().filter(|port| !(1..=65_535).contains(&port.outer)) {
        sink.fault(
            place(hub, port),
            format!("port {} of `{}` is none", port.outer, port.id),
            "expected a port between 1 and 65535: lower `platform.containers.portOffset`, or name the port",
        );
    }
    let asked = |kind: StoreKind| match hub.stores.provisioning(kind) {
        crate::store::Provisioning::External(external) => external.port,
        _ => None,
    };
    for kind in StoreKind::ALL.iter().filter(|kind| asked(**kind) == Some(0)) {
        sink.fault(
            format!("stores.{kind}.provisioning.external.port"),
            "port 0 is none",
            "expected a port between 1 and 65535",
        );
    }
}

pub(super) fn ports_are_used_once(hub: &Hub, resolved: &Resolved, sink: &mut Sink) {
    let mut taken: IndexMap<u32, &HostPort> = IndexMap::new();
    for port in &resolved.ports {
        if let Some(other) = taken.get(&port.outer) {
            // Told where the hub chose it, if one of the two was chosen.
            let at = if is_asked(hub, port) { port } else { *other };
            sink.fault(
                place(hub, at),
                format!("port {} is taken by `{}` and by `{}`", port.outer, other.id, port.id),
                "give one of them another port in `platform.containers.ports`",
            );
        } else {
            taken.insert(port.outer, port);
        }
    }
}

pub(super) fn ports_are_known(hub: &Hub, resolved: &Resolved, sink: &mut Sink) {
    let containers = hub.platform.containers();
    for id in containers.ports.keys().filter(|id| resolved.ports.iter().all(|port| port.id != **id)) {
        let help = match nearest(id.as_str(), resolved.ports.iter().map(|port| port.id.as_str())) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("expected one of {}", list(resolved.ports.iter().map(|port| port.id.as_str()))),
        };
        sink.fault(format!("platform.containers.ports.{id}"), format!("this hub has no port `{id}`"), help);
    }
}

pub(super) fn published_run_once(hub: &Hub, resolved: &Resolved, sink: &mut Sink) {
    for running in resolved.workloads.iter().filter(|running| running.replicas > 1) {
        for port in resolved.ports.iter().filter(|port| port.component == running.name) {
            sink.fault(
                place(hub, port),
                format!("`{}` runs {} times and can't share port {}", port.component, running.replicas, port.outer),
                "run it once, or don't name a port for it",
            );
        }
    }
}

/// Container engines and Kubernetes count bytes in 63 bits.
const MOST_MEMORY: Memory = Memory::bytes(i64::MAX as u64);

pub(super) fn sums_can_be_said(hub: &Hub, resolved: &Resolved, sink: &mut Sink) {
    let said = |sum: Option<Memory>| sum.is_some_and(|sum| sum <= MOST_MEMORY);
    for share in &resolved.budget.shares {
        if !said(share.limit.checked_mul(share.replicas)) {
            sink.fault(
                memory_of(hub, resolved, &share.name),
                format!("{} times {} is more memory than can be said", share.replicas, share.limit),
                "expected less than 8 EiB in all",
            );
        }
    }
    if !said(resolved.budget.floor())
        || !said(resolved.budget.limits())
        || hub.memory.is_some_and(|all| !said(Some(all)))
    {
        sink.fault(
            "memory",
            "all workloads together take more memory than can be said",
            "expected less than 8 EiB in all",
        );
    }
}

pub(super) fn limits_cover_floors(hub: &Hub, resolved: &Resolved, sink: &mut Sink) {
    for running in &resolved.workloads {
        let name = &running.name;
        let floor = running.workload.footprint.floor;
        let asked = hub.workload_settings(running.service.name, running.workload.name).and_then(|s| s.memory);
        if let Some(memory) = asked.filter(|memory| *memory < floor) {
            sink.fault(
                memory_of(hub, resolved, name),
                format!("`{memory}` is less than `{name}` needs"),
                format!("expected at least {floor}"),
            );
        }
    }
}

pub(super) fn everything_fits(_: &Hub, resolved: &Resolved, sink: &mut Sink) {
    let budget = &resolved.budget;
    let (Some(total), Some(floor)) = (budget.total, budget.floor()) else {
        return;
    };
    if floor <= total {
        return;
    }
    let mut largest: Vec<_> = budget.shares.iter().filter_map(|s| Some((s.needs()?, s))).collect();
    largest.sort_by_key(|(needs, share)| (std::cmp::Reverse(*needs), &share.name));
    let three = largest.iter().take(3).map(|(needs, share)| match share.replicas {
        1 => format!("{} {needs}", share.name),
        n => format!("{} {needs} for {n}", share.name),
    });
    let three = three.collect::<Vec<_>>().join(", ");
    sink.fault(
        "memory",
        format!("everything needs {floor} at least, which is more than {total}; the largest are {three}"),
        format!("give it at least {floor}, or run less"),
    );
}

fn is_asked(hub: &Hub, port: &HostPort) -> bool {
    let containers = hub.platform.containers();
    containers.ports.contains_key(&port.id)
}

fn place(hub: &Hub, port: &HostPort) -> String {
    if is_asked(hub, port) {
        format!("platform.containers.ports.{}", port.id)
    } else {
        "platform.containers.portOffset".to_owned()
    }
}

fn memory_of(hub: &Hub, resolved: &Resolved, component: &str) -> String {
    match resolved.running(component).map(|running| (running.service.name, running.workload.name)) {
        Some((service, workload)) if hub.workload_settings(service, workload).is_some() => {
            format!("services.{service}.workloads.{workload}.memory")
        }
        _ if component == TEST_JOB => "memory".to_owned(),
        _ => format!("stores.{component}"),
    }
}
