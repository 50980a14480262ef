//! Participants: the banks and wallets that pay through the hub.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use typed_builder::TypedBuilder;

use crate::exchange::Exchange;
use crate::text::{Amount, Currency, Msisdn, ParticipantId, Url};

/// A bank or wallet (a DFSP) of the scheme.
///
/// # Examples
///
/// ```
/// use mojaloop_model::Participant;
///
/// let bank = Participant::new("greenbank").currency("ZMW").currency("USD").liquidity("5000");
/// assert_eq!(bank.currencies.len(), 2);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TypedBuilder)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[builder(field_defaults(setter(into)))]
pub struct Participant {
    /// How the scheme names it: 2 to 30 letters, digits, `-` or `_`.
    pub id: ParticipantId,
    /// The currencies it holds accounts in, each one of the scheme's.
    #[builder(setter(
        transform = |all: impl IntoIterator<Item = impl Into<Currency>>|
            all.into_iter().map(Into::into).collect()
    ))]
    pub currencies: Vec<Currency>,
    /// What it pays in at the start, in each currency. `Default:` 10000.
    #[serde(default = "default_liquidity")]
    #[builder(default = default_liquidity())]
    pub liquidity: Amount,
    /// The most it may owe at any time, in each currency, however much it paid in. `Default:` 10000.
    #[serde(default = "default_net_debit_cap")]
    #[builder(default = default_net_debit_cap())]
    pub net_debit_cap: Amount,
    /// Who answers for it. `Default:` the testing toolkit.
    #[serde(default)]
    #[builder(default)]
    pub played_by: PlayedBy,
    /// The telephone number of its test customer. `Default:` one derived from its name.
    #[serde(default)]
    #[builder(default, setter(strip_option(fallback = msisdn_opt)))]
    pub msisdn: Option<Msisdn>,
    /// What it exchanges for others; with the feature `fx`. `Default:` nothing.
    #[serde(default)]
    #[builder(default)]
    pub exchanges: Vec<Exchange>,
}

fn default_liquidity() -> Amount {
    "10000".into()
}

fn default_net_debit_cap() -> Amount {
    "10000".into()
}

impl Participant {
    /// A participant without a currency yet, everything else at its default.
    pub fn new(id: impl Into<ParticipantId>) -> Self {
        Self::builder().id(id).currencies([] as [Currency; 0]).build()
    }

    /// Adds a currency it holds accounts in.
    #[must_use]
    pub fn currency(mut self, currency: impl Into<Currency>) -> Self {
        self.currencies.push(currency.into());
        self
    }

    /// Sets what it pays in at the start, in each currency.
    #[must_use]
    pub fn liquidity(mut self, amount: impl Into<Amount>) -> Self {
        self.liquidity = amount.into();
        self
    }

    /// Sets the most it may owe at any time, in each currency.
    #[must_use]
    pub fn net_debit_cap(mut self, amount: impl Into<Amount>) -> Self {
        self.net_debit_cap = amount.into();
        self
    }

    /// Adds something it exchanges for others.
    #[must_use]
    pub fn exchange(mut self, exchange: Exchange) -> Self {
        self.exchanges.push(exchange);
        self
    }

    /// Sets who answers for it.
    #[must_use]
    pub fn played_by(mut self, player: PlayedBy) -> Self {
        self.played_by = player;
        self
    }

    /// The most it can pay before it receives: what it paid in, and no more than its cap.
    pub fn most_it_can_pay(&self) -> &Amount {
        if self.liquidity.ten_thousandths() <= self.net_debit_cap.ten_thousandths() {
            &self.liquidity
        } else {
            &self.net_debit_cap
        }
    }

    /// The number under which its test customer is found: its own, or one derived from its name alone,
    /// so that another participant never changes it.
    pub fn test_customer(&self) -> Msisdn {
        self.msisdn.clone().unwrap_or_else(|| {
            // FNV-1a: stable, and ten digits of it do not meet by accident.
            let hash =
                self.id.as_str().bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
                    (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
                });
            format!("27{:010}", hash % 10_000_000_000).into()
        })
    }
}

/// Who answers for a participant when the hub calls it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum PlayedBy {
    /// The testing toolkit of the hub: it looks up, quotes and pays in its name, and answers for it.
    #[default]
    TestingToolkit,
    /// An SDK scheme adapter that is run elsewhere, at this address.
    SchemeAdapter(Url),
    /// A simulator that is run elsewhere, at this address.
    Simulator(Url),
    /// The participant itself, at this address.
    Endpoint(Url),
}

impl PlayedBy {
    /// Its name, as a hub's file spells it.
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Self::TestingToolkit => "testingToolkit",
            Self::SchemeAdapter(_) => "schemeAdapter",
            Self::Simulator(_) => "simulator",
            Self::Endpoint(_) => "endpoint",
        }
    }

    /// Where the hub calls it, when that is not the toolkit.
    pub fn address(&self) -> Option<&Url> {
        match self {
            Self::TestingToolkit => None,
            Self::SchemeAdapter(url) | Self::Simulator(url) | Self::Endpoint(url) => Some(url),
        }
    }
}
