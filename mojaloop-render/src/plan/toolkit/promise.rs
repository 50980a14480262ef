//! The promise of those whose promises the toolkit does not make itself: it does for quotes, and for nothing else.

/// What is shown when it is kept: 32 zero bytes, in base64 for addresses.
pub(super) const FULFILMENT: &str = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// What is promised: the SHA-256 of [`FULFILMENT`], in the same form. The ledger takes one only for the other.
pub(super) const CONDITION: &str = "Zmh6rfhivXdsj8GLjp-OIAiXFIVu4jOzkCpZHQ1fKSU";

#[cfg(test)]
mod tests {
    use sha2::{Digest, Sha256};

    use super::*;

    const ALPHABET: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    fn decoded(text: &str) -> Vec<u8> {
        let bits = text.chars().filter_map(|letter| ALPHABET.find(letter)).map(|value| format!("{value:06b}"));
        let bits: String = bits.collect();
        bits.as_bytes().chunks_exact(8).filter_map(|byte| str::from_utf8(byte).ok()).map(binary).collect()
    }

    fn binary(byte: &str) -> u8 {
        u8::from_str_radix(byte, 2).expect("eight bits")
    }

    #[test]
    fn one_is_the_digest_of_the_other() {
        assert_eq!(decoded(FULFILMENT), [0; 32]);
        assert_eq!(decoded(CONDITION), Sha256::digest(decoded(FULFILMENT)).to_vec());
    }
}
