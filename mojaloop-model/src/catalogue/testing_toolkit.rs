//! The testing toolkit: plays participants, sends what a test says, checks what comes back.
//!
//! `Source:` ml-testing-toolkit v18.19.1 and its client v1.12.2, seen running; its pages v16.7.4, read.

use super::{
    Config, Failure, Footprint, Hardening, Health, Known, Service, Setting, To, When, Workload, account_lookup,
    central_ledger, inner_port, ml_api_adapter, port, quoting, set, takes,
};
use crate::release::Image;

/// The workload that answers for participants and sends their requests.
pub const TOOLKIT: &str = "ml-testing-toolkit";

pub(super) static SERVICE: Service = Service {
    name: "ml-testing-toolkit",
    image: Image::MlTestingToolkit,
    config: Config::Made,
    settings: &[],
    database: None,
    migration: None,
    hardening: Hardening::STRICT,
    workloads: &[Workload {
        name: TOOLKIT,
        command: &["node", "src/index.js"],
        ports: &[port("http", 4040, 4040), port("api", 5050, 5050)],
        health: Health { port: 5050, path: "/metrics" },
        calls: &[
            central_ledger::NAME,
            account_lookup::NAME,
            account_lookup::ADMIN,
            quoting::NAME,
            ml_api_adapter::NAME,
        ],
        footprint: takes(335, 448, 640, 100),
        known: Known::Seen,
        ..PLAIN
    }],
};

pub(super) static UI: Service = Service {
    name: "ml-testing-toolkit-ui",
    image: Image::MlTestingToolkitUi,
    config: Config::Variables(&[("API_BASE_URL", "API_BASE_URL"), ("AUTH_ENABLED", "AUTH_ENABLED")]),
    settings: &[set("API_BASE_URL", To::BrowserUrl(TOOLKIT, "api")), set("AUTH_ENABLED", To::Text("FALSE"))],
    database: None,
    migration: None,
    hardening: Hardening {
        user: None,
        read_only: false,
        scratch: &[],
        waiver: Some("its start script writes the address of the toolkit into the pages it serves"),
        ..Hardening::STRICT
    },
    workloads: &[Workload {
        name: "ml-testing-toolkit-ui",
        command: &["sh", "/usr/share/nginx/start.sh"],
        ports: &[port("http", 6060, 6060)],
        health: Health { port: 6060, path: "/" },
        footprint: takes(16, 32, 64, 10),
        known: Known::Read,
        ..PLAIN
    }],
};

/// What runs a collection of requests on the toolkit, once, and ends with the verdict.
#[derive(Debug)]
pub struct Client {
    /// Its image.
    pub image: Image,
    /// Its command; the collection and the environment follow.
    pub command: &'static [&'static str],
    /// What it takes.
    pub footprint: Footprint,
    /// What it may and must.
    pub hardening: Hardening,
    /// How it is known.
    pub known: Known,
}

/// The toolkit's client.
pub static CLIENT: Client = Client {
    image: Image::MlTestingToolkitClientLib,
    command: &["node", "src/client.js"],
    footprint: takes(110, 192, 384, 100),
    hardening: Hardening::STRICT,
    known: Known::Seen,
};

const NO_SETTINGS: &[Setting] = &[];

const PLAIN: Workload = Workload {
    name: "",
    when: When::Always,
    command: &[],
    ports: &[inner_port("http", 5050)],
    health: Health { port: 5050, path: "/" },
    settings: NO_SETTINGS,
    consumes: &[],
    produces: &[],
    needs: &[],
    calls: &[],
    callbacks: false,
    after: &[],
    footprint: takes(0, 0, 0, 0),
    failure: Failure::Waits,
    known: Known::Read,
};
