//! The participant of measurements: one process for each, which answers as a payee with the least work, and tells at
//! its websocket what came back to a payer.
//!
//! `Source:` callback-handler-simulator-svc v0.1.5, seen running.

use super::{
    Config, Development, Hardening, Health, JAVASCRIPT, Known, Runtime, Said, Service, To, Told, When, Workload,
    account_lookup, inner_port, ml_api_adapter, quoting, set, takes,
};
use crate::player::Player;
use crate::release::Image;

/// The workload the hub calls for the participant it runs for.
pub const CALLBACK_HANDLER: &str = "callback-handler";

/// The condition of all its quotes, as the one fulfilment it has hashes to. `Source:` SHA-256 of the handler's own.
pub const CONDITION: &str = "GIxd5xcohkmnnXolpTv_OxwpyaH__Oiq49JTvCo8pyA";

/// The packet of all its quotes: a prepare packet of Interledger version 4 of no amount, that never expires, for
/// `g.mojaloop`, with that condition.
pub const PACKET: &str =
    "DEUAAAAAAAAAADIwOTkxMjMxMjM1OTU5OTk5GIxd5xcohkmnnXolpTv_OxwpyaH__Oiq49JTvCo8pyAKZy5tb2phbG9vcAA";

pub(super) static SERVICE: Service = Service {
    name: "callback-handler-simulator-svc",
    image: Image::CallbackHandler,
    config: Config::Variables(&[
        ("HOST", "HOST"),
        ("API_TYPE", "API_TYPE"),
        ("LOG_LEVEL", "LOG_LEVEL"),
        ("CBH_FORKS", "CBH_FORKS"),
        ("CBH_FSPIOP_FSP_ID", "CBH_FSPIOP_FSP_ID"),
        ("CBH_FSPIOP_ALS_ENDPOINT_URL", "CBH_FSPIOP_ALS_ENDPOINT_URL"),
        ("CBH_FSPIOP_QUOTES_ENDPOINT_URL", "CBH_FSPIOP_QUOTES_ENDPOINT_URL"),
        ("CBH_FSPIOP_TRANSFERS_ENDPOINT_URL", "CBH_FSPIOP_TRANSFERS_ENDPOINT_URL"),
        ("CBH_FSPIOP_CALLBACK_HTTP_KEEPALIVE", "CBH_FSPIOP_CALLBACK_HTTP_KEEPALIVE"),
        ("CBH_FSPIOP_QUOTES_ILPPACKET", "CBH_FSPIOP_QUOTES_ILPPACKET"),
        ("CBH_FSPIOP_QUOTES_CONDITION", "CBH_FSPIOP_QUOTES_CONDITION"),
        ("CBH_ALS_SUPPORTED_CURRENCIES", "CBH_ALS_SUPPORTED_CURRENCIES"),
        ("CBH_QUOTE_EXPIRATION_WINDOW", "CBH_QUOTE_EXPIRATION_WINDOW"),
    ]),
    shared: &[],
    settings: &[
        set("API_TYPE", To::Hub(Said::ApiType)),
        set("CBH_FSPIOP_ALS_ENDPOINT_URL", To::Url(account_lookup::NAME, "")),
        set("CBH_FSPIOP_QUOTES_ENDPOINT_URL", To::Url(quoting::NAME, "")),
        set("CBH_FSPIOP_TRANSFERS_ENDPOINT_URL", To::Url(ml_api_adapter::NAME, "")),
        set("CBH_FSPIOP_QUOTES_ILPPACKET", To::Text(PACKET)),
        set("CBH_FSPIOP_QUOTES_CONDITION", To::Text(CONDITION)),
    ],
    database: None,
    migration: None,
    hardening: Hardening::STRICT,
    runtime: Runtime::Node,
    development: Some(Development {
        node: "18.20.6-alpine",
        code: &["dist", "handlers"],
        compiled_from: &["src"],
        ..JAVASCRIPT
    }),
    workloads: &[Workload {
        name: CALLBACK_HANDLER,
        summary: "answers for one participant, and tells what came back to it",
        when: When::Each(Player::CallbackHandler),
        inspector: Some(9461),
        command: &["node", "./dist/index.js"],
        ports: &[inner_port("http", 3001), inner_port("websocket", 3002)],
        health: Health { port: 3001, path: "/health" },
        settings: &[
            set("CBH_FSPIOP_FSP_ID", To::Participant(Told::Id)),
            set("CBH_ALS_SUPPORTED_CURRENCIES", To::Participant(Told::Currencies)),
        ],
        metrics: true,
        // Who listens for an answer is connected to one of them, and the hub may call another.
        most: 1,
        footprint: takes(94, 128, 224, 50),
        known: Known::Seen,
        ..Workload::PLAIN
    }],
};
