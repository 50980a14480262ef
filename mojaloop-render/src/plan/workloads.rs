//! The services: their workloads, and what brings their schemas up to date.

use indexmap::IndexMap;
use mojaloop_model::catalogue::{
    Config, Footprint, INSPECTOR_PORT, Known, Library, PROXY_ADAPTER, Runtime, SEEN_WITH, Service, To, When,
};
use mojaloop_model::{Cpu, Hub, Memory, Player, RuleName, RunMigration, Running, TOPICS_JOB, Valid, active};

use super::development;
use super::overlay::{RULES_FOLDER, as_words, of_library, of_migration, of_service, of_workload};
use super::secrets::{account_id, database_id};
use super::whence::Overlay;
use super::{
    Component, Content, File, Health, Mount, OWN_FOLDER, Piece, Plan, Port, Published, Ready, Resources, Role, Run,
    Text, Variable,
};

pub(super) fn add(plan: &mut Plan, hub: &Valid<Hub>) {
    // Once a service: its workloads and its migration are told the same.
    let mut overlays: IndexMap<&str, Overlay> = IndexMap::new();
    for running in &hub.resolved().workloads {
        overlays.entry(running.service.name).or_insert_with(|| of_service(hub, running.service));
    }
    let overlay = |service: &Service| overlays.get(service.name).cloned().unwrap_or_else(Overlay::new);
    for migration in &hub.resolved().migrations {
        let component = migrate(plan, hub, migration, overlay(migration.service));
        plan.components.push(component);
    }
    for running in &hub.resolved().workloads {
        let component = workload(plan, hub, running, overlay(running.service));
        plan.components.push(component);
    }
}

fn workload(plan: &mut Plan, hub: &Valid<Hub>, running: &Running, of_service: Overlay) -> Component {
    let (service, workload) = (running.service, running.workload);
    let asked = hub.workload_settings(service.name, workload.name);
    let memory = hub.resolved().limit(&running.name).unwrap_or(workload.footprint.ample);
    let arguments = arguments(service, &of_service);
    let (mut mounts, mut variables) = match of_workload(hub, &of_service, running) {
        Some(own) => configure(plan, service, &format!("workloads/{}", running.name), own, memory),
        None => configure(plan, service, service.name, of_service, memory),
    };
    if workload.settings.iter().any(|setting| matches!(setting.to, To::Rules)) {
        mounts.extend(rules(plan, hub));
    }
    mounts.extend(files(plan, hub, running));
    mounts.extend(libraries(plan, hub, service));
    mounts.extend(preload(plan, hub, service, &mut variables));
    variables.extend(running.accounts(hub).filter_map(|(key, account)| {
        let name = service.config.variable(key)?;
        Some((name, Variable::Secret(account_id(&account))))
    }));
    let consumers = active(workload.consumes, hub).count();
    if service.runtime == Runtime::Node && consumers > 0 {
        // Each consumer's poll holds a thread: with Node's usual four, nine of them starve all else for seconds.
        variables.insert("UV_THREADPOOL_SIZE".to_owned(), (4 + consumers).to_string().into());
    }
    let published = |number: u16| {
        let open = &hub.resolved().ports;
        let port = open.iter().find(|port| port.component == running.name && port.inner == number)?;
        let number = u16::try_from(port.outer).ok()?;
        Some(Published { id: port.id.to_string(), number, reach: port.reach })
    };
    let ports = workload.ports.iter();
    let metrics = workload.ports.iter().find(|port| port.name == "metrics");
    Component {
        name: running.name.clone(),
        origin: match &running.participant {
            Some(id) => format!("participants.{id}.playedBy"),
            None => format!("services.{}.workloads.{}", service.name, workload.name),
        },
        role: Role::Service,
        summary: workload.summary.to_owned(),
        image: hub.image_of(service),
        source: development::of_workload(hub, service, workload, published(INSPECTOR_PORT)),
        feature: workload.when.feature(),
        command: words(workload.command),
        arguments,
        variables,
        ports: ports
            .map(|port| Port {
                name: port.name.to_owned(),
                number: port.number,
                published: published(port.number),
                summary: port.summary,
                page: port.page,
            })
            .collect(),
        health: workload.asked().map(|asked| Health::Http { port: asked.port, path: asked.path.to_owned() }),
        metrics: workload.metrics.then_some(metrics.map_or(workload.health.port, |port| port.number)),
        broker_user: None,
        answers_for: answers_for(hub, running),
        mounts,
        volumes: IndexMap::new(),
        results: None,
        run: Run::Always,
        failure: workload.failure,
        runtime: service.runtime,
        replicas: running.replicas,
        autoscale: running.autoscale,
        resources: Resources {
            memory,
            reserved: workload.footprint.working_set.min(memory),
            cpu_reserved: at_most(workload.footprint.cpu, asked.and_then(|s| s.cpu)),
            cpu: asked.and_then(|s| s.cpu),
        },
        after: after(hub, &running.name),
        hardening: service.hardening,
        known: known(hub, workload.known),
    }
}

/// The participants that it plays: the one it runs for, or all.
fn answers_for(hub: &Hub, running: &Running) -> Vec<String> {
    let players = Player::ALL.iter().filter(|player| player.workload() == running.workload.name);
    let proxies = When::EachProxy.each(hub).filter(|_| running.workload.name == PROXY_ADAPTER).unwrap_or_default();
    let all = players.flat_map(|player| hub.played_by(*player)).chain(proxies).map(|participant| &participant.id);
    all.filter(|id| running.participant.as_ref().is_none_or(|own| own == *id)).map(ToString::to_string).collect()
}

fn migrate(plan: &mut Plan, hub: &Valid<Hub>, of: &RunMigration, of_service: Overlay) -> Component {
    let service = of.service;
    let memory = of.migration.memory;
    let overlay = of_migration(of_service, &of.migration);
    let (mut mounts, mut variables) = configure(plan, service, &of.name(), overlay, memory);
    mounts.extend(preload(plan, hub, service, &mut variables));
    let footprint =
        Footprint { working_set: Memory::mebibytes(128), floor: memory, ample: memory, cpu: Cpu::millicores(100) };
    Component {
        origin: format!("services.{}", service.name),
        summary: format!("brings the schema of `{}` up to date", of.database.name),
        source: development::of_job(hub, service),
        feature: of.feature,
        command: words(of.migration.command),
        variables,
        mounts,
        run: Run::Once,
        runtime: service.runtime,
        after: after(hub, &of.name()),
        known: known(hub, of.migration.known),
        ..Component::job(of.name(), hub.image_of(service), footprint, service.hardening)
    }
}

/// How a process is told: by a file, by variables, or by both; a secret never by file.
fn configure(
    plan: &mut Plan,
    service: &Service,
    name: &str,
    overlay: Overlay,
    memory: Memory,
) -> (Vec<Mount>, IndexMap<String, Variable>) {
    let mut mounts = Vec::new();
    let mut variables = IndexMap::new();
    match service.config {
        Config::Rc { .. } | Config::File { .. } => {
            if let Some(at) = service.config.file().filter(|_| !overlay.values.is_empty_map()) {
                let file = format!("config/{name}.json");
                if plan.file(&file).is_none() {
                    let whence = overlay.whence();
                    plan.files.push(File { whence, ..File::new(&file, Content::Json(overlay.values)) });
                }
                mounts.push(Mount { file, at });
            }
        }
        Config::Variables(_) => {
            let said = as_words(&overlay.values, &service.config);
            variables.extend(said.into_iter().map(|(name, text)| (name, text.into())));
        }
        Config::Arguments(_) | Config::Made => {}
    }
    if let Some(database) = service.database
        && let Some(name) = service.config.variable(database.keys.password)
    {
        variables.insert(name, Variable::Secret(database_id(&database)));
    }
    if service.runtime == Runtime::Node {
        variables.insert("NODE_OPTIONS".to_owned(), heap(memory).into());
    }
    (mounts, variables)
}

/// What follows a command that takes its configuration that way.
fn arguments(service: &Service, overlay: &Overlay) -> Vec<Text> {
    let Config::Arguments(_) = service.config else { return Vec::new() };
    let said = as_words(&overlay.values, &service.config);
    said.into_iter().map(|(flag, text)| Text([vec![Piece::Literal(format!("{flag}="))], text.0].concat())).collect()
}

/// The files that its settings tell the places of, each once a service.
fn files(plan: &mut Plan, hub: &Hub, running: &Running) -> Vec<Mount> {
    let service = running.service;
    let told = service.all_settings().chain(running.workload.settings).filter(|setting| setting.when.holds(hub));
    let mut mounts = Vec::new();
    for setting in told {
        let To::File(name, text) = setting.to else { continue };
        let file = format!("config/{}/{name}", service.name);
        if plan.file(&file).is_none() {
            plan.files.push(File::new(&file, Content::Text(format!("{text}\n").into())));
        }
        let mount = Mount { file, at: format!("{OWN_FOLDER}/{name}") };
        // Two settings may lead to one file.
        if !mounts.contains(&mount) {
            mounts.push(mount);
        }
    }
    mounts
}

/// The files of what is in a service and takes one of its own: the same in every service.
fn libraries(plan: &mut Plan, hub: &Valid<Hub>, service: &Service) -> Vec<Mount> {
    let mount = |library: &Library| {
        let file = format!("config/{}.json", library.name);
        if plan.file(&file).is_none() {
            let overlay = of_library(hub, service, library);
            let whence = overlay.whence();
            plan.files.push(File { whence, ..File::new(&file, Content::Json(overlay.values)) });
        }
        Mount { file, at: library.file() }
    };
    service.libraries(hub).map(mount).collect()
}

/// The programs that run before anything else of a service, each once.
fn preload(plan: &mut Plan, hub: &Hub, service: &Service, variables: &mut IndexMap<String, Variable>) -> Vec<Mount> {
    let mut mounts = Vec::new();
    for setting in service.all_settings().filter(|setting| setting.when.holds(hub)) {
        let To::Preload(name, program) = setting.to else { continue };
        let mount = Mount { file: format!("config/{}/{name}", service.name), at: format!("{OWN_FOLDER}/{name}") };
        if plan.file(&mount.file).is_none() {
            plan.files.push(File::new(&mount.file, Content::Text(program.into())));
        }
        if let Some(Variable::Text(options)) = variables.get_mut(setting.key) {
            options.0.push(Piece::Literal(format!(" --require={}", mount.at)));
        }
        mounts.push(mount);
    }
    mounts
}

/// The scheme's rules, a file each.
fn rules(plan: &mut Plan, hub: &Hub) -> Vec<Mount> {
    let mut rules: Vec<_> = hub.scheme.settlement.rules.iter().collect();
    rules.sort();
    let mount = |(name, script): (&RuleName, &String)| {
        let file = format!("config/rules/{name}.js");
        plan.files.push(File::new(&file, Content::Text(script.clone().into())));
        Mount { file, at: format!("{RULES_FOLDER}/{name}.js") }
    };
    rules.into_iter().map(mount).collect()
}

/// What was seen was seen with one release; of another it was read.
pub(super) fn known(hub: &Hub, known: Known) -> Known {
    if hub.release == SEEN_WITH { known } else { known.max(Known::Read) }
}

/// What is asked for is never more than what may be taken.
fn at_most(cpu: Cpu, limit: Option<Cpu>) -> Cpu {
    limit.map_or(cpu, |limit| cpu.min(limit))
}

/// Three quarters of the limit for Node's heap: buffers, threads and the broker's client live beside it.
pub(super) fn heap(memory: Memory) -> String {
    format!("--max-old-space-size={}", memory.percent(75).as_mebibytes())
}

/// What a component waits for, and how long: jobs until they are done, all else until it says that it works.
pub(super) fn after(hub: &Valid<Hub>, component: &str) -> IndexMap<String, Ready> {
    let resolved = hub.resolved();
    let is_job =
        |name: &str| name == TOPICS_JOB || resolved.migrations.iter().any(|migration| migration.name() == name);
    let waits = resolved.order.get(component).into_iter().flatten();
    waits.map(|name| (name.clone(), if is_job(name) { Ready::Completed } else { Ready::Healthy })).collect()
}

fn words(command: &[&str]) -> Vec<String> {
    command.iter().map(|word| (*word).to_owned()).collect()
}
