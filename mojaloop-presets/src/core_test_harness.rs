//! The Core Test Harness: a whole hub on a laptop, to develop against and to test with.

use std::collections::BTreeSet;

use indexmap::IndexMap;
use mojaloop_model::{Containers, Currency, Feature, Hub, HubName, Memory, Participant, PortId, Release, Scheme};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use typed_builder::TypedBuilder;

use crate::answers;

/// A hub on one machine with containers: every service of a peer-to-peer transfer, its stores, and the testing
/// toolkit that plays its participants. Its data is disposable.
///
/// # Examples
///
/// Two banks and a wallet, in two currencies:
///
/// ```
/// use mojaloop_model::{Memory, Participant};
/// use mojaloop_presets::CoreTestHarness;
///
/// let hub = CoreTestHarness::builder()
///     .name("zambezi")
///     .participant(Participant::new("greenbank").currency("ZMW").currency("USD"))
///     .participant(Participant::new("bluebank").currency("ZMW"))
///     .participant(Participant::new("wallet").currency("USD"))
///     .memory(Memory::gibibytes(5))
///     .build()
///     .hub();
/// assert_eq!(hub.scheme.currencies.len(), 2);
/// assert!(hub.validate().is_ok());
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
    /// Adds a feature.
    pub fn feature(&mut self, feature: Feature) {
        self.features.insert(feature);
    }
    /// Adds several features.
    pub fn features(&mut self, all: impl IntoIterator<Item = Feature>) {
        self.features.extend(all);
    }
))]
pub struct CoreTestHarness {
    /// The hub's name. `Default:` `mojaloop`.
    #[builder(default = "mojaloop".into())]
    pub name: HubName,
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
    /// What it does beyond payments from one participant to another. `Default:` nothing.
    #[builder(via_mutators)]
    pub features: BTreeSet<Feature>,
    /// The memory everything together may take. `Default:` 6 GiB; with features, each workload what it held in trials.
    #[builder(default, setter(strip_option(fallback = memory_opt)))]
    pub memory: Option<Memory>,
    /// Other ports on the machine than the usual ones, by workload. `Default:` none.
    #[builder(default, setter(
        transform = |all: impl IntoIterator<Item = (impl Into<PortId>, u16)>|
            all.into_iter().map(|(id, port)| (id.into(), port)).collect()
    ))]
    pub ports: IndexMap<PortId, u16>,
    /// What is added to every other port, so that a second hub fits beside the first. `Default:` 0.
    #[builder(default, setter(!into))]
    pub port_offset: u16,
}

impl Default for CoreTestHarness {
    fn default() -> Self {
        Self::builder().build()
    }
}

impl CoreTestHarness {
    /// The hub: complete, and still to be changed.
    pub fn hub(&self) -> Hub {
        let currencies = answers::currencies(&self.currencies, &self.participants);
        Hub::builder()
            .name(self.name.clone())
            .release(self.release)
            .scheme(Scheme::builder().currencies(currencies.clone()).build())
            .participants(answers::participants(&self.participants, &currencies))
            .stores(answers::disposable_stores())
            .platform(Containers::builder().ports(self.ports.clone()).port_offset(self.port_offset).build())
            .features(self.features.iter().copied())
            .memory_opt(self.memory.or_else(|| self.features.is_empty().then_some(Memory::gibibytes(6))))
            .build()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn with_no_answer_it_is_a_working_hub() {
        let hub = CoreTestHarness::default().hub();
        let valid = hub.validate().expect("a valid hub");
        assert!(valid.warnings().is_empty(), "{:?}", valid.warnings());
        assert_eq!(hub.participants.len(), 2);
    }

    #[test]
    fn an_empty_file_is_the_default() {
        let read: CoreTestHarness = serde_json::from_str("{}").expect("all keys may be left out");
        assert_eq!(read, CoreTestHarness::default());
    }
}
