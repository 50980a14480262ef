//! The keeper of consents: who may start payments from whose account. It is a participant of the ledger itself.
//!
//! `Source:` auth-service v15.2.7, seen running.

use super::{
    Config, Database, DatabaseKeys, Development, Failure, Hardening, Health, JAVASCRIPT, Known, MOST_REPLICAS,
    Migration, Need, Runtime, Service, To, When, Workload, account_lookup, inner_port, keys, set, takes,
    thirdparty_api,
};
use crate::feature::Feature;
use crate::quantity::Memory;
use crate::release::Image;
use crate::store::StoreKind;

pub(super) const NAME: &str = "auth-service";

/// What the ledger and everybody else calls it. `Source:` the environment of the makers' own harness.
pub const PARTICIPANT: &str = "centralauth";

pub(super) static SERVICE: Service = Service {
    name: "auth-service",
    image: Image::AuthService,
    // No variable sets the addresses of other services.
    config: Config::File {
        at: "/opt/app/dist/config/production.json",
        keys: keys::AUTH_SERVICE,
        variables: &[("DATABASE/connection/password", "DB_CONNECTION_PASSWORD")],
    },
    shared: &[],
    settings: &[
        set("PARTICIPANT_ID", To::Text(PARTICIPANT)),
        set("REDIS/HOST", To::StoreHost(StoreKind::Redis)),
        set("REDIS/PORT", To::StorePort(StoreKind::Redis)),
        set("SHARED/PEER_ENDPOINT", To::Address(thirdparty_api::NAME)),
        set("SHARED/ALS_ENDPOINT", To::Address(account_lookup::NAME)),
        set("SHARED/THIRDPARTY_REQUESTS_ENDPOINT", To::Address(thirdparty_api::NAME)),
    ],
    database: Some(Database {
        name: "auth_service",
        user: "auth_service",
        keys: DatabaseKeys {
            host: "DATABASE/connection/host",
            port: "DATABASE/connection/port",
            user: "DATABASE/connection/user",
            password: "DATABASE/connection/password",
            name: "DATABASE/connection/database",
        },
    }),
    migration: Some(Migration {
        // Not `migrate`, which also runs the seed: that empties the tables and puts examples in.
        command: &["npm", "run", "migrate:latest"],
        reads: &["DATABASE"],
        memory: Memory::mebibytes(512),
        known: Known::Seen,
    }),
    hardening: Hardening::STRICT,
    runtime: Runtime::Node,
    development: Some(Development {
        node: "22.17.0-alpine",
        code: &["dist"],
        data: &[],
        compiled_from: &["src", "config", "migrations", "seeds"],
        ..JAVASCRIPT
    }),
    workloads: &[Workload {
        name: NAME,
        summary: "keeps consents, and checks who gave them",
        when: When::Feature(Feature::ThirdParty),
        command: &["node", "./dist/src/cli.js"],
        inspector: Some(9411),
        ports: &[inner_port("http", 4004)],
        health: Health { port: 4004, path: "/health" },
        needs: &[Need { on: StoreKind::Redis, when: When::Always }],
        metrics: true,
        most: MOST_REPLICAS,
        scales: When::Always,
        footprint: takes(111, 192, 256, 50),
        failure: Failure::Exits,
        known: Known::Seen,
        ..Workload::PLAIN
    }],
};
