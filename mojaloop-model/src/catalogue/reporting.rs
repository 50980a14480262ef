//! Reporting: what services tell of each request is kept, what was paid is put together, and both are asked for.
//!
//! The pages of payments know one document a payment. The API only reads such documents, and what is told of requests
//! makes none: it takes the aggregator, which reads the ledger's tables.
//!
//! `Source:` reporting-events-processor-svc v3.5.3, reporting-aggregator-svc v0.0.9, reporting-hub-bop-api-svc v4.1.2.

use super::{
    Config, Database, DatabaseKeys, Development, Failure, Hardening, Health, JAVASCRIPT, Known, MOST_REPLICAS, Need,
    Runtime, Service, To, When, Workload, central_ledger, event_sdk, inner_port, keys, set, set_when, shared, stream,
    takes,
};
use crate::feature::Feature;
use crate::release::Image;
use crate::store::StoreKind;

/// What answers questions about payments.
pub(super) const API: &str = "reporting-hub-bop-api-svc";

pub(super) static EVENTS_PROCESSOR: Service = Service {
    name: "reporting-events-processor-svc",
    image: Image::ReportingEventsProcessorSvc,
    config: Config::File {
        at: "/opt/app/config/default.json",
        keys: keys::REPORTING_EVENTS_PROCESSOR_SVC,
        variables: &[("EVENT_STORE_DB/PASSWORD", "EVENT_STORE_DB_PASSWORD")],
    },
    shared: &[shared::EVENT_STORE],
    settings: &[
        set("KAFKA/TOPIC_EVENT", To::Text(event_sdk::AUDIT)),
        // It makes its collection with a schema. To change that later takes more than its user may.
        set("EVENT_STORE_DB/APPLY_SCHEMA", To::Flag(false)),
        // Untold, it is woken by each event and looks for none: without one for 25 s it says that it is ill.
        set("KAFKA/CONSUMER/EVENT/config/options/mode", To::Number(2)),
        // What the store refuses takes along all that came with it.
        set("KAFKA/CONSUMER/EVENT/config/options/batchSize", To::Number(1)),
        set("KAFKA/CONSUMER/EVENT/config/options/recursiveTimeout", To::Number(100)),
        set("KAFKA/CONSUMER/EVENT/config/options/messageCharset", To::Text("utf8")),
        set("KAFKA/CONSUMER/EVENT/config/options/messageAsJSON", To::Flag(true)),
        set("KAFKA/CONSUMER/EVENT/config/options/sync", To::Flag(true)),
        set("KAFKA/CONSUMER/EVENT/config/options/consumeTimeout", To::Number(1000)),
    ],
    database: None,
    migration: None,
    hardening: Hardening::STRICT,
    runtime: Runtime::Node,
    development: Some(Development { node: "22.17.0-alpine", ..JAVASCRIPT }),
    workloads: &[Workload {
        name: "reporting-events-processor-svc",
        inspector: Some(9421),
        summary: "keeps what services tell of each request",
        command: &["node", "src/index.js"],
        ports: HTTP,
        consumes: &[stream("EVENT", event_sdk::AUDIT)],
        footprint: takes(90, 192, 256, 50),
        failure: Failure::ExitsAsIfDone,
        ..PLAIN
    }],
};

pub(super) static AGGREGATOR: Service = Service {
    name: "reporting-aggregator-svc",
    image: Image::ReportingAggregatorSvc,
    config: Config::Variables(&[
        ("BATCH_SIZE", "BATCH_SIZE"),
        ("LOOP_TIMEOUT", "LOOP_TIMEOUT"),
        ("REPORTING_MYSQL_DB/HOST", "REPORTING_MYSQL_DB_HOST"),
        ("REPORTING_MYSQL_DB/PORT", "REPORTING_MYSQL_DB_PORT"),
        ("REPORTING_MYSQL_DB/USER", "REPORTING_MYSQL_DB_USER"),
        ("REPORTING_MYSQL_DB/PASSWORD", "REPORTING_MYSQL_DB_PASSWORD"),
        ("REPORTING_MYSQL_DB/SCHEMA", "REPORTING_MYSQL_DB_SCHEMA"),
        ("REPORTING_MYSQL_DB/SSL_ENABLED", "REPORTING_MYSQL_DB_SSL_ENABLED"),
        ("REPORTING_MYSQL_DB/SSL_VERIFY", "REPORTING_MYSQL_DB_SSL_VERIFY"),
        ("REPORTING_MONGO_DB/HOST", "REPORTING_MONGO_DB_HOST"),
        ("REPORTING_MONGO_DB/PORT", "REPORTING_MONGO_DB_PORT"),
        ("REPORTING_MONGO_DB/USER", "REPORTING_MONGO_DB_USER"),
        ("REPORTING_MONGO_DB/PASSWORD", "REPORTING_MONGO_DB_PASSWORD"),
        ("REPORTING_MONGO_DB/DATABASE", "REPORTING_MONGO_DB_DATABASE"),
        ("REPORTING_MONGO_DB/PARAMS", "REPORTING_MONGO_DB_PARAMS"),
    ]),
    shared: &[],
    settings: &[
        set_when(When::Tls(StoreKind::Mysql), "REPORTING_MYSQL_DB/SSL_ENABLED", To::Flag(true)),
        set_when(When::Tls(StoreKind::Mysql), "REPORTING_MYSQL_DB/SSL_VERIFY", To::Flag(true)),
        set("REPORTING_MONGO_DB/HOST", To::StoreHost(shared::REPORTS.on)),
        set("REPORTING_MONGO_DB/PORT", To::StorePort(shared::REPORTS.on)),
        set("REPORTING_MONGO_DB/DATABASE", To::Text(shared::REPORTS.database)),
        set("REPORTING_MONGO_DB/USER", To::Text(shared::REPORTS.user)),
        set("REPORTING_MONGO_DB/PASSWORD", To::Password(shared::REPORTS)),
    ],
    // The ledger's own database, which it only reads.
    database: Some(Database {
        keys: DatabaseKeys {
            host: "REPORTING_MYSQL_DB/HOST",
            port: "REPORTING_MYSQL_DB/PORT",
            user: "REPORTING_MYSQL_DB/USER",
            password: "REPORTING_MYSQL_DB/PASSWORD",
            name: "REPORTING_MYSQL_DB/SCHEMA",
        },
        ..central_ledger::DATABASE
    }),
    migration: None,
    hardening: Hardening::STRICT,
    runtime: Runtime::Node,
    development: Some(Development {
        node: "22.15.1-alpine",
        code: &["dist"],
        data: &[],
        compiled_from: &["src"],
        ..JAVASCRIPT
    }),
    workloads: &[Workload {
        name: "reporting-aggregator-svc",
        inspector: Some(9422),
        summary: "makes a document of each payment and each settlement",
        command: &["node", "./dist/index.js"],
        // It goes through the ledger's changes in their order, and remembers where it is.
        most: 1,
        scales: When::Never,
        footprint: takes(45, 192, 256, 50),
        ..PLAIN
    }],
};

pub(super) static REPORTING_API: Service = Service {
    name: "reporting-hub-bop-api-svc",
    image: Image::ReportingHubBopApiSvc,
    config: Config::File {
        // Its image has none: it would not start without.
        at: "/opt/reporting/config/production.json",
        keys: keys::REPORTING_HUB_BOP_API_SVC,
        variables: &[("EVENT_STORE_DB/PASSWORD", "EVENT_STORE_DB_PASSWORD")],
    },
    shared: &[shared::EVENT_STORE],
    settings: &[],
    database: None,
    migration: None,
    hardening: Hardening::STRICT,
    runtime: Runtime::Node,
    // Its image has it all in another folder than the others'.
    development: None,
    workloads: &[Workload {
        name: API,
        summary: "answers questions about payments, in GraphQL",
        command: &["node", "dist/src/index.js"],
        ports: HTTP,
        ..PLAIN
    }],
};

const HTTP: &[super::Port] = &[inner_port("http", 3000)];

const PLAIN: Workload = Workload {
    when: When::Feature(Feature::Portal),
    health: Health { port: 3000, path: "/health" },
    needs: &[Need { on: StoreKind::Mongodb, when: When::Always }],
    most: MOST_REPLICAS,
    scales: When::Always,
    footprint: takes(55, 192, 256, 50),
    failure: Failure::Exits,
    known: Known::Seen,
    ..Workload::PLAIN
};
