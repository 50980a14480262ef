//! The tests of a repository that a hub names: its own scripts, run once when somebody asks.

use std::borrow::Cow;

use mojaloop_model::catalogue::{Development, Footprint, Hardening, TESTS_MEMORY, Tests};
use mojaloop_model::{Cpu, Hub, Memory, Running, Valid};

use super::{Build, Sources, TestKind};
use crate::Omission;
use crate::plan::workloads::{heap, known};
use crate::plan::{Component, Plan, Ready};

/// The tests of each repository that the hub names a folder for.
pub(in crate::plan) fn add(plan: &mut Plan, hub: &Valid<Hub>) {
    let mut known: Vec<&str> = Vec::new();
    for running in &hub.resolved().workloads {
        if known.contains(&running.service.name) {
            continue;
        }
        known.push(running.service.name);
        let Some(development) = &running.service.development else { continue };
        let tests = [(TestKind::Unit, development.unit), (TestKind::Integration, development.integration)];
        for (kind, tests) in tests.into_iter().filter_map(|(kind, tests)| Some((kind, tests?))) {
            let component = test(plan, hub, running, development, (kind, &tests));
            plan.components.extend(component);
        }
    }
}

const TESTS: &str = include_str!("tests.Dockerfile");

/// A repository's tests write where they like.
const TESTING: Hardening = Hardening {
    read_only: false,
    waiver: Some("the repository's scripts write reports into their own folder"),
    ..Hardening::STRICT
};

fn test(
    plan: &Plan,
    hub: &Valid<Hub>,
    running: &Running,
    development: &Development,
    (kind, tests): (TestKind, &Tests),
) -> Option<Component> {
    let (service, main) = (running.service, plan.component(running.workload.name)?);
    let (folder, _) = hub.source(service.image)?;
    let mut sources = Sources::of(folder);
    sources.tests = Some(kind);
    sources.lacks = tests.lacks.map(str::to_owned);
    sources.build = Some(Build { dockerfile: Some(TESTS.to_owned()), node: Some(development.node.to_owned()) });
    sources.beside = (kind == TestKind::Integration).then(|| main.name.clone());
    let cpu = Cpu::millicores(100);
    let footprint = Footprint { working_set: Memory::mebibytes(256), floor: TESTS_MEMORY, ample: TESTS_MEMORY, cpu };
    let mut component = Component {
        origin: format!("services.{}.source", service.name),
        summary: format!("{} tests of {}, as its repository runs them", kind.name(), service.name),
        source: Some(sources),
        feature: main.feature,
        command: ["npm", "run", tests.script].map(str::to_owned).into(),
        known: known(hub, development.known),
        ..Component::job(format!("{}-{}", service.name, kind.name()), main.image.clone(), footprint, TESTING)
    };
    if kind == TestKind::Integration {
        // As the service itself: its own user of the database, its own addresses.
        component.variables.clone_from(&main.variables);
        component.mounts.clone_from(&main.mounts);
        component.after.clone_from(&main.after);
        component.after.insert(main.name.clone(), Ready::Healthy);
    }
    // Its user has no home of its own.
    component.variables.insert("HOME".to_owned(), "/tmp".into());
    component.variables.insert("NODE_OPTIONS".to_owned(), heap(TESTS_MEMORY).into());
    Some(component)
}

impl Plan {
    /// The same plan for a target that builds no images: without what is nothing but the tests of a repository.
    pub fn without_tests(&self) -> Cow<'_, Self> {
        let is_test = |component: &Component| component.source.as_ref().is_some_and(|s| s.tests.is_some());
        if !self.components.iter().any(is_test) {
            return Cow::Borrowed(self);
        }
        let mut plan = self.clone();
        for component in self.components.iter().filter(|component| is_test(component)) {
            plan.links.retain(|link| link.from != component.name);
            plan.omissions.push(Omission {
                path: component.origin.clone(),
                what: format!("there is no `{}`", component.name),
                why: "a cluster builds no images, and these tests are in none that is published".to_owned(),
                instead: "render for Docker Compose".to_owned(),
            });
        }
        plan.components.retain(|component| !is_test(component));
        Cow::Owned(plan)
    }
}
