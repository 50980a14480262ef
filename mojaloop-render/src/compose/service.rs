//! A component as a Compose service.

use indexmap::{IndexMap, IndexSet};
use mojaloop_model::catalogue::{Reach, Runtime};
use mojaloop_model::{Cpu, Memory};
use serde_json::json;

use super::env::InCompose;
use super::file::{DependsOn, Deploy, Extra, Healthcheck, Limits, Resources, Service, VolumeMount};
use super::knobs::{
    BIND_ADDRESS, IMAGE_PREFIX, LOG_LEVEL, LOG_MAX_FILE, LOG_MAX_SIZE, PEER_BIND_ADDRESS, PULL_POLICY, THIS_MACHINE,
    has_level, platform, port_variable, reference, secret_variable,
};
use super::mounts::Folders;
use super::{RELEASE_LABEL, develop};
use crate::plan::{Component, Health, Link, Plan, Published, Ready, Resolve, Role, Run, Variable};

/// The network of the services.
pub(super) const HUB: &str = "hub";
/// The network of the stores: nothing reaches it but what the plan links to a store.
pub(super) const STORES: &str = "stores";

pub(super) fn of(plan: &Plan, folders: &Folders, component: &Component, profiles: &IndexSet<&str>) -> Service {
    let place = InCompose(plan);
    let hardening = component.hardening;
    let build = develop::build(plan, component);
    Service {
        image: image(plan, component),
        pull_policy: match &build {
            Some(_) => develop::pull_policy(component),
            None => Some(PULL_POLICY.reference()),
        },
        platform: platform(component),
        build,
        profiles: profiles.iter().map(|&profile| profile.to_owned()).collect(),
        command: develop::command(component)
            .iter()
            .map(|word| place.literal(word))
            .chain(component.arguments.iter().map(|argument| argument.resolve(&place)))
            .collect(),
        environment: environment(plan, component),
        ports: ports(component),
        networks: networks(plan, component).into_iter().map(str::to_owned).collect(),
        extra_hosts: machine(plan, component).into_iter().collect(),
        volumes: [volumes(folders, component), develop::seen(plan, component)].concat(),
        depends_on: component
            .after
            .iter()
            .map(|(name, ready)| (name.clone(), depends_on(plan, name, *ready)))
            .collect(),
        healthcheck: asked(component).map(healthcheck),
        restart: restart(component).to_owned(),
        deploy: Deploy {
            replicas: (component.replicas > 1).then_some(component.replicas),
            resources: Resources {
                limits: Limits {
                    cpus: component.resources.cpu.map(cpus),
                    memory: Some(megabytes(component.resources.memory)),
                },
                reservations: Limits { cpus: None, memory: Some(megabytes(component.resources.reserved)) },
            },
            extra: Extra::new(),
        },
        user: hardening.user.map(|user| format!("{user}:{user}")),
        read_only: hardening.read_only && !develop::is_written_to(component),
        tmpfs: hardening.scratch.iter().map(|folder| (*folder).to_owned()).collect(),
        cap_drop: vec!["ALL".to_owned()],
        cap_add: hardening.capabilities.iter().map(|capability| (*capability).to_owned()).collect(),
        security_opt: vec!["no-new-privileges:true".to_owned()],
        logging: Some(json!({
            "driver": "local",
            "options": { "max-size": LOG_MAX_SIZE.reference(), "max-file": LOG_MAX_FILE.reference() }
        })),
        labels: IndexMap::from([
            ("org.mojaloop.origin".to_owned(), component.origin.clone()),
            (RELEASE_LABEL.to_owned(), plan.release.to_string()),
        ]),
        extra: develop::extra(plan, component),
    }
}

/// The networks a component is on: the stores' when it is one or calls one; the services' when it is called, calls
/// anything else, or is open on the machine.
pub(super) fn networks(plan: &Plan, component: &Component) -> Vec<&'static str> {
    let is_store = |name: &str| plan.component(name).is_some_and(|component| component.role == Role::Store);
    if component.role == Role::Store {
        return vec![STORES];
    }
    if component.source.as_ref().is_some_and(|sources| sources.beside.is_some()) {
        return Vec::new();
    }
    let links = plan.links.iter().chain(&plan.upkeep.links);
    let (to_stores, to_others): (Vec<&Link>, Vec<&Link>) =
        links.filter(|link| link.from == component.name).partition(|link| is_store(&link.to));
    let is_called = plan.links.iter().any(|link| link.to == component.name);
    let is_open = component.published().next().is_some();
    let on_stores = !to_stores.is_empty();
    // Somewhere it has to be.
    let on_hub = !to_others.is_empty() || is_called || is_open || !on_stores;
    [(HUB, on_hub), (STORES, on_stores)].into_iter().filter(|(_, on)| *on).map(|(name, _)| name).collect()
}

/// The name of this machine, as Docker Desktop knows it by itself.
pub(super) const MACHINE: &str = "host.docker.internal";

/// How who calls this machine by its name finds it: an engine of Linux has to be told.
fn machine(plan: &Plan, component: &Component) -> Option<String> {
    let is_machine = |name: &str| plan.outside(name).is_some_and(|outside| outside.host == MACHINE);
    let calls = plan.links.iter().any(|link| link.from == component.name && is_machine(&link.to));
    calls.then(|| format!("{MACHINE}:host-gateway"))
}

/// The image, with the machine's own prefix unless its name says which registry it is of.
fn image(plan: &Plan, component: &Component) -> String {
    if let Some(image) = develop::image(plan, component) {
        image
    } else if component.image.names_registry() {
        component.image.to_string()
    } else {
        format!("{}{}", IMAGE_PREFIX.reference(), component.image)
    }
}

/// Its variables, and how much it writes to its log.
fn environment(plan: &Plan, component: &Component) -> IndexMap<String, String> {
    let variables = component.variables.iter().map(|(name, value)| (name.clone(), variable(plan, value)));
    let mut environment: IndexMap<String, String> = variables.collect();
    if has_level(component) {
        environment.entry(LOG_LEVEL.name.to_owned()).or_insert_with(|| LOG_LEVEL.reference());
    }
    environment
}

fn variable(plan: &Plan, variable: &Variable) -> String {
    match variable {
        Variable::Text(text) => text.resolve(&InCompose(plan)),
        Variable::Secret(id) => {
            let name = secret_variable(id);
            format!("${{{name}:?set {name} in .env}}")
        }
    }
}

fn ports(component: &Component) -> Vec<String> {
    let outer = |port: &Published| reference(&port_variable(port), &port.number.to_string());
    let address = |port: &Published| match port.reach {
        Reach::Machine => THIS_MACHINE.to_owned(),
        Reach::Operators => BIND_ADDRESS.reference(),
        Reach::Peers => PEER_BIND_ADDRESS.reference(),
    };
    let port = |(inner, port): (u16, &Published)| format!("{}:{}:{inner}", address(port), outer(port));
    component.published().map(port).collect()
}

fn volumes(folders: &Folders, component: &Component) -> Vec<VolumeMount> {
    let files = folders.mounted(component).into_iter().map(|(source, at)| bind(&format!("./{source}"), at, true));
    let results = component.results.iter().map(|results| bind(&format!("./{}", results.folder), &results.at, false));
    let volumes = component.volumes.iter().map(|(name, volume)| VolumeMount {
        kind: "volume".to_owned(),
        source: name.clone(),
        target: volume.at.clone(),
        ..VolumeMount::default()
    });
    files.chain(results).chain(volumes).collect()
}

pub(super) fn bind(source: &str, target: &str, read_only: bool) -> VolumeMount {
    VolumeMount {
        kind: "bind".to_owned(),
        source: source.to_owned(),
        target: target.to_owned(),
        read_only,
        // What is not there is an error, not a new folder of root's.
        extra: IndexMap::from([("bind".to_owned(), json!({ "create_host_path": false }))]),
    }
}

/// What a container is asked from inside, where something there can ask.
fn asked(component: &Component) -> Option<&Health> {
    component.health.as_ref().filter(|_| component.runtime != Runtime::Alone)
}

fn depends_on(plan: &Plan, name: &str, ready: Ready) -> DependsOn {
    let is_silent = plan.component(name).is_some_and(|component| asked(component).is_none());
    let condition = match ready {
        // Of what cannot say that it works there is no more to know.
        Ready::Healthy if is_silent => "service_started",
        Ready::Healthy => "service_healthy",
        Ready::Completed | Ready::CompletedIfStarted => "service_completed_successfully",
    };
    let required = (ready == Ready::CompletedIfStarted).then_some(false);
    DependsOn { condition: condition.to_owned(), required, extra: Extra::new() }
}

/// Once a second while it starts, so that nothing waits for a poll; seldom from then on.
fn healthcheck(health: &Health) -> Healthcheck {
    let command = match health {
        // 127.0.0.1: some services listen on IPv4 only, and `localhost` may be the other.
        Health::Http { port, path } => {
            ["wget", "-q", "-O", "/dev/null", &format!("http://127.0.0.1:{port}{path}")].map(str::to_owned).to_vec()
        }
        Health::Command(command) => command.iter().map(|word| word.replace('$', "$$")).collect(),
    };
    Healthcheck {
        test: std::iter::once("CMD".to_owned()).chain(command).collect(),
        interval: "15s".to_owned(),
        timeout: "5s".to_owned(),
        // A rebalance of consumers may take a minute, and is no failure.
        retries: 6,
        start_period: "180s".to_owned(),
        start_interval: "1s".to_owned(),
        extra: Extra::new(),
    }
}

/// What runs always is brought back always: some end as if they had done their work, and a machine that was switched
/// off brings back only what is told so. What runs once has said what it had to say.
fn restart(component: &Component) -> &'static str {
    match component.run {
        Run::Always => "unless-stopped",
        _ => "no",
    }
}

fn megabytes(memory: Memory) -> String {
    format!("{}M", memory.as_mebibytes())
}

fn cpus(cpu: Cpu) -> String {
    let millicores = cpu.as_millicores();
    format!("{}.{:03}", millicores / 1000, millicores % 1000)
}
