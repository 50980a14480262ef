//! Renders a valid Mojaloop hub to the files that run it.
//!
//! ```text
//! Hub ─ validate() ─► Valid<Hub> ─ plan() ─► Plan ─ emit() ─► Draft ─ finish() ─► Bundle ─ diff() ─► Changes ─ apply() ─► disk
//! ```
//!
//! [`Emitter::render`] goes the way from a hub to a bundle in one call; [`Bundle::diff`] compares it with a
//! directory, and [`Changes::apply`](bundle::Changes::apply) is the only place that writes.
//!
//! ```
//! use mojaloop_presets::CoreTestHarness;
//! use mojaloop_render::{Compose, Emitter};
//!
//! # fn main() -> Result<(), mojaloop_model::Diagnostics> {
//! let bundle = Compose::default().render(&CoreTestHarness::default().hub())?;
//! assert!(bundle.file("compose.yaml").is_some());
//! # Ok(())
//! # }
//! ```

pub mod bundle;
pub mod compose;
pub mod emitter;
#[cfg(feature = "kubernetes")]
pub mod helm;
pub mod hub_file;
pub mod machine;
#[cfg(feature = "kubernetes")]
pub mod manifests;
mod omission;
pub mod plan;
pub mod report;
mod script;
#[cfg(feature = "kubernetes")]
mod validation;
pub mod yaml;

pub use bundle::{Bundle, BundleError};
pub use compose::Compose;
pub use emitter::Emitter;
#[cfg(feature = "kubernetes")]
pub use helm::Helm;
#[cfg(feature = "kubernetes")]
pub use manifests::Manifests;
pub use omission::Omission;
pub use plan::{Plan, plan};
pub use report::Report;
