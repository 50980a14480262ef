//! The old simulator: one process that answers for a few participants, whose names are in its paths.
//!
//! `Source:` simulator v12.3.6, seen running.

use super::{
    Config, Development, Hardening, Health, JAVASCRIPT, Known, Runtime, Service, To, When, Workload, account_lookup,
    bulk_api_adapter, ml_api_adapter, port, quoting, set, set_when, takes, transaction_requests,
};
use crate::feature::Feature;
use crate::player::Player;
use crate::release::Image;

/// The workload the hub calls for the participants it plays.
pub const SIMULATOR: &str = "simulator";

/// Its HTTP client adds a header to every answer that services refuse as none of theirs.
///
/// `Source:` seen with account-lookup-service v17.15.2: `Invalid accept header`.
const WITHOUT_ACCEPT: &str = include_str!("simulator/accept.js");

/// A participant that the old simulator can play.
#[derive(Debug, Clone, Copy)]
pub struct Simulated {
    /// Its name, and the path it is called at.
    pub name: &'static str,
    /// Whether it answers who a customer is, and takes quotes and transfers; else it only listens.
    pub answers: bool,
}

const fn answers(name: &'static str) -> Simulated {
    Simulated { name, answers: true }
}

const fn listens(name: &'static str) -> Simulated {
    Simulated { name, answers: false }
}

/// The participants it can play: it says these names itself, whatever it was asked for.
pub static SIMULATOR_NAMES: &[Simulated] = &[
    answers("payeefsp"),
    answers("testfsp1"),
    answers("testfsp2"),
    answers("testfsp3"),
    answers("testfsp4"),
    listens("payerfsp"),
    listens("noresponsepayeefsp"),
];

pub(super) static SERVICE: Service = Service {
    name: "simulator",
    image: Image::Simulator,
    config: Config::Variables(&[
        ("PARTIES_ENDPOINT", "PARTIES_ENDPOINT"),
        ("QUOTES_ENDPOINT", "QUOTES_ENDPOINT"),
        ("TRANSFERS_ENDPOINT", "TRANSFERS_ENDPOINT"),
        ("BULK_TRANSFERS_ENDPOINT", "BULK_TRANSFERS_ENDPOINT"),
        ("TRANSACTION_REQUESTS_ENDPOINT", "TRANSACTION_REQUESTS_ENDPOINT"),
        ("TRANSFERS_FULFIL_RESPONSE_DISABLED", "TRANSFERS_FULFIL_RESPONSE_DISABLED"),
        ("TRANSFERS_FULFILMENT", "TRANSFERS_FULFILMENT"),
        ("TRANSFERS_CONDITION", "TRANSFERS_CONDITION"),
        ("TRANSFERS_ILPPACKET", "TRANSFERS_ILPPACKET"),
        ("MOCK_JWS_SIGNATURE", "MOCK_JWS_SIGNATURE"),
        ("LOG_LEVEL", "LOG_LEVEL"),
    ]),
    shared: &[],
    settings: &[
        set("NODE_OPTIONS", To::Preload("accept.js", WITHOUT_ACCEPT)),
        set("PARTIES_ENDPOINT", To::Url(account_lookup::NAME, "")),
        set("QUOTES_ENDPOINT", To::Url(quoting::NAME, "")),
        set("TRANSFERS_ENDPOINT", To::Url(ml_api_adapter::NAME, "")),
        set_when(When::Feature(Feature::Bulk), "BULK_TRANSFERS_ENDPOINT", To::Url(bulk_api_adapter::NAME, "")),
        set_when(
            When::Feature(Feature::RequestToPay),
            "TRANSACTION_REQUESTS_ENDPOINT",
            To::Url(transaction_requests::NAME, ""),
        ),
    ],
    database: None,
    migration: None,
    hardening: Hardening::STRICT,
    runtime: Runtime::Node,
    development: Some(Development { node: "22.21.1-alpine", data: &[], ..JAVASCRIPT }),
    workloads: &[Workload {
        name: SIMULATOR,
        summary: "answers for a few participants, by paths of their names",
        when: When::Plays(Player::LegacySimulator),
        inspector: Some(9451),
        command: &["node", "src/index.js"],
        ports: &[port("http", 8444, 8444)],
        health: Health { port: 8444, path: "/health" },
        metrics: true,
        // What it was told of customers lives in its memory.
        most: 1,
        footprint: takes(129, 160, 224, 30),
        known: Known::Seen,
        ..Workload::PLAIN
    }],
};
