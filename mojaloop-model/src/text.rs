//! Names and other short texts: distinct types, so that two of them can't be swapped.
//!
//! Each takes any text. Whether the text is well formed is asked once, by `validate`, for every
//! field at once: a setter never panics, and a hub with three bad names reports three.

mod amount;
mod image;
mod url;

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};

use amount::is_amount;
use image::is_image;

/// What a text type asks of its text.
pub(crate) struct Form {
    /// The type's name, as serde hands it to the rule that checks it.
    pub(crate) name: &'static str,
    pub(crate) holds: fn(&str) -> bool,
    pub(crate) expected: &'static str,
}

macro_rules! texts {
    ($($(#[$doc:meta])* $name:ident: $holds:expr, $expected:literal, $pattern:literal;)*) => {
        $(
            $(#[$doc])*
            #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
            pub struct $name(String);

            impl $name {
                /// The text as it was given.
                pub fn as_str(&self) -> &str {
                    &self.0
                }
            }

            impl<T: Into<String>> From<T> for $name {
                fn from(text: T) -> Self {
                    Self(text.into())
                }
            }

            impl fmt::Display for $name {
                fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                    f.write_str(&self.0)
                }
            }

            impl std::borrow::Borrow<str> for $name {
                fn borrow(&self) -> &str {
                    &self.0
                }
            }

            impl JsonSchema for $name {
                fn schema_name() -> Cow<'static, str> {
                    stringify!($name).into()
                }

                fn json_schema(_: &mut SchemaGenerator) -> Schema {
                    json_schema!({ "type": "string", "description": $expected, "pattern": $pattern })
                }
            }
        )*

        /// Every text type, for the rule that checks them all.
        pub(crate) static FORMS: &[Form] = &[
            $(Form { name: stringify!($name), holds: $holds, expected: $expected },)*
        ];
    };
}

texts! {
    /// The name of a hub. It becomes the project's, the namespace's and the first part of many other names.
    HubName: |t| t.len() <= 32 && is_label(t), "a DNS label of at most 32 characters: lower case letters, digits and hyphens, a letter first", r"^[a-z]([a-z0-9-]{0,30}[a-z0-9])?$";
    /// The name the hub itself carries as a participant of its own ledger.
    HubParticipantName: |t| (2..=30).contains(&t.len()) && t.bytes().all(is_word), "2 to 30 letters, digits, `-` or `_`", r"^[A-Za-z0-9_-]{2,30}$";
    /// The identifier of a participant, as the `FSPIOP-Source` header carries it.
    ParticipantId: |t| (2..=30).contains(&t.len()) && t.bytes().all(is_word), "2 to 30 letters, digits, `-` or `_`", r"^[A-Za-z0-9_-]{2,30}$";
    /// A currency's ISO 4217 code.
    Currency: |t| t.len() == 3 && t.bytes().all(|b| b.is_ascii_uppercase()), "an ISO 4217 code of three capital letters, like `ZMW`", r"^[A-Z]{3}$";
    /// An amount of money in a currency's major unit: digits, and up to four decimals.
    Amount: is_amount, "at most 15 digits, four of them decimals, like `10000` or `99.95`", r"^(0|[1-9][0-9]{0,13})(\.[0-9]{1,4})?$";
    /// A telephone number in international form without `+`: how a test customer is found.
    Msisdn: |t| (6..=15).contains(&t.len()) && t.bytes().all(|b| b.is_ascii_digit()) && !t.starts_with('0'), "6 to 15 digits in international form, without `+`", r"^[1-9][0-9]{5,14}$";
    /// The name of a settlement model.
    SettlementModelName: |t| (2..=30).contains(&t.len()) && t.bytes().all(|b| b.is_ascii_alphanumeric()), "2 to 30 letters and digits", r"^[A-Za-z0-9]{2,30}$";
    /// The name of a rule that runs on transfers: a file is named by it.
    RuleName: is_label, "lower case letters, digits and hyphens, a letter first", r"^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$";
    /// A service of the catalogue: one image with its configuration.
    ServiceId: is_label, "the name of a service, like `central-ledger`", r"^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$";
    /// A workload of a service: one of the processes its image can be.
    WorkloadId: is_label, "the name of a workload, like `central-ledger`", r"^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$";
    /// A port that can be published: a workload's name, and after a dot the port's where it has several.
    PortId: |t| t.split('.').all(is_label) && t.split('.').count() <= 2, "a workload's name, or `workload.port`", r"^[a-z]([a-z0-9-]*[a-z0-9])?(\.[a-z]([a-z0-9-]*[a-z0-9])?)?$";
    /// A Kafka topic.
    TopicName: |t| !t.is_empty() && t.len() <= 249 && t.bytes().all(|b| is_word(b) || b == b'.'), "a topic's name: letters, digits, `.`, `-` and `_`", r"^[A-Za-z0-9._-]{1,249}$";
    /// A domain: one or more DNS labels, like `hub.example.org` or `local`.
    DomainName: |t| t.len() <= 180 && t == t.to_ascii_lowercase() && is_host(t), "a domain in lower case, like `hub.example.org`", r"^[a-z0-9]([a-z0-9.-]{0,178}[a-z0-9])?$";
    /// The name of an object of Kubernetes: a DNS label.
    ObjectName: is_label, "a DNS label: lower case letters, digits and hyphens, a letter first", r"^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$";
    /// A range of IPv4 addresses.
    Cidr: is_cidr, "an IPv4 address and how many of its bits count, like `10.0.0.1/32`", r"^([0-9]{1,3}\.){3}[0-9]{1,3}/[0-9]{1,2}$";
    /// The name of a bucket.
    BucketName: |t| (3..=63).contains(&t.len()) && t.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'-' | b'.')) && is_host(t), "3 to 63 lower case letters, digits, `-` and `.`", r"^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$";
    /// The name of a `ClusterIssuer`.
    IssuerName: |t| t.len() <= 253 && !t.is_empty() && t.split('.').all(is_label), "lower case letters, digits, `-` and `.`, like `letsencrypt`", r"^[a-z]([a-z0-9.-]{0,251}[a-z0-9])?$";
    /// What stands before an image's name: a registry, and perhaps a path in it.
    RegistryPrefix: is_registry, "a registry and perhaps a path in it, like `registry.example.org/mirror`", r"^[a-z0-9][A-Za-z0-9._:/-]*[A-Za-z0-9]$";
    /// A host: a DNS name or an IPv4 address.
    HostName: is_host, "a DNS name or an IPv4 address", r"^[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?$";
    /// An address other services can be told to call: `http://` or `https://`, a host, and perhaps a port and a path.
    Url: is_url, "`http://` or `https://`, a host, and perhaps a port and a path, without a final `/`", r"^https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?(/[A-Za-z0-9._~/-]*[A-Za-z0-9_~-])?$";
    /// A container image: a repository, a tag, and perhaps a digest.
    ImageRef: is_image, "an image with its tag or digest, like `mojaloop/central-ledger:v19.12.7`", r"^[a-z0-9][A-Za-z0-9._:/-]*(:[A-Za-z0-9_][A-Za-z0-9._-]{0,127})?(@sha256:[0-9a-f]{64})?$";
    /// The name under which a secret is kept; never the secret.
    SecretName: |t| t.len() <= 253 && !t.is_empty() && t.split('.').all(is_label), "lower case letters, digits, `-` and `.`, like `ledger-database`", r"^[a-z]([a-z0-9.-]{0,251}[a-z0-9])?$";
    /// A folder of sources, relative to the rendered files.
    SourcePath: is_folder_beside, "a folder relative to the rendered files, like `../quoting-service`, with `/` between its parts", r"^[^\s/~\\:][^\\:]*$";
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')
}

/// RFC 1123's label, and a letter first as Kubernetes wants it of services.
fn is_label(text: &str) -> bool {
    text.len() <= 63
        && text.starts_with(|c: char| c.is_ascii_lowercase())
        && !text.ends_with('-')
        && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

fn is_host(text: &str) -> bool {
    let label = |l: &str| {
        (1..=63).contains(&l.len())
            && !l.starts_with('-')
            && !l.ends_with('-')
            && l.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
    };
    text.len() <= 253 && text.split('.').all(label)
}

fn is_url(text: &str) -> bool {
    let Some(rest) = text.strip_prefix("http://").or_else(|| text.strip_prefix("https://")) else {
        return false;
    };
    let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let (host, port) = match authority.split_once(':') {
        Some((host, port)) => (host, port.parse::<u16>().is_ok_and(|p| p > 0)),
        None => (authority, true),
    };
    is_host(host) && port && !path.ends_with('/') && path.bytes().all(|b| is_word(b) || matches!(b, b'/' | b'.' | b'~'))
}

/// Relative, so that the files mean the same on another machine.
fn is_folder_beside(text: &str) -> bool {
    !text.is_empty()
        && text.trim() == text
        && !text.starts_with(['/', '~'])
        && !text.chars().any(|c| c.is_control() || matches!(c, '\\' | ':'))
}

fn is_cidr(text: &str) -> bool {
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    let bits = |bits: &str| digits(bits) && bits.parse::<u8>().is_ok_and(|bits| bits <= 32);
    text.split_once('/').is_some_and(|(address, n)| address.parse::<std::net::Ipv4Addr>().is_ok() && bits(n))
}

/// An image without tag or digest would do behind it: a host, perhaps a port, perhaps folders.
fn is_registry(text: &str) -> bool {
    is_image(&format!("{text}/image"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn holds(name: &str, text: &str) -> bool {
        let form = FORMS.iter().find(|f| f.name == name).expect("a form of that name");
        (form.holds)(text)
    }

    #[test]
    fn well_formed_and_malformed_texts() {
        let table: &[(&str, &[&str], &[&str])] = &[
            (
                "HubName",
                &["hub", "hub-1", "h"],
                &["", "Hub", "1hub", "hub-", "hub.x", "a234567890123456789012345678901234"],
            ),
            ("ParticipantId", &["fsp201", "Green_Bank", "a-b"], &["", "a", "fsp 1", "fsp/1", "é2"]),
            ("Currency", &["ZMW"], &["zmw", "ZM", "ZMWW", ""]),
            (
                "Amount",
                &["0", "10", "0.5", "99.9999", "12345678901234"],
                &["", "-1", "01", "1.", ".5", "1.00000", "1e3", "99999999999999.99", "123456789012345"],
            ),
            ("Msisdn", &["27713803912"], &["+27713803912", "0771", "123456789012345678", "12345a"]),
            ("HostName", &["db.example.org", "10.0.0.1", "db"], &["", "-db", "db_1", "a..b", "http://db"]),
            (
                "Url",
                &["http://bank:4000", "https://a.b/c/d"],
                &["bank:4000", "http://", "http://a/", "http://a:0", "http://a b", "ftp://a"],
            ),
            (
                "ImageRef",
                &[
                    "mysql:8.4.6",
                    "r:5000/a/b:v1",
                    "a@sha256:0000000000000000000000000000000000000000000000000000000000000000",
                ],
                &["", "Mysql", "a:", "a b", "a:-x", "a//b", "a:b:c", "a:b/c:1.2.3", "a@sha256:12"],
            ),
            ("PortId", &["central-ledger", "testing-toolkit.api"], &["", "a.b.c", "A", "a."]),
            ("SecretName", &["ledger-db", "a.b"], &["", "A", "a_b"]),
            ("DomainName", &["local", "hub.example.org"], &["", "Hub.org", "a..b", "-a", "a_b"]),
            ("ObjectName", &["ingress-nginx", "a"], &["", "A", "1a", "a.b", "a-"]),
            ("Cidr", &["10.0.0.1/32", "0.0.0.0/0"], &["", "10.0.0.1", "10.0.0/8", "10.0.0.1/33", "10.0.0.1/+8"]),
            ("BucketName", &["my-backups", "a.b"], &["", "ab", "A-b", "-ab"]),
            ("IssuerName", &["letsencrypt", "a.b"], &["", "A", "a_b"]),
            (
                "RegistryPrefix",
                &["registry.example.org", "localhost:5000/mirror"],
                &["", "a/", "a:x/b", "a b", "https://a"],
            ),
            (
                "SourcePath",
                &["../quoting-service", "src", "./a b"],
                &["", " a", "/src", "~/src", "C:\\src", "https://host/repo.git"],
            ),
            ("TopicName", &["topic-a", "a.b_c"], &["", "a b", "a/b"]),
        ];
        for (name, good, bad) in table {
            for text in *good {
                assert!(holds(name, text), "{name} should take `{text}`");
            }
            for text in *bad {
                assert!(!holds(name, text), "{name} should refuse `{text}`");
            }
        }
    }

    #[test]
    fn a_url_comes_apart() {
        let table = [
            ("http://bank:4000/a/b", "bank", 4000),
            ("https://bank.example.org", "bank.example.org", 443),
            ("http://b/x", "b", 80),
        ];
        for (text, host, port) in table {
            let url = Url::from(text);
            assert_eq!((url.host(), url.port(), url.is_https()), (host, port, text.starts_with("https")));
        }
    }

    #[test]
    fn amounts_count_in_ten_thousandths() {
        let table = [
            ("0", 0),
            ("1", 10_000),
            ("0.5", 5_000),
            ("99.9999", 999_999),
            ("99999999999999", 999_999_999_999_990_000),
            ("x", 0),
        ];
        for (text, expected) in table {
            assert_eq!(Amount::from(text).ten_thousandths(), expected, "{text}");
        }
        for (text, parts) in &table[..5] {
            assert_eq!(Amount::of_ten_thousandths(*parts).as_str(), *text);
        }
    }

    #[test]
    fn an_amount_ends_without_zeros() {
        for (text, shortest) in
            [("1.00", "1"), ("0.50", "0.5"), ("100", "100"), ("0", "0"), ("0.0", "0"), ("1.05", "1.05")]
        {
            assert_eq!(Amount::from(text).shortest(), Amount::from(shortest), "{text}");
        }
    }

    #[test]
    fn an_image_comes_apart() {
        let table = [
            ("mysql:8.4.6", "mysql", Some("8.4.6")),
            ("registry:5000/a/b", "registry:5000/a/b", None),
            ("registry:5000/a/b:v1@sha256:00", "registry:5000/a/b", Some("v1")),
        ];
        for (text, repository, tag) in table {
            let image = ImageRef::from(text);
            assert_eq!((image.repository(), image.tag()), (repository, tag));
        }
    }
}
