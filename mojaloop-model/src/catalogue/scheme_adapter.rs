//! Scheme adapters that participants run, and the simulated bank behind each: both once a participant.
//!
//! `Source:` sdk-scheme-adapter v24.19.3 (its API service) and mojaloop-simulator v15.5.3, seen running.

use super::{
    Config, Development, Failure, Hardening, Health, JAVASCRIPT, Known, MOST_REPLICAS, Need, Runtime, Said, Service,
    To, Told, When, Workload, account_lookup, inner_port, ml_api_adapter, quoting, set, set_when, takes,
    transaction_requests,
};
use crate::feature::Feature;
use crate::player::Player;
use crate::release::Image;
use crate::store::StoreKind;

/// The workload the hub calls for a participant that it runs for.
pub const SCHEME_ADAPTER: &str = "sdk-adapter";

/// The bank behind it.
const BANK: &str = "sdk-backend";

/// How many databases the cache has where scheme adapters use it, one each.
///
/// Each takes half a KiB: `Source:` Redis 7.4.5 with 16, 4096 and 16384 of them held 0.9, 2.6 and 7.9 MiB, seen running.
pub const CACHE_DATABASES: u32 = 4096;

pub(super) static SERVICE: Service = Service {
    name: "sdk-scheme-adapter",
    image: Image::SdkSchemeAdapter,
    config: Config::Variables(&[
        ("ALS_ENDPOINT", "ALS_ENDPOINT"),
        ("API_TYPE", "API_TYPE"),
        ("AUTO_ACCEPT_PARTY", "AUTO_ACCEPT_PARTY"),
        ("AUTO_ACCEPT_QUOTES", "AUTO_ACCEPT_QUOTES"),
        ("BACKEND_ENDPOINT", "BACKEND_ENDPOINT"),
        ("CACHE_URL", "CACHE_URL"),
        ("CHECK_ILP", "CHECK_ILP"),
        ("DFSP_ID", "DFSP_ID"),
        ("ENABLE_BACKEND_EVENT_HANDLER", "ENABLE_BACKEND_EVENT_HANDLER"),
        ("ENABLE_FSPIOP_EVENT_HANDLER", "ENABLE_FSPIOP_EVENT_HANDLER"),
        ("EXPIRY_SECONDS", "EXPIRY_SECONDS"),
        ("ID_GENERATOR", "ID_GENERATOR"),
        ("ILP_VERSION", "ILP_VERSION"),
        ("JWS_SIGN", "JWS_SIGN"),
        ("LOG_LEVEL", "LOG_LEVEL"),
        ("PEER_ENDPOINT", "PEER_ENDPOINT"),
        ("QUOTES_ENDPOINT", "QUOTES_ENDPOINT"),
        ("REDIS_CACHE_TTL", "REDIS_CACHE_TTL"),
        ("REQUEST_PROCESSING_TIMEOUT_SECONDS", "REQUEST_PROCESSING_TIMEOUT_SECONDS"),
        ("RESOURCE_VERSIONS", "RESOURCE_VERSIONS"),
        ("TRANSACTION_REQUESTS_ENDPOINT", "TRANSACTION_REQUESTS_ENDPOINT"),
        ("TRANSFERS_ENDPOINT", "TRANSFERS_ENDPOINT"),
        ("VALIDATE_INBOUND_JWS", "VALIDATE_INBOUND_JWS"),
    ]),
    shared: &[],
    settings: &[
        set("API_TYPE", To::Hub(Said::ApiType)),
        set("ILP_VERSION", To::Hub(Said::IlpVersion)),
        set("ID_GENERATOR", To::Hub(Said::IdGenerator)),
        set("RESOURCE_VERSIONS", To::Hub(Said::ResourceVersions)),
        // It must have one; everything has an address of its own.
        set("PEER_ENDPOINT", To::Address(account_lookup::NAME)),
        set("ALS_ENDPOINT", To::Address(account_lookup::NAME)),
        set("QUOTES_ENDPOINT", To::Address(quoting::NAME)),
        set("TRANSFERS_ENDPOINT", To::Address(ml_api_adapter::NAME)),
        set_when(
            When::Feature(Feature::RequestToPay),
            "TRANSACTION_REQUESTS_ENDPOINT",
            To::Address(transaction_requests::NAME),
        ),
        // Both want a broker, for bulk alone.
        set("ENABLE_BACKEND_EVENT_HANDLER", To::Flag(false)),
        set("ENABLE_FSPIOP_EVENT_HANDLER", To::Flag(false)),
        // The hub signs nothing, and knows no key.
        set("JWS_SIGN", To::Flag(false)),
        set("VALIDATE_INBOUND_JWS", To::Flag(false)),
    ],
    database: None,
    migration: None,
    hardening: Hardening::STRICT,
    runtime: Runtime::Node,
    development: Some(Development {
        code: &["modules"],
        data: &[],
        image: &["package.json", "yarn.lock", "Dockerfile"],
        ..JAVASCRIPT
    }),
    workloads: &[Workload {
        name: SCHEME_ADAPTER,
        summary: "speaks to the hub in the name of one participant",
        when: When::Each(Player::Sdk),
        inspector: Some(9381),
        command: &["node", "modules/api-svc/src/index.js"],
        ports: &[inner_port("http", 4000), inner_port("outbound", 4001), inner_port("metrics", 4004)],
        // The hub's side knows no such path, and both listen together.
        health: Health { port: 4001, path: "/" },
        settings: &[
            set("DFSP_ID", To::Participant(Told::Id)),
            set("CACHE_URL", To::Participant(Told::Cache)),
            set("BACKEND_ENDPOINT", To::Address(BANK)),
        ],
        needs: &[Need { on: StoreKind::Redis, when: When::Always }],
        metrics: true,
        most: MOST_REPLICAS,
        scales: When::Always,
        after: &[BANK],
        footprint: takes(180, 256, 320, 50),
        // Without its cache it waits, and opens no port.
        failure: Failure::Waits,
        known: Known::Seen,
        ..Workload::PLAIN
    }],
};

pub(super) static BACKEND: Service = Service {
    name: "mojaloop-simulator",
    image: Image::MojaloopSimulator,
    config: Config::Variables(&[
        ("DFSP_ID", "DFSP_ID"),
        ("FEE_MULTIPLIER", "FEE_MULTIPLIER"),
        ("HTTPS_ENABLED", "HTTPS_ENABLED"),
        ("LOG_INDENT", "LOG_INDENT"),
        ("MODEL_DATABASE", "MODEL_DATABASE"),
        ("MUTUAL_TLS_ENABLED", "MUTUAL_TLS_ENABLED"),
        ("OUTBOUND_ENDPOINT", "OUTBOUND_ENDPOINT"),
        ("PARTIES", "PARTIES"),
        ("RULES_FILE", "RULES_FILE"),
    ]),
    shared: &[],
    settings: &[
        // It ends when one of these is not said.
        set("MUTUAL_TLS_ENABLED", To::Flag(false)),
        set("HTTPS_ENABLED", To::Flag(false)),
        set("MODEL_DATABASE", To::Text(":memory:")),
        set("RULES_FILE", To::File("rules.json", "[]")),
        // A quote costs nothing: what is sent is what arrives.
        set("FEE_MULTIPLIER", To::Number(0)),
    ],
    database: None,
    migration: None,
    hardening: Hardening::STRICT,
    runtime: Runtime::Node,
    development: Some(Development { data: &[], ..JAVASCRIPT }),
    workloads: &[Workload {
        name: BANK,
        summary: "the simulated bank of one participant",
        when: When::Each(Player::Sdk),
        inspector: Some(9391),
        command: &["node", "./src/index.js"],
        ports: &[inner_port("http", 3000), inner_port("report", 3002), inner_port("test", 3003)],
        health: Health { port: 3000, path: "/health" },
        settings: &[
            set("DFSP_ID", To::Participant(Told::Id)),
            set("PARTIES", To::Participant(Told::Customers)),
            set("OUTBOUND_ENDPOINT", To::UrlAt(SCHEME_ADAPTER, "outbound")),
        ],
        // What it was told lives in its memory.
        most: 1,
        footprint: takes(45, 96, 160, 30),
        failure: Failure::Exits,
        known: Known::Seen,
        ..Workload::PLAIN
    }],
};
