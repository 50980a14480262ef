//! Helm: values for the published charts.

mod check;
mod history;
mod keys;
mod rules;

pub use check::{Checked, check};
pub use keys::KeyCatalogue;
pub use rules::{RULES, Rule};
