//! The oracle for consents: which participant keeps one.
//!
//! `Source:` als-consent-oracle v1.1.6, seen running.

use super::{
    Config, Database, Development, Hardening, Health, JAVASCRIPT, Known, MOST_REPLICAS, Migration, Runtime, Service,
    When, Workload, inner_port, shared, takes,
};
use crate::feature::Feature;
use crate::quantity::Memory;
use crate::release::Image;

pub(super) const NAME: &str = "als-consent-oracle";

pub(super) static SERVICE: Service = Service {
    name: "als-consent-oracle",
    image: Image::AlsConsentOracle,
    // No other key has a variable, and its file replaces the image's defaults instead of joining them.
    config: Config::Variables(&[
        ("PORT", "ALS_CO_PORT"),
        ("HOST", "ALS_CO_HOST"),
        ("DATABASE/HOST", "ALS_CO_DATABASE_HOST"),
        ("DATABASE/PORT", "ALS_CO_DATABASE_PORT"),
        ("DATABASE/USER", "ALS_CO_DATABASE_USER"),
        ("DATABASE/PASSWORD", "ALS_CO_DATABASE_PASSWORD"),
        ("DATABASE/DATABASE", "ALS_CO_DATABASE_NAME"),
    ]),
    shared: &[],
    settings: &[],
    database: Some(Database {
        name: "oracle_consent",
        user: "oracle_consent",
        keys: shared::database_keys("DATABASE/DATABASE"),
    }),
    migration: Some(Migration {
        // Not `migrate`, which also runs the seed: that empties the table and puts examples in.
        command: &["npm", "run", "migrate:latest"],
        reads: &["DATABASE"],
        memory: Memory::mebibytes(512),
        known: Known::Seen,
    }),
    hardening: Hardening::STRICT,
    runtime: Runtime::Node,
    development: Some(Development {
        node: "22.21.1-alpine",
        code: &["dist"],
        data: &[],
        compiled_from: &["src", "config", "migrations", "seeds"],
        ..JAVASCRIPT
    }),
    workloads: &[Workload {
        name: NAME,
        summary: "knows who keeps a consent",
        when: When::Feature(Feature::ThirdParty),
        command: &["node", "./dist/src/cli.js"],
        inspector: Some(9412),
        ports: &[inner_port("http", 3000)],
        health: Health { port: 3000, path: "/health" },
        metrics: true,
        most: MOST_REPLICAS,
        scales: When::Always,
        footprint: takes(100, 192, 256, 50),
        known: Known::Seen,
        ..Workload::PLAIN
    }],
};
