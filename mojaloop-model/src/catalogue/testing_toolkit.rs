//! The testing toolkit: plays participants, sends what a test says, checks what comes back.
//!
//! `Source:` ml-testing-toolkit v18.19.1 and its client v1.12.2, seen running; its pages v16.7.4, read.

use super::{
    Config, Failure, Hardening, Health, Known, Runtime, Service, Setting, To, When, Workload, account_lookup,
    central_ledger, inner_port, ml_api_adapter, msisdn_oracle, port, quoting, set, takes,
};
use crate::release::Image;

/// The workload that answers for participants and sends their requests.
pub const TOOLKIT: &str = "ml-testing-toolkit";

/// What collections call, by the input value that holds its address: the names its makers' collections use.
pub static INPUTS: &[(&str, &str)] = &[
    ("HOST_CENTRAL_LEDGER", central_ledger::NAME),
    ("HOST_ACCOUNT_LOOKUP_SERVICE", account_lookup::NAME),
    ("HOST_ACCOUNT_LOOKUP_ADMIN", account_lookup::ADMIN),
    ("HOST_ORACLE_MSISDN", msisdn_oracle::NAME),
    ("HOST_QUOTING_SERVICE", quoting::NAME),
    ("HOST_ML_API_ADAPTER", ml_api_adapter::NAME),
    ("CALLBACK_ENDPOINT_BASE_URL", TOOLKIT),
];

pub(super) static SERVICE: Service = Service {
    name: "ml-testing-toolkit",
    image: Image::MlTestingToolkit,
    config: Config::Made,
    shared: &[],
    settings: &[],
    database: None,
    migration: None,
    hardening: Hardening::STRICT,
    runtime: Runtime::Node,
    workloads: &[Workload {
        name: TOOLKIT,
        summary: "plays participants and sends their requests",
        command: &["node", "src/index.js"],
        ports: &[port("http", 4040, 4040), port("api", 5050, 5050)],
        health: Health { port: 5050, path: "/metrics" },
        footprint: takes(335, 448, 640, 100),
        known: Known::Seen,
        ..PLAIN
    }],
};

pub(super) static UI: Service = Service {
    name: "ml-testing-toolkit-ui",
    image: Image::MlTestingToolkitUi,
    config: Config::Variables(&[
        ("API_BASE_URL", "API_BASE_URL"),
        ("AUTH_ENABLED", "AUTH_ENABLED"),
        ("PAYER_SIM_BRAND_ICON", "PAYER_SIM_BRAND_ICON"),
        ("PAYEE_SIM_BRAND_ICON", "PAYEE_SIM_BRAND_ICON"),
    ]),
    shared: &[],
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
    runtime: Runtime::Native,
    workloads: &[Workload {
        name: "ml-testing-toolkit-ui",
        summary: "the testing toolkit's pages",
        command: &["sh", "/usr/share/nginx/start.sh"],
        ports: &[port("http", 6060, 6060)],
        health: Health { port: 6060, path: "/" },
        footprint: takes(16, 32, 64, 10),
        known: Known::Read,
        ..PLAIN
    }],
};

const NO_SETTINGS: &[Setting] = &[];

const PLAIN: Workload = Workload {
    name: "",
    summary: "",
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
    // It keeps what it was told in its memory: two of them would each know half.
    most: 1,
    after: &[],
    footprint: takes(0, 0, 0, 0),
    failure: Failure::Waits,
    known: Known::Read,
};
