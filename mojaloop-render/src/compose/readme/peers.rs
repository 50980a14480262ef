//! Other schemes: what they call of this hub, and what it calls of theirs.

use mojaloop_model::catalogue::Reach;

use super::tables::{code, table};
use crate::plan::{OutsideKind, Plan};

const PEERS: &str = include_str!("peers.md");

/// Nothing, for a hub that no other scheme calls.
pub(super) fn peers(plan: &Plan) -> String {
    let published = plan.components.iter().flat_map(|component| component.published().map(move |at| (component, at)));
    let called = published.filter(|(_, (_, port))| port.reach == Reach::Peers);
    let rows = called
        .map(|(component, (at, port))| [code(&port.id), port.number.to_string(), component.summary_at(at).to_owned()]);
    let called = table(["name", "port of this machine", "what"], rows);
    if called.is_empty() {
        return called;
    }
    let gateways = plan.outside.iter().filter(|outside| outside.kind == OutsideKind::Scheme);
    let gateways: Vec<String> = gateways.map(|outside| code(&format!("{}:{}", outside.host, outside.port))).collect();
    let calls = if gateways.is_empty() {
        "This hub runs no adapter: it calls the one beside the other hub, at the address that its proxy names."
            .to_owned()
    } else {
        format!("The adapter of this hub calls the gateway of the other at {}.", gateways.join(", "))
    };
    format!("{}\n\n{called}\n{calls}", PEERS.trim_end())
}
