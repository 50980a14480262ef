//! Containers on one machine.

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use typed_builder::TypedBuilder;

use crate::text::PortId;

/// Containers on one machine, its ports open on the loopback address only.
///
/// # Examples
///
/// Two hubs on one machine keep out of each other's way:
///
/// ```
/// use mojaloop_model::Containers;
///
/// let second = Containers::builder().port_offset(10_000).build();
/// assert_eq!(second.port_offset, 10_000);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TypedBuilder)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[builder(field_defaults(default))]
pub struct Containers {
    /// Other host ports than the catalogue's, by workload (and after a dot its port); 1 to 65535.
    #[builder(setter(
        transform = |all: impl IntoIterator<Item = (impl Into<PortId>, u16)>|
            all.into_iter().map(|(id, port)| (id.into(), port)).collect()
    ))]
    pub ports: IndexMap<PortId, u16>,
    /// What is added to every host port that is not named in `ports`. `Default:` 0.
    pub port_offset: u16,
}

impl Default for Containers {
    fn default() -> Self {
        Self::builder().build()
    }
}
