//! Scripts that are told of a hub: what is the same for every hub is a file, and what is not stands in it as variables.

use std::fmt::Write as _;

/// The line of a script in whose place its facts come.
const PLACE: &str = "#FACTS\n";

/// A script that knows these facts, each a variable that stays as it is.
pub(crate) fn with_facts<'n>(program: &str, facts: impl IntoIterator<Item = (&'n str, String)>) -> String {
    let head = facts.into_iter().fold(String::new(), |mut head, (name, value)| {
        // Writing to a string can't fail.
        let _ = writeln!(head, "readonly {name}={}", quoted(&value));
        head
    });
    program.replacen(PLACE, &head, 1)
}

/// A text as one word of a shell, whatever is in it.
pub(crate) fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// Without the place, a script would know nothing, and nobody would be told.
    pub(crate) fn has_a_place(program: &str) {
        assert_eq!(program.split(PLACE).count(), 2, "{program}");
        assert!(program.contains(&format!("\n{PLACE}")), "{program}");
    }

    #[test]
    fn facts_stand_where_the_script_wants_them() {
        let facts = [("HUB", "moja".to_owned()), ("SAYS", "it's".to_owned())];
        let expected = "#!/bin/sh\n\nreadonly HUB='moja'\nreadonly SAYS='it'\\''s'\necho\n";
        assert_eq!(with_facts("#!/bin/sh\n\n#FACTS\necho\n", facts), expected);
    }

    #[test]
    fn a_word_stays_one() {
        let table = [
            ("", "''"),
            ("1.35/stable", "'1.35/stable'"),
            ("two words", "'two words'"),
            ("$(id) `id` \\ \"", "'$(id) `id` \\ \"'"),
            ("it's", r"'it'\''s'"),
            ("'", r"''\'''"),
        ];
        for (text, expected) in table {
            assert_eq!(quoted(text), expected);
        }
    }
}
