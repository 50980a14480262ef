//! What manages the certificates of a scheme's participants: an API, its pages, and the vault it keeps keys in.
//!
//! `Source:` connection-manager-api v3.4.0 and `OpenBao` 2.5.3, seen running; connection-manager-ui v1.11.0, read.

use super::{
    Config, Database, DatabaseKeys, Development, Failure, Hardening, Health, JAVASCRIPT, Known, Migration, Runtime,
    Said, Service, To, When, Workload, inner_port, local_port, set, takes,
};
use crate::feature::Feature;
use crate::quantity::Memory;
use crate::release::Image;

/// The workload that keeps keys.
pub const VAULT: &str = "openbao";

/// The API, and its service.
pub const CONNECTION_MANAGER: &str = "connection-manager-api";

/// The role of the vault's that may issue certificates of servers.
pub const SERVER_ROLE: &str = "server";

/// The role of the vault's that may issue certificates of clients.
pub const CLIENT_ROLE: &str = "client";

/// It reads from files who it is to the vault; they are written from what it was handed.
const CREDENTIALS: &str = include_str!("connection_manager/credentials.js");

/// Whom a certificate is for that the API asks for itself: the hub, as participants call it and are called by it.
const CERTIFICATE: &str = r#"{
  "subject": { "CN": "hub", "O": "Hub" },
  "extensions": { "subjectAltName": { "dns": ["hub"], "ips": [] } }
}"#;

/// Only where it may be forgotten: a vault in memory is no vault to keep keys in.
const ON_A_MACHINE: When = When::All(&[When::Feature(Feature::ConnectionManager), When::Containers]);

/// `OpenBao`, not Vault: it speaks the same, and its license lets anybody run it for anybody.
pub(super) static VAULT_SERVICE: Service = Service {
    name: VAULT,
    image: Image::OpenBao,
    config: Config::Variables(&[
        ("dev/listen_address", "BAO_DEV_LISTEN_ADDRESS"),
        ("log/level", "BAO_LOG_LEVEL"),
        ("skip/chown", "SKIP_CHOWN"),
        ("skip/setcap", "SKIP_SETCAP"),
    ]),
    shared: &[],
    settings: &[
        set("dev/listen_address", To::Text("0.0.0.0:8200")),
        // Its entrypoint would want to be root for both.
        set("skip/chown", To::Text("true")),
        set("skip/setcap", To::Text("true")),
    ],
    database: None,
    migration: None,
    development: None,
    hardening: Hardening { user: Some(100), owner: 100, ..Hardening::STRICT },
    runtime: Runtime::Native,
    workloads: &[Workload {
        name: VAULT,
        summary: "keeps keys and issues certificates, in memory",
        ports: &[local_port("http", 8200, 8200)],
        health: Health { port: 8200, path: "/v1/sys/health" },
        footprint: takes(37, 96, 192, 20),
        known: Known::Seen,
        ..PLAIN
    }],
};

pub(super) static SERVICE: Service = Service {
    name: CONNECTION_MANAGER,
    image: Image::ConnectionManagerApi,
    config: Config::Variables(&[
        ("PORT", "PORT"),
        ("LOG_LEVEL", "LOG_LEVEL"),
        ("CLIENT_URL", "CLIENT_URL"),
        ("SWITCH/ID", "SWITCH_ID"),
        ("SWITCH/FQDN", "SWITCH_FQDN"),
        ("SWITCH/EMAIL", "SWITCH_EMAIL"),
        ("DATABASE/HOST", "DATABASE_HOST"),
        ("DATABASE/PORT", "DATABASE_PORT"),
        ("DATABASE/USER", "DATABASE_USER"),
        ("DATABASE/PASSWORD", "DATABASE_PASSWORD"),
        ("DATABASE/SCHEMA", "DATABASE_SCHEMA"),
        ("DATABASE/SSL_ENABLED", "DATABASE_SSL_ENABLED"),
        ("DATABASE/SSL_VERIFY", "DATABASE_SSL_VERIFY"),
        ("VAULT/ENDPOINT", "VAULT_ENDPOINT"),
        ("VAULT/AUTH_METHOD", "VAULT_AUTH_METHOD"),
        ("VAULT/ROLE_ID_FILE", "VAULT_ROLE_ID_FILE"),
        ("VAULT/ROLE_SECRET_ID_FILE", "VAULT_ROLE_SECRET_ID_FILE"),
        ("VAULT/PKI_SERVER_ROLE", "VAULT_PKI_SERVER_ROLE"),
        ("VAULT/PKI_CLIENT_ROLE", "VAULT_PKI_CLIENT_ROLE"),
        ("CSR/SERVER", "SERVER_CSR_PARAMETERS"),
        ("CSR/CLIENT", "CLIENT_CSR_PARAMETERS"),
        ("PRIVATE_KEY_LENGTH", "PRIVATE_KEY_LENGTH"),
        ("INTERNAL_CA_TTL", "INTERNAL_CA_TTL"),
    ]),
    shared: &[],
    settings: &[
        // At `debug` it writes everything it was told, passwords among it.
        set("LOG_LEVEL", To::Text("info")),
        set("CLIENT_URL", To::BrowserUrl(PAGES, "http")),
        set("SWITCH/ID", To::Hub(Said::HubName)),
        set("VAULT/ENDPOINT", To::Url(VAULT, "")),
        set("VAULT/AUTH_METHOD", To::Text("APP_ROLE")),
        set("NODE_OPTIONS", To::Preload("credentials.js", CREDENTIALS)),
        set("VAULT/ROLE_ID_FILE", To::Text("/tmp/vault-role-id")),
        set("VAULT/ROLE_SECRET_ID_FILE", To::Text("/tmp/vault-secret-id")),
        set("VAULT/PKI_SERVER_ROLE", To::Text(SERVER_ROLE)),
        set("VAULT/PKI_CLIENT_ROLE", To::Text(CLIENT_ROLE)),
        set("CSR/SERVER", To::File("certificate.json", CERTIFICATE)),
        set("CSR/CLIENT", To::File("certificate.json", CERTIFICATE)),
    ],
    database: Some(Database {
        name: "mcm",
        user: "mcm",
        keys: DatabaseKeys {
            host: "DATABASE/HOST",
            port: "DATABASE/PORT",
            user: "DATABASE/USER",
            password: "DATABASE/PASSWORD",
            name: "DATABASE/SCHEMA",
        },
    }),
    migration: Some(Migration {
        // Not by npm, which would have npx look for what is there. One of its steps moves what is in the vault.
        command: &["node", "node_modules/knex/bin/cli.js", "--knexfile", "src/knexfile.js", "migrate:latest"],
        reads: &["DATABASE", "SWITCH", "VAULT"],
        memory: Memory::mebibytes(384),
        known: Known::Seen,
    }),
    hardening: Hardening::STRICT,
    runtime: Runtime::Node,
    development: Some(Development { node: "22.15.1-alpine", data: &[], ..JAVASCRIPT }),
    workloads: &[Workload {
        name: CONNECTION_MANAGER,
        summary: "manages the certificates of participants",
        command: &["node", "src/index.js"],
        inspector: Some(9441),
        ports: &[local_port("http", 3001, 3011), inner_port("metrics", 9100)],
        health: Health { port: 3001, path: "/api/health" },
        metrics: true,
        after: &[VAULT],
        footprint: takes(75, 160, 256, 50),
        failure: Failure::Exits,
        known: Known::Seen,
        ..PLAIN
    }],
};

/// Its pages.
const PAGES: &str = "connection-manager-ui";

pub(super) static UI: Service = Service {
    name: PAGES,
    image: Image::ConnectionManagerUi,
    config: Config::Variables(&[
        ("API_BASE_URL", "API_BASE_URL"),
        ("AUTH_ENABLED", "AUTH_ENABLED"),
        ("CHECK_SESSION_URL", "CHECK_SESSION_URL"),
        ("LOGIN_URL", "LOGIN_URL"),
        ("LOGIN_PROVIDER", "LOGIN_PROVIDER"),
        ("LOGOUT_URL", "LOGOUT_URL"),
    ]),
    shared: &[],
    settings: &[
        set("API_BASE_URL", To::BrowserUrl(CONNECTION_MANAGER, "http")),
        // Nobody logs in: the API is told no identity provider.
        set("AUTH_ENABLED", To::Text("FALSE")),
    ],
    database: None,
    migration: None,
    development: None,
    hardening: Hardening::STRICT,
    // Of Node.js, in an image that is laid out unlike all others: from sources it is built, and no more.
    runtime: Runtime::Native,
    workloads: &[Workload {
        name: PAGES,
        summary: "the pages of the connection manager",
        command: &["node", "index.js"],
        ports: &[local_port("http", 8080, 8081)],
        health: Health { port: 8080, path: "/" },
        footprint: takes(50, 96, 128, 10),
        ..PLAIN
    }],
};

const PLAIN: Workload = Workload { when: ON_A_MACHINE, ..Workload::PLAIN };
