//! What holds of every Compose file, as Compose itself would complain of it.

use std::collections::BTreeMap;

use mojaloop_model::catalogue::Reach;
use mojaloop_render::Plan;
use mojaloop_render::bundle::Bundle;
use mojaloop_render::plan::{Component, Ready, Sources};
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;
use serde_json::{Map, Value};

use super::Verdict;

pub fn holds(plan: &Plan, bundle: &Bundle) -> Verdict {
    let text = bundle.file("compose.yaml").ok_or_else(|| TestCaseError::fail("no compose.yaml"))?.text();
    let file: Value = serde_yaml::from_str(text).map_err(|e| TestCaseError::fail(e.to_string()))?;
    let services = map(&file["services"]);
    let mut ports = BTreeMap::new();
    for (name, service) in services {
        for other in map(&service["depends_on"]).keys() {
            prop_assert!(services.contains_key(other), "`{}` depends on `{}`", name, other);
        }
        let waits_anyway = |other: &str| {
            let ready = plan.component(name).and_then(|component| component.after.get(other));
            ready != Some(&Ready::CompletedIfStarted)
        };
        for (other, on) in map(&service["depends_on"]).iter().filter(|(other, _)| waits_anyway(other)) {
            prop_assert_eq!(&on["required"], &Value::Null, "`{}` starts without `{}`", name, other);
            // So any set of profiles that starts the one starts the other.
            let (needed, own) = (list(&services[other]["profiles"]), list(&service["profiles"]));
            let closed = needed.is_empty() || (!own.is_empty() && own.iter().all(|one| needed.contains(one)));
            prop_assert!(closed, "`{}` needs `{}`", name, other);
        }
        for network in list(&service["networks"]) {
            prop_assert!(map(&file["networks"]).contains_key(text_of(network)), "`{}` is on {}", name, network);
        }
        let is_beside = service["network_mode"].as_str().and_then(|mode| mode.strip_prefix("service:"));
        let has_network = is_beside.is_some_and(|other| services.contains_key(other));
        prop_assert!(list(&service["networks"]).is_empty() == has_network, "`{}` is on no network, or two", name);
        sees_its_files(plan, name, service)?;
        let of_sources = plan.component(name).and_then(|component| component.source.as_ref());
        for mount in list(&service["volumes"]) {
            let is_seen = |sources: &Sources| sources.seen.values().any(|at| at == text_of(&mount["target"]));
            if !of_sources.is_some_and(is_seen) {
                is_there(bundle, &file, mount)?;
            }
        }
        for port in list(&service["ports"]).iter().map(text_of) {
            let number = host_port(port).ok_or_else(|| TestCaseError::fail(format!("`{port}` is no port")))?;
            prop_assert_eq!(ports.insert(number, name), None, "port {} is open twice", number);
            let mut published = plan.component(name).into_iter().flat_map(Component::published);
            let reach = published.find(|(_, port)| port.number == number).map(|(_, port)| port.reach);
            let address = open_at(reach);
            prop_assert!(port.starts_with(address), "{} is open elsewhere than at {}", port, address);
            prop_assert!(service["deploy"].get("replicas").is_none(), "replicas of `{}` share {}", name, port);
        }
        let calls = plan.links.iter().filter(|link| link.from == *name);
        let calls_machine =
            calls.filter_map(|link| plan.outside(&link.to)).any(|one| one.host == "host.docker.internal");
        prop_assert_eq!(
            list(&service["extra_hosts"]).len(),
            usize::from(calls_machine),
            "`{}` finds the machine",
            name
        );
        no_tag_floats(name, text_of(&service["image"]))?;
    }
    declared_is_used(&file)
}

/// Each file a component mounts is where the plan says, be it by a folder; and no folder shows another's file.
fn sees_its_files(plan: &Plan, name: &str, service: &Value) -> Verdict {
    let kept = plan.upkeep.components.iter().find(|component| component.name == name);
    let Some(component) = plan.component(name).or(kept) else { return Ok(()) };
    let seen = |path: &str| {
        let mut mounts = list(&service["volumes"]).iter();
        mounts.find_map(|mount| {
            let rest = path.strip_prefix(text_of(&mount["source"]).strip_prefix("./")?)?;
            (rest.is_empty() || rest.starts_with('/')).then(|| format!("{}{rest}", text_of(&mount["target"])))
        })
    };
    for file in plan.files.iter().chain(&plan.upkeep.files) {
        let mut mounts = component.mounts.iter();
        let at = mounts.find(|mount| mount.file == file.path).map(|mount| mount.at.clone());
        prop_assert_eq!(seen(&file.path), at, "`{}` and {}", name, file.path);
    }
    Ok(())
}

/// A mounted file is one of the bundle's, a folder holds one of them, and a volume is declared.
fn is_there(bundle: &Bundle, file: &Value, mount: &Value) -> Verdict {
    let source = text_of(&mount["source"]);
    let there = match (text_of(&mount["type"]), source.strip_prefix("./")) {
        ("volume", _) => map(&file["volumes"]).contains_key(source),
        ("bind", Some(path)) => {
            bundle.file(path).is_some()
                || bundle.files().iter().any(|file| file.path().starts_with(&format!("{path}/")))
        }
        _ => false,
    };
    prop_assert!(there, "{} is not there", mount);
    Ok(())
}

fn no_tag_floats(service: &str, image: &str) -> Verdict {
    let tag = image.rsplit_once(':').map_or("", |(_, tag)| tag);
    prop_assert!(!tag.is_empty() && !tag.contains('/') && tag != "latest", "`{}` runs {}", service, image);
    Ok(())
}

fn declared_is_used(file: &Value) -> Verdict {
    let services = map(&file["services"]);
    for network in map(&file["networks"]).keys() {
        let used = services.values().any(|service| list(&service["networks"]).iter().any(|one| one == network));
        prop_assert!(used, "nobody is on `{}`", network);
    }
    for volume in map(&file["volumes"]).keys() {
        let used = services.values().flat_map(|s| list(&s["volumes"])).any(|mount| mount["source"] == **volume);
        prop_assert!(used, "nobody mounts `{}`", volume);
    }
    Ok(())
}

/// Where a port is open, for those who may reach it.
fn open_at(reach: Option<Reach>) -> &'static str {
    match reach {
        Some(Reach::Peers) => "${PEER_BIND_ADDRESS:-0.0.0.0}:",
        Some(Reach::Operators) => "${BIND_ADDRESS:-127.0.0.1}:",
        // Nothing that somebody sets opens it to others.
        Some(Reach::Machine) | None => "127.0.0.1:",
    }
}

/// The port of the machine in `${BIND_ADDRESS:-127.0.0.1}:${PORT_X:-3001}:3001`.
fn host_port(port: &str) -> Option<u16> {
    port.split_once("${PORT_")?.1.split_once(":-")?.1.split_once('}')?.0.parse().ok().filter(|port| *port > 0)
}

fn map(value: &Value) -> &Map<String, Value> {
    static NONE: std::sync::LazyLock<Map<String, Value>> = std::sync::LazyLock::new(Map::new);
    value.as_object().unwrap_or(&NONE)
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn text_of(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}
