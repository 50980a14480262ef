//! Texts that some writer or reader of YAML gets wrong.

/// Texts that a reader of YAML 1.1 or 1.2 takes for something else when they are bare.
#[rustfmt::skip] // A line a kind, not a line a text.
pub(super) const RESOLVED: &[&str] = &[
    // Truths of YAML 1.1.
    "y", "Y", "n", "N", "yes", "Yes", "YES", "no", "No", "NO", "on", "On", "ON", "off", "Off", "OFF", "true", "True",
    "TRUE", "false", "False", "FALSE",
    // Nothing.
    "", "~", "null", "Null", "NULL",
    // Whole numbers in every base, and times that are numbers to the base of 60.
    "0", "7", "-1", "+1", "0123", "0_7", "0o17", "0x1f", "0X1F", "-0x1f", "0b1010", "1_000", "1_",
    "12345678901234567890123", "12:30", "12:30:00", "22:22", "-1:30", "+190:20:30",
    // Numbers with a dot or an exponent.
    "1.0", "-1.5", "+1.5", ".5", "-.5", "5.", "1e3", "1E3", "1e+3", "1.0e-3", "1e1000", "12e45", "685.230_15",
    "190:20:30.15", "6.8523015e+5", ".inf", "-.inf", "+.INF", ".Inf", ".nan", ".NaN", ".NAN", "1.10", "3.8",
    // Days and moments.
    "2001-12-14", "2001-12-14T21:59:43.10-05:00", "2001-12-14 21:59:43.10 -5", "2001-1-1T1:00:00Z",
    // Words of the type system.
    "<<", "=",
];

/// Texts that mean something to the grammar, or that only look the same.
#[rustfmt::skip] // A line a kind, not a line a text.
pub(super) const AWKWARD: &[&str] = &[
    // Like numbers and words, but not quite.
    "nil", "Nil", "none", "None", "inf", "Infinity", "nan", "NaN", "e3", "E5", "e", "_", "_1", "__", "0x", "0b",
    "0b_", "0o", "-", "+", ".", "..", "1e", "1.2.3", "10.0.0.1", "v1.2", "10Gi", "500m", "8080:80",
    "127.0.0.1:3001:3001", "yes please", "nope", "truely", "0O7", "1,000",
    // Blanks at the ends, and tabs.
    " ", "  ", " a", "a ", "\t", "\ta", "a\t", "a\tb", "a  b", "\u{a0}", "\u{a0}a", "a\u{3000}",
    // Every kind of line break, and none.
    "\n", "\n\n", "\r", "\r\n", "a\nb", "a\nb\n", "a\nb\n\n", "a\n\n\n", "a\n\nb", "\na", "\n\na\n", "a\rb",
    "a\r\nb\r\n", "a\r", "a\u{85}b", "a\u{2028}b", "a\u{2029}b", "\u{85}", "a\nb\u{2028}c", " a\nb", "\ta\nb",
    "a\n b\n", "a\n\tb\n", "a \nb", "a\nb ", "a\n \nb", "a\n  ", "a\n\t", "a\n# b\n", "# a\nb", "---\na",
    "a\n---\nb\n", "a\n...\n", "- a\n- b\n", "k: v\nl: w\n", "%A\nb\n", "|\na\n", "\"\n\"",
    "#!/bin/sh\nset -eu\n\nif true; then\n\techo \"$HOME\" 'x' \\\n    y\nfi\n", "{\n  \"a\": [1, 2]\n}\n",
    "a\nb\u{7}", "\u{feff}a\nb",
    // Signs of the grammar, alone and in place.
    "---", "...", "--- a", "... a", "----", "-a", "--a", "- x", "- ", "-- x", "?", "? x", "?x", ":", ": x", ":x",
    "x:", "key: x", "a:b", "a : b", "a: ", "::", "#", "# x", "#x", "a #b", "a# b", "a#b", "@", "@a", "`", "`a`", "%",
    "%YAML 1.2", "%a", "!", "!a", "!!str a", "!<tag> a", "&", "&a", "&a b", "*", "*a", "**", "|", "|-", "| a", ">",
    ">-", "> a", ",", ", a", "a, b", "[", "]", "[]", "[a]", "{", "}", "{}", "{a: b}", "a]", "a}", "a[b]", "a{b}", "<",
    "<<<", "==", "=a", "a=b", "~a", "~/a", "/", "//", "/health", "a/b", "a?b", "a?", "a!", "a&b", "a*", "a|b", "a>b",
    // Quotes and backslashes.
    "'", "\"", "''", "\"\"", "'a'", "\"a\"", "it's", "say \"a\"", "a'", "a\"", "\\", "\\\\", "a\\", "\\n", "a\\nb",
    "\\u0041", "\\x", "C:\\a",
    // Other languages' signs.
    "$", "$a", "${a}", "$$", "${a:-b}", "{{ .Values.a }}", "{{", "}}", "%{a}", "%{{", "<%= a %>", "$(a)", "#{a}",
    "a;b", "a && b", "-c 'a | b'",
    // What can't be seen, or is no character.
    "\u{0}", "a\u{0}b", "\u{1}", "\u{7}", "\u{8}", "\u{b}", "\u{c}", "\u{1b}[31m", "\u{1f}", "\u{7f}", "\u{80}",
    "\u{9f}", "\u{ad}", "\u{feff}", "\u{feff}a", "a\u{feff}", "\u{200b}", "a\u{200b}b", "a\u{200d}b", "\u{200e}",
    "\u{202e}a\u{202c}", "\u{2066}a\u{2069}", "\u{2060}", "\u{61c}", "\u{180e}", "\u{fdd0}", "\u{fdef}", "\u{fffd}",
    "\u{fffe}", "\u{ffff}", "\u{1fffe}", "\u{1ffff}", "\u{10fffe}", "\u{10ffff}", "\u{e000}", "\u{f8ff}", "\u{e0041}",
    "\u{fff9}", "\u{fffc}", "\u{d7ff}",
    // Letters of the world.
    "é", "e\u{301}", "ñandú", "Ünïcödé", "Кириллица", "日本語", "한국어", "عربى", "עברית", "ไทย", "😀", "a😀b",
    "👨\u{200d}👩\u{200d}👧", "🇿🇲", "𝒳", "ﬁ", "١٢٣", "½", "№", "–", "—", "“a”", "…",
    // Like JSON.
    "\"no\"", "[1, 2]", "{\"a\": 1}", "null\n", "true\n", "123\n", "1\n2\n",
];

/// Texts that are long, each made of one of the awkward kinds.
pub(super) fn long() -> Vec<String> {
    vec![
        "a".repeat(120),
        "a".repeat(121),
        "a".repeat(5000),
        "a b ".repeat(500),
        format!("{}x", "a b ".repeat(500)),
        "é".repeat(61),
        "\u{0}".repeat(120),
        "\u{1f600}".repeat(300),
        format!("{}\n{}\n", "a".repeat(2000), "b ".repeat(30).trim_end()),
        "a\n".repeat(2000),
        "\"".repeat(200),
        "word ".repeat(40).trim_end().to_owned(),
    ]
}

/// All of them.
pub(super) fn all() -> Vec<String> {
    RESOLVED.iter().chain(AWKWARD).map(ToString::to_string).chain(long()).collect()
}
