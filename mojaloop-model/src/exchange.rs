//! What a participant exchanges: currencies, as a foreign exchange provider.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use typed_builder::TypedBuilder;

use crate::text::{Amount, Currency};

/// A currency that a participant gives for another: it is a foreign exchange provider (an FXP) then.
///
/// # Examples
///
/// ```
/// use mojaloop_model::{Exchange, Participant};
///
/// let provider = Participant::new("bureau").currency("ZMW").currency("USD").exchange(Exchange::new("USD", "ZMW", "26.5"));
/// assert_eq!(provider.exchanges.len(), 1);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TypedBuilder)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[builder(field_defaults(setter(into)))]
pub struct Exchange {
    /// The currency it takes, one of those it holds accounts in.
    pub from: Currency,
    /// The currency it gives, another of them.
    pub to: Currency,
    /// How much it gives for one of what it takes; above zero.
    pub rate: Amount,
}

impl Exchange {
    /// An exchange of one currency for another, at a rate.
    pub fn new(from: impl Into<Currency>, to: impl Into<Currency>, rate: impl Into<Amount>) -> Self {
        Self::builder().from(from).to(to).rate(rate).build()
    }
}
