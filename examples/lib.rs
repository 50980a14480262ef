//! What the examples share: where they write, and what they say when they are done.

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

use std::fmt;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use mojaloop_model::Diagnostics;
use mojaloop_render::Bundle;

/// How an example ends: well, or with what it has to say about why not.
pub type Outcome = Result<(), Failure>;

/// Why an example failed. `main` shows an error by its `Debug`, so that is made for people.
pub struct Failure(String);

impl fmt::Debug for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<E: std::error::Error> From<E> for Failure {
    fn from(error: E) -> Self {
        Self(error.to_string())
    }
}

impl Failure {
    /// A failure in words.
    pub fn new(words: impl Into<String>) -> Self {
        Self(words.into())
    }
}

/// What a person does next with a hub rendered for Compose: fill in what only they know, start it, clear transfers.
pub fn compose(bundle: &Bundle) -> Vec<&'static str> {
    let text = |path| bundle.file(path).map_or("", |file| file.text());
    let mut next = Vec::new();
    if text(".env").lines().any(|line| line.ends_with("=''")) {
        next.push("${EDITOR:-vi} .env");
    }
    next.push("docker compose up --wait");
    // A hub on which nobody can pay another has nothing to test.
    let tests = text("compose.yaml").lines().any(|line| line == "  test:");
    next.push(if tests { "docker compose run --rm test" } else { "docker compose run --rm provision" });
    next
}

/// What a person does next with a hub, whatever it was rendered for.
pub fn next(bundle: &Bundle) -> Vec<&'static str> {
    match bundle.emitter() {
        "manifests" => vec!["kubectl apply --kustomize .", "./validate.sh"],
        "helm" => vec!["./install.sh", "./validate.sh"],
        "report" => vec!["${BROWSER:-xdg-open} report.html"],
        _ => compose(bundle),
    }
}

/// A number of faults, in words.
pub fn count(faults: &Diagnostics) -> String {
    format!("{} {}", faults.len(), if faults.len() == 1 { "fault" } else { "faults" })
}

/// Where an example writes: the argument at that position, its last, or `deploy/<example>`.
pub fn output(example: &str, argument: usize) -> PathBuf {
    std::env::args().nth(argument).map_or_else(|| PathBuf::from("deploy").join(example), PathBuf::from)
}

/// Compares a bundle with a directory, writes what differs, and says what happened and what comes next.
///
/// # Errors
///
/// What keeps the directory from being written: above all a file that somebody edited by hand.
pub fn deliver(bundle: &Bundle, directory: &Path, next: &[&str]) -> Outcome {
    let mut out = io::stdout().lock();
    write!(out, "{}", bundle.warnings())?;
    for omission in bundle.omissions() {
        writeln!(out, "omitted: {omission}")?;
    }
    let changes = bundle.diff(directory)?;
    write!(out, "{changes}")?;
    changes.apply()?;
    writeln!(out, "\nnext:\n  cd {}", directory.display())?;
    for command in next {
        writeln!(out, "  {command}")?;
    }
    Ok(())
}
