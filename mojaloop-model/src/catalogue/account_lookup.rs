//! The account lookup: which participant serves a party.
//!
//! `Source:` account-lookup-service v17.15.2, seen running.

use super::event_sdk::EVENT_SDK;
use super::{
    Config, Database, Development, Failure, Hardening, Health, JAVASCRIPT, Known, MOST_REPLICAS, Migration, Need,
    Runtime, Said, Service, To, Variables, When, Workload, auth_service, central_ledger, consent_oracle, inner_port,
    keys, msisdn_oracle, port, script_without, set, set_when, shared, takes,
};
use crate::feature::Feature;
use crate::quantity::Memory;
use crate::release::Image;
use crate::store::StoreKind;

pub(super) const NAME: &str = "account-lookup-service";
pub(super) const ADMIN: &str = "account-lookup-service-admin";

pub(super) static SERVICE: Service = Service {
    name: "account-lookup-service",
    image: Image::AccountLookupService,
    config: Config::Rc {
        prefix: "ALS",
        variables: Variables::Converted,
        keys: keys::ACCOUNT_LOOKUP_SERVICE,
        libraries: &[&EVENT_SDK],
    },
    shared: &[shared::HUB_PARTICIPANT, shared::PROXY_CACHE, shared::MYSQL_TLS],
    settings: &[
        set("API_TYPE", To::Hub(Said::ApiType)),
        set("RUN_MIGRATIONS", To::Flag(false)),
        set_when(When::Feature(Feature::ThirdParty), "FEATURE_ENABLE_EXTENDED_PARTY_ID_TYPE", To::Flag(true)),
        set("DISPLAY_ROUTES", To::Flag(false)),
        set("SWITCH_ENDPOINT", To::Url(central_ledger::NAME, "")),
        // On a busy machine the driver's own 10 s pass at start, and the service does not recover.
        set("DATABASE/ADDITIONAL_CONNECTION_OPTIONS/connectTimeout", To::Number(60_000)),
    ],
    database: Some(Database {
        name: "account_lookup",
        user: "account_lookup",
        keys: shared::database_keys("DATABASE/DATABASE"),
    }),
    migration: Some(Migration {
        command: &["npm", "run", "migrate"],
        reads: &["DATABASE"],
        memory: Memory::mebibytes(512),
        known: Known::Seen,
    }),
    hardening: Hardening::STRICT,
    runtime: Runtime::Node,
    development: Some(Development {
        data: &["config", "migrations", "seeds"],
        integration: Some(script_without("test:int", "mocks named `proxy` and at `localhost:8444`")),
        ..JAVASCRIPT
    }),
    workloads: &[
        Workload {
            name: NAME,
            summary: "finds who serves a party",
            command: &["node", "src/index.js", "server", "--api"],
            inspector: Some(9321),
            ports: &[port("http", 4002, 4002)],
            health: Health { port: 4002, path: "/health" },
            calls: &[msisdn_oracle::NAME, consent_oracle::NAME, auth_service::NAME],
            callbacks: true,
            ..SERVER
        },
        Workload {
            name: ADMIN,
            summary: "keeps the list of oracles",
            command: &["node", "src/index.js", "server", "--admin"],
            inspector: Some(9322),
            ports: &[port("http", 4001, 4001)],
            health: Health { port: 4001, path: "/health" },
            ..SERVER
        },
        Workload {
            name: "account-lookup-service-timeout",
            summary: "ends lookups that took too long",
            when: When::Proxies,
            scales: When::Never,
            command: &["node", "src/handlers/index.js", "handlers", "--timeout"],
            inspector: Some(9323),
            ports: &[inner_port("http", 4003)],
            health: Health { port: 4003, path: "/health" },
            callbacks: true,
            failure: Failure::Exits,
            ..SERVER
        },
    ],
};

const SERVER: Workload = Workload {
    when: When::Always,
    health: Health { port: 4002, path: "/health" },
    needs: &[Need { on: StoreKind::Redis, when: When::Proxies }],
    metrics: true,
    most: MOST_REPLICAS,
    scales: When::Always,
    footprint: takes(113, 192, 256, 100),
    failure: Failure::ExitsAsIfDone,
    known: Known::Seen,
    ..Workload::PLAIN
};
