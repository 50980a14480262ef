//! Helm: values for the published charts.

mod check;
mod history;
mod keys;
mod names;
mod rules;
mod subcharts;

pub use check::{Checked, check};
pub use keys::KeyCatalogue;
pub use names::{Rendered, longest_release_name, rendered};
pub use rules::{RULES, Rule};
