//! The finance portal: a frame, pages that it shows, and one origin for all that a browser asks for.
//!
//! Left out is what is of no use without somebody to ask who a user is: the pages of roles, and the API that notes who
//! changed something.
//!
//! `Source:` Caddy 2.10; reporting-hub-bop-shell v2.3.3, -trx-ui v2.0.6, -settlements-ui v0.0.29, -positions-ui v0.0.16.

use super::{
    Config, Failure, Footprint, Hardening, Health, Known, MOST_REPLICAS, Port, Runtime, Service, When, Workload,
    central_ledger, central_settlement, inner_port, local_port, reporting, takes,
};
use crate::feature::Feature;
use crate::release::Image;

/// The workload that is the portal to a browser.
pub const PORTAL: &str = "portal";

/// The workload with the frame of its pages.
pub const SHELL: &str = "reporting-hub-bop-shell";

const TRANSFERS: &str = "reporting-hub-bop-trx-ui";
const SETTLEMENTS: &str = "reporting-hub-bop-settlements-ui";
const POSITIONS: &str = "reporting-hub-bop-positions-ui";

/// The folder of each image whose files are served.
pub const SERVED: &str = "/usr/share/nginx/html";

/// Pages that the frame shows as a part of it.
#[derive(Debug)]
pub struct Pages {
    /// The workload that has them.
    pub workload: &'static str,
    /// Their path in the portal.
    pub path: &'static str,
    /// What the menu calls them.
    pub label: &'static str,
    /// Where a browser fetches them: below it their image serves its files.
    pub at: &'static str,
    /// The name of their module.
    pub module: &'static str,
    /// The variable of the browser's window by which they are told.
    pub told_by: &'static str,
    /// What they are told: names, and where the portal leads on.
    pub told: &'static [(&'static str, &'static str)],
}

/// All pages, in the order the menu lists them.
pub static PAGES: &[Pages] = &[
    Pages {
        workload: TRANSFERS,
        path: "/transfers",
        label: "Transfers",
        at: "/uis/transfers",
        module: "reporting_hub_bop_trx_ui",
        told_by: "transferEnv",
        told: &[("REACT_APP_API_BASE_URL", REPORTS), ("REACT_APP_MOCK_API", "false")],
    },
    Pages {
        workload: SETTLEMENTS,
        path: "/settlements",
        label: "Settlements",
        at: "/uis/settlements",
        module: "reporting_hub_bop_settlements_ui",
        told_by: "settlementEnv",
        told: &[
            ("CENTRAL_SETTLEMENTS_ENDPOINT", SETTLEMENT),
            ("CENTRAL_LEDGER_ENDPOINT", LEDGER),
            // Spreadsheets of a settlement: the service that made them is retired.
            ("REPORTING_TEMPLATE_API_ENDPOINT", ""),
        ],
    },
    Pages {
        workload: POSITIONS,
        path: "/positions",
        label: "Financial Positions",
        at: "/uis/positions",
        module: "reporting_hub_bop_positions_ui",
        told_by: "positionsEnv",
        told: &[("CENTRAL_LEDGER_ENDPOINT", LEDGER)],
    },
];

/// A path of the portal that leads to an API.
#[derive(Debug)]
pub struct Way {
    /// The path.
    pub from: &'static str,
    /// The workload it leads to.
    pub workload: &'static str,
    /// What stands there in the path's place.
    pub to: &'static str,
}

const LEDGER: &str = "/central-admin";
const SETTLEMENT: &str = "/central-settlements";
const REPORTS: &str = "/graphql";

/// All ways of the portal to APIs.
pub static WAYS: &[Way] = &[
    Way { from: LEDGER, workload: central_ledger::NAME, to: "" },
    Way { from: SETTLEMENT, workload: central_settlement::NAME, to: "/v2" },
    Way { from: REPORTS, workload: reporting::API, to: "" },
];

pub(super) static PORTAL_SERVICE: Service = Service {
    name: PORTAL,
    image: Image::Caddy,
    // Its image lets it open ports below 1024, which it does not: where that is out of reach, it is not even started.
    hardening: Hardening { capabilities: &["NET_BIND_SERVICE"], ..Hardening::STRICT },
    workloads: &[Workload {
        name: PORTAL,
        summary: "the finance portal",
        command: &["caddy", "run", "--config", "/opt/hub/caddy.json"],
        // Whoever reaches it may move money: it asks nobody who he is.
        ports: &[local_port("http", 8080, 9400).shows(), inner_port("metrics", 8081)],
        health: Health { port: 8081, path: "/health" },
        metrics: true,
        failure: Failure::Waits,
        known: Known::Seen,
        ..PLAIN
    }],
    ..SERVED_FILES
};

pub(super) static SHELL_SERVICE: Service = Service {
    name: SHELL,
    image: Image::ReportingHubBopShell,
    workloads: &[files(SHELL, "the frame of the portal's pages", &[inner_port("http", 8080)])],
    ..SERVED_FILES
};

pub(super) static TRANSFERS_SERVICE: Service = Service {
    name: TRANSFERS,
    image: Image::ReportingHubBopTrxUi,
    workloads: &[files(TRANSFERS, "the portal's pages of payments", &[inner_port("http", 8082)])],
    ..SERVED_FILES
};

pub(super) static SETTLEMENTS_SERVICE: Service = Service {
    name: SETTLEMENTS,
    image: Image::ReportingHubBopSettlementsUi,
    workloads: &[Workload {
        when: When::All(&[When::Feature(Feature::Portal), When::Feature(Feature::Settlement)]),
        ..files(SETTLEMENTS, "the portal's pages of settlement", &[inner_port("http", 8083)])
    }],
    ..SERVED_FILES
};

pub(super) static POSITIONS_SERVICE: Service = Service {
    name: POSITIONS,
    image: Image::ReportingHubBopPositionsUi,
    workloads: &[files(POSITIONS, "the portal's pages of positions and limits", &[inner_port("http", 8084)])],
    ..SERVED_FILES
};

/// A server. `Source:` the portal's, seen running at 11 MiB; those of pages assumed, by the testing toolkit's.
const SERVER: Footprint = takes(16, 32, 64, 10);

/// What serves files, some of which the plan makes.
const SERVED_FILES: Service = Service {
    name: "",
    image: Image::Caddy,
    config: Config::Made,
    shared: &[],
    settings: &[],
    database: None,
    migration: None,
    hardening: Hardening::STRICT,
    runtime: Runtime::Native,
    development: None,
    workloads: &[],
};

/// What serves the files of its image at its one port.
const fn files(name: &'static str, summary: &'static str, ports: &'static [Port]) -> Workload {
    Workload { name, summary, ports, health: Health { port: ports[0].number, path: "/" }, ..PLAIN }
}

const PLAIN: Workload = Workload {
    when: When::Feature(Feature::Portal),
    command: &["sh", "/usr/share/nginx/start.sh"],
    health: Health { port: 8080, path: "/" },
    most: MOST_REPLICAS,
    scales: When::Always,
    footprint: SERVER,
    failure: Failure::Exits,
    ..Workload::PLAIN
};
