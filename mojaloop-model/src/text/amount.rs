//! Amounts of money.

use super::Amount;

pub(super) fn is_amount(text: &str) -> bool {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, "0"));
    let digits = |t: &str, most| (1..=most).contains(&t.len()) && t.bytes().all(|b| b.is_ascii_digit());
    // 15 digits survive the binary numbers the services count in.
    digits(whole, 14)
        && digits(decimals, 4)
        && whole.len() + decimals.len() <= 15
        && (whole == "0" || !whole.starts_with('0'))
}

impl Amount {
    /// An amount of so many ten-thousandths of the major unit, written as short as it can be.
    pub fn of_ten_thousandths(parts: u64) -> Self {
        Self(format!("{}.{:04}", parts / 10_000, parts % 10_000)).shortest()
    }

    /// The same amount without zeros at its end, as the services' APIs want it: `1` for `1.00`.
    #[must_use]
    pub fn shortest(&self) -> Self {
        match self.0.split_once('.') {
            Some(_) => Self(self.0.trim_end_matches('0').trim_end_matches('.').to_owned()),
            None => self.clone(),
        }
    }

    /// The amount in ten-thousandths of the major unit, as exactly as the ledger keeps it; 0 when it is malformed.
    pub fn ten_thousandths(&self) -> u64 {
        let (whole, decimals) = self.0.split_once('.').unwrap_or((&self.0, ""));
        let parts = format!("{whole}{decimals:0<4}");
        parts.parse().unwrap_or(0)
    }

    /// How many decimals it is written with.
    pub fn decimals(&self) -> usize {
        self.0.split_once('.').map_or(0, |(_, decimals)| decimals.len())
    }
}
