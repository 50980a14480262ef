//! Who calls whom: read off the values, so that nothing that carries an address is missed.

use indexmap::{IndexMap, IndexSet};
use mojaloop_model::catalogue;
use serde::Serialize;

use super::{CalledBy, Component, Content, Endpoint, File, OutsideKind, Plan, Role, Variable};

/// One component calls another, or something outside.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Link {
    /// Who calls.
    pub from: String,
    /// Who is called: a component, or what is outside under that name.
    pub to: String,
    /// At which port.
    pub port: u16,
}

pub(super) fn of(plan: &Plan) -> Vec<Link> {
    let files: IndexMap<&str, &File> = plan.files.iter().map(|file| (file.path.as_str(), file)).collect();
    let mut links = IndexSet::new();
    for component in &plan.components {
        let mut add = |from: &str, endpoint: &Endpoint| {
            if endpoint.component != from {
                let Endpoint { component: to, port } = endpoint.clone();
                links.insert(Link { from: from.to_owned(), to, port });
            }
        };
        for variable in component.variables.values() {
            if let Variable::Text(text) = variable {
                text.references().for_each(|endpoint| add(&component.name, endpoint));
            }
        }
        component
            .arguments
            .iter()
            .flat_map(super::Text::references)
            .for_each(|endpoint| add(&component.name, endpoint));
        for file in component.mounts.iter().filter_map(|mount| files.get(mount.file.as_str())) {
            if let Content::Json(value) = &file.content {
                let from = match &file.called_by {
                    CalledBy::Mounter => &component.name,
                    CalledBy::Component(name) => name,
                    CalledBy::Nobody => continue,
                };
                value.references().into_iter().for_each(|endpoint| add(from, endpoint));
            }
        }
        for endpoint in called_by_catalogue(plan, component) {
            add(&component.name, &endpoint);
        }
    }
    // By caller, in the components' order: a file's addresses may be called by another than who mounts it.
    let order: IndexMap<&str, usize> = plan.components.iter().enumerate().map(|(i, c)| (c.name.as_str(), i)).collect();
    links.sort_by_key(|link| order.get(link.from.as_str()).copied());
    links.into_iter().collect()
}

/// Addresses a workload reads from a table or is handed: the catalogue says which.
fn called_by_catalogue(plan: &Plan, component: &Component) -> Vec<Endpoint> {
    let Some((_, workload)) = catalogue::workload(&component.name).filter(|_| component.role == Role::Service) else {
        return Vec::new();
    };
    let named = workload.calls.iter().filter(|name| plan.component(name).is_some());
    let mut called: Vec<Endpoint> = named
        .filter_map(|name| catalogue::workload(name))
        .map(|(_, callee)| Endpoint::new(callee.name, callee.main_port()))
        .collect();
    if workload.callbacks {
        if let Some((_, toolkit)) = catalogue::workload(catalogue::TOOLKIT) {
            called.push(Endpoint::new(toolkit.name, toolkit.main_port()));
        }
        let players = plan.components.iter().filter(|other| !other.answers_for.is_empty());
        called.extend(players.filter_map(|other| Some(Endpoint::new(&other.name, other.ports.first()?.number))));
        let participants = plan.outside.iter().filter(|outside| outside.kind == OutsideKind::Participant);
        called.extend(participants.map(|outside| Endpoint::new(&outside.name, outside.port)));
    }
    called
}
