//! How much a hub is made to clear when it is put under load.

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use typed_builder::TypedBuilder;

use crate::participant::Participant;
use crate::quantity::Span;
use crate::text::ParticipantId;

/// How much a hub is made to clear when it is put under load, and what is good enough. Read with the feature `load`.
///
/// A payment is a lookup, a quote and a transfer, each until the payer has its answer.
///
/// # Examples
///
/// ```
/// use mojaloop_model::{Load, Span};
///
/// let load = Load::builder().rate(20_u32).duration(Span::seconds(300)).weights([("greenbank", 4)]).build();
/// assert_eq!(load.payments(), 6_000);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TypedBuilder)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[builder(field_defaults(default, setter(into)))]
pub struct Load {
    /// Payments begun a second, whatever became of those before; 1 to 200. `Default:` 1.
    ///
    /// `Source:` two busy cores were seen to hold it: 60 of 60, a transfer within 541 ms (p95). The toolkit, which
    /// plays everybody, is what gives way first.
    #[builder(default = 1)]
    pub rate: u32,
    /// How long payments are begun; whole seconds, up to a day. `Default:` one minute.
    #[builder(default = Span::seconds(60))]
    pub duration: Span,
    /// How often a participant pays, where others pay once; 0 to 1000. `Default:` all alike.
    #[builder(setter(
        transform = |all: impl IntoIterator<Item = (impl Into<ParticipantId>, u32)>|
            all.into_iter().map(|(id, weight)| (id.into(), weight)).collect()
    ))]
    pub weights: IndexMap<ParticipantId, u32>,
    /// What is good enough.
    pub thresholds: Thresholds,
}

impl Default for Load {
    fn default() -> Self {
        Self::builder().build()
    }
}

impl Load {
    /// How often a participant pays, where others pay once.
    pub fn weight(&self, participant: &Participant) -> u32 {
        self.weights.get(&participant.id).copied().unwrap_or(1)
    }

    /// How many payments are begun.
    pub fn payments(&self) -> u64 {
        u64::from(self.rate).saturating_mul(self.duration.as_seconds())
    }
}

/// What is good enough: where a run is worse, it ends as a failure. Each time is that within which 95 of 100 legs end.
///
/// `Source:` the times are ours, for a laptop: hubs of many machines were measured at 37, 217 and 783 ms (p99) for a
/// thousand payments a second.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TypedBuilder)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[builder(field_defaults(default))]
pub struct Thresholds {
    /// Payments of a thousand that may fail; 0 to 1000. `Default:` 10.
    #[builder(default = 10)]
    pub failures: u32,
    /// A lookup. `Default:` one second.
    #[builder(default = Span::seconds(1))]
    pub lookup: Span,
    /// A quote. `Default:` one second.
    #[builder(default = Span::seconds(1))]
    pub quote: Span,
    /// A transfer. `Default:` two seconds.
    #[builder(default = Span::seconds(2))]
    pub transfer: Span,
}

impl Default for Thresholds {
    fn default() -> Self {
        Self::builder().build()
    }
}
