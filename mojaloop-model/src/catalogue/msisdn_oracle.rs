//! The oracle for telephone numbers: which participant holds a number.
//!
//! `Source:` als-msisdn-oracle-svc v0.0.21, seen running.

use super::{
    Config, Database, Development, Failure, Hardening, Health, JAVASCRIPT, Known, MOST_REPLICAS, Migration, Runtime,
    Service, When, Workload, port, script, shared, takes,
};
use crate::quantity::Memory;
use crate::release::Image;

pub(super) const NAME: &str = "als-msisdn-oracle-svc";

pub(super) static SERVICE: Service = Service {
    name: "als-msisdn-oracle-svc",
    image: Image::AlsMsisdnOracleSvc,
    // No other key has a variable, and its file replaces the image's defaults instead of joining them.
    config: Config::Variables(&[
        ("PORT", "ALS_MSISDN_ORACLE_PORT"),
        ("HOST", "ALS_MSISDN_ORACLE_HOST"),
        ("DATABASE/HOST", "ALS_MSISDN_ORACLE_DATABASE_HOST"),
        ("DATABASE/PORT", "ALS_MSISDN_ORACLE_DATABASE_PORT"),
        ("DATABASE/USER", "ALS_MSISDN_ORACLE_DATABASE_USER"),
        ("DATABASE/PASSWORD", "ALS_MSISDN_ORACLE_DATABASE_PASSWORD"),
        ("DATABASE/DATABASE", "ALS_MSISDN_ORACLE_DATABASE_NAME"),
    ]),
    shared: &[],
    settings: &[],
    database: Some(Database {
        name: "oracle_msisdn",
        user: "oracle_msisdn",
        keys: shared::database_keys("DATABASE/DATABASE"),
    }),
    migration: Some(Migration {
        // Not `migrate`, which also runs the seed: that empties the table and puts three dummies in,
        // so that a hub would forget its customers at every start.
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
        // Its tests find the service at `localhost:3000`: that is where they run.
        integration: Some(script("test:integration")),
        ..JAVASCRIPT
    }),
    workloads: &[Workload {
        name: NAME,
        summary: "knows who serves a telephone number",
        when: When::Always,
        command: &["node", "./dist/src/cli.js"],
        inspector: Some(9331),
        ports: &[port("http", 3000, 3004)],
        health: Health { port: 3000, path: "/health" },
        most: MOST_REPLICAS,
        scales: When::Always,
        footprint: takes(135, 192, 256, 50),
        failure: Failure::ExitsAsIfDone,
        known: Known::Seen,
        ..Workload::PLAIN
    }],
};
