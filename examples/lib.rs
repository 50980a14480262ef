//! What the examples share: where they write, and what they say when they are done.

use std::path::PathBuf;

use mojaloop_render::Bundle;

/// Where an example writes: its last argument, or `deploy/<example>`.
pub fn output(example: &str) -> PathBuf {
    std::env::args().nth(1).map_or_else(|| PathBuf::from("deploy").join(example), PathBuf::from)
}

/// Compares a bundle with a directory, writes what differs, and says what happened and what comes next.
///
/// # Errors
///
/// What keeps the directory from being written: above all a file that somebody edited by hand.
pub fn deliver(bundle: &Bundle, directory: PathBuf, next: &[&str]) -> Result<(), Box<dyn std::error::Error>> {
    let changes = bundle.diff(&directory)?;
    print!("{changes}");
    changes.apply()?;
    for omission in bundle.omissions() {
        println!("{omission}");
    }
    println!("\nnext:\n  cd {}", directory.display());
    for command in next {
        println!("  {command}");
    }
    Ok(())
}
