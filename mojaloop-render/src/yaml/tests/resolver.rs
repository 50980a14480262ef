//! What a bare text means to readers of YAML 1.1 and 1.2: their regular expressions by hand.
//!
//! Written from the type repository of YAML 1.1 and the core schema of 1.2, apart from the writer's own rules.

/// Whether a bare text is not a text to one of them.
pub(super) fn is_resolved(text: &str) -> bool {
    is_word(text) || is_whole(text) || is_fraction(text) || is_moment(text)
}

fn is_word(text: &str) -> bool {
    const WORDS: &str = "y Y yes Yes YES n N no No NO on On ON off Off OFF true True TRUE false False FALSE \
                         ~ null Null NULL .nan .NaN .NAN .inf .Inf .INF -.inf -.Inf -.INF +.inf +.Inf +.INF << =";
    text.is_empty() || WORDS.split(' ').any(|word| word == text)
}

/// `[-+]?0b[01_]+`, `0o[0-7]+`, `[-+]?0x[0-9a-fA-F_]+`, Go's `0X`, `[-+]?[0-9][0-9_]*`, and the base of 60.
fn is_whole(text: &str) -> bool {
    const HEX: &str = "0123456789abcdefABCDEF_";
    let number = text.strip_prefix(['-', '+']).unwrap_or(text);
    let of = |prefix: &str, digits: &str| number.strip_prefix(prefix).is_some_and(|rest| is_made_of(rest, digits));
    of("0b", "01_") || of("0o", "01234567") || of("0x", HEX) || of("0X", HEX) || is_digits(number) || is_base_60(number)
}

/// `[-+]?([0-9][0-9_]*)?\.[0-9_.]*([eE][-+]?[0-9]+)?` and its kin: a dot or an exponent is enough.
fn is_fraction(text: &str) -> bool {
    let number = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (mantissa, exponent) = number.split_once(['e', 'E']).map_or((number, None), |(m, e)| (m, Some(e)));
    let exponent_holds = exponent.is_none_or(|e| is_made_of(e.strip_prefix(['-', '+']).unwrap_or(e), "0123456789"));
    let (whole, decimals) = mantissa.split_once('.').map_or((mantissa, None), |(w, d)| (w, Some(d)));
    let mantissa_holds = match decimals {
        None => exponent.is_some() && is_digits(whole),
        Some("") => is_digits(whole) || is_base_60(whole),
        Some(decimals) => {
            (whole.is_empty() || is_digits(whole) || is_base_60(whole)) && is_made_of(decimals, "0123456789_")
        }
    };
    mantissa_holds && exponent_holds
}

/// `[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}`, and perhaps a time after `T`, `t` or blanks.
fn is_moment(text: &str) -> bool {
    let (day, time) = text.split_once(['T', 't', ' ', '\t']).map_or((text, None), |(d, t)| (d, Some(t)));
    let fields: Vec<&str> = day.split('-').collect();
    let lengths: Vec<usize> = fields.iter().map(|field| field.len()).collect();
    let day_holds = matches!(lengths[..], [4, 1 | 2, 1 | 2]) && fields.iter().all(|f| is_made_of(f, "0123456789"));
    day_holds && time.is_none_or(|t| is_made_of(t, "0123456789:.Z+- \t"))
}

fn is_base_60(number: &str) -> bool {
    let Some((first, rest)) = number.split_once(':') else { return false };
    is_digits(first) && rest.split(':').all(|f| (1..=2).contains(&f.len()) && is_made_of(f, "0123456789"))
}

fn is_digits(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit()) && is_made_of(text, "0123456789_")
}

fn is_made_of(text: &str, set: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| set.contains(c))
}
