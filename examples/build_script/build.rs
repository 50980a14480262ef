//! Renders a hub into `OUT_DIR`, and lists its files for the program to include.

use std::path::Path;
use std::{env, error, fs};

use mojaloop_presets::CoreTestHarness;
use mojaloop_render::{Compose, Emitter};

fn main() -> Result<(), Box<dyn error::Error>> {
    // The hub depends on nothing but this file.
    println!("cargo::rerun-if-changed=build.rs");
    let out = env::var("OUT_DIR")?;
    let out = Path::new(&out);
    let bundle = Compose::default().render(&CoreTestHarness::builder().name("carried").build().hub())?;
    let row = |path: &str| format!("    ({path:?}, include_str!(concat!(env!(\"OUT_DIR\"), \"/hub/\", {path:?}))),\n");
    let rows: String = bundle.files().iter().map(|file| row(file.path())).collect();
    // What an earlier build wrote is none of this one's.
    let folder = out.join("hub");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    bundle.diff(folder)?.apply()?;
    fs::write(out.join("files.rs"), format!("&[\n{rows}]\n"))?;
    Ok(())
}
