//! Whole hubs, from the model to the bytes: laws over random ones, and golden files of chosen ones.

mod ci;
mod codes;
mod golden;
mod helm;
mod hubs;
#[cfg(feature = "node")]
mod inside;
mod laws;
mod machine;
mod manifests;
mod report;
mod upgrade;
mod upkeep;
mod validation;
mod watched;
