//! Quantities that carry their unit: memory, processor time, spans of time.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

/// A text that is no quantity of the kind asked for.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` is not {what}, expected {expected}")]
pub struct QuantityError {
    text: String,
    what: &'static str,
    expected: &'static str,
}

/// An amount of memory, in whole bytes.
///
/// Written with the binary suffixes of Kubernetes: `512Mi`, `6Gi`.
///
/// # Examples
///
/// ```
/// use mojaloop_model::Memory;
///
/// assert_eq!("6Gi".parse(), Ok(Memory::gibibytes(6)));
/// assert_eq!(Memory::mebibytes(1536).to_string(), "1536Mi");
/// assert!("6 GB".parse::<Memory>().is_err());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Memory(u64);

const KIBI: u64 = 1 << 10;
const MEBI: u64 = 1 << 20;
const GIBI: u64 = 1 << 30;

impl Memory {
    /// None at all.
    pub const ZERO: Self = Self(0);
    /// The most a quantity can say: what larger amounts become, so that `validate` can name them.
    pub const MAX: Self = Self(u64::MAX);

    /// So many bytes.
    pub const fn bytes(n: u64) -> Self {
        Self(n)
    }

    /// So many MiB (1,048,576 bytes); [`Memory::MAX`] when that is too many.
    pub const fn mebibytes(n: u64) -> Self {
        Self(n.saturating_mul(MEBI))
    }

    /// So many GiB (1,073,741,824 bytes); [`Memory::MAX`] when that is too many.
    pub const fn gibibytes(n: u64) -> Self {
        Self(n.saturating_mul(GIBI))
    }

    /// In bytes.
    pub const fn as_bytes(self) -> u64 {
        self.0
    }

    /// In whole MiB, rounded down.
    pub const fn as_mebibytes(self) -> u64 {
        self.0 / MEBI
    }

    /// The sum, or nothing when it can't be said.
    pub fn checked_add(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).map(Self)
    }

    /// The sum, or [`Memory::MAX`].
    #[must_use]
    pub const fn saturating_add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }

    /// So many times as much, or nothing when it can't be said.
    pub fn checked_mul(self, times: u32) -> Option<Self> {
        self.0.checked_mul(u64::from(times)).map(Self)
    }

    /// So many hundredths of it, rounded down to whole MiB.
    #[must_use]
    pub fn percent(self, hundredths: u64) -> Self {
        Self::mebibytes(self.as_mebibytes().saturating_mul(hundredths) / 100)
    }
}

impl fmt::Display for Memory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (unit, suffix) in [(GIBI, "Gi"), (MEBI, "Mi"), (KIBI, "Ki")] {
            if self.0 != 0 && self.0.is_multiple_of(unit) {
                return write!(f, "{}{suffix}", self.0 / unit);
            }
        }
        write!(f, "{}", self.0)
    }
}

impl FromStr for Memory {
    type Err = QuantityError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let unit = match &text[digits.len()..] {
            "" => Some(1),
            "Ki" => Some(KIBI),
            "Mi" => Some(MEBI),
            "Gi" => Some(GIBI),
            _ => None,
        };
        unit.zip(whole(digits)).and_then(|(unit, n)| n.checked_mul(unit)).map(Self).ok_or_else(|| QuantityError {
            text: text.to_owned(),
            what: "an amount of memory",
            expected: "a whole number with `Ki`, `Mi` or `Gi`, like `512Mi`, below 16 EiB",
        })
    }
}

/// Processor time, in whole thousandths of a core.
///
/// # Examples
///
/// ```
/// use mojaloop_model::Cpu;
///
/// assert_eq!("250m".parse(), Ok(Cpu::millicores(250)));
/// assert_eq!("2".parse(), Ok(Cpu::cores(2)));
/// assert_eq!(Cpu::millicores(1500).to_string(), "1500m");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Cpu(u64);

impl Cpu {
    /// So many thousandths of a core.
    pub const fn millicores(n: u64) -> Self {
        Self(n)
    }

    /// So many cores.
    pub const fn cores(n: u64) -> Self {
        Self(n.saturating_mul(1000))
    }

    /// In thousandths of a core.
    pub const fn as_millicores(self) -> u64 {
        self.0
    }
}

impl fmt::Display for Cpu {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_multiple_of(1000) { write!(f, "{}", self.0 / 1000) } else { write!(f, "{}m", self.0) }
    }
}

impl FromStr for Cpu {
    type Err = QuantityError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let cores = match text.strip_suffix('m') {
            Some(millis) => whole(millis),
            None => whole(text).and_then(|n| n.checked_mul(1000)),
        };
        cores.map(Self).ok_or_else(|| QuantityError {
            text: text.to_owned(),
            what: "an amount of processor time",
            expected: "whole cores or thousandths, like `2` or `250m`",
        })
    }
}

/// A span of time in whole milliseconds.
///
/// # Examples
///
/// ```
/// use mojaloop_model::Span;
///
/// assert_eq!("5m".parse(), Ok(Span::seconds(300)));
/// assert_eq!(Span::milliseconds(1500).to_string(), "1500ms");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Span(u64);

impl Span {
    /// So many milliseconds.
    pub const fn milliseconds(n: u64) -> Self {
        Self(n)
    }

    /// So many seconds.
    pub const fn seconds(n: u64) -> Self {
        Self(n.saturating_mul(1000))
    }

    /// In milliseconds.
    pub const fn as_milliseconds(self) -> u64 {
        self.0
    }

    /// In whole seconds, rounded down.
    pub const fn as_seconds(self) -> u64 {
        self.0 / 1000
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (unit, suffix) in [(3_600_000, "h"), (60_000, "m"), (1000, "s")] {
            if self.0 != 0 && self.0.is_multiple_of(unit) {
                return write!(f, "{}{suffix}", self.0 / unit);
            }
        }
        write!(f, "{}ms", self.0)
    }
}

impl FromStr for Span {
    type Err = QuantityError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let unit = match &text[digits.len()..] {
            "ms" => Some(1),
            "s" => Some(1000),
            "m" => Some(60_000),
            "h" => Some(3_600_000),
            _ => None,
        };
        unit.zip(whole(digits)).and_then(|(unit, n)| n.checked_mul(unit)).map(Self).ok_or_else(|| QuantityError {
            text: text.to_owned(),
            what: "a span of time",
            expected: "a whole number with `ms`, `s`, `m` or `h`, like `30s`",
        })
    }
}

/// Plain digits only: `parse` alone would take a sign.
fn whole(digits: &str) -> Option<u64> {
    digits.bytes().all(|b| b.is_ascii_digit()).then(|| digits.parse().ok()).flatten()
}

macro_rules! as_text {
    ($($name:ident: $description:literal, $pattern:literal;)*) => {$(
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
            }
        }

        impl JsonSchema for $name {
            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({ "type": "string", "description": $description, "pattern": $pattern })
            }
        }
    )*};
}

as_text! {
    Memory: "whole bytes, or a number with `Ki`, `Mi` or `Gi`", r"^[0-9]+(Ki|Mi|Gi)?$";
    Cpu: "whole cores, or thousandths with `m`", r"^[0-9]+m?$";
    Span: "a whole number with `ms`, `s`, `m` or `h`", r"^[0-9]+(ms|s|m|h)$";
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_is_printed_reads_back(n: u64) {
            prop_assert_eq!(Memory::bytes(n).to_string().parse(), Ok(Memory::bytes(n)));
            prop_assert_eq!(Cpu::millicores(n).to_string().parse(), Ok(Cpu::millicores(n)));
            prop_assert_eq!(Span::milliseconds(n).to_string().parse(), Ok(Span::milliseconds(n)));
        }

        #[test]
        fn any_text_is_read_or_refused(text: String) {
            let _ = (text.parse::<Memory>(), text.parse::<Cpu>(), text.parse::<Span>());
        }
    }

    #[test]
    fn too_much_is_refused() {
        for text in ["99999999999999999999Gi", "18446744073709551615Gi", "-1Mi", "+1Mi", "", "Mi", "1.5Gi", "1G"] {
            assert!(text.parse::<Memory>().is_err(), "{text}");
        }
        assert!("18446744073709551615".parse::<Cpu>().is_err());
        assert_eq!(
            "6 GB".parse::<Memory>().unwrap_err().to_string(),
            "`6 GB` is not an amount of memory, expected a whole number with `Ki`, `Mi` or `Gi`, like `512Mi`, below 16 EiB"
        );
    }
}
