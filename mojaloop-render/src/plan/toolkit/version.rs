//! The version of the API between participants and hub, and how headers name it.

use mojaloop_model::Messages;

/// A version: 1.1 of FSPIOP is what every service of the catalogue's releases speaks, ISO 20022 begins with 2.0.
#[derive(Debug, Clone, Copy)]
pub(in crate::plan) struct Version {
    pub(in crate::plan) major: u8,
    pub(in crate::plan) minor: u8,
}

impl Version {
    /// What requests to pay are made in, whatever the rest speaks. `Source:` transaction-requests-service v14.4.7.
    pub(in crate::plan) const OF_REQUESTS: Self = Self { major: 1, minor: 1 };

    pub(in crate::plan) fn of(messages: Messages) -> Self {
        match messages {
            Messages::Iso20022 => Self { major: 2, minor: 0 },
            _ => Self { major: 1, minor: 1 },
        }
    }

    /// The media type of a resource; `media` is what stands before the resource, `iso20022.` or nothing.
    pub(super) fn content_type(self, media: &str, resource: &str) -> String {
        let Self { major, minor } = self;
        format!("application/vnd.interoperability.{media}{resource}+json;version={major}.{minor}")
    }

    /// What is accepted in answer: any minor version.
    pub(super) fn accept(self, resource: &str) -> String {
        format!("application/vnd.interoperability.{resource}+json;version={}", self.major)
    }
}
