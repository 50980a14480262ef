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

    /// What exchanges are made in. `Source:` FSPIOP has them since 2.0.
    pub(in crate::plan) const OF_EXCHANGES: Self = Self { major: 2, minor: 0 };

    pub(in crate::plan) fn of(messages: Messages) -> Self {
        match messages {
            Messages::Iso20022 => Self { major: 2, minor: 0 },
            _ => Self { major: 1, minor: 1 },
        }
    }

    /// The media type of a resource in FSPIOP, which the toolkit turns into another form where the hub speaks one.
    pub(super) fn content_type(self, resource: &str) -> String {
        Language { version: self, ..Language::FSPIOP }.content_type(resource)
    }

    /// What is accepted in answer: any minor version.
    pub(super) fn accept(self, resource: &str) -> String {
        format!("application/vnd.interoperability.{resource}+json;version={}", self.major)
    }
}

/// A form of messages in a version: what the toolkit answers in.
#[derive(Debug, Clone, Copy)]
pub(super) struct Language {
    /// The API, as the toolkit names it.
    pub(super) kind: &'static str,
    /// What stands before the resource in the name of its media types.
    media: &'static str,
    pub(super) version: Version,
}

impl Language {
    /// FSPIOP 1.1.
    pub(super) const FSPIOP: Self = Self { kind: "fspiop", media: "", version: Version { major: 1, minor: 1 } };

    pub(super) fn of(messages: Messages) -> Self {
        let version = Version::of(messages);
        match messages {
            Messages::Iso20022 => Self { kind: "iso20022", media: "iso20022.", version },
            _ => Self { version, ..Self::FSPIOP },
        }
    }

    /// The same form in another version.
    pub(super) fn in_version(self, version: Version) -> Self {
        Self { version, ..self }
    }

    /// The media type of a resource.
    pub(super) fn content_type(self, resource: &str) -> String {
        let Self { media, version: Version { major, minor }, .. } = self;
        format!("application/vnd.interoperability.{media}{resource}+json;version={major}.{minor}")
    }
}
