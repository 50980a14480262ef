//! What a process is to its machine: ports, health, what it may, what it takes, how it fails.

use serde::Serialize;

use crate::quantity::{Cpu, Memory};

/// What a process runs on: what must be told how much memory there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Runtime {
    /// Node.js.
    Node,
    /// A program that takes what it needs.
    Native,
    /// The same, and nothing else is in its image: nothing that could ask it whether it works.
    Alone,
}

/// A port a workload listens on.
#[derive(Debug, Clone, Copy)]
pub struct Port {
    /// What it is for, one word: part of the published port's name where a workload has several.
    pub name: &'static str,
    /// Its number.
    pub number: u16,
    /// The host port it is published at unless the hub says otherwise; none: only inside.
    pub host: Option<u16>,
    /// Who may reach it once it is open.
    pub reach: Reach,
    /// Its name below the hub's domain; none: the workload's, and after a hyphen its own where it is not the first.
    pub subdomain: Option<&'static str>,
    /// What is there, in a few words, where its workload's do not say it.
    pub summary: Option<&'static str>,
    /// The path of the page a person opens; none: it is for programs, and its health is all there is to see.
    pub page: Option<&'static str>,
}

impl Port {
    pub(super) const fn says(self, summary: &'static str) -> Self {
        Self { summary: Some(summary), ..self }
    }

    /// A port whose first page a person opens.
    pub(super) const fn shows(self) -> Self {
        Self { page: Some("/"), ..self }
    }
}

/// From where an open port is reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Reach {
    /// From its own machine, and never from outside a cluster: it asks nobody who he is, and shows or does too much.
    Machine,
    /// From where the hub's operators say.
    Operators,
    /// From wherever other schemes are, which call it.
    Peers,
}

/// How a process tells that it works.
#[derive(Debug, Clone, Copy)]
pub struct Health {
    /// The port that is asked.
    pub port: u16,
    /// The path that answers 200.
    pub path: &'static str,
}

/// What a process may and must.
#[derive(Debug, Clone, Copy, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Hardening {
    /// The user it runs as; none: the image's own.
    pub user: Option<u32>,
    /// Whether its root file system is read-only.
    pub read_only: bool,
    /// Folders it writes to that need not last.
    pub scratch: &'static [&'static str],
    /// Capabilities it keeps; all others are dropped.
    pub capabilities: &'static [&'static str],
    /// The user it needs no capability as, once its folders are given to that user: as Kubernetes does for a volume.
    pub owner: u32,
    /// Folders of its image that it writes to at start: a target that can gives it a copy of its own.
    pub rewrites: &'static [&'static str],
    /// Why it is allowed more than the rest, where it is.
    pub waiver: Option<&'static str>,
}

impl Hardening {
    /// What nearly all run with: `Source:` release 17.2.0, seen running so.
    pub const STRICT: Self = Self {
        user: Some(1001),
        read_only: true,
        scratch: &["/tmp"],
        capabilities: &[],
        owner: 1001,
        rewrites: &[],
        waiver: None,
    };
}

/// What a process takes.
#[derive(Debug, Clone, Copy)]
pub struct Footprint {
    /// Its working set after provisioning and transfers, measured.
    pub working_set: Memory,
    /// The least a limit may be.
    pub floor: Memory,
    /// The limit it held with room to spare: more is not given unless asked for.
    pub ample: Memory,
    /// Processor time during a transfer a second, measured or assumed.
    pub cpu: Cpu,
}

/// How a process fails when what it needs is not there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Failure {
    /// It ends with a code that says so.
    Exits,
    /// It ends with 0, as if it had done its work: only an unconditional restart brings it back.
    ExitsAsIfDone,
    /// It stays and answers unhealthy until what it needs is there.
    Waits,
}

/// How something is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Known {
    /// Seen running.
    Seen,
    /// Read in its source at the release's tag.
    Read,
    /// Assumed from its neighbours.
    Assumed,
}

pub(super) const fn port(name: &'static str, number: u16, host: u16) -> Port {
    Port { name, number, host: Some(host), reach: Reach::Operators, subdomain: None, summary: None, page: None }
}

/// A port that only its own machine reaches.
pub(super) const fn local_port(name: &'static str, number: u16, host: u16) -> Port {
    Port { reach: Reach::Machine, ..port(name, number, host) }
}

/// A port that other schemes call.
pub(super) const fn port_for_peers(name: &'static str, number: u16, host: u16) -> Port {
    Port { reach: Reach::Peers, ..port(name, number, host) }
}

/// A port that is known outside by another name than its workload's.
pub(super) const fn port_as(name: &'static str, number: u16, host: u16, subdomain: &'static str) -> Port {
    Port { subdomain: Some(subdomain), ..port(name, number, host) }
}

pub(super) const fn inner_port(name: &'static str, number: u16) -> Port {
    Port { name, number, host: None, reach: Reach::Operators, subdomain: None, summary: None, page: None }
}

/// Working set, floor and ample limit in MiB; processor time in thousandths of a core.
pub(super) const fn takes(working_set: u64, floor: u64, ample: u64, cpu: u64) -> Footprint {
    Footprint {
        working_set: Memory::mebibytes(working_set),
        floor: Memory::mebibytes(floor),
        ample: Memory::mebibytes(ample),
        cpu: Cpu::millicores(cpu),
    }
}
