//! Proxies: participants that stand for another scheme.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use typed_builder::TypedBuilder;

use crate::participant::Participant;
use crate::text::{Msisdn, ParticipantId, Url};

/// A proxy to another scheme: a participant of both, under one name.
///
/// What is paid to the other scheme its accounts here receive; what comes from there they pay, with the liquidity and
/// under the cap that it has as a participant. Both schemes speak the same form of messages, and have a name for one
/// participant only: what is said goes over as it is, addressed by names. One adapter serves the pair, in both
/// directions: it runs beside one of the two hubs, which names the other's gateway, and the other hub names that
/// adapter.
///
/// # Examples
///
/// ```
/// use mojaloop_model::{Participant, Peer, Proxy};
///
/// let proxy = Proxy::to(Peer::Gateway("http://gateway.lakes.example.org:4300".into())).payee("lakebank");
/// let proxy = Participant::new("lakes-proxy").currency("ZMW").played_by(proxy);
/// assert!(proxy.is_proxy());
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TypedBuilder)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Proxy {
    /// Where the other scheme is met.
    pub peer: Peer,
    /// Participants of the other scheme whose customers are paid in tests, in each currency of the proxy.
    /// `Default:` nobody.
    #[serde(default)]
    #[builder(default)]
    pub payees: Vec<Payee>,
}

/// Where another scheme is met.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum Peer {
    /// At its gateway: an adapter beside this hub calls it there, `http://host:port`.
    Gateway(Url),
    /// At the adapter that runs beside its hub, and calls the gateway of this one.
    Adapter(Url),
}

/// A participant of another scheme with a customer to pay.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TypedBuilder)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[builder(field_defaults(setter(into)))]
pub struct Payee {
    /// How its scheme names it. No participant of this scheme has that name: messages find their way by it.
    pub id: ParticipantId,
    /// The telephone number of its test customer. `Default:` the one that its name gives it in its own hub.
    #[serde(default)]
    #[builder(default, setter(strip_option(fallback = msisdn_opt)))]
    pub msisdn: Option<Msisdn>,
}

impl Proxy {
    /// A proxy to the scheme that is met there, without payees yet.
    pub fn to(peer: Peer) -> Self {
        Self { peer, payees: Vec::new() }
    }

    /// Adds a participant of the other scheme whose customer is paid in tests.
    #[must_use]
    pub fn payee(mut self, id: impl Into<ParticipantId>) -> Self {
        self.payees.push(Payee { id: id.into(), msisdn: None });
        self
    }
}

impl Payee {
    /// The same as a participant, as its own hub has it.
    pub fn as_participant(&self) -> Participant {
        Participant { msisdn: self.msisdn.clone(), ..Participant::new(self.id.clone()) }
    }
}
