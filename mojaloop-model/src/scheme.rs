//! The scheme: what all participants of a hub agreed on.

mod iso4217;
mod ledger;
mod settlement;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use typed_builder::TypedBuilder;

use crate::quantity::Span;
use crate::release::Release;
use crate::text::{Currency, HubParticipantName};

pub(crate) use iso4217::ISO_4217;
pub(crate) use ledger::{codes as ledger_currencies, scale as ledger_scale};
pub use settlement::{Delay, Interchange, Settlement, SettlementModel};

/// The rules of a hub: its messages, its currencies, its time limits.
///
/// # Examples
///
/// ```
/// use mojaloop_model::{Messages, Scheme};
///
/// let scheme = Scheme::builder().currencies(["ZMW", "USD"]).messages(Messages::Iso20022).build();
/// assert_eq!(scheme.currencies.len(), 2);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TypedBuilder)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[builder(field_defaults(setter(into)))]
pub struct Scheme {
    /// The currencies it clears: ISO 4217 codes, at least one.
    #[builder(setter(
        transform = |all: impl IntoIterator<Item = impl Into<Currency>>|
            all.into_iter().map(Into::into).collect()
    ))]
    pub currencies: Vec<Currency>,
    /// The form of its messages. `Default:` FSPIOP.
    #[serde(default)]
    #[builder(default)]
    pub messages: Messages,
    /// The hub's own participant.
    #[serde(default)]
    #[builder(default)]
    pub hub_participant: HubParticipant,
    /// How long things may take.
    #[serde(default)]
    #[builder(default)]
    pub timeouts: Timeouts,
    /// By which models participants settle.
    #[serde(default)]
    #[builder(default)]
    pub settlement: Settlement,
}

/// The form of the messages between participants and hub.
///
/// One choice stands for all the switches that must agree: the API type of the lookup, the quoting
/// service and the adapter, and the testing toolkit's transformer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum Messages {
    /// The FSP Interoperability API, JSON of its own.
    #[default]
    Fspiop,
    /// The same resources with ISO 20022 messages in them.
    Iso20022,
}

/// The hub as a participant of its own ledger: it owns the settlement accounts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TypedBuilder)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[builder(field_defaults(default, setter(into)))]
pub struct HubParticipant {
    /// Its number in the ledger. `Default:` 1, `Source:` the images' own default.
    #[builder(default = 1, setter(!into))]
    pub id: u32,
    /// Its name. `Default:` `Hub`, `Source:` the images' own default.
    #[builder(default = "Hub".into())]
    pub name: HubParticipantName,
}

impl Default for HubParticipant {
    fn default() -> Self {
        Self::builder().build()
    }
}

/// How long things may take before the hub gives up on them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TypedBuilder)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[builder(field_defaults(default))]
pub struct Timeouts {
    /// How long after its expiry a fulfilment is still looked at; whole seconds, the same in the ledger and the adapter.
    /// `Default:` 5 min, `Source:` `MAX_FULFIL_TIMEOUT_DURATION_SECONDS`.
    #[builder(default = Span::seconds(300))]
    pub fulfil: Span,
    /// How far the clocks of a caller and the hub may be apart.
    /// `Default:` 200 ms, `Source:` `MAX_CALLBACK_TIME_LAG_DILATION_MILLISECONDS`.
    #[builder(default = Span::milliseconds(200))]
    pub clock_lag: Span,
    /// How long the hub waits for a participant to take a request. Release 17.2.0 and later.
    /// `Default:` 20 s, `Source:` `HTTP_REQUEST_TIMEOUT_MS`.
    #[builder(default = Span::seconds(20))]
    pub request: Span,
    /// How long a funds transfer between a participant's own accounts stays valid; whole seconds.
    /// `Default:` 120 h, `Source:` `INTERNAL_TRANSFER_VALIDITY_SECONDS`.
    #[builder(default = Span::seconds(432_000))]
    pub funds_transfer: Span,
}

impl Default for Timeouts {
    fn default() -> Self {
        Self::builder().build()
    }
}

impl Scheme {
    /// The settlement models, those that were named or one for each currency.
    pub fn settlement_models(&self) -> Vec<SettlementModel> {
        if self.settlement.models.is_empty() {
            return self.currencies.iter().map(SettlementModel::deferred_net).collect();
        }
        self.settlement.models.clone()
    }

    /// The model that settles a currency: its own, or the one that names none.
    pub fn settlement_model(&self, currency: &Currency) -> Option<SettlementModel> {
        let models = self.settlement_models();
        let of = |named: Option<&Currency>| models.iter().find(|model| model.currency.as_ref() == named);
        of(Some(currency)).or_else(|| of(None)).cloned()
    }
}

impl Currency {
    /// Whether ISO 4217 knows the code.
    pub fn is_iso4217(&self) -> bool {
        ISO_4217.binary_search_by_key(&self.as_str(), |row| row.code).is_ok()
    }

    /// The decimals of its minor unit as ISO 4217 has them: 2 for most, 0 for `JPY`, none for `XAU`.
    ///
    /// # Examples
    ///
    /// ```
    /// use mojaloop_model::Currency;
    ///
    /// assert_eq!(Currency::from("KWD").minor_units(), Some(3));
    /// assert_eq!(Currency::from("XAU").minor_units(), None);
    /// ```
    pub fn minor_units(&self) -> Option<u8> {
        let row = ISO_4217.binary_search_by_key(&self.as_str(), |row| row.code).ok()?;
        ISO_4217[row].minor_units
    }

    /// The decimals that a release's ledger keeps for it, when it seeds it at all.
    pub fn ledger_scale(&self, release: Release) -> Option<u8> {
        match release {
            // The same table in both.
            Release::V17_1_0 | Release::V17_2_0 => ledger_scale(self.as_str()),
        }
    }
}
