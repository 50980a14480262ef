//! Settlement: by which models participants settle what they owe each other, and which rules run on a transfer.

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use typed_builder::TypedBuilder;

use crate::text::{Currency, RuleName, SettlementModelName};

/// By which models participants settle, and what is charged on the way.
///
/// # Examples
///
/// ```
/// use mojaloop_model::{Delay, Settlement, SettlementModel};
///
/// let settlement = Settlement::builder()
///     .models([SettlementModel::builder().name("GROSSZMW").currency("ZMW").delay(Delay::Immediate).build()])
///     .build();
/// assert!(settlement.is_gross());
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TypedBuilder)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[builder(field_defaults(default))]
pub struct Settlement {
    /// The models, each of a kind of account and, where it names one, of a currency.
    /// `Default:` one deferred net model a currency, `DEFERREDNET` and its code.
    #[builder(setter(
        transform = |all: impl IntoIterator<Item = impl Into<SettlementModel>>|
            all.into_iter().map(Into::into).collect()
    ))]
    pub models: Vec<SettlementModel>,
    /// Scripts that run when a transfer is committed and may write further entries, by name: JavaScript with the head
    /// that settlement asks for. They run only with the feature `settlement`. `Default:` none.
    #[builder(setter(
        transform = |all: impl IntoIterator<Item = (impl Into<RuleName>, impl Into<String>)>|
            all.into_iter().map(|(name, script)| (name.into(), script.into())).collect()
    ))]
    pub rules: IndexMap<RuleName, String>,
}

impl Default for Settlement {
    fn default() -> Self {
        Self::builder().build()
    }
}

impl Settlement {
    /// Whether some model settles each transfer at once.
    pub fn is_gross(&self) -> bool {
        self.models.iter().any(|model| model.delay == Delay::Immediate)
    }
}

/// How participants settle what a kind of account says.
///
/// `Source:` the settlement models of the ledger's administration.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TypedBuilder)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[builder(field_defaults(setter(into)))]
pub struct SettlementModel {
    /// Its name: 2 to 30 letters and digits.
    pub name: SettlementModelName,
    /// The currency it is of. `Default:` every one without a model of its own.
    #[serde(default)]
    #[builder(default, setter(strip_option(fallback = currency_opt)))]
    pub currency: Option<Currency>,
    /// Whether sums or single transfers are settled. `Default:` net where it is deferred, gross where it is immediate.
    #[serde(default)]
    #[builder(default)]
    pub delay: Delay,
    /// Between whom, where it is deferred: what is settled at once is settled between two.
    /// `Default:` each participant and all others.
    #[serde(default)]
    #[builder(default)]
    pub interchange: Interchange,
    /// Whether a transfer needs cover. `Default:` true.
    #[serde(default = "yes")]
    #[builder(default = true, setter(!into))]
    pub requires_liquidity: bool,
    /// Whether positions are set back when a window is settled. `Default:` true.
    #[serde(default = "yes")]
    #[builder(default = true, setter(!into))]
    pub resets_positions: bool,
}

fn yes() -> bool {
    true
}

impl SettlementModel {
    /// The usual one of a currency: net, between all, at the end of a window.
    pub fn deferred_net(currency: &Currency) -> Self {
        Self::builder().name(format!("DEFERREDNET{currency}")).currency(currency.clone()).build()
    }
}

/// When a transfer is settled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum Delay {
    /// At the end of a window, with all others of it: net.
    #[default]
    Deferred,
    /// At once, on its own: gross.
    Immediate,
}

/// Between whom it is settled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum Interchange {
    /// Each participant and all others.
    #[default]
    Multilateral,
    /// Each two participants.
    Bilateral,
}
