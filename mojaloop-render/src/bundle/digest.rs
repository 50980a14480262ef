//! SHA-256 in hex: how bytes are known again.

use std::sync::OnceLock;

use sha2::{Digest, Sha256};

/// The digest of a text that stays as it is, taken when somebody asks for it: most files of a large hub are rendered
/// for somebody who does not.
#[derive(Debug, Clone, Default)]
pub(super) struct OnceAsked(OnceLock<String>);

impl OnceAsked {
    /// The digest of the text it is kept beside.
    pub(super) fn of(&self, text: &str) -> &str {
        self.0.get_or_init(|| sha256(text.as_bytes()))
    }
}

/// It says nothing that the text beside it does not.
impl PartialEq for OnceAsked {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for OnceAsked {}

/// The digest of some bytes, as `sha256sum` prints it.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// The digest of several parts. Each has its length before it, so that none runs into the next.
pub(super) fn sha256_of<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> String {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update((part.len() as u64).to_le_bytes());
        hasher.update(part);
    }
    hex(&hasher.finalize())
}

/// The first 16 digits of it, where a person reads it or a name has to stay short.
pub(crate) fn short<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> String {
    let mut digest = sha256_of(parts);
    digest.truncate(16);
    digest
}

fn hex(bytes: &[u8]) -> String {
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 0xf]);
    digits.filter_map(|digit| char::from_digit(digit.into(), 16)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digests_are_those_of_sha256sum() {
        let table = [
            ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
            ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        ];
        for (text, expected) in table {
            assert_eq!(sha256(text.as_bytes()), expected);
        }
    }

    #[test]
    fn parts_do_not_run_into_each_other() {
        let parts = [&["ab", "c"][..], &["a", "bc"], &["abc"], &["abc", ""]];
        let digests = parts.map(|parts| short(parts.iter().map(|part| part.as_bytes())));
        for (at, digest) in digests.iter().enumerate() {
            assert_eq!(digest.len(), 16);
            assert!(!digests[at + 1..].contains(digest), "{:?}", parts[at]);
        }
    }
}
