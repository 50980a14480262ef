//! What a plain scalar means where nothing says what it should be: the core schema of YAML 1.2.

/// What a plain scalar means.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Meaning {
    Nothing,
    Truth(bool),
    Whole(i128),
    Fraction(f64),
    Text,
}

/// Resolves a plain scalar.
///
/// `Source:` YAML 1.2.2, section 10.3.2.
pub(super) fn meaning(text: &str) -> Meaning {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => Meaning::Nothing,
        "true" | "True" | "TRUE" => Meaning::Truth(true),
        "false" | "False" | "FALSE" => Meaning::Truth(false),
        ".nan" | ".NaN" | ".NAN" => Meaning::Fraction(f64::NAN),
        ".inf" | ".Inf" | ".INF" | "+.inf" | "+.Inf" | "+.INF" => Meaning::Fraction(f64::INFINITY),
        "-.inf" | "-.Inf" | "-.INF" => Meaning::Fraction(f64::NEG_INFINITY),
        _ => whole(text).map(Meaning::Whole).or_else(|| fraction(text).map(Meaning::Fraction)).unwrap_or(Meaning::Text),
    }
}

fn whole(text: &str) -> Option<i128> {
    let radix = |digits: &str, radix| {
        // Rust's own parser would take a sign here.
        digits.chars().all(|c| c.is_digit(radix)).then(|| i128::from_str_radix(digits, radix).ok()).flatten()
    };
    if let Some(digits) = text.strip_prefix("0o") {
        radix(digits, 8)
    } else if let Some(digits) = text.strip_prefix("0x") {
        radix(digits, 16)
    } else {
        text.parse().ok()
    }
}

fn fraction(text: &str) -> Option<f64> {
    // Rust's own parser also takes words, like `infinity`.
    let number = text.strip_prefix(['-', '+']).unwrap_or(text);
    let starts = number.starts_with(|c: char| c.is_ascii_digit() || c == '.');
    starts.then(|| number_of(text)).flatten()
}

fn number_of(text: &str) -> Option<f64> {
    text.bytes()
        .all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'e' | b'E' | b'-' | b'+'))
        .then(|| text.parse().ok())
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_scalars_resolve_as_the_core_schema_says() {
        let table = [
            ("", Meaning::Nothing),
            ("~", Meaning::Nothing),
            ("Null", Meaning::Nothing),
            ("nUll", Meaning::Text),
            ("true", Meaning::Truth(true)),
            ("False", Meaning::Truth(false)),
            ("0", Meaning::Whole(0)),
            ("-12", Meaning::Whole(-12)),
            ("+12", Meaning::Whole(12)),
            ("012", Meaning::Whole(12)),
            ("0o17", Meaning::Whole(15)),
            ("0x1F", Meaning::Whole(31)),
            ("18446744073709551616", Meaning::Whole(1 << 64)),
            ("1.5", Meaning::Fraction(1.5)),
            ("-.5", Meaning::Fraction(-0.5)),
            ("5.", Meaning::Fraction(5.0)),
            ("1e3", Meaning::Fraction(1000.0)),
            ("1.0e+3", Meaning::Fraction(1000.0)),
            (".inf", Meaning::Fraction(f64::INFINITY)),
            ("1e400", Meaning::Fraction(f64::INFINITY)),
        ];
        for (text, expected) in table {
            assert_eq!(meaning(text), expected, "{text:?}");
        }
        for text in [
            "no",
            "yes",
            "on",
            "y",
            "NO",
            "1_000",
            "12:30",
            "2001-12-14",
            "0b1",
            "0x",
            "0o",
            "0o8",
            "0x-1",
            "0X1F",
            ".",
            "-",
            "e3",
            "1e",
            "1.2.3",
            "inf",
            "nan",
            "infinity",
            "-inf",
            "0 ",
            "1,0",
            "<<",
            "=",
        ] {
            assert_eq!(meaning(text), Meaning::Text, "{text:?}");
        }
        assert!(matches!(meaning(".nan"), Meaning::Fraction(n) if n.is_nan()));
    }
}
