//! The machine a hub has for itself: what sets it up, whichever target the hub is rendered for.

mod hosts;
mod launch;
pub mod replacement;
mod script;

use mojaloop_model::{Addon, Microk8s};

use crate::bundle::DraftFile;
use crate::plan::Plan;

/// What sets up the machine of a plan, below `machine/`; nothing where its cluster is there already.
///
/// `microk8s.sh` installs `MicroK8s` with the launch configuration `microk8s.yaml`, and writes the hub's names into
/// the hosts file; `hosts` has the same lines for other machines.
///
/// # Examples
///
/// ```
/// use mojaloop_model::Microk8s;
/// use mojaloop_presets::CoreTestHarness;
///
/// # fn main() -> Result<(), mojaloop_model::Diagnostics> {
/// let mut hub = CoreTestHarness::default().hub();
/// assert!(mojaloop_render::machine::files(&mojaloop_render::plan(&hub.validate()?)).is_empty());
/// hub.platform = Microk8s::default().into();
/// assert_eq!(mojaloop_render::machine::files(&mojaloop_render::plan(&hub.validate()?)).len(), 3);
/// # Ok(())
/// # }
/// ```
pub fn files(plan: &Plan) -> Vec<DraftFile> {
    let machine = plan.machine.iter();
    machine.flat_map(|machine| [script::of(plan, machine), launch::of(machine), hosts::of(plan)]).collect()
}

/// Every addon, once: what a hub needs, and what was added.
fn addons(machine: &Microk8s) -> impl Iterator<Item = &'static str> {
    let asked = machine.addons.iter().copied().map(Addon::name);
    let all: indexmap::IndexSet<&str> = Addon::NEEDED.iter().copied().chain(asked).collect();
    all.into_iter()
}
