//! The API for third parties: it passes on what they and the participants say to each other.
//!
//! `Source:` thirdparty-api-svc v15.1.5, seen running.

use super::event_sdk::EVENT_SDK;
use super::{
    Config, Development, Hardening, Health, JAVASCRIPT, Known, MOST_REPLICAS, Runtime, Said, Service, To, Variables,
    When, Workload, auth_service, central_ledger, keys, port, set, shared, takes,
};
use crate::feature::Feature;
use crate::release::Image;

pub(super) const NAME: &str = "thirdparty-api-svc";

pub(super) static SERVICE: Service = Service {
    name: "thirdparty-api-svc",
    image: Image::ThirdpartyApiSvc,
    config: Config::Rc {
        prefix: "THIRD_PARTY",
        variables: Variables::Converted,
        keys: keys::THIRDPARTY_API_SVC,
        libraries: &[&EVENT_SDK],
    },
    shared: &[shared::HUB_PARTICIPANT],
    settings: &[
        set("ENDPOINT_SERVICE_URL", To::Url(central_ledger::NAME, "")),
        // Only without an address to ask at it tells the list it is given.
        set("PARTICIPANT_LIST_SERVICE_URL", To::Text("")),
        set("PARTICIPANT_LIST_LOCAL", To::Hub(Said::Participants)),
    ],
    database: None,
    migration: None,
    hardening: Hardening::STRICT,
    runtime: Runtime::Node,
    development: Some(Development { code: &["dist"], data: &[], compiled_from: &["src", "config"], ..JAVASCRIPT }),
    workloads: &[Workload {
        name: NAME,
        summary: "passes on what third parties and participants agree",
        when: When::Feature(Feature::ThirdParty),
        command: &["node", "./dist/src/cli.js", "all"],
        inspector: Some(9413),
        ports: &[port("http", 3008, 3008)],
        health: Health { port: 3008, path: "/health" },
        calls: &[auth_service::NAME],
        callbacks: true,
        metrics: true,
        most: MOST_REPLICAS,
        scales: When::Always,
        footprint: takes(107, 192, 256, 50),
        known: Known::Seen,
        ..Workload::PLAIN
    }],
};
