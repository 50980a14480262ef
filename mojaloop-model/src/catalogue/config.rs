//! How a service takes its configuration, and what it must be told.

use std::borrow::Cow;

use super::{Account, Key, Library, When};
use crate::store::StoreKind;

/// How a service takes its configuration.
#[derive(Debug, Clone, Copy)]
pub enum Config {
    /// A partial JSON file that `rc` merges over the image's defaults, and variables with its prefix.
    Rc {
        /// The prefix: `CLEDG` means the file `/opt/app/.CLEDGrc` and variables `CLEDG_A__B`.
        prefix: &'static str,
        /// What becomes of variables that look like numbers or booleans.
        variables: Variables,
        /// The keys it reads.
        keys: &'static [Key],
        /// What in it takes a file of its own, in the same way.
        libraries: &'static [&'static Library],
    },
    /// A whole JSON file in the place of its image's own, and variables that win over it. A key it does not know keeps it
    /// from starting, and dots in keys mean maps: it says those of the broker's client in camel case.
    File {
        /// Where its image has it.
        at: &'static str,
        /// The keys it can hold, with what the image's own says.
        keys: &'static [Key],
        /// Keys' paths and the variables that set them: those that no file may hold.
        variables: &'static [(&'static str, &'static str)],
    },
    /// Variables only: each key's path and the variable that sets it.
    Variables(&'static [(&'static str, &'static str)]),
    /// Arguments after its command only: each key's path and the flag that sets it.
    Arguments(&'static [(&'static str, &'static str)]),
    /// Files and variables that the plan makes for it; none of its keys can be set.
    Made,
}

impl Config {
    /// The variable that sets the key at `path` (segments joined by `/`), when one does.
    pub fn variable(&self, path: &str) -> Option<String> {
        match self {
            Self::Rc { prefix, .. } => Some(format!("{prefix}_{}", path.replace('/', "__"))),
            Self::Variables(table) | Self::File { variables: table, .. } => {
                let (_, name) = table.iter().find(|(key, _)| *key == path)?;
                Some((*name).to_owned())
            }
            Self::Arguments(_) | Self::Made => None,
        }
    }

    /// The keys it can be told without a file, and what each is called then.
    pub const fn table(&self) -> Option<&'static [(&'static str, &'static str)]> {
        match self {
            Self::Variables(table) | Self::Arguments(table) => Some(table),
            Self::Rc { .. } | Self::File { .. } | Self::Made => None,
        }
    }

    /// Where its overlay file is read, when it reads one.
    pub fn file(&self) -> Option<String> {
        match self {
            Self::Rc { prefix, .. } => Some(format!("/opt/app/.{prefix}rc")),
            Self::File { at, .. } => Some((*at).to_owned()),
            Self::Variables(_) | Self::Arguments(_) | Self::Made => None,
        }
    }

    /// What in it takes a file of its own.
    pub const fn libraries(&self) -> &'static [&'static Library] {
        match self {
            Self::Rc { libraries, .. } => libraries,
            Self::File { .. } | Self::Variables(_) | Self::Arguments(_) | Self::Made => &[],
        }
    }

    /// How it says a key of the broker's client.
    ///
    /// `Source:` central-services-stream, which puts the dots back in.
    pub fn broker_key(&self, key: &'static str) -> Cow<'static, str> {
        match self {
            Self::File { .. } => in_camel_case(key).into(),
            Self::Rc { .. } | Self::Variables(_) | Self::Arguments(_) | Self::Made => key.into(),
        }
    }
}

fn in_camel_case(key: &str) -> String {
    let mut words = key.split('.');
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |said, word| {
        let (initial, rest) = word.split_at(word.len().min(1));
        said + &initial.to_ascii_uppercase() + rest
    })
}

/// What becomes of texts that look like something else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Variables {
    /// `true`, `null` and whatever JavaScript takes for a number are converted: a password of digits, too.
    Converted,
    /// They stay texts, and any non-empty text counts as true: booleans only by file.
    Verbatim,
}

/// A key and what it is set to.
#[derive(Debug, Clone, Copy)]
pub struct Setting {
    /// The key's path in the configuration file, its segments joined by `/`.
    pub key: &'static str,
    /// What it is set to.
    pub to: To,
    /// When it is set at all.
    pub when: When,
}

/// What a key is set to.
#[derive(Debug, Clone, Copy)]
pub enum To {
    /// True or false.
    Flag(bool),
    /// A whole number.
    Number(i64),
    /// A text.
    Text(&'static str),
    /// The address of a workload's first port, `http://host:port`, and what follows it.
    Url(&'static str, &'static str),
    /// The address of a workload's port of that name, `http://host:port`.
    UrlAt(&'static str, &'static str),
    /// The address of a workload's first port without a scheme, `host:port`.
    Address(&'static str),
    /// The same as a URL, as a browser on the machine reaches the named port.
    BrowserUrl(&'static str, &'static str),
    /// A store's host.
    StoreHost(StoreKind),
    /// A store's port.
    StorePort(StoreKind),
    /// A store's host and port.
    StoreAddress(StoreKind),
    /// The password of a user of a store: by variable, never in a file.
    Password(Account),
    /// The folder of the scheme's rules, as the image's own folder leads to it: they are mounted with it.
    Rules,
    /// The place of a JSON file of that name, mounted with what it holds.
    File(&'static str, &'static str),
    /// A program of that name, mounted with what it holds, that Node.js runs before anything else: what an image lacks.
    /// Only of `NODE_OPTIONS`, to which it is added.
    Preload(&'static str, &'static str),
    /// Something the hub says.
    Hub(Said),
    /// Something the participant says that a workload runs for.
    Participant(Told),
}

/// What a participant says that its own workloads must be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// Its name.
    Id,
    /// The cache, and the database it has there to itself, `redis://host:port/7`.
    Cache,
    /// The currencies it holds accounts in, by code, with commas.
    Currencies,
    /// Its customers, as a list of JSON in the form of mojaloop-simulator.
    Customers,
    /// As a proxy, where the other scheme's gateway is: `host:port`.
    PeerGateway,
}

/// What a hub says that services must be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Said {
    /// The API type that stands for its messages.
    ApiType,
    /// The version of the packets that quotes carry in its form of messages: `1` or `4`.
    IlpVersion,
    /// What makes the ids of its form of messages, as scheme adapters read it: a map of JSON.
    IdGenerator,
    /// The version of each resource in its form of messages, as scheme adapters read it.
    ResourceVersions,
    /// The number of its own participant.
    HubId,
    /// The name of its own participant.
    HubName,
    /// How long after expiry a fulfilment is looked at, in seconds.
    FulfilSeconds,
    /// How far clocks may be apart, in milliseconds.
    ClockLagMillis,
    /// How long a request to a participant may take, in milliseconds.
    RequestMillis,
    /// The names of its participants that are no proxies, by name.
    Participants,
    /// How long a funds transfer stays valid, in seconds, as the text the ledger wants.
    FundsTransferSeconds,
}

pub(super) const fn set(key: &'static str, to: To) -> Setting {
    Setting { key, to, when: When::Always }
}

pub(super) const fn set_when(when: When, key: &'static str, to: To) -> Setting {
    Setting { key, to, when }
}

#[cfg(test)]
mod tests {
    use super::in_camel_case;

    #[test]
    fn the_brokers_keys_lose_their_dots() {
        let table = [("metadata.broker.list", "metadataBrokerList"), ("ssl.ca.location", "sslCaLocation"), ("a", "a")];
        for (key, said) in table {
            assert_eq!(in_camel_case(key), said);
        }
    }
}
