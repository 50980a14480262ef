//! Miniloop: a hub on one machine with a small Kubernetes of its own, to see how it behaves on one.

use mojaloop_model::{
    Addon, Channel, Currency, DomainName, Handlers, Hub, HubName, Memory, Messages, Microk8s, Participant, Release,
    Scheme, Stores,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use typed_builder::TypedBuilder;

use crate::answers;

/// A hub on one machine with `MicroK8s`: the peer-to-peer set, its stores, the testing toolkit that plays its
/// participants, and a name below one domain for each port that is open.
///
/// Of that set it asks what a scheme chooses: [`messages`](Self::messages) and
/// [`handlers`](Self::handlers). It has no list of further features, since the model has none: bulk and third-party
/// transfers are not in it yet, and the 16 GiB a machine needs for them come with them.
///
/// # Examples
///
/// ```
/// use mojaloop_model::{Channel, Memory, Messages, Platform};
/// use mojaloop_presets::Miniloop;
///
/// let hub = Miniloop::builder()
///     .domain("hub.example.org")
///     .messages(Messages::Iso20022)
///     .channel(Channel::V1_34)
///     .memory(Memory::gibibytes(12))
///     .build()
///     .hub();
/// assert!(matches!(hub.platform, Platform::Microk8s(_)));
/// assert!(hub.validate().is_ok());
/// ```
///
/// A machine that is too small is told:
///
/// ```
/// use mojaloop_model::Memory;
/// use mojaloop_presets::Miniloop;
///
/// let faults = Miniloop::builder().memory(Memory::gibibytes(6)).build().hub().validate().unwrap_err();
/// assert_eq!(faults.codes(), ["machine-too-small"]);
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, TypedBuilder)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[builder(field_defaults(setter(into)), mutators(
    /// Adds a participant.
    pub fn participant(&mut self, participant: impl Into<Participant>) {
        self.participants.push(participant.into());
    }
    /// Adds several participants.
    pub fn participants(&mut self, all: impl IntoIterator<Item = impl Into<Participant>>) {
        self.participants.extend(all.into_iter().map(Into::into));
    }
))]
pub struct Miniloop {
    /// The hub's name. `Default:` `mojaloop`.
    #[builder(default = "mojaloop".into())]
    pub name: HubName,
    /// The domain below which each port that is open has a name: `central-ledger.local`. `Default:` `local`.
    #[builder(default = "local".into())]
    pub domain: DomainName,
    /// The release. `Default:` 17.2.0.
    #[builder(default)]
    pub release: Release,
    /// The currencies it clears. `Default:` those its participants hold; `USD` when none are named.
    #[builder(default, setter(
        transform = |all: impl IntoIterator<Item = impl Into<Currency>>|
            all.into_iter().map(Into::into).collect()
    ))]
    pub currencies: Vec<Currency>,
    /// Its participants. `Default:` `greenbank` and `bluebank`, which hold every currency.
    #[builder(via_mutators)]
    pub participants: Vec<Participant>,
    /// The form of its messages. `Default:` FSPIOP.
    #[builder(default)]
    pub messages: Messages,
    /// Whether handlers run in their API's process. `Default:` combined.
    #[builder(default)]
    pub handlers: Handlers,
    /// The memory of the machine; 8 GiB at least. The hub takes what the machine's system leaves. `Default:` 8 GiB.
    #[builder(default = Microk8s::LEAST_MEMORY)]
    pub memory: Memory,
    /// The version of `MicroK8s`. `Default:` 1.35.
    #[builder(default)]
    pub channel: Channel,
    /// Addons beside those a hub needs. `Default:` none.
    #[builder(default, setter(transform = |all: impl IntoIterator<Item = Addon>| all.into_iter().collect()))]
    pub addons: Vec<Addon>,
    /// The databases and brokers behind it. `Default:` containers beside it, whose data is disposable.
    #[builder(default = answers::disposable_stores())]
    pub stores: Stores,
}

impl Default for Miniloop {
    fn default() -> Self {
        Self::builder().build()
    }
}

impl Miniloop {
    /// The hub: complete, and still to be changed.
    pub fn hub(&self) -> Hub {
        let currencies = answers::currencies(&self.currencies, &self.participants);
        let scheme = Scheme::builder().currencies(currencies.clone()).messages(self.messages);
        let machine = Microk8s::builder()
            .domain(self.domain.clone())
            .channel(self.channel)
            .addons(self.addons.iter().copied())
            .memory(self.memory);
        Hub::builder()
            .name(self.name.clone())
            .release(self.release)
            .scheme(scheme.build())
            .participants(answers::participants(&self.participants, &currencies))
            .handlers(self.handlers)
            .stores(self.stores.clone())
            .platform(machine.build())
            .memory(self.memory_of_hub())
            .build()
    }

    fn memory_of_hub(&self) -> Memory {
        let system = Microk8s::SYSTEM_MEMORY.as_mebibytes();
        Memory::mebibytes(self.memory.as_mebibytes().saturating_sub(system))
    }
}

#[cfg(test)]
mod tests {
    use mojaloop_model::{Peer, Proxy};

    use super::*;

    #[test]
    fn with_no_answer_it_is_a_working_hub() {
        let hub = Miniloop::default().hub();
        let valid = hub.validate().expect("a valid hub");
        assert!(valid.warnings().is_empty(), "{:?}", valid.warnings());
        assert_eq!((hub.participants.len(), hub.memory), (2, Some(Memory::mebibytes(6656))));
        assert_eq!(hub.platform.cluster().exposure.domain().map(DomainName::as_str), Some("local"));
    }

    #[test]
    fn an_empty_file_is_the_default() {
        let read: Miniloop = serde_json::from_str("{}").expect("all keys may be left out");
        assert_eq!(read, Miniloop::default());
    }

    fn proxy() -> Participant {
        let peer = Peer::Gateway("http://gateway.lakes.example.org:4300".into());
        Participant::new("lakes").currency("ZMW").played_by(Proxy::to(peer))
    }

    #[test]
    fn every_choice_fits_the_least_machine() {
        for channel in Channel::ALL {
            for messages in [Messages::Fspiop, Messages::Iso20022] {
                for (proxy, handlers) in [(None, Handlers::Combined), (Some(proxy()), Handlers::Split)] {
                    let choice = Miniloop::builder().channel(*channel).messages(messages);
                    let hub = choice.participants(proxy).handlers(handlers).build().hub();
                    assert_eq!(hub.validate().err(), None, "{channel} {messages:?} {handlers:?}");
                }
            }
        }
    }

    #[test]
    fn a_machine_is_large_enough() {
        let table = [
            (0, ["machine-too-small"].as_slice()),
            (1024, &["machine-too-small"]),
            (8191, &["machine-too-small"]),
            (8192, &[]),
            (65536, &[]),
        ];
        for (mebibytes, expected) in table {
            let hub = Miniloop::builder().memory(Memory::mebibytes(mebibytes)).build().hub();
            let faults = hub.validate().err().unwrap_or_default();
            assert!(expected.iter().all(|code| faults.codes().contains(code)), "{mebibytes} MiB: {faults:?}");
            assert_eq!(faults.is_empty(), expected.is_empty(), "{mebibytes} MiB: {faults:?}");
        }
    }

    #[test]
    fn what_the_machine_has_more_the_hub_may_take() {
        let hub = Miniloop::builder().memory(Memory::gibibytes(16)).build().hub();
        assert_eq!(hub.memory, Some(Memory::mebibytes(14848)));
    }
}
