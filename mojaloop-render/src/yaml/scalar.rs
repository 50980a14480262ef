//! Single values: which texts may stay plain, which become a block, and how the others are quoted.

use std::fmt::Write as _;

use serde_json::{Number, Value};

/// Words that some reader takes for a truth, for nothing, or for no number, however they are capitalised.
///
/// `Source:` the type repository of YAML 1.1 (`bool`, `null`, `float`), the core schema of 1.2, and what Go's
/// and Python's readers add.
const WORDS: &[&str] =
    &["y", "n", "yes", "no", "on", "off", "true", "false", "null", "nil", "none", "nan", "inf", "infinity"];

/// `infinity`: nothing longer is looked up.
const LONGEST_WORD: usize = 8;

/// Writes a value that takes one line, or a text whose lines are indented so far.
pub(super) fn write(out: &mut String, value: &Value, indent: usize) {
    match value {
        Value::Null => out.push_str("null"),
        Value::Bool(true) => out.push_str("true"),
        Value::Bool(false) => out.push_str("false"),
        Value::Number(number) => write_number(out, number),
        Value::String(text) if fits_block(text) => write_block(out, text, indent),
        Value::String(text) => write_on_line(out, text),
        // The writer of trees keeps those with something in them.
        Value::Array(_) => out.push_str("[]"),
        Value::Object(_) => out.push_str("{}"),
    }
}

/// Writes a text on the line it is on: plain, or in double quotes.
pub(super) fn write_on_line(out: &mut String, text: &str) {
    if is_plain(text) {
        out.push_str(text);
    } else {
        write_quoted(out, text);
    }
}

/// Whether a character shows itself: not a control, a blank of its own kind, a mark of width or direction, or no
/// character at all. The others are escaped, so that what is read in a review is what is there.
pub(super) fn is_visible(c: char) -> bool {
    let hidden = matches!(c,
        '\u{a0}' | '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202f}'
        | '\u{205f}'..='\u{206f}' | '\u{fdd0}'..='\u{fdef}' | '\u{feff}' | '\u{fff0}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e007f}');
    // The last two code points of every plane are no characters.
    let nothing = u32::from(c) & 0xfffe == 0xfffe;
    !(c.is_control() || hidden || nothing)
}

/// Whether every reader takes the bare text for that text. Whatever starts with a digit, a sign or a dot does
/// not ask for the rules of numbers, dates and times: it is quoted.
fn is_plain(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '_'))
        && text.bytes().all(is_harmless)
        && !text.as_bytes().windows(2).any(|pair| pair == b": ")
        && !text.ends_with([' ', ':'])
        && (text.len() > LONGEST_WORD || !WORDS.iter().any(|word| word.eq_ignore_ascii_case(text)))
        // `e3` is an exponent without its number.
        && !text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'e' | b'E' | b'_' | b'+' | b'-'))
}

/// What means nothing inside a plain text, but `: ` and blanks at the end. Brackets and braces would do too, in
/// block style; readers of templates and of flow style are spared the question.
fn is_harmless(byte: u8) -> bool {
    matches!(byte, b' '..=b'~') && !matches!(byte, b'"' | b'#' | b'`' | b'[' | b']' | b'{' | b'}')
}

/// Whether a text of several lines can be shown line by line. Blanks before the first line would be taken for
/// indentation, and blanks at the end of a line get lost in editors.
fn fits_block(text: &str) -> bool {
    text.contains('\n')
        && !text.starts_with(['\n', ' ', '\t'])
        && is_shown(text)
        && text.split('\n').all(|line| !line.ends_with([' ', '\t']))
}

/// Whether each letter of a text of several lines shows itself. Nearly all are of ASCII, and asked at once.
fn is_shown(text: &str) -> bool {
    text.bytes().all(|b| matches!(b, b'\n' | b'\t' | b' '..=b'~'))
        || text.chars().all(|c| matches!(c, '\n' | '\t') || is_visible(c))
}

fn write_block(out: &mut String, text: &str, indent: usize) {
    let (header, lines) = match text.strip_suffix('\n') {
        None => ("|-", text),
        Some(lines) if lines.ends_with('\n') => ("|+", lines),
        Some(lines) => ("|", lines),
    };
    out.push_str(header);
    for line in lines.split('\n') {
        out.push('\n');
        if !line.is_empty() {
            blanks(out, indent);
            out.push_str(line);
        }
    }
}

/// Writes so many blanks.
pub(super) fn blanks(out: &mut String, mut count: usize) {
    const MANY: &str = "                                                                ";
    while count > 0 {
        let some = count.min(MANY.len());
        out.push_str(&MANY[..some]);
        count -= some;
    }
}

fn write_quoted(out: &mut String, text: &str) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            c if is_visible(c) => out.push(c),
            c => write_escaped(out, c.into()),
        }
    }
    out.push('"');
}

fn write_escaped(out: &mut String, code: u32) {
    // Writing to a String can't fail.
    let _ = match code {
        0..=0xff => write!(out, "\\x{code:02x}"),
        0x100..=0xffff => write!(out, "\\u{code:04x}"),
        _ => write!(out, "\\U{code:08x}"),
    };
}

/// An integer as it is; anything else with a dot and a signed exponent, without which YAML 1.1 reads a text.
fn write_number(out: &mut String, number: &Number) {
    let start = out.len();
    // Writing to a String can't fail.
    let _ = write!(out, "{number}");
    if let Some(at) = out[start..].find(['e', 'E']).map(|at| start + at) {
        if !out[at + 1..].starts_with(['+', '-']) {
            out.insert(at + 1, '+');
        }
        if !out[start..at].contains('.') {
            out.insert_str(at, ".0");
        }
    }
}
