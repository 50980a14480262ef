//! The gateway: the whole API between participants and hub at one address, for who can be told one only.
//!
//! `Source:` Caddy 2.10 and its documentation. It asks for the address of a service with each new connection: a proxy
//! that asks once, as nginx does, calls a container that was replaced where it no longer is.

use super::{
    Config, Hardening, Health, Known, MOST_REPLICAS, Runtime, Service, When, Workload, account_lookup,
    bulk_api_adapter, inner_port, ml_api_adapter, port_for_peers, quoting, takes, thirdparty_api, transaction_requests,
};
use crate::feature::Feature;
use crate::release::Image;

/// The workload that hands each call on to the service it is for.
pub const GATEWAY: &str = "fspiop-gateway";

/// A resource of the API between participants and hub.
#[derive(Debug, Clone, Copy)]
pub struct Resource {
    /// What its paths begin with.
    pub path: &'static str,
    /// The workload that serves it.
    pub served_by: &'static str,
    /// When that workload does, where it runs.
    pub when: When,
}

/// The resources of the API, and who serves each.
///
/// `Source:` the FSPIOP API 1.1 and the third-party API 1.0; the routes of each service.
pub static FSPIOP_RESOURCES: &[Resource] = &[
    always("/participants", account_lookup::NAME),
    always("/parties", account_lookup::NAME),
    always("/quotes", quoting::NAME),
    always("/transfers", ml_api_adapter::NAME),
    always("/bulkTransfers", bulk_api_adapter::NAME),
    with(Feature::Bulk, "/bulkQuotes", quoting::NAME),
    with(Feature::Fx, "/fxQuotes", quoting::NAME),
    with(Feature::Fx, "/fxTransfers", ml_api_adapter::NAME),
    always("/accounts", thirdparty_api::NAME),
    always("/consentRequests", thirdparty_api::NAME),
    always("/consents", thirdparty_api::NAME),
    always("/services", thirdparty_api::NAME),
    always("/thirdpartyRequests", thirdparty_api::NAME),
    always("/transactionRequests", transaction_requests::NAME),
    always("/authorizations", transaction_requests::NAME),
];

const fn always(path: &'static str, served_by: &'static str) -> Resource {
    Resource { path, served_by, when: When::Always }
}

const fn with(feature: Feature, path: &'static str, served_by: &'static str) -> Resource {
    Resource { path, served_by, when: When::Feature(feature) }
}

pub(super) static SERVICE: Service = Service {
    name: GATEWAY,
    image: Image::Caddy,
    config: Config::Made,
    shared: &[],
    settings: &[],
    database: None,
    migration: None,
    // Its image lets it open ports below 1024, which it does not: where that is out of reach, it is not even started.
    hardening: Hardening { capabilities: &["NET_BIND_SERVICE"], ..Hardening::STRICT },
    runtime: Runtime::Native,
    development: None,
    workloads: &[Workload {
        name: GATEWAY,
        summary: "takes the calls of other schemes, and hands each on to the service it is for",
        when: When::Feature(Feature::InterScheme),
        command: &["caddy", "run", "--config", "/opt/hub/gateway.json"],
        ports: &[port_for_peers("http", 4300, 4300), inner_port("metrics", 4301)],
        health: Health { port: 4301, path: "/health" },
        metrics: true,
        most: MOST_REPLICAS,
        scales: When::Always,
        footprint: takes(22, 48, 96, 10),
        known: Known::Seen,
        ..Workload::PLAIN
    }],
};
