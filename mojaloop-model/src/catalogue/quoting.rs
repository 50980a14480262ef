//! Quoting: what a transfer will cost and on which terms.
//!
//! `Source:` quoting-service v17.14.3, seen running.

use super::event_sdk::EVENT_SDK;
use super::{
    Config, Development, Failure, Hardening, Health, JAVASCRIPT, Known, MOST_REPLICAS, Runtime, Said, Service, Stream,
    To, Variables, When, Workload, central_ledger, inner_port, keys, port, script_without, set, set_when, shared,
    stream, takes,
};
use crate::release::{Image, Release};
use crate::scheme::Messages;
use crate::store::StoreKind;

pub(super) const NAME: &str = "quoting-service";

pub(super) static SERVICE: Service = Service {
    name: "quoting-service",
    image: Image::QuotingService,
    config: Config::Rc {
        prefix: "QUOTE",
        variables: Variables::Converted,
        keys: keys::QUOTING_SERVICE,
        libraries: &[&EVENT_SDK],
    },
    shared: &[shared::HUB_PARTICIPANT, shared::PROXY_CACHE, shared::MYSQL_TLS],
    settings: &[
        set("API_TYPE", To::Hub(Said::ApiType)),
        // Between API and handler a message is FSPIOP: the payee gets what the payer sent only if it travels along.
        set_when(When::Messages(Messages::Iso20022), "ORIGINAL_PAYLOAD_STORAGE", To::Text("kafka")),
        set("SWITCH_ENDPOINT", To::Url(central_ledger::NAME, "")),
        set("SIMPLE_ROUTING_MODE", To::Flag(false)),
        // Participants and their endpoints change while a hub is set up: a cached absence would last a minute.
        set("CACHE/ENUM_DATA_EXPIRES_IN_MS", To::Number(1)),
        set("CACHE/PARTICIPANT_DATA_EXPIRES_IN_MS", To::Number(1)),
        set_when(When::Since(Release::V17_2_0), "HTTP_REQUEST_TIMEOUT_MS", To::Hub(Said::RequestMillis)),
    ],
    // The ledger's own database: it reads participants and writes quotes there.
    database: Some(central_ledger::DATABASE),
    migration: None,
    hardening: Hardening::STRICT,
    runtime: Runtime::Node,
    development: Some(Development {
        integration: Some(script_without("test:int", "a mock at `localhost:7777` that is called back")),
        ..JAVASCRIPT
    }),
    workloads: &[
        Workload {
            name: NAME,
            summary: "takes quotes from participants",
            command: &["node", "src/index.js"],
            inspector: Some(9341),
            ports: &[port("http", 3002, 3002)],
            health: Health { port: 3002, path: "/health" },
            produces: QUOTES,
            footprint: takes(126, 224, 384, 100),
            failure: Failure::Exits,
            ..BOTH
        },
        Workload {
            name: "quoting-service-handler",
            summary: "passes quotes on and keeps them",
            command: &["node", "src/handlers/index.js", "h", "--quotes", "--bulk_quotes", "--fx_quotes"],
            inspector: Some(9342),
            ports: &[inner_port("http", 3003)],
            health: Health { port: 3003, path: "/health" },
            consumes: QUOTES,
            callbacks: true,
            footprint: takes(126, 224, 384, 100),
            ..BOTH
        },
    ],
};

const QUOTES: &[Stream] = &[
    stream("QUOTE/POST", "topic-quotes-post"),
    stream("QUOTE/PUT", "topic-quotes-put"),
    stream("QUOTE/GET", "topic-quotes-get"),
    stream("BULK_QUOTE/POST", "topic-bulkquotes-post"),
    stream("BULK_QUOTE/PUT", "topic-bulkquotes-put"),
    stream("BULK_QUOTE/GET", "topic-bulkquotes-get"),
    stream("FX_QUOTE/POST", "topic-fx-quotes-post"),
    stream("FX_QUOTE/PUT", "topic-fx-quotes-put"),
    stream("FX_QUOTE/GET", "topic-fx-quotes-get"),
];

const BOTH: Workload = Workload {
    when: When::Always,
    health: Health { port: 3002, path: "/health" },
    needs: &[super::Need { on: StoreKind::Redis, when: When::Proxies }],
    metrics: true,
    most: MOST_REPLICAS,
    scales: When::Always,
    footprint: takes(126, 224, 384, 100),
    known: Known::Seen,
    ..Workload::PLAIN
};
