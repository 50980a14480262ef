//! Requests to pay: a payee asks, and the payer's participant is told.
//!
//! `Source:` transaction-requests-service v14.4.7, seen running.

use super::event_sdk::EVENT_SDK;
use super::{
    Config, Development, Hardening, Health, JAVASCRIPT, Known, MOST_REPLICAS, Runtime, Service, To, Variables, When,
    Workload, central_ledger, keys, port, set, shared, takes,
};
use crate::feature::Feature;
use crate::release::Image;

pub(super) const NAME: &str = "transaction-requests-service";

pub(super) static SERVICE: Service = Service {
    name: "transaction-requests-service",
    image: Image::TransactionRequestsService,
    config: Config::Rc {
        prefix: "ES",
        variables: Variables::Converted,
        keys: keys::TRANSACTION_REQUESTS_SERVICE,
        libraries: &[&EVENT_SDK],
    },
    shared: &[shared::HUB_PARTICIPANT],
    settings: &[set("SWITCH_ENDPOINT", To::Url(central_ledger::NAME, ""))],
    database: None,
    migration: None,
    hardening: Hardening::STRICT,
    runtime: Runtime::Node,
    development: Some(Development { node: "22.21.1-alpine", ..JAVASCRIPT }),
    workloads: &[Workload {
        name: NAME,
        summary: "passes requests to pay on",
        when: When::Feature(Feature::RequestToPay),
        command: &["node", "src/index.js", "api"],
        inspector: Some(9371),
        ports: &[port("http", 4003, 4003)],
        health: Health { port: 4003, path: "/health" },
        callbacks: true,
        metrics: true,
        most: MOST_REPLICAS,
        scales: When::Always,
        footprint: takes(117, 176, 256, 50),
        known: Known::Seen,
        ..Workload::PLAIN
    }],
};
