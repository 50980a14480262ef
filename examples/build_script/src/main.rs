//! How does a program of my own carry a hub with it, rendered when it is built?
//!
//! `cargo run -p mojaloop-build-script [DIRECTORY]`

use std::path::PathBuf;
use std::{env, fs, io};

/// Every file of the hub, by its path.
const FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/files.rs"));

fn main() -> io::Result<()> {
    let directory = env::args().nth(1).map_or_else(|| PathBuf::from("deploy/build_script"), PathBuf::from);
    for (path, text) in FILES {
        let at = directory.join(path);
        fs::create_dir_all(at.parent().unwrap_or(&directory))?;
        fs::write(at, text)?;
    }
    println!("wrote {} files that this program carries\n", FILES.len());
    println!("next:\n  cd {}\n  docker compose up --wait", directory.display());
    Ok(())
}
