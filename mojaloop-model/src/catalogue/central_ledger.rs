//! The ledger: participants, positions, transfers.
//!
//! `Source:` central-ledger v19.12.7, seen running; v19.8.3 has the same configuration.

use super::event_sdk::EVENT_SDK;
use super::{
    Config, Database, Development, Failure, Footprint, Hardening, Health, JAVASCRIPT, Known, MOST_REPLICAS, Migration,
    Need, Port, Runtime, Said, Service, Setting, Stream, To, Variables, When, Workload, inner_port, keys, port,
    script_without, set, set_when, shared, stream, stream_when, takes,
};
use crate::feature::Feature;
use crate::quantity::Memory;
use crate::release::Image;
use crate::store::StoreKind;

/// What others call.
pub(super) const NAME: &str = "central-ledger";

/// All position events go to the batch handler: the single one hands the adapter a payload it can't decode.
const BATCH: To = To::Text("topic-transfer-position-batch");

pub(super) static SERVICE: Service = Service {
    name: "central-ledger",
    image: Image::CentralLedger,
    config: Config::Rc {
        prefix: "CLEDG",
        variables: Variables::Converted,
        keys: keys::CENTRAL_LEDGER,
        libraries: &[&EVENT_SDK],
    },
    shared: &[shared::HUB_PARTICIPANT, shared::PROXY_CACHE, shared::MYSQL_TLS],
    settings: &[
        set("MIGRATIONS/DISABLED", To::Flag(true)),
        set("MONGODB/DISABLED", To::Flag(true)),
        set("MAX_FULFIL_TIMEOUT_DURATION_SECONDS", To::Hub(Said::FulfilSeconds)),
        set("INTERNAL_TRANSFER_VALIDITY_SECONDS", To::Hub(Said::FundsTransferSeconds)),
        set("KAFKA/EVENT_TYPE_ACTION_TOPIC_MAP/POSITION/PREPARE", BATCH),
        set("KAFKA/EVENT_TYPE_ACTION_TOPIC_MAP/POSITION/FX_PREPARE", BATCH),
        set("KAFKA/EVENT_TYPE_ACTION_TOPIC_MAP/POSITION/COMMIT", BATCH),
        set("KAFKA/EVENT_TYPE_ACTION_TOPIC_MAP/POSITION/RESERVE", BATCH),
        set("KAFKA/EVENT_TYPE_ACTION_TOPIC_MAP/POSITION/FX_RESERVE", BATCH),
        set("KAFKA/EVENT_TYPE_ACTION_TOPIC_MAP/POSITION/TIMEOUT_RESERVED", BATCH),
        set("KAFKA/EVENT_TYPE_ACTION_TOPIC_MAP/POSITION/FX_TIMEOUT_RESERVED", BATCH),
        set("KAFKA/EVENT_TYPE_ACTION_TOPIC_MAP/POSITION/ABORT", BATCH),
        set("KAFKA/EVENT_TYPE_ACTION_TOPIC_MAP/POSITION/FX_ABORT", BATCH),
        set_when(When::Proxies, "PAYEE_PARTICIPANT_CURRENCY_VALIDATION_ENABLED", To::Flag(false)),
    ],
    database: Some(DATABASE),
    migration: Some(Migration {
        // Two steps, so a shell; the image has no npm.
        command: &[
            "sh",
            "-c",
            "node_modules/.bin/knex --knexfile config/knexfile.js migrate:latest && node_modules/.bin/knex --knexfile config/knexfile.js seed:run",
        ],
        // Its seed makes the hub's own participant.
        reads: &["DATABASE", "HUB_PARTICIPANT"],
        memory: Memory::mebibytes(384),
        known: Known::Seen,
    }),
    hardening: Hardening::STRICT,
    runtime: Runtime::Node,
    development: Some(Development {
        data: &["config", "migrations", "seeds"],
        integration: Some(script_without("test:int", "somebody at `localhost:1080` who takes callbacks")),
        ..JAVASCRIPT
    }),
    workloads: &[
        Workload {
            name: NAME,
            summary: "the ledger's API",
            command: &["node", "src/api/index.js"],
            inspector: Some(9301),
            ports: &[port("http", 3001, 3001)],
            settings: API,
            consumes: &[
                stream_when(When::Combined, PREPARE.key, PREPARE.topic),
                stream_when(When::Combined, FULFIL.key, FULFIL.topic),
                stream_when(When::Combined, GET.key, GET.topic),
                stream_when(When::Combined, POSITION.key, POSITION.topic),
                stream_when(When::Combined, ADMIN.key, ADMIN.topic),
                stream_when(BULK_IN_API, BULK_PREPARE.key, BULK_PREPARE.topic),
                stream_when(BULK_IN_API, BULK_FULFIL.key, BULK_FULFIL.topic),
                stream_when(BULK_IN_API, BULK_PROCESSING.key, BULK_PROCESSING.topic),
                stream_when(BULK_IN_API, BULK_GET.key, BULK_GET.topic),
            ],
            produces: &[
                ADMIN,
                stream_when(When::Combined, TO_POSITION.key, TO_POSITION.topic),
                stream_when(When::Combined, NOTIFICATION.key, NOTIFICATION.topic),
                stream_when(BULK_IN_API, PREPARE.key, PREPARE.topic),
                stream_when(BULK_IN_API, FULFIL.key, FULFIL.topic),
                stream_when(BULK_IN_API, POSITION.key, POSITION.topic),
                stream_when(BULK_IN_API, BULK_PROCESSING.key, BULK_PROCESSING.topic),
            ],
            needs: &[PROXY_CACHE, Need { on: StoreKind::Mongodb, when: BULK_IN_API }],
            footprint: takes(136, 224, 384, 100),
            known: Known::Seen,
            when: When::Always,
            scales: When::Split,
            ..HANDLER
        },
        Workload {
            name: "central-ledger-position-batch",
            summary: "keeps positions, in batches",
            command: &["node", "src/handlers/index.js", "handler", "--positionbatch"],
            inspector: Some(9302),
            consumes: &[stream("TRANSFER/POSITION_BATCH", "topic-transfer-position-batch")],
            produces: &[NOTIFICATION],
            footprint: takes(113, 224, 384, 100),
            known: Known::Seen,
            when: When::Always,
            scales: When::Never,
            ..HANDLER
        },
        Workload {
            name: "central-ledger-prepare",
            summary: "checks and reserves transfers",
            command: &["node", "src/handlers/index.js", "handler", "--prepare"],
            inspector: Some(9303),
            consumes: &[PREPARE],
            ..HANDLER
        },
        Workload {
            name: "central-ledger-fulfil",
            summary: "commits or aborts transfers",
            command: &["node", "src/handlers/index.js", "handler", "--fulfil"],
            inspector: Some(9304),
            consumes: &[FULFIL],
            ..HANDLER
        },
        Workload {
            name: "central-ledger-get",
            summary: "answers what became of a transfer",
            command: &["node", "src/handlers/index.js", "handler", "--get"],
            inspector: Some(9305),
            consumes: &[GET],
            produces: &[NOTIFICATION],
            ..HANDLER
        },
        Workload {
            name: "central-ledger-position",
            summary: "keeps positions, one by one",
            command: &["node", "src/handlers/index.js", "handler", "--position"],
            inspector: Some(9306),
            consumes: &[POSITION],
            produces: &[NOTIFICATION, TO_BULK_PROCESSING],
            scales: When::Never,
            ..HANDLER
        },
        Workload {
            name: "central-ledger-timeout",
            summary: "ends transfers that took too long",
            command: &["node", "src/handlers/index.js", "handler", "--timeout"],
            inspector: Some(9307),
            scales: When::Never,
            ..HANDLER
        },
        Workload {
            name: "central-ledger-admin",
            summary: "moves funds in and out",
            command: &["node", "src/handlers/index.js", "handler", "--admin"],
            inspector: Some(9308),
            consumes: &[ADMIN],
            produces: &[NOTIFICATION],
            scales: When::Never,
            ..HANDLER
        },
        Workload {
            name: "central-ledger-bulk-prepare",
            summary: "takes bulk transfers apart",
            command: &["node", "src/handlers/index.js", "handler", "--bulkprepare"],
            inspector: Some(9403),
            consumes: &[BULK_PREPARE],
            produces: &[PREPARE, NOTIFICATION],
            ..BULK_HANDLER
        },
        Workload {
            name: "central-ledger-bulk-fulfil",
            summary: "takes the answers to bulk transfers apart",
            command: &["node", "src/handlers/index.js", "handler", "--bulkfulfil"],
            inspector: Some(9404),
            consumes: &[BULK_FULFIL],
            produces: &[FULFIL, NOTIFICATION],
            ..BULK_HANDLER
        },
        Workload {
            name: "central-ledger-bulk-processing",
            summary: "puts what became of a bulk's transfers together",
            command: &["node", "src/handlers/index.js", "handler", "--bulkprocessing"],
            inspector: Some(9405),
            consumes: &[BULK_PROCESSING],
            produces: &[NOTIFICATION],
            ..BULK_HANDLER
        },
        Workload {
            name: "central-ledger-bulk-get",
            summary: "answers what became of a bulk transfer",
            command: &["node", "src/handlers/index.js", "handler", "--bulkget"],
            inspector: Some(9406),
            consumes: &[BULK_GET],
            produces: &[NOTIFICATION],
            ..BULK_HANDLER
        },
    ],
};

/// The ledger's database; the quoting handler reads it too.
pub(super) const DATABASE: Database =
    Database { name: "central_ledger", user: "central_ledger", keys: shared::database_keys("DATABASE/SCHEMA") };

const PREPARE: Stream = stream("TRANSFER/PREPARE", "topic-transfer-prepare");
const FULFIL: Stream = stream("TRANSFER/FULFIL", "topic-transfer-fulfil");
const GET: Stream = stream("TRANSFER/GET", "topic-transfer-get");
const POSITION: Stream = stream("TRANSFER/POSITION", "topic-transfer-position");
const ADMIN: Stream = stream("ADMIN/TRANSFER", "topic-admin-transfer");
/// The producer keeps the single handler's key; the map above sends its events to the batch topic.
const TO_POSITION: Stream = stream("TRANSFER/POSITION", "topic-transfer-position-batch");
const BULK_PREPARE: Stream = stream("BULK/PREPARE", "topic-bulk-prepare");
const BULK_FULFIL: Stream = stream("BULK/FULFIL", "topic-bulk-fulfil");
const BULK_PROCESSING: Stream = stream("BULK/PROCESSING", "topic-bulk-processing");
const BULK_GET: Stream = stream("BULK/GET", "topic-bulk-get");
/// The batch handler knows no bulk: transfers of one go to the single one, which reports to the bulk's own handler.
const TO_SINGLE_POSITION: Stream = stream_when(BULK, POSITION.key, POSITION.topic);
const TO_BULK_PROCESSING: Stream = stream_when(BULK, BULK_PROCESSING.key, BULK_PROCESSING.topic);
const NOTIFICATION: Stream = stream("NOTIFICATION/EVENT", "topic-notification-event");
const BULK: When = When::Feature(Feature::Bulk);
const BULK_IN_API: When = When::All(&[BULK, When::Combined]);
const BULK_APART: When = When::All(&[BULK, When::Split]);

/// With handlers in its process, those of bulk register only where it has the documents, and are left out without a
/// word where it has not.
const API: &[Setting] = {
    let [host, port, database, user, password] = shared::documents(BULK_IN_API);
    &[
        set_when(When::Split, "HANDLERS/DISABLED", To::Flag(true)),
        set_when(BULK_IN_API, "MONGODB/DISABLED", To::Flag(false)),
        host,
        port,
        database,
        user,
        password,
    ]
};

/// The handlers of bulk refuse to start without the documents.
const WITH_DOCUMENTS: &[Setting] = {
    let [host, port, database, user, password] = shared::documents(BULK_APART);
    &[set_when(BULK_APART, "MONGODB/DISABLED", To::Flag(false)), host, port, database, user, password]
};

const PROXY_CACHE: Need = Need { on: StoreKind::Redis, when: When::Proxies };
const MONITORING: &[Port] = &[inner_port("http", 3001)];
const SPLIT_HANDLER: Footprint = takes(113, 224, 384, 100);

const HANDLER: Workload = Workload {
    when: When::Split,
    ports: MONITORING,
    health: Health { port: 3001, path: "/health" },
    produces: &[TO_POSITION, NOTIFICATION, TO_SINGLE_POSITION, TO_BULK_PROCESSING],
    needs: &[PROXY_CACHE],
    metrics: true,
    most: MOST_REPLICAS,
    scales: When::Always,
    footprint: SPLIT_HANDLER,
    failure: Failure::ExitsAsIfDone,
    known: Known::Seen,
    ..Workload::PLAIN
};

const BULK_HANDLER: Workload = Workload {
    when: BULK_APART,
    settings: WITH_DOCUMENTS,
    needs: &[PROXY_CACHE, Need { on: StoreKind::Mongodb, when: BULK_APART }],
    ..HANDLER
};
