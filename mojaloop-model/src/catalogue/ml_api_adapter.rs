//! The adapter between participants' transfer requests and the ledger's topics.
//!
//! `Source:` ml-api-adapter v16.8.2, seen running.

use super::event_sdk::EVENT_SDK;
use super::{
    Config, Development, Failure, Hardening, Health, JAVASCRIPT, Known, MOST_REPLICAS, Need, Runtime, Said, Service,
    Stream, To, Variables, When, Workload, central_ledger, inner_port, keys, port, script_without, set, set_when,
    shared, stream, stream_when, takes,
};
use crate::release::{Image, Release};
use crate::scheme::Messages;
use crate::store::StoreKind;

pub(super) const NAME: &str = "ml-api-adapter";

pub(super) static SERVICE: Service = Service {
    name: "ml-api-adapter",
    image: Image::MlApiAdapter,
    config: Config::Rc {
        prefix: "MLAPI",
        variables: Variables::Verbatim,
        keys: keys::ML_API_ADAPTER,
        libraries: &[&EVENT_SDK],
    },
    shared: &[shared::HUB_PARTICIPANT, shared::PROXY_CACHE],
    settings: &[
        set("API_TYPE", To::Hub(Said::ApiType)),
        // Between API and handler a message is FSPIOP: the payee gets what the payer sent only if it travels along.
        set_when(When::Messages(Messages::Iso20022), "ORIGINAL_PAYLOAD_STORAGE", To::Text("kafka")),
        set("ENDPOINT_SOURCE_URL", To::Url(central_ledger::NAME, "")),
        set("ENDPOINT_HEALTH_URL", To::Url(central_ledger::NAME, "/health")),
        set("MAX_FULFIL_TIMEOUT_DURATION_SECONDS", To::Hub(Said::FulfilSeconds)),
        set("MAX_CALLBACK_TIME_LAG_DILATION_MILLISECONDS", To::Hub(Said::ClockLagMillis)),
        set_when(When::Since(Release::V17_2_0), "HTTP_REQUEST_TIMEOUT_MS", To::Hub(Said::RequestMillis)),
        // It confirms to the payee, in the hub's own name, what the payee answered. The other hub, told so through a
        // proxy, takes that for the answer of a stranger, and takes back what it had committed: seen with 17.2.0.
        set_when(When::Proxies, "TRANSFERS/SEND_TRANSFER_CONFIRMATION_TO_PAYEE", To::Flag(false)),
        // The ledger keeps amounts as 18,4; the adapter's own default of 10,2 would refuse three decimals.
        set("AMOUNT/PRECISION", To::Number(18)),
        set("AMOUNT/SCALE", To::Number(4)),
    ],
    database: None,
    migration: None,
    hardening: Hardening::STRICT,
    runtime: Runtime::Node,
    development: Some(Development {
        integration: Some(script_without(
            "test:int",
            "a broker at `localhost:9092`, and a mock named `ml-api-adapter-endpoint`",
        )),
        ..JAVASCRIPT
    }),
    workloads: &[
        Workload {
            name: NAME,
            summary: "takes transfers from participants",
            when: When::Always,
            command: &["node", "src/api/index.js"],
            inspector: Some(9311),
            ports: &[port("http", 3000, 3000)],
            settings: &[set_when(When::Split, "HANDLERS/DISABLED", To::Flag(true))],
            consumes: &[stream_when(When::Combined, NOTIFICATION.key, NOTIFICATION.topic)],
            known: Known::Seen,
            ..BOTH
        },
        Workload {
            name: "ml-api-adapter-notification",
            summary: "tells participants what became of transfers",
            when: When::Split,
            command: &["node", "src/handlers/index.js", "handler", "--notification"],
            inspector: Some(9312),
            ports: &[inner_port("http", 3000)],
            consumes: &[NOTIFICATION],
            known: Known::Seen,
            ..BOTH
        },
    ],
};

const NOTIFICATION: Stream = stream("NOTIFICATION/EVENT", "topic-notification-event");

const BOTH: Workload = Workload {
    when: When::Always,
    health: Health { port: 3000, path: "/health" },
    produces: &[
        stream("TRANSFER/PREPARE", "topic-transfer-prepare"),
        stream("TRANSFER/FULFIL", "topic-transfer-fulfil"),
        stream("TRANSFER/GET", "topic-transfer-get"),
    ],
    needs: &[Need { on: StoreKind::Redis, when: When::Proxies }],
    callbacks: true,
    metrics: true,
    most: MOST_REPLICAS,
    scales: When::Always,
    footprint: takes(153, 224, 384, 100),
    failure: Failure::Exits,
    known: Known::Seen,
    ..Workload::PLAIN
};
