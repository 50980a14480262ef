//! Settlement: windows that are closed, and what participants owe each other then.
//!
//! Its API could run all handlers in its own process, and would then run the interchange fees of its image as well; so
//! each handler is a workload of its own, and only those run that the scheme asks for.
//!
//! `Source:` central-settlement v17.3.3, its API and the deferred handler seen running, the other handlers read.

use super::event_sdk::EVENT_SDK;
use super::{
    Config, Development, Hardening, Health, JAVASCRIPT, Known, MOST_REPLICAS, Runtime, Said, Service, Stream, To,
    Variables, When, Workload, central_ledger, inner_port, keys, port, script_without, set, shared, stream, takes,
};
use crate::feature::Feature;
use crate::release::Image;

pub(super) const NAME: &str = "central-settlement";

pub(super) static SERVICE: Service = Service {
    name: "central-settlement",
    image: Image::CentralSettlement,
    config: Config::Rc {
        prefix: "CSET",
        variables: Variables::Converted,
        keys: keys::CENTRAL_SETTLEMENT,
        libraries: &[&EVENT_SDK],
    },
    shared: &[shared::HUB_PARTICIPANT, shared::MYSQL_TLS],
    settings: &[
        set("SWITCH_ENDPOINT", To::Url(central_ledger::NAME, "")),
        set("TRANSFER_VALIDITY_SECONDS", To::Hub(Said::FundsTransferSeconds)),
    ],
    // The ledger's own: it reads positions and moves them there.
    database: Some(central_ledger::DATABASE),
    migration: None,
    hardening: Hardening::STRICT,
    runtime: Runtime::Node,
    development: Some(Development {
        data: &["config", "scripts"],
        integration: Some(script_without("test:int", "a simulator")),
        ..JAVASCRIPT
    }),
    workloads: &[
        Workload {
            name: NAME,
            summary: "opens and closes settlement windows, and settles them",
            when: SETTLEMENT,
            command: &["node", "src/api/index.js"],
            inspector: Some(9361),
            ports: &[port("http", 3007, 3007)],
            settings: &[set("HANDLERS/DISABLED", To::Flag(true))],
            produces: &[CLOSE, EVENT],
            footprint: takes(133, 192, 256, 50),
            known: Known::Seen,
            ..HANDLER
        },
        Workload {
            name: "central-settlement-deferred",
            summary: "sums up what a closed window holds",
            when: SETTLEMENT,
            command: &["node", "src/handlers/index.js", "handler", "--deferredSettlement"],
            inspector: Some(9362),
            consumes: &[CLOSE],
            known: Known::Seen,
            ..HANDLER
        },
        Workload {
            name: "central-settlement-gross",
            summary: "settles each transfer at once",
            when: When::All(&[SETTLEMENT, When::GrossSettlement]),
            command: &["node", "src/handlers/index.js", "handler", "--grossSettlement"],
            inspector: Some(9363),
            settings: &[set(GROUP, To::Text(GROSS))],
            consumes: &[Stream { group: Some(GROSS), ..EVENT }],
            ..HANDLER
        },
        Workload {
            name: "central-settlement-rules",
            summary: "runs the scheme's rules on each transfer",
            when: When::All(&[SETTLEMENT, When::SettlementRules]),
            command: &["node", "src/handlers/index.js", "handler", "--rules"],
            inspector: Some(9364),
            settings: &[set(GROUP, To::Text(RULES)), set("HANDLERS/SETTINGS/RULES/SCRIPTS_FOLDER", To::Rules)],
            consumes: &[Stream { group: Some(RULES), ..EVENT }],
            ..HANDLER
        },
    ],
};

const SETTLEMENT: When = When::Feature(Feature::Settlement);

/// Two handlers read the same topic, by default as one group: each would get half of it.
const GROUP: &str = "KAFKA/CONSUMER/NOTIFICATION/EVENT/config/rdkafkaConf/group.id";
const GROSS: &str = "cs-group-gross-settlement";
const RULES: &str = "cs-group-rules";

const CLOSE: Stream = stream("DEFERREDSETTLEMENT/CLOSE", "topic-deferredsettlement-close");
const EVENT: Stream = stream("NOTIFICATION/EVENT", "topic-notification-event");

const HANDLER: Workload = Workload {
    when: SETTLEMENT,
    ports: &[inner_port("http", 3007)],
    health: Health { port: 3007, path: "/v2/health" },
    produces: &[EVENT],
    most: MOST_REPLICAS,
    footprint: takes(110, 192, 256, 50),
    ..Workload::PLAIN
};
