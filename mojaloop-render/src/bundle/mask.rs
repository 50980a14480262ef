//! Hides secrets in what is shown.
//!
//! A value the draft named is hidden wherever it stands. That is not enough, because users put their own
//! passwords into files: what follows a key that speaks of a secret is hidden whatever it is, and so is the
//! password in a URL. When in doubt it hides: a difference that shows too little can be looked up.

use std::collections::BTreeSet;
use std::fmt;

use serde_json::Value;

/// What stands for a hidden value.
const DOTS: &str = "••••";

/// How the keys of secrets end, in capitals and without `_` and `-`.
const ENDINGS: [&str; 5] = ["PASSWORD", "SECRET", "TOKEN", "PASSPHRASE", "PRIVATEKEY"];

/// The values to hide.
#[derive(Clone, Default)]
pub(super) struct Mask {
    /// Each line of each value, as it is and as quotes spell it.
    spellings: BTreeSet<String>,
}

impl Mask {
    /// Hides this value from now on.
    pub(super) fn hide(&mut self, value: &str) {
        for line in value.lines().map(str::trim).filter(|line| !line.is_empty()) {
            let json = Value::from(line).to_string();
            let inside = json.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
            self.spellings.extend([line.to_owned(), line.replace('\'', "''"), inside.unwrap_or(line).to_owned()]);
        }
    }

    /// Whether a text holds a value to hide.
    pub(super) fn finds(&self, text: &str) -> bool {
        self.spellings.iter().any(|spelling| text.contains(spelling))
    }

    /// The lines of a text as they may be shown, without their ends.
    pub(super) fn lines(&self, lines: &[&str]) -> Vec<String> {
        let mut open: Option<Open> = None;
        let mut before = "";
        let mut shown = Vec::new();
        for line in lines {
            let line = line.strip_suffix('\n').unwrap_or(line);
            let hidden_from = if let Some(still) = open.filter(|open| open.holds(line)) {
                open = Some(still.after(line));
                Some(indentation(line))
            } else {
                let value = secret_value(line, before);
                open = value.map(|at| Open::at(line, at));
                value
            };
            shown.push(match hidden_from {
                Some(at) if !line[at..].trim().is_empty() => self.values(&line[..at]) + DOTS,
                _ => self.values(line),
            });
            before = line;
        }
        shown
    }

    /// A line without the named values and the passwords of URLs. A control character is spelled out, so
    /// that a file can't steer the terminal it is shown on.
    fn values(&self, line: &str) -> String {
        let passwords: Vec<(usize, usize)> = url_passwords(line).collect();
        let mut shown = String::new();
        let mut hidden_to = 0;
        for (at, letter) in line.char_indices() {
            let named = self.spellings.iter().filter(|spelling| line[at..].starts_with(spelling.as_str()));
            let in_url = passwords.iter().filter(|(from, _)| *from == at);
            if let Some(length) = named.map(String::len).chain(in_url.map(|(_, length)| *length)).max() {
                // Values that overlap hide each other's rest.
                if at >= hidden_to {
                    shown.push_str(DOTS);
                }
                hidden_to = hidden_to.max(at + length);
            }
            match letter {
                _ if at < hidden_to => {}
                '\t' => shown.push(letter),
                _ if letter.is_control() => shown.extend(letter.escape_default()),
                _ => shown.push(letter),
            }
        }
        shown
    }
}

impl fmt::Debug for Mask {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Mask").field(&self.spellings.len()).finish()
    }
}

/// The value of a secret's key, which may go on in the next lines.
#[derive(Clone, Copy)]
struct Open {
    /// Where its key stands; what is indented more belongs to it.
    column: usize,
    /// The quote it began with and that is not closed yet.
    quote: Option<char>,
}

impl Open {
    fn at(line: &str, value: usize) -> Self {
        let column = line.len() - line.trim_start_matches([' ', '\t', '-']).len();
        let quote = ['"', '\''].into_iter().find(|quote| line[value..].starts_with(*quote));
        Self { column, quote: quote.filter(|quote| is_left_open(&line[value..], *quote)) }
    }

    /// Whether this line belongs to it.
    fn holds(&self, line: &str) -> bool {
        let indentation = indentation(line);
        let text = &line[indentation..];
        self.quote.is_some()
            || text.is_empty()
            || indentation > self.column
            // YAML lets the items of a list stand as far left as its key.
            || (indentation == self.column && text.starts_with("- "))
    }

    fn after(self, line: &str) -> Self {
        Self { quote: self.quote.filter(|quote| !is_left_open(line, *quote)), ..self }
    }
}

/// Whether quotes of this kind are odd in number, those after a backslash aside.
fn is_left_open(text: &str, quote: char) -> bool {
    text.matches(quote).count().abs_diff(text.matches(&format!("\\{quote}")).count()) % 2 == 1
}

fn indentation(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

/// Where in a line the value of a secret's key begins: `KEY=value`, `key: value`, `"key": "value"`, and
/// `value: …` after `name: KEY`.
fn secret_value(line: &str, before: &str) -> Option<usize> {
    line.match_indices(['=', ':']).find_map(|(at, _)| {
        let (head, key) = last_word(&line[..at]);
        let name = match (key, last_word(head).1) {
            ("value", "") => last_word(before).1,
            ("value", word) => word,
            _ => key,
        };
        is_secret(name).then(|| line.len() - line[at + 1..].trim_start().len())
    })
}

/// Where the passwords of URLs begin, `scheme://user:password@host`, and how long they are.
fn url_passwords(line: &str) -> impl Iterator<Item = (usize, usize)> {
    line.match_indices("://").filter_map(|(at, scheme_end)| {
        let from = at + scheme_end.len();
        // A password may hold a `/` that nobody encoded, so the URL goes on to a space or a quote.
        let url = line[from..].split(|c: char| c.is_whitespace() || matches!(c, '"' | '\'')).next()?;
        let (user, password) = url.rsplit_once('@')?.0.split_once(':')?;
        Some((from + user.len() + 1, password.len()))
    })
}

/// The last word of a text, and what is before it.
fn last_word(text: &str) -> (&str, &str) {
    let text = text.trim_end_matches(|c: char| !c.is_alphanumeric());
    let head = text.trim_end_matches(|c: char| c.is_alphanumeric() || matches!(c, '_' | '-'));
    text.split_at(head.len())
}

fn is_secret(key: &str) -> bool {
    let letters: String = key.chars().filter(|c| !matches!(c, '_' | '-')).flat_map(char::to_uppercase).collect();
    ENDINGS.iter().any(|ending| letters.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(mask: &Mask, text: &str) -> String {
        mask.lines(&text.split_inclusive('\n').collect::<Vec<_>>()).join("\n")
    }

    #[test]
    fn values_of_secret_keys_are_hidden() {
        let table = [
            ("DB_PASSWORD=hunter2", "DB_PASSWORD=••••"),
            ("export token = 'a b' # c", "export token = ••••"),
            ("  - POSTGRES_PASSWORD=hunter2", "  - POSTGRES_PASSWORD=••••"),
            ("passphrase: hunter2", "passphrase: ••••"),
            (r#"  "clientSecret": "a:b=c","#, r#"  "clientSecret": ••••"#),
            (r#"{"a":1,"privateKey":"x","b":2}"#, r#"{"a":1,"privateKey":••••"#),
            ("private-key: x", "private-key: ••••"),
            ("password:", "password:"),
            ("- name: DB_PASSWORD\n  value: hunter2\n  other: 1", "- name: DB_PASSWORD\n  value: ••••\n  other: 1"),
            (r#"{ "name": "API_TOKEN", "value": "x" }"#, r#"{ "name": "API_TOKEN", "value": ••••"#),
            ("- name: HOST\n  value: db", "- name: HOST\n  value: db"),
            ("password: |\n  one\n\n  two\nnext: 1", "password: |\n  ••••\n\n  ••••\nnext: 1"),
            ("- secret:\n    one\n  next: 1", "- secret:\n    ••••\n  next: 1"),
            ("tokens:\n- token:\n  - one\n  next: 1", "tokens:\n- token:\n  ••••\n  next: 1"),
            ("TOKEN=\"one\ntwo\nthree\"\nNEXT=1", "TOKEN=••••\n••••\n••••\nNEXT=1"),
            ("TOKEN='it''s'\nNEXT=1", "TOKEN=••••\nNEXT=1"),
            (r#"TOKEN="a\"b"\nNEXT=1"#, "TOKEN=••••"),
            ("tokenizer: 1\nsecretName: a\npasswords: 2", "tokenizer: 1\nsecretName: a\npasswords: 2"),
            ("image: mysql:8.4", "image: mysql:8.4"),
            ("u: mysql://me:a/b@c@db:3306/x", "u: mysql://me:••••@db:3306/x"),
            ("u: 'http://a:1' 'http://b:2@c'", "u: 'http://a:1' 'http://b:••••@c'"),
            ("u: http://me@host:1", "u: http://me@host:1"),
            ("é: ü", "é: ü"),
            ("bell: \u{7}\r\n", "bell: \\u{7}\\r"),
        ];
        for (text, expected) in table {
            // `password: |` shows that a block follows, which is no secret.
            let expected = expected.replace("password: |", "password: ••••");
            assert_eq!(shown(&Mask::default(), text), expected);
        }
    }

    #[test]
    fn named_values_are_hidden_in_every_spelling() {
        let mut mask = Mask::default();
        for value in ["it's", "a\"b", "ab", "abc", "cde", "line one\n  line two\n", " \n"] {
            mask.hide(value);
        }
        let table = [
            ("x: 'it''s', it's", "x: '••••', ••••"),
            (r#"x: "a\"b""#, r#"x: "••••""#),
            ("abcde ab", "•••• ••••"),
            ("aab", "a••••"),
            ("line one, then\n    line two", "••••, then\n    ••••"),
        ];
        for (text, expected) in table {
            assert_eq!(shown(&mask, text), expected);
            assert!(mask.finds(text));
        }
        assert!(!mask.finds("a b\n"));
        assert_eq!(format!("{mask:?}"), "Mask(9)");
    }

    proptest! {
        /// No named value is left, whatever it is and wherever it stands.
        #[test]
        fn no_named_value_is_left(
            values in proptest::collection::vec("[ab'\"=: ]{1,5}", 1..4),
            text in "[ab'\"=:\n -]{0,60}",
        ) {
            let mut mask = Mask::default();
            for value in &values {
                mask.hide(value);
            }
            let shown = shown(&mask, &text);
            for value in values.iter().map(|value| value.trim()).filter(|value| !value.is_empty()) {
                prop_assert!(!shown.contains(value), "{value} in {shown}");
            }
        }

        /// What follows a secret's key never shows, and there are as many lines as before.
        #[test]
        fn no_value_of_a_secret_key_is_left(
            key in "[A-Z_]{0,4}(PASSWORD|token)",
            sep in "(=|: | = )",
            value in "[!-~é]{1,20}",
        ) {
            let text = format!("a: 1\n{key}{sep}{value}\nb: 2");
            let lines = Mask::default().lines(&text.split_inclusive('\n').collect::<Vec<_>>());
            prop_assert_eq!(lines.len(), 3);
            prop_assert_eq!(&lines[1], &[&key, &sep, DOTS].concat());
        }
    }
}
