//! Which ports of a hub are reached, by whom, and as what.

use super::{Resolved, Running};
use crate::catalogue::{INSPECTOR_PORT, Port, Reach};
use crate::hub::Hub;
use crate::text::PortId;

/// A port opened on the machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HostPort {
    /// Its name: the component's, and after a dot the port's where it has several.
    pub id: PortId,
    /// The component behind it.
    pub component: String,
    /// The port it listens on.
    pub inner: u16,
    /// The port on the machine; out of range when an offset carries it over 65535.
    pub outer: u32,
    /// Who may reach it.
    pub reach: Reach,
}

/// A port reached from outside a cluster.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Route {
    /// Its name: the component's, and after a dot the port's where it has several.
    pub id: PortId,
    /// The component behind it.
    pub component: String,
    /// The port it listens on.
    pub port: u16,
    /// The name it is reached by.
    pub host: String,
}

impl Hub {
    pub(super) fn host_ports(&self, workloads: &[Running]) -> Vec<HostPort> {
        let containers = self.platform.containers();
        let mut ports = Vec::new();
        for running in workloads {
            let workload = running.workload;
            let own = workload.ports.iter().enumerate();
            let own = own.map(|(index, port)| (port_id(running, index), port.number, port.host, port.reach));
            let inspector = workload.inspector.filter(|_| self.is_inspected(running.service));
            // Who reaches it runs what he likes.
            let inspector = inspector.map(|host| {
                (PortId::from(format!("{}.inspector", running.name)), INSPECTOR_PORT, Some(host), Reach::Machine)
            });
            for (id, inner, host, reach) in own.chain(inspector) {
                let asked = containers.ports.get(&id).map(|p| u32::from(*p));
                let usual = host.map(|p| u32::from(p) + u32::from(containers.port_offset));
                // More than one replica can't share a port of the machine: they stay inside.
                if let Some(outer) = asked.or(usual.filter(|_| running.replicas < 2)) {
                    ports.push(HostPort { id, component: running.name.clone(), inner, outer, reach });
                }
            }
        }
        ports
    }

    pub(super) fn routes(&self, workloads: &[Running]) -> Vec<Route> {
        let cluster = self.platform.cluster();
        let Some(domain) = cluster.exposure.domain() else { return Vec::new() };
        let mut routes = Vec::new();
        for (id, running, port) in openable(workloads) {
            if cluster.open.is_empty() || cluster.open.contains(&id) {
                let name = port.subdomain.map_or_else(|| id.as_str().replace('.', "-"), str::to_owned);
                let (component, host) = (running.name.clone(), format!("{name}.{domain}"));
                routes.push(Route { id, component, port: port.number, host });
            }
        }
        routes
    }
}

impl Resolved {
    /// The ports somebody outside may want to reach.
    pub(crate) fn openable(&self) -> impl Iterator<Item = (PortId, &Running, &'static Port)> {
        openable(&self.workloads)
    }

    /// Whether that is a port of one machine only, since it asks nobody who he is.
    pub(crate) fn is_unguarded(&self, id: &PortId) -> bool {
        let is_so = |running: &Running| {
            let mut ports = running.workload.ports.iter().enumerate();
            ports.any(|(index, port)| port.reach == Reach::Machine && port_id(running, index) == *id)
        };
        self.workloads.iter().any(is_so)
    }
}

/// The ports somebody outside may want to reach.
fn openable(workloads: &[Running]) -> impl Iterator<Item = (PortId, &Running, &'static Port)> {
    workloads.iter().flat_map(|running| {
        let is_open = |port: &Port| port.host.is_some() && port.reach != Reach::Machine;
        let ports = running.workload.ports.iter().enumerate().filter(move |(_, port)| is_open(port));
        ports.map(move |(index, port)| (port_id(running, index), running, port))
    })
}

/// A port's name among those that are open: its component's, and after a dot its own where it is not the first.
fn port_id(running: &Running, index: usize) -> PortId {
    match running.workload.ports.get(index).filter(|_| index > 0) {
        Some(port) => format!("{}.{}", running.name, port.name).into(),
        None => running.name.as_str().into(),
    }
}
