//! A Mojaloop hub, described.

use std::collections::BTreeSet;

use indexmap::IndexMap;
use schemars::JsonSchema;
use schemars::generate::{Contract, SchemaSettings};
use serde::{Deserialize, Serialize};
use typed_builder::TypedBuilder;

use crate::feature::Feature;
use crate::load::Load;
use crate::participant::Participant;
use crate::platform::Platform;
use crate::quantity::Memory;
use crate::release::Release;
use crate::scheme::Scheme;
use crate::service::{Handlers, ServiceSettings};
use crate::store::Stores;
use crate::text::{HubName, ServiceId};

/// A hub for instant payments: what it runs, for whom, on what.
///
/// Plain data with public fields. A builder, a preset and a `hub.yaml` make the same value, and all
/// of them take the same way through [`Hub::validate`](crate::Hub::validate).
///
/// # Examples
///
/// ```
/// use mojaloop_model::{Hub, Memory, Participant, Scheme};
///
/// let hub = Hub::builder()
///     .name("zambezi")
///     .scheme(Scheme::builder().currencies(["ZMW"]).build())
///     .participant(Participant::new("greenbank").currency("ZMW"))
///     .participant(Participant::new("bluebank").currency("ZMW"))
///     .memory(Memory::gibibytes(6))
///     .build();
/// assert!(hub.validate().is_ok());
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, TypedBuilder)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
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
    /// Settles something about one service, by its name in the catalogue.
    pub fn service(&mut self, id: impl Into<ServiceId>, settings: ServiceSettings) {
        self.services.insert(id.into(), settings);
    }
))]
pub struct Hub {
    /// Its name: the compose project's, the namespace's. A DNS label of at most 32 characters.
    pub name: HubName,
    /// The Mojaloop release that decides every version. `Default:` 17.2.0.
    #[serde(default)]
    #[builder(default)]
    pub release: Release,
    /// The rules all participants agreed on.
    pub scheme: Scheme,
    /// The banks and wallets that pay through it.
    #[serde(default)]
    #[builder(via_mutators)]
    pub participants: Vec<Participant>,
    /// What it does beyond payments from one participant to another. `Default:` nothing.
    #[serde(default)]
    #[builder(via_mutators)]
    pub features: BTreeSet<Feature>,
    /// How much it is made to clear under load, with the feature `load`. `Default:` a payment a second.
    #[serde(default)]
    #[builder(default)]
    pub load: Load,
    /// The databases and brokers behind it. `Default:` containers beside it.
    #[serde(default)]
    #[builder(default)]
    pub stores: Stores,
    /// Whether the ledger's and the adapter's handlers run in their API's process. `Default:` combined.
    #[serde(default)]
    #[builder(default)]
    pub handlers: Handlers,
    /// What is settled about single services, by name. `Default:` nothing.
    #[serde(default)]
    #[builder(via_mutators)]
    pub services: IndexMap<ServiceId, ServiceSettings>,
    /// What it runs on. `Default:` containers on one machine.
    #[serde(default)]
    #[builder(default)]
    pub platform: Platform,
    /// The memory everything together may take. `Default:` each workload what it held in trials.
    #[serde(default)]
    #[builder(default, setter(strip_option(fallback = memory_opt)))]
    pub memory: Option<Memory>,
}

impl Hub {
    /// Whether it has this feature: because it says so, or because something in it is nothing without.
    pub fn has(&self, feature: Feature) -> bool {
        let mut players = self.participants.iter().filter_map(|participant| participant.played_by.player());
        let is_implied = players.any(|player| player.feature() == feature)
            || (feature == Feature::InterScheme && self.participants.iter().any(Participant::is_proxy));
        is_implied || self.features.contains(&feature)
    }

    /// The participants that are proxies to other schemes, by name.
    pub fn proxies(&self) -> Vec<&Participant> {
        let mut all: Vec<&Participant> = self.participants.iter().filter(|one| one.is_proxy()).collect();
        all.sort_by_key(|participant| participant.id.as_str());
        all
    }

    /// The JSON Schema of a hub, as a file describes it: for editors that complete and check `hub.yaml`.
    ///
    /// It says what has the right shape; [`Hub::validate`](crate::Hub::validate) says what has a meaning.
    ///
    /// # Examples
    ///
    /// ```
    /// let schema = mojaloop_model::Hub::schema();
    /// assert_eq!(schema["properties"]["name"]["$ref"], "#/$defs/HubName");
    /// ```
    pub fn schema() -> serde_json::Value {
        let settings = SchemaSettings::draft2020_12().with(|settings| settings.contract = Contract::Deserialize);
        settings.into_generator().into_root_schema_for::<Self>().to_value()
    }
}
