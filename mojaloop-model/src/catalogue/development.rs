//! How a service is worked on: what its repository holds, how its process takes an edit, how its tests are run.
//!
//! `Source:` `package.json`, `Dockerfile` and `.nvmrc` of each repository at the tag of release 17.2.0.

use super::Known;
use crate::quantity::Memory;

/// Where each of these images holds what the folder of its repository holds.
pub const APP_FOLDER: &str = "/opt/app";

/// The port Node.js listens on for whoever inspects a process. `Source:` Node.js's own default.
pub const INSPECTOR_PORT: u16 = 9229;

/// How a service is worked on. Folders and files are those of its repository, and have the same name in its image.
#[derive(Debug, Clone, Copy)]
pub struct Development {
    /// The image of Node.js that its Dockerfile is meant to be given: its `.nvmrc`, on Alpine.
    pub node: &'static str,
    /// Folders of code that its process loads as they are: it starts anew when it loaded what changes.
    pub code: &'static [&'static str],
    /// Folders that it reads once, at its start.
    pub data: &'static [&'static str],
    /// Folders that its code is compiled from, where it is: an edit there shows once `npm run build` has run.
    pub compiled_from: &'static [&'static str],
    /// Files that decide what else is in its image.
    pub image: &'static [&'static str],
    /// Tests that need nothing else.
    pub unit: Option<Tests>,
    /// Tests that need its stores, and the service itself.
    pub integration: Option<Tests>,
    /// How all of this is known.
    pub known: Known,
}

/// Tests of a repository.
#[derive(Debug, Clone, Copy)]
pub struct Tests {
    /// The script of its `package.json` that runs them, and starts nothing itself.
    pub script: &'static str,
    /// What they expect beside the service and its stores, and no hub has; those that need it fail.
    pub lacks: Option<&'static str>,
}

/// The most memory tests may take. `Source:` the unit tests of quoting-service, seen running, took 857 MiB: Jest keeps
/// all it loaded.
pub const TESTS_MEMORY: Memory = Memory::mebibytes(2_048);

/// What nearly all are: JavaScript in `src`, its defaults in `config`.
pub(super) const JAVASCRIPT: Development = Development {
    node: "22.22.0-alpine",
    code: &["src"],
    data: &["config"],
    compiled_from: &[],
    image: &["package.json", "package-lock.json", "Dockerfile"],
    unit: Some(script("test:unit")),
    integration: None,
    known: Known::Read,
};

pub(super) const fn script(script: &'static str) -> Tests {
    Tests { script, lacks: None }
}

pub(super) const fn script_without(script: &'static str, lacks: &'static str) -> Tests {
    Tests { script, lacks: Some(lacks) }
}

#[cfg(test)]
mod tests {
    use super::super::{Runtime, SERVICES, Service};
    use super::APP_FOLDER;

    /// An inspector and a restart by Node.js itself want to stand right behind `node`.
    #[test]
    fn whatever_is_developed_is_started_by_node_and_can_be_inspected() {
        for service in SERVICES.iter().filter(|service| service.development.is_some()) {
            for workload in service.workloads {
                assert_eq!(workload.command.first(), Some(&"node"), "{}", workload.name);
                assert!(workload.inspector.is_some(), "{} has no port for an inspector", workload.name);
            }
        }
    }

    #[test]
    fn everything_of_node_can_be_developed() {
        let elsewhere = |service: &Service| service.config.file().is_some_and(|at| !at.starts_with(APP_FOLDER));
        for service in SERVICES.iter().filter(|service| !elsewhere(service)) {
            assert_eq!(service.development.is_some(), service.runtime == Runtime::Node, "{}", service.name);
        }
    }

    #[test]
    fn what_starts_first_is_in_the_folders_of_code() {
        for service in SERVICES {
            let Some(development) = service.development else { continue };
            for workload in service.workloads {
                let program = workload.command.get(1).map_or("", |path| path.trim_start_matches("./"));
                let folder = program.split('/').next().unwrap_or_default();
                assert!(development.code.contains(&folder), "{} starts `{program}`", workload.name);
            }
            assert!(!development.image.is_empty() && development.unit.is_some(), "{}", service.name);
        }
    }
}
