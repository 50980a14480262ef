//! The testing toolkit: plays participants, sends what a test says, checks what comes back.
//!
//! `Source:` ml-testing-toolkit v18.19.1 and its client v1.12.2, seen running; its pages v16.7.4, read.

use super::{
    Config, Development, Hardening, Health, JAVASCRIPT, Known, Runtime, Service, To, When, Workload, account_lookup,
    auth_service, bulk_api_adapter, central_ledger, central_settlement, consent_oracle, inner_port, ml_api_adapter,
    msisdn_oracle, port_as, portal, quoting, set, takes, thirdparty_api, transaction_requests,
};
use crate::release::Image;

/// The workload that answers for participants and sends their requests.
pub const TOOLKIT: &str = "ml-testing-toolkit";

/// What collections call. Their environment holds each address under a name: those of its makers' own collections.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Callee {
    /// The ledger's administration.
    Ledger,
    /// The account lookup.
    Lookup,
    /// The account lookup's administration.
    LookupAdmin,
    /// The oracle of telephone numbers.
    Oracle,
    /// Quoting.
    Quoting,
    /// Transfers.
    Transfers,
    /// Settlement.
    Settlement,
    /// Bulk transfers.
    BulkTransfers,
    /// What third parties say.
    ThirdParty,
    /// The keeper of consents.
    Auth,
    /// The oracle of consents.
    ConsentOracle,
    /// Requests to pay.
    RequestsToPay,
    /// The finance portal.
    Portal,
    /// The toolkit itself, where it answers for participants.
    Toolkit,
}

impl Callee {
    /// All of them.
    pub const ALL: &[Self] = &[
        Self::Ledger,
        Self::Lookup,
        Self::LookupAdmin,
        Self::Oracle,
        Self::Quoting,
        Self::Transfers,
        Self::Settlement,
        Self::BulkTransfers,
        Self::ThirdParty,
        Self::Auth,
        Self::ConsentOracle,
        Self::RequestsToPay,
        Self::Portal,
        Self::Toolkit,
    ];

    /// The name of its address in an environment.
    pub const fn input(self) -> &'static str {
        match self {
            Self::Ledger => "HOST_CENTRAL_LEDGER",
            Self::Lookup => "HOST_ACCOUNT_LOOKUP_SERVICE",
            Self::LookupAdmin => "HOST_ACCOUNT_LOOKUP_ADMIN",
            Self::Oracle => "HOST_ORACLE_MSISDN",
            Self::Quoting => "HOST_QUOTING_SERVICE",
            Self::Transfers => "HOST_ML_API_ADAPTER",
            Self::Settlement => "HOST_CENTRAL_SETTLEMENT",
            Self::BulkTransfers => "HOST_BULK_ADAPTER",
            Self::ThirdParty => "HOST_THIRDPARTY_API_SVC",
            Self::Auth => "CENTRALAUTH_CB_FSPIOP",
            Self::ConsentOracle => "HOST_ORACLE_CONSENT",
            Self::RequestsToPay => "HOST_TRANSACTION_REQUESTS_SERVICE",
            Self::Portal => "HOST_PORTAL",
            Self::Toolkit => "CALLBACK_ENDPOINT_BASE_URL",
        }
    }

    /// What stands before the paths of its resources.
    pub const fn path(self) -> &'static str {
        match self {
            Self::Settlement => "/v2",
            _ => "",
        }
    }

    /// The workload that answers.
    pub const fn workload(self) -> &'static str {
        match self {
            Self::Ledger => central_ledger::NAME,
            Self::Lookup => account_lookup::NAME,
            Self::LookupAdmin => account_lookup::ADMIN,
            Self::Oracle => msisdn_oracle::NAME,
            Self::Quoting => quoting::NAME,
            Self::Transfers => ml_api_adapter::NAME,
            Self::Settlement => central_settlement::NAME,
            Self::BulkTransfers => bulk_api_adapter::NAME,
            Self::ThirdParty => thirdparty_api::NAME,
            Self::Auth => auth_service::NAME,
            Self::ConsentOracle => consent_oracle::NAME,
            Self::RequestsToPay => transaction_requests::NAME,
            Self::Portal => portal::PORTAL,
            Self::Toolkit => TOOLKIT,
        }
    }
}

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
    development: Some(Development { data: &["spec_files"], ..JAVASCRIPT }),
    workloads: &[Workload {
        name: TOOLKIT,
        summary: "plays participants and sends their requests",
        command: &["node", "src/index.js"],
        inspector: Some(9351),
        ports: &[
            port_as("http", 4040, 4040, "testing-toolkit-specapi")
                .says("where the testing toolkit is called as a participant"),
            port_as("api", 5050, 5050, "testing-toolkit-api")
                .says("the testing toolkit's own API, which its pages call"),
        ],
        health: Health { port: 5050, path: "/metrics" },
        // Beside a heap of three quarters it takes up to 185 MiB: with ISO 20022 messages it was killed at 640.
        footprint: takes(335, 448, 768, 100),
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
        rewrites: &["/usr/share/nginx/html"],
        waiver: Some("its start script writes the address of the toolkit into the pages it serves"),
        ..Hardening::STRICT
    },
    runtime: Runtime::Native,
    development: None,
    workloads: &[Workload {
        name: "ml-testing-toolkit-ui",
        summary: "the testing toolkit's pages",
        command: &["sh", "/usr/share/nginx/start.sh"],
        ports: &[port_as("http", 6060, 6060, "testing-toolkit")],
        health: Health { port: 6060, path: "/" },
        footprint: takes(16, 32, 64, 10),
        known: Known::Read,
        ..PLAIN
    }],
};

const PLAIN: Workload = Workload {
    when: When::Always,
    ports: &[inner_port("http", 5050)],
    health: Health { port: 5050, path: "/" },
    // It keeps what it was told in its memory: two of them would each know half.
    most: 1,
    ..Workload::PLAIN
};
