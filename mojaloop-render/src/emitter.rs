//! What writes a plan in the form of one target.

use mojaloop_model::{Diagnostics, Hub};

use crate::bundle::{Bundle, Draft};
use crate::plan::{Plan, plan};

/// A target: it chooses the spelling of what the plan decided.
///
/// An emitter is pure: no clock, environment, network, process or disk, so it works in a build script, too.
/// Its options are its fields.
pub trait Emitter: Send + Sync {
    /// Its name, as the index of a bundle keeps it.
    fn name(&self) -> &'static str;

    /// Makes the trees of a plan. What the target has no way to say goes with them as an omission.
    ///
    /// # Errors
    ///
    /// Every reason at once why this target cannot host this plan.
    fn emit(&self, plan: &Plan) -> Result<Draft, Diagnostics>;

    /// The whole way: validates the hub, plans it, emits it, and finishes the files.
    ///
    /// # Errors
    ///
    /// Every fault of the hub, or every reason why this target cannot host it.
    fn render(&self, hub: &Hub) -> Result<Bundle, Diagnostics> {
        self.emit(&plan(&hub.validate()?))?.finish()
    }
}

/// What a target can refuse a plan for, by code.
pub const FAULTS: &[(&str, &str)] = &[
    ("ci-folder", "a CI finds what is rendered in a folder of its repository"),
    ("ci-minutes", "a job of a CI takes 5 to 360 minutes"),
    ("operator-needs-kubernetes", "a store that an operator runs is rendered for a target that has operators"),
    ("config-map-too-large", "a file that a pod reads fits a config map"),
];
