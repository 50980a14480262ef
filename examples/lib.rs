//! What the examples share: where they write, and what they say when they are done.

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

use std::fmt;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

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

/// What starts a rendered hub, and what clears transfers on it.
pub const COMPOSE: &[&str] = &["docker compose up --wait", "docker compose run --rm test"];

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
