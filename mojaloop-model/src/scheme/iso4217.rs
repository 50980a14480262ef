//! The currencies of ISO 4217 with the decimals of their minor unit.
//!
//! `Source:` ISO 4217 list one as of February 2026: with `XCG` for `ANG` and with `XAD`, without `BGN` and `CUC`.

/// A currency of the standard.
pub(crate) struct Row {
    /// Its code.
    pub(crate) code: &'static str,
    /// The decimals of its minor unit; none where the standard has none, as for gold.
    pub(crate) minor_units: Option<u8>,
}

const fn with(code: &'static str, minor_units: u8) -> Row {
    Row { code, minor_units: Some(minor_units) }
}

const fn without(code: &'static str) -> Row {
    Row { code, minor_units: None }
}

/// By code.
#[rustfmt::skip]
pub(crate) static ISO_4217: &[Row] = &[
    with("AED", 2), with("AFN", 2), with("ALL", 2), with("AMD", 2), with("AOA", 2), with("ARS", 2),
    with("AUD", 2), with("AWG", 2), with("AZN", 2), with("BAM", 2), with("BBD", 2), with("BDT", 2),
    with("BHD", 3), with("BIF", 0), with("BMD", 2), with("BND", 2), with("BOB", 2), with("BOV", 2),
    with("BRL", 2), with("BSD", 2), with("BTN", 2), with("BWP", 2), with("BYN", 2), with("BZD", 2),
    with("CAD", 2), with("CDF", 2), with("CHE", 2), with("CHF", 2), with("CHW", 2), with("CLF", 4),
    with("CLP", 0), with("CNY", 2), with("COP", 2), with("COU", 2), with("CRC", 2), with("CUP", 2),
    with("CVE", 2), with("CZK", 2), with("DJF", 0), with("DKK", 2), with("DOP", 2), with("DZD", 2),
    with("EGP", 2), with("ERN", 2), with("ETB", 2), with("EUR", 2), with("FJD", 2), with("FKP", 2),
    with("GBP", 2), with("GEL", 2), with("GHS", 2), with("GIP", 2), with("GMD", 2), with("GNF", 0),
    with("GTQ", 2), with("GYD", 2), with("HKD", 2), with("HNL", 2), with("HTG", 2), with("HUF", 2),
    with("IDR", 2), with("ILS", 2), with("INR", 2), with("IQD", 3), with("IRR", 2), with("ISK", 0),
    with("JMD", 2), with("JOD", 3), with("JPY", 0), with("KES", 2), with("KGS", 2), with("KHR", 2),
    with("KMF", 0), with("KPW", 2), with("KRW", 0), with("KWD", 3), with("KYD", 2), with("KZT", 2),
    with("LAK", 2), with("LBP", 2), with("LKR", 2), with("LRD", 2), with("LSL", 2), with("LYD", 3),
    with("MAD", 2), with("MDL", 2), with("MGA", 2), with("MKD", 2), with("MMK", 2), with("MNT", 2),
    with("MOP", 2), with("MRU", 2), with("MUR", 2), with("MVR", 2), with("MWK", 2), with("MXN", 2),
    with("MXV", 2), with("MYR", 2), with("MZN", 2), with("NAD", 2), with("NGN", 2), with("NIO", 2),
    with("NOK", 2), with("NPR", 2), with("NZD", 2), with("OMR", 3), with("PAB", 2), with("PEN", 2),
    with("PGK", 2), with("PHP", 2), with("PKR", 2), with("PLN", 2), with("PYG", 0), with("QAR", 2),
    with("RON", 2), with("RSD", 2), with("RUB", 2), with("RWF", 0), with("SAR", 2), with("SBD", 2),
    with("SCR", 2), with("SDG", 2), with("SEK", 2), with("SGD", 2), with("SHP", 2), with("SLE", 2),
    with("SOS", 2), with("SRD", 2), with("SSP", 2), with("STN", 2), with("SVC", 2), with("SYP", 2),
    with("SZL", 2), with("THB", 2), with("TJS", 2), with("TMT", 2), with("TND", 3), with("TOP", 2),
    with("TRY", 2), with("TTD", 2), with("TWD", 2), with("TZS", 2), with("UAH", 2), with("UGX", 0),
    with("USD", 2), with("USN", 2), with("UYI", 0), with("UYU", 2), with("UYW", 4), with("UZS", 2),
    with("VED", 2), with("VES", 2), with("VND", 0), with("VUV", 0), with("WST", 2), with("XAD", 2),
    with("XAF", 0), without("XAG"), without("XAU"), without("XBA"), without("XBB"), without("XBC"),
    without("XBD"), with("XCD", 2), with("XCG", 2), without("XDR"), with("XOF", 0), without("XPD"),
    with("XPF", 0), without("XPT"), without("XSU"), without("XTS"), without("XUA"), without("XXX"),
    with("YER", 2), with("ZAR", 2), with("ZMW", 2), with("ZWG", 2),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_complete_and_sorted() {
        assert_eq!(ISO_4217.len(), 178);
        assert!(ISO_4217.is_sorted_by_key(|row| row.code));
        assert!(ISO_4217.iter().all(|row| row.code.len() == 3 && row.minor_units.is_none_or(|units| units <= 4)));
    }
}
