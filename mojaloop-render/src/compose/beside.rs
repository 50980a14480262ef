//! Files beside `compose.yaml`: what is said over it, and what is only for some machines.

use serde_json::{Map, Value, json};

use super::File;
use super::knobs::{CA_BUNDLE, HTTP_PROXY, HTTPS_PROXY, NO_PROXY, is_built};
use super::service::{MACHINE, bind};
use crate::bundle::{Body, DraftFile};
use crate::plan::{Component, OWN_FOLDER, OutsideKind, Plan, Role};
use crate::yaml::Comments;

/// The files that Compose reads by itself.
pub(super) const USUAL: &[&str] = &["compose.yaml", OVERRIDE];

const OVERRIDE: &str = "compose.override.yaml";
/// What calls leave this machine by.
pub(super) const PROXY: &str = "compose.proxy.yaml";
/// Whom calls that leave this machine trust.
pub(super) const AUTHORITIES: &str = "compose.ca.yaml";

/// What a user says over the rendered file, and the files that `COMPOSE_FILE` can name as well.
pub(super) fn files(plan: &Plan, project: &File) -> Vec<DraftFile> {
    let yaml = |path: &str, services: Map<String, Value>, head: &str| {
        let comments = Comments::default().head(head);
        DraftFile::new(path, Body::Yaml { tree: json!({ "services": services }), comments }).origin("platform")
    };
    let by_proxy = if leaves(plan).next().is_some() || plan.components.iter().any(is_built) {
        "Calls that leave this machine go by a proxy, and those between the hub's own do not"
    } else {
        "Where the engine tells every container of a proxy: calls between the hub's own go by none"
    };
    let mut files = vec![
        yaml(OVERRIDE, Map::new(), &example(plan)).seeded(),
        yaml(PROXY, proxy(plan, project), &read_with(PROXY, by_proxy)),
    ];
    let authorities = authorities(plan);
    if !authorities.is_empty() {
        let does = "What leaves this machine trusts authorities of your own";
        files.push(yaml(AUTHORITIES, authorities, &read_with(AUTHORITIES, does)));
    }
    files
}

/// What calls something that is not part of the hub, by HTTP.
pub(super) fn leaves(plan: &Plan) -> impl Iterator<Item = &Component> {
    let is_far = |name: &str| plan.outside(name).is_some_and(|outside| outside.kind != OutsideKind::Store);
    let leaves = move |name: &str| plan.links.iter().any(|link| link.from == name && is_far(&link.to));
    plan.components.iter().filter(move |component| leaves(&component.name))
}

/// Whether it calls what is no store.
pub(super) fn calls_by_http(plan: &Plan, component: &Component) -> bool {
    plan.links.iter().any(|link| link.from == component.name && !plan.is_store(&link.to))
}

fn read_with(file: &str, does: &str) -> String {
    format!("{does}, with this in .env:\n\nCOMPOSE_FILE={}:{file}", USUAL.join(":"))
}

fn example(plan: &Plan) -> String {
    const HEAD: &str = "What should differ on this machine only. This file is yours: Compose reads it after compose.yaml,\n\
                        and no render changes it. Like:";
    let service = plan.components.iter().find(|component| component.role == Role::Service);
    let service =
        service.map(|component| format!("services:\n  {}:\n    environment:\n      LOG_LEVEL: debug", component.name));
    let volume = plan.components.iter().flat_map(|component| component.volumes.keys()).next();
    let volume = volume.map(|volume| {
        format!(
            "Or, once the hub has been started, to keep a volume from `docker compose down --volumes`:\n\nvolumes:\n  \
             {volume}:\n    external: true\n    name: ${{COMPOSE_PROJECT_NAME}}_{volume}"
        )
    });
    std::iter::once(HEAD.to_owned()).chain(service).chain(volume).collect::<Vec<_>>().join("\n\n")
}

/// What leaves is told the proxy, and whoever calls a service, whom it reaches without: an engine may be set to tell
/// every container of a proxy. Stores are not spoken to by HTTP.
fn proxy(plan: &Plan, project: &File) -> Map<String, Value> {
    let listens = plan.components.iter().filter(|c| !c.ports.is_empty() && c.role != Role::Store);
    let machine = plan.outside.iter().any(|outside| outside.host == MACHINE).then_some(MACHINE);
    let near = ["localhost", "127.0.0.1"].into_iter().chain(machine);
    let near: Vec<&str> = near.chain(listens.map(|c| c.name.as_str())).collect();
    let near = format!("{},{}", near.join(","), NO_PROXY.reference());
    let by = json!({ HTTP_PROXY.name: HTTP_PROXY.reference(), HTTPS_PROXY.name: HTTPS_PROXY.reference() });
    let mut services = Map::new();
    for component in &plan.components {
        let mut own = Map::new();
        if project.services.get(&component.name).is_some_and(|service| service.build.is_some()) {
            own.insert("build".to_owned(), json!({ "args": by }));
        }
        if calls_by_http(plan, component) {
            let mut environment = json!({ NO_PROXY.name: near });
            if leaves(plan).any(|one| one.name == component.name) {
                environment[HTTP_PROXY.name] = HTTP_PROXY.reference().into();
                environment[HTTPS_PROXY.name] = HTTPS_PROXY.reference().into();
                // Node.js 22.21 and newer heeds the three only when told to.
                environment["NODE_USE_ENV_PROXY"] = "1".into();
            }
            own.insert("environment".to_owned(), environment);
        }
        if !own.is_empty() {
            services.insert(component.name.clone(), own.into());
        }
    }
    services
}

fn authorities(plan: &Plan) -> Map<String, Value> {
    let at = format!("{OWN_FOLDER}/authorities.pem");
    let service = |component: &Component| {
        let own = json!({
            "environment": { "NODE_EXTRA_CA_CERTS": at },
            "volumes": [bind(&CA_BUNDLE.reference(), &at, true)],
        });
        (component.name.clone(), own)
    };
    leaves(plan).map(service).collect()
}
