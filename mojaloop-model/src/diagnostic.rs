//! What is wrong with a hub: every fault at once, each with a code, a place and a way out.

use std::fmt;

use serde::Serialize;

/// How much a diagnostic matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum Severity {
    /// The hub cannot be rendered until this is mended.
    Error,
    /// The hub renders; the author may not have meant it.
    Warning,
}

/// One fault, and where it is.
///
/// # Examples
///
/// ```
/// use mojaloop_model::Diagnostic;
///
/// let fault = Diagnostic::error("unknown-currency", "participants.fsp201.currencies[0]", "`ZMV` is not an ISO 4217 currency")
///     .help("did you mean `ZMW`?");
/// assert_eq!(fault.code(), "unknown-currency");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Diagnostic {
    code: &'static str,
    severity: Severity,
    path: String,
    #[serde(skip)]
    place: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
    message: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<String>,
}

impl Diagnostic {
    /// An error: `code` is stable and kebab-case, `path` is the place in the model as a file spells it.
    pub fn error(code: &'static str, path: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: Severity::Error,
            path: path.into(),
            place: None,
            line: None,
            message: message.into(),
            help: None,
        }
    }

    /// A warning: as [`Diagnostic::error`], but the hub still renders.
    pub fn warning(code: &'static str, path: impl Into<String>, message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(code, path, message) }
    }

    /// Says what to do about it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Says on which line of the file it is, counted from 1.
    #[must_use]
    pub fn at_line(mut self, line: usize) -> Self {
        self.line = Some(line);
        self
    }

    /// The same fault under a path that names what the first one counts; [`Diagnostic::place`] keeps the first.
    pub(crate) fn named(mut self, path: String) -> Self {
        self.place = Some(std::mem::replace(&mut self.path, path));
        self
    }

    /// The stable kebab-case name of the rule.
    pub fn code(&self) -> &'static str {
        self.code
    }

    /// How much it matters.
    pub fn severity(&self) -> Severity {
        self.severity
    }

    /// The place in the model, as a file spells it: `participants.fsp201.currencies[0]`.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The place as positions in lists, where the path has names: `participants[0].currencies[0]`.
    pub fn place(&self) -> &str {
        self.place.as_deref().unwrap_or(&self.path)
    }

    /// The line of the file it was read from, when it came from one.
    pub fn line(&self) -> Option<usize> {
        self.line
    }

    /// What is wrong and what was expected.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// What to do about it.
    pub fn help_text(&self) -> Option<&str> {
        self.help.as_deref()
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let severity = match self.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        writeln!(f, "{severity}[{}]: {}", self.code, visible(&self.message))?;
        let path = visible(&self.path);
        match (path.as_str(), self.line) {
            ("", None) => {}
            ("", Some(line)) => writeln!(f, "  at  line {line}")?,
            (path, None) => writeln!(f, "  at  {path}")?,
            (path, Some(line)) => writeln!(f, "  at  {path} (line {line})")?,
        }
        if let Some(help) = &self.help {
            writeln!(f, "  help: {}", visible(help))?;
        }
        Ok(())
    }
}

/// Text with control characters spelled out: what a file holds must not steer the terminal it is shown on.
fn visible(text: &str) -> String {
    text.chars().fold(String::new(), |mut visible, letter| {
        if letter.is_control() {
            visible.extend(letter.escape_debug());
        } else {
            visible.push(letter);
        }
        visible
    })
}

/// All the faults of one hub, in the order they were found.
///
/// It is a good error for `main`: its `Debug` prints like its `Display`, so `?` shows the list.
#[derive(Clone, PartialEq, Eq, Default, Serialize, thiserror::Error)]
#[serde(transparent)]
pub struct Diagnostics(Vec<Diagnostic>);

impl Diagnostics {
    /// The faults, in order.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.0.iter()
    }

    /// Adds one.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.0.push(diagnostic);
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether at least one of them is an error.
    pub fn has_errors(&self) -> bool {
        self.iter().any(|d| d.severity == Severity::Error)
    }

    /// The errors alone.
    #[must_use]
    pub fn errors(self) -> Self {
        self.into_iter().filter(|d| d.severity == Severity::Error).collect()
    }

    /// The codes, in order: what most tests compare.
    pub fn codes(&self) -> Vec<&'static str> {
        self.iter().map(Diagnostic::code).collect()
    }
}

impl fmt::Display for Diagnostics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.iter().try_for_each(|d| write!(f, "{d}"))
    }
}

impl fmt::Debug for Diagnostics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\n{self}")
    }
}

impl From<Diagnostic> for Diagnostics {
    fn from(one: Diagnostic) -> Self {
        Self(vec![one])
    }
}

impl FromIterator<Diagnostic> for Diagnostics {
    fn from_iter<I: IntoIterator<Item = Diagnostic>>(all: I) -> Self {
        Self(all.into_iter().collect())
    }
}

impl Extend<Diagnostic> for Diagnostics {
    fn extend<I: IntoIterator<Item = Diagnostic>>(&mut self, more: I) {
        self.0.extend(more);
    }
}

impl IntoIterator for Diagnostics {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a> IntoIterator for &'a Diagnostics {
    type Item = &'a Diagnostic;
    type IntoIter = std::slice::Iter<'a, Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_is_shown_with_all_it_says() {
        let fault = Diagnostic::error("some-code", "a.b", "`x\u{1b}[31m` is bad").help("try\nagain").at_line(3);
        assert_eq!(
            fault.to_string(),
            "error[some-code]: `x\\u{1b}[31m` is bad\n  at  a.b (line 3)\n  help: try\\nagain\n"
        );
        assert_eq!(Diagnostic::warning("c", "", "m").to_string(), "warning[c]: m\n");
        assert_eq!(format!("{:?}", Diagnostics::from(fault.clone())), format!("\n{fault}"));
    }
}
