//! The ways Mojaloop is deployed, as a few questions each.
//!
//! A preset asks what a person at that tier really decides and answers with a whole
//! [`Hub`](mojaloop_model::Hub): plain data that can still be changed before it is validated.
//!
//! ```
//! use mojaloop_presets::CoreTestHarness;
//!
//! # fn main() -> Result<(), mojaloop_model::Diagnostics> {
//! let mut hub = CoreTestHarness::builder().name("zambezi").currencies(["ZMW"]).build().hub();
//! hub.scheme.timeouts.request = mojaloop_model::Span::seconds(10);
//! hub.validate()?;
//! # Ok(())
//! # }
//! ```

mod answers;
mod core_test_harness;
mod miniloop;

pub use core_test_harness::CoreTestHarness;
pub use miniloop::Miniloop;
