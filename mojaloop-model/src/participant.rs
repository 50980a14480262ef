//! Participants: the banks and wallets that pay through the hub.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use typed_builder::TypedBuilder;

use crate::catalogue::CACHE_DATABASES;
use crate::exchange::Exchange;
use crate::player::Player;
use crate::proxy::{Peer, Proxy};
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
    pub fn played_by(mut self, player: impl Into<PlayedBy>) -> Self {
        self.played_by = player.into();
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
        self.msisdn.clone().unwrap_or_else(|| format!("27{}", self.ten_digits()).into())
    }

    /// What the numbers of its customers under load begin with; three digits follow, for a thousand of them.
    pub fn load_customers(&self) -> String {
        format!("26{}", self.ten_digits())
    }

    /// Ten digits of its name's hash do not meet by accident.
    fn ten_digits(&self) -> String {
        format!("{:010}", self.hash() % 10_000_000_000)
    }

    /// Whether a scheme adapter beside the hub plays it.
    pub fn has_adapter(&self) -> bool {
        self.played_by.player() == Some(Player::Sdk)
    }

    /// What it is as a proxy to another scheme, where it is one.
    pub fn proxy(&self) -> Option<&Proxy> {
        match &self.played_by {
            PlayedBy::Proxy(proxy) => Some(proxy),
            _ => None,
        }
    }

    /// Whether it is a proxy to another scheme.
    pub fn is_proxy(&self) -> bool {
        self.proxy().is_some()
    }

    /// Where the other scheme's gateway is, when the adapter that calls it runs beside this hub.
    pub fn peer_gateway(&self) -> Option<&Url> {
        match &self.proxy()?.peer {
            Peer::Gateway(url) => Some(url),
            Peer::Adapter(_) => None,
        }
    }

    /// The name of its own component of a workload that runs once a participant: the workload's, and its own as a
    /// host's name can be, in lower case and with hyphens.
    pub fn component(&self, workload: &str) -> String {
        format!("{workload}-{}", self.label())
    }

    /// Its name as the end of a host's name; empty when it has neither letter nor digit.
    pub(crate) fn label(&self) -> String {
        let label = self.id.as_str().to_ascii_lowercase().replace('_', "-");
        label.trim_matches('-').to_owned()
    }

    /// The database of the cache that its scheme adapter has to itself, from 1 to below [`CACHE_DATABASES`]; 0 is the
    /// hub's own. It follows from its name alone, so that another participant never changes it.
    ///
    /// [`CACHE_DATABASES`]: crate::catalogue::CACHE_DATABASES
    pub fn cache_database(&self) -> u32 {
        let others = CACHE_DATABASES - 1;
        u32::try_from(self.hash() % u64::from(others)).unwrap_or(0) + 1
    }

    /// FNV-1a of its name.
    fn hash(&self) -> u64 {
        self.id
            .as_str()
            .bytes()
            .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
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
    /// An SDK scheme adapter that runs beside the hub, for it alone, and before a simulated bank.
    Sdk,
    /// The old simulator, which runs beside the hub for all that it plays. It knows seven names, `payeefsp` and
    /// `testfsp1` to `testfsp4` among them, and answers for those as payees; it never pays.
    LegacySimulator,
    /// A callback handler that runs beside the hub, for it alone: the participant of measurements. It answers
    /// whatever a payee is asked with the least work, and tells whoever listens at its websocket what came back.
    CallbackHandler,
    /// An SDK scheme adapter that is run elsewhere, at this address.
    SchemeAdapter(Url),
    /// A simulator that is run elsewhere, at this address.
    Simulator(Url),
    /// The participant itself, at this address.
    Endpoint(Url),
    /// Nobody: it is a proxy to another scheme, and stands for all who take part there.
    Proxy(Proxy),
}

impl From<Proxy> for PlayedBy {
    fn from(proxy: Proxy) -> Self {
        Self::Proxy(proxy)
    }
}

impl PlayedBy {
    /// The place of its address, as a hub's file spells it.
    pub(crate) fn place(&self) -> &'static str {
        match self {
            Self::TestingToolkit => "testingToolkit",
            Self::Sdk => Player::Sdk.name(),
            Self::LegacySimulator => Player::LegacySimulator.name(),
            Self::CallbackHandler => Player::CallbackHandler.name(),
            Self::SchemeAdapter(_) => "schemeAdapter",
            Self::Simulator(_) => "simulator",
            Self::Endpoint(_) => "endpoint",
            Self::Proxy(Proxy { peer: Peer::Gateway(_), .. }) => "proxy.peer.gateway",
            Self::Proxy(Proxy { peer: Peer::Adapter(_), .. }) => "proxy.peer.adapter",
        }
    }

    /// What beside the hub it is, when it is that.
    pub const fn player(&self) -> Option<Player> {
        match self {
            Self::Sdk => Some(Player::Sdk),
            Self::LegacySimulator => Some(Player::LegacySimulator),
            Self::CallbackHandler => Some(Player::CallbackHandler),
            Self::TestingToolkit | Self::SchemeAdapter(_) | Self::Simulator(_) | Self::Endpoint(_) | Self::Proxy(_) => {
                None
            }
        }
    }

    /// Where the hub calls it, when that is outside the hub.
    pub fn address(&self) -> Option<&Url> {
        match self {
            // The adapter that calls the gateway is the hub's own.
            Self::TestingToolkit
            | Self::Sdk
            | Self::LegacySimulator
            | Self::CallbackHandler
            | Self::Proxy(Proxy { peer: Peer::Gateway(_), .. }) => None,
            Self::SchemeAdapter(url)
            | Self::Simulator(url)
            | Self::Endpoint(url)
            | Self::Proxy(Proxy { peer: Peer::Adapter(url), .. }) => Some(url),
        }
    }
}
