//! Adapters of proxies: each carries what participants of two schemes say from the one's hub to the other's.
//!
//! `Source:` inter-scheme-proxy-adapter v1.3.3, seen running. It has two sides: what comes in at that of `A` goes to
//! hub A. Here A is this hub, and B the other.

use super::{
    Config, Development, Hardening, Health, JAVASCRIPT, Known, MOST_REPLICAS, Runtime, Service, To, Told, When,
    Workload, gateway, port, port_for_peers, set, takes,
};
use crate::release::Image;

/// The workload the hub calls for a proxy that it runs for.
pub const PROXY_ADAPTER: &str = "inter-scheme-proxy-adapter";

/// What it must be told although it never reads it: it ends when one of them is missing.
const UNREAD: To = To::Text("unused-without-payment-manager");

pub(super) static SERVICE: Service = Service {
    name: PROXY_ADAPTER,
    image: Image::InterSchemeProxyAdapter,
    config: Config::Variables(&[
        ("PROXY_ID", "PROXY_ID"),
        ("PEER_ENDPOINT_A", "PEER_ENDPOINT_A"),
        ("PEER_ENDPOINT_B", "PEER_ENDPOINT_B"),
        ("PM4ML_ENABLED", "PM4ML_ENABLED"),
        ("OAUTH_TOKEN_ENDPOINT_A", "OAUTH_TOKEN_ENDPOINT_A"),
        ("OAUTH_TOKEN_ENDPOINT_B", "OAUTH_TOKEN_ENDPOINT_B"),
        ("OAUTH_CLIENT_KEY_A", "OAUTH_CLIENT_KEY_A"),
        ("OAUTH_CLIENT_KEY_B", "OAUTH_CLIENT_KEY_B"),
        ("OAUTH_CLIENT_SECRET_A", "OAUTH_CLIENT_SECRET_A"),
        ("OAUTH_CLIENT_SECRET_B", "OAUTH_CLIENT_SECRET_B"),
        ("MGMT_API_WS_URL_A", "MGMT_API_WS_URL_A"),
        ("MGMT_API_WS_URL_B", "MGMT_API_WS_URL_B"),
        ("MGMT_API_WS_PORT_A", "MGMT_API_WS_PORT_A"),
        ("MGMT_API_WS_PORT_B", "MGMT_API_WS_PORT_B"),
        ("INCOMING_HEADERS_REMOVAL", "INCOMING_HEADERS_REMOVAL"),
        ("LOG_LEVEL", "LOG_LEVEL"),
    ]),
    shared: &[],
    settings: &[
        // With a payment manager at each side, it would ask them for tokens and certificates, and speak TLS to hubs.
        set("PM4ML_ENABLED", To::Flag(false)),
        set("OAUTH_TOKEN_ENDPOINT_A", UNREAD),
        set("OAUTH_TOKEN_ENDPOINT_B", UNREAD),
        set("OAUTH_CLIENT_KEY_A", UNREAD),
        set("OAUTH_CLIENT_KEY_B", UNREAD),
        set("OAUTH_CLIENT_SECRET_A", UNREAD),
        set("OAUTH_CLIENT_SECRET_B", UNREAD),
        set("MGMT_API_WS_URL_A", UNREAD),
        set("MGMT_API_WS_URL_B", UNREAD),
        set("MGMT_API_WS_PORT_A", To::Number(1)),
        set("MGMT_API_WS_PORT_B", To::Number(1)),
    ],
    database: None,
    migration: None,
    hardening: Hardening::STRICT,
    runtime: Runtime::Node,
    development: Some(Development {
        node: "20.14.0-alpine",
        code: &["dist"],
        data: &[],
        compiled_from: &["src"],
        image: &["package.json", "package-lock.json", "tsconfig.json", "Dockerfile"],
        ..JAVASCRIPT
    }),
    workloads: &[Workload {
        name: PROXY_ADAPTER,
        summary: "carries messages between this scheme and another",
        when: When::EachProxy,
        command: &["node", "dist/index.js"],
        inspector: Some(9431),
        ports: &[
            port("http", 4200, 4200).says("what this hub says to the other scheme"),
            port_for_peers("peer", 4100, 4100).says("what the other scheme says to this hub"),
        ],
        health: Health { port: 4200, path: "/health" },
        settings: &[
            set("PROXY_ID", To::Participant(Told::Id)),
            set("PEER_ENDPOINT_A", To::Address(gateway::GATEWAY)),
            set("PEER_ENDPOINT_B", To::Participant(Told::PeerGateway)),
        ],
        most: MOST_REPLICAS,
        scales: When::Always,
        footprint: takes(28, 64, 128, 30),
        known: Known::Seen,
        ..Workload::PLAIN
    }],
};
