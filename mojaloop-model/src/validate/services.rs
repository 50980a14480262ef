//! Rules of services and their workloads.

use petgraph::algo::tarjan_scc;
use petgraph::graphmap::DiGraphMap;

use super::{Sink, list};
use crate::catalogue::{SERVICES, Service, workload};
use crate::hub::Hub;
use crate::nearest;
use crate::quantity::Cpu;
use crate::resolve::Resolved;
use crate::store::StoreKind;
use crate::text::ImageRef;

pub(super) fn are_known(hub: &Hub, _: &Resolved, sink: &mut Sink) {
    for id in hub.services.keys() {
        if Service::named(id.as_str()).is_none() {
            let help = match nearest(id.as_str(), SERVICES.iter().map(|s| s.name)) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("expected one of {}", list(SERVICES.iter().map(|s| s.name))),
            };
            sink.fault(format!("services.{id}"), format!("there is no service `{id}`"), help);
        }
    }
}

pub(super) fn workloads_are_known(hub: &Hub, resolved: &Resolved, sink: &mut Sink) {
    for (id, settings) in &hub.services {
        let Some(service) = Service::named(id.as_str()) else {
            continue;
        };
        for (name, of) in &settings.workloads {
            let path = format!("services.{id}.workloads.{name}");
            if service.workloads.iter().all(|w| w.name != name.as_str()) {
                let help = match nearest(name.as_str(), service.workloads.iter().map(|w| w.name)) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("expected one of {}", list(service.workloads.iter().map(|w| w.name))),
                };
                sink.fault(path.clone(), format!("service `{id}` has no workload `{name}`"), help);
            }
            for (i, after) in of.after.iter().enumerate().filter(|(_, after)| !resolved.runs(after.as_str())) {
                let help = match nearest(after.as_str(), resolved.workloads.iter().map(|r| r.workload.name)) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("expected one of {}", list(resolved.workloads.iter().map(|r| r.workload.name))),
                };
                sink.fault(format!("{path}.after[{i}]"), format!("this hub runs no workload `{after}`"), help);
            }
        }
    }
}

pub(super) fn workloads_run(hub: &Hub, resolved: &Resolved, sink: &mut Sink) {
    for (id, settings) in &hub.services {
        for name in settings.workloads.keys().filter(|name| !resolved.runs(name.as_str())) {
            if let Some((_, of)) = workload(name.as_str()).filter(|(service, _)| service.name == id.as_str()) {
                sink.fault(
                    format!("services.{id}.workloads.{name}"),
                    format!("this hub does not run `{name}`"),
                    format!("it asks for {}", of.when.asks()),
                );
            }
        }
    }
}

pub(super) fn replicas_are_in_range(hub: &Hub, _: &Resolved, sink: &mut Sink) {
    for (id, settings) in &hub.services {
        for (name, of) in &settings.workloads {
            let Some((_, workload)) = workload(name.as_str()) else { continue };
            if let Some(replicas) = of.replicas.filter(|replicas| !(1..=workload.most).contains(replicas)) {
                let most = workload.most;
                sink.fault(
                    format!("services.{id}.workloads.{name}.replicas"),
                    format!("{replicas} of `{name}` can't run"),
                    if most == 1 { "expected 1".to_owned() } else { format!("expected 1 to {most}") },
                );
            }
        }
    }
}

pub(super) fn processor_time_is_in_range(hub: &Hub, _: &Resolved, sink: &mut Sink) {
    for (id, settings) in &hub.services {
        for (name, of) in &settings.workloads {
            if let Some(cpu) = of.cpu.filter(|cpu| !(Cpu::millicores(1)..=Cpu::cores(1000)).contains(cpu)) {
                sink.fault(
                    format!("services.{id}.workloads.{name}.cpu"),
                    format!("`{cpu}` is no processor time to limit a workload to"),
                    "expected 1m to 1000 cores",
                );
            }
        }
    }
}

pub(super) fn images_have_a_tag(hub: &Hub, _: &Resolved, sink: &mut Sink) {
    for (path, image) in images(hub) {
        if image.tag().is_none() && !image.has_digest() {
            sink.fault(
                path,
                format!("`{image}` names no version, and would float as `latest`"),
                "add a tag, like `:v19.12.7`, or a digest",
            );
        }
    }
}

/// Names that publishers move from version to version.
const MOVING: &[&str] = &[
    "latest", "stable", "edge", "main", "mainline", "master", "canary", "dev", "develop", "nightly", "snapshot", "lts",
    "alpine", "slim",
];

pub(super) fn tags_do_not_float(hub: &Hub, _: &Resolved, sink: &mut Sink) {
    for (path, image) in images(hub) {
        let Some(tag) = image.tag().filter(|_| !image.has_digest()) else {
            continue;
        };
        // `8` and `8.4` are moved on with every patch; `v1`, too.
        let version = tag.strip_prefix('v').unwrap_or(tag);
        let version = version.split('-').next().unwrap_or(version);
        let numbers =
            version.split('.').filter(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit())).count();
        let partial = numbers > 0 && numbers < 3 && version.split('.').count() == numbers;
        let first = tag.split(['-', '_']).next().unwrap_or(tag).to_ascii_lowercase();
        if MOVING.contains(&first.as_str()) || partial {
            sink.fault(
                path,
                format!("the tag of `{image}` floats: what it names changes"),
                "name a full version, like `:v19.12.7`, or add a digest",
            );
        }
    }
}

fn images(hub: &Hub) -> impl Iterator<Item = (String, &ImageRef)> {
    let services = hub.services.iter().filter_map(|(id, settings)| {
        let image = settings.image.as_ref()?;
        Some((format!("services.{id}.image"), image))
    });
    let stores =
        StoreKind::ALL.iter().filter_map(|kind| Some((format!("stores.{kind}.image"), hub.stores.image(*kind)?)));
    services.chain(stores)
}

pub(super) fn start_in_some_order(_: &Hub, resolved: &Resolved, sink: &mut Sink) {
    let order = &resolved.order;
    let graph: DiGraphMap<&str, ()> =
        order.iter().flat_map(|(name, after)| after.iter().map(move |other| (name.as_str(), other.as_str()))).collect();
    for component in tarjan_scc(&graph) {
        let in_cycle = |name: &str| component.contains(&name);
        let loops = component.len() > 1 || component.iter().any(|name| graph.contains_edge(name, name));
        // The smallest name first, so that a cycle is told the same way every time.
        let Some(start) = component.iter().min().copied().filter(|_| loops) else {
            continue;
        };
        let mut way = vec![start];
        while let Some(next) = way.last().and_then(|last| {
            let mut onward: Vec<&str> = graph.neighbors(last).filter(|name| in_cycle(name)).collect();
            onward.sort_unstable();
            onward.iter().copied().find(|name| !way.contains(name)).or_else(|| onward.first().copied())
        }) {
            let closed = way.contains(&next);
            way.push(next);
            if closed {
                break;
            }
        }
        // A way that closed behind its start is shown from where it closed.
        let first = way.last().and_then(|last| way.iter().position(|name| name == last)).unwrap_or(0);
        let owner = workload(start)
            .map_or_else(String::new, |(service, w)| format!("services.{}.workloads.{}.after", service.name, w.name));
        sink.fault(
            owner,
            format!("nothing of `{}` could ever start", way[first..].join(" => ")),
            "take one of them out of `after`",
        );
    }
}
