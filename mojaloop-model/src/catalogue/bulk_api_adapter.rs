//! The adapter between participants' bulk transfers and the ledger's topics.
//!
//! It does not wait until a payee's results are in MongoDB before it tells the ledger of them: where MongoDB is slow, the
//! ledger misses some, and those transfers stay reserved until they expire.
//!
//! `Source:` bulk-api-adapter v17.2.5, seen running.

use super::event_sdk::EVENT_SDK;
use super::{
    Config, Failure, Hardening, Health, JAVASCRIPT, Known, MOST_REPLICAS, Need, Runtime, Said, Service, Setting,
    Stream, To, Variables, When, Workload, central_ledger, inner_port, keys, port, set, set_when, shared, stream,
    stream_when, takes,
};
use crate::feature::Feature;
use crate::release::Image;
use crate::store::StoreKind;

pub(super) const NAME: &str = "bulk-api-adapter";

pub(super) static SERVICE: Service = Service {
    name: "bulk-api-adapter",
    image: Image::BulkApiAdapter,
    config: Config::Rc {
        prefix: "BKAPI",
        variables: Variables::Converted,
        keys: keys::BULK_API_ADAPTER,
        libraries: &[&EVENT_SDK],
    },
    shared: &[shared::HUB_PARTICIPANT, DOCUMENTS],
    settings: &[
        set("ENDPOINT_SOURCE_URL", To::Url(central_ledger::NAME, "/participants/{{fsp}}/endpoints")),
        set("ENDPOINT_HEALTH_URL", To::Url(central_ledger::NAME, "/health")),
        set("MAX_FULFIL_TIMEOUT_DURATION_SECONDS", To::Hub(Said::FulfilSeconds)),
        // The ledger keeps amounts as 18,4; the adapter's own default of 10,2 would refuse three decimals.
        set("AMOUNT/PRECISION", To::Number(18)),
        set("AMOUNT/SCALE", To::Number(4)),
    ],
    database: None,
    migration: None,
    hardening: Hardening::STRICT,
    runtime: Runtime::Node,
    development: Some(JAVASCRIPT),
    workloads: &[
        Workload {
            name: NAME,
            summary: "takes bulk transfers from participants",
            when: BULK,
            command: &["node", "src/api/index.js"],
            inspector: Some(9401),
            ports: &[port("http", 3003, 3005)],
            settings: &[set_when(When::Split, "HANDLERS/DISABLED", To::Flag(true))],
            consumes: &[stream_when(When::Combined, NOTIFICATION.key, NOTIFICATION.topic)],
            ..BOTH
        },
        Workload {
            name: "bulk-api-adapter-notification",
            summary: "tells participants what became of bulk transfers",
            when: When::All(&[BULK, When::Split]),
            command: &["node", "src/handlers/index.js", "handler", "--notification"],
            inspector: Some(9402),
            ports: &[inner_port("http", 3003)],
            consumes: &[NOTIFICATION],
            ..BOTH
        },
    ],
};

const BULK: When = When::Feature(Feature::Bulk);
const DOCUMENTS: &[Setting] = &shared::documents(When::Always);
const NOTIFICATION: Stream = stream("NOTIFICATION/EVENT", "topic-notification-event");

const BOTH: Workload = Workload {
    when: BULK,
    health: Health { port: 3003, path: "/health" },
    produces: &[
        stream("BULK/PREPARE", "topic-bulk-prepare"),
        stream("BULK/FULFIL", "topic-bulk-fulfil"),
        stream("BULK/GET", "topic-bulk-get"),
    ],
    needs: &[Need { on: StoreKind::Mongodb, when: When::Always }],
    callbacks: true,
    metrics: true,
    most: MOST_REPLICAS,
    scales: When::Always,
    footprint: takes(127, 224, 384, 50),
    failure: Failure::Exits,
    known: Known::Seen,
    ..Workload::PLAIN
};
