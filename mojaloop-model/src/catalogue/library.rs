//! Libraries inside services that take a configuration of their own, beside the service's.

use super::{Setting, Stream, When};

/// A library inside services that `rc` gives a configuration of its own.
#[derive(Debug)]
pub struct Library {
    /// Its name, that of its package.
    pub name: &'static str,
    /// Its prefix: `EVENT_SDK` means the file `/opt/app/.EVENT_SDKrc`.
    pub prefix: &'static str,
    /// When it is told anything at all.
    pub when: When,
    /// What it is told.
    pub settings: &'static [Setting],
    /// The topics it writes on behalf of the service it is in.
    pub produces: &'static [Stream],
}

impl Library {
    /// Where its overlay file is read.
    pub fn file(&self) -> String {
        format!("/opt/app/.{}rc", self.prefix)
    }
}
