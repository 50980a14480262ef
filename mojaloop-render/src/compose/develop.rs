//! What of a service comes from a folder of sources: its build, what is seen of the folder, and what is watched.
//!
//! `Source:` the Compose Develop Specification.

use serde_json::{Value, json};

use super::env::InCompose;
use super::file::{Build, Extra, VolumeMount};
use super::knobs::{BUILD_NODE_VERSION, PROJECT, reference};
use super::service::bind;
use crate::plan::{Component, Edit, Plan, Resolve, Sources};

pub(super) fn build(plan: &Plan, component: &Component) -> Option<Build> {
    let sources = component.source.as_ref()?;
    let build = sources.build.as_ref()?;
    let mut extra = Extra::new();
    if let Some(text) = &build.dockerfile {
        extra.insert("dockerfile_inline".to_owned(), InCompose(plan).literal(text).into());
    }
    if let Some(node) = &build.node {
        extra.insert("args".to_owned(), json!({ "NODE_VERSION": reference(BUILD_NODE_VERSION, node) }));
    }
    Some(Build { context: InCompose(plan).literal(sources.folder.as_str()), extra })
}

/// The image that is built: its name is this project's own, so that another still gets what was published, or its own.
pub(super) fn image(plan: &Plan, component: &Component) -> Option<String> {
    let sources = component.source.as_ref().filter(|sources| sources.build.is_some())?;
    let name = component.image.repository().rsplit('/').next().unwrap_or_default();
    let tag = if sources.tests.is_some() { "tests" } else { "source" };
    Some(format!("{}-{name}:{tag}", reference(PROJECT, &plan.name)))
}

/// What is tested is the folder as it is now. Compose builds all else once, and under `watch`.
pub(super) fn pull_policy(component: &Component) -> Option<String> {
    let sources = component.source.as_ref()?;
    sources.tests.map(|_| "build".to_owned())
}

/// The command, with what is said to Node.js before the program.
pub(super) fn command(component: &Component) -> Vec<String> {
    let options = component.source.iter().flat_map(|sources| &sources.node_options);
    let (program, rest) = component.command.split_at(component.command.len().min(1));
    program.iter().chain(options).chain(rest).cloned().collect()
}

/// Folders of the sources in the place of the image's own. They can't be written to from inside.
pub(super) fn seen(plan: &Plan, component: &Component) -> Vec<VolumeMount> {
    let seen = component.source.iter().flat_map(|sources| {
        sources.seen.iter().map(move |(folder, at)| bind(&InCompose(plan).literal(&path(sources, folder)), at, true))
    });
    seen.collect()
}

/// Whether files are copied into what runs: then its file system can be written to.
pub(super) fn is_written_to(component: &Component) -> bool {
    let mut edits = component.source.iter().flat_map(|sources| sources.edits.values());
    edits.any(|edit| matches!(edit, Edit::SyncAndRestart(_)))
}

/// What has no field of its own: what is watched, and whose network it is in.
pub(super) fn extra(plan: &Plan, component: &Component) -> Extra {
    let mut extra = Extra::new();
    let Some(sources) = &component.source else { return extra };
    if let Some(beside) = &sources.beside {
        extra.insert("network_mode".to_owned(), format!("service:{beside}").into());
    }
    if !sources.edits.is_empty() {
        let edits =
            sources.edits.iter().map(|(what, edit)| watched(&InCompose(plan).literal(&path(sources, what)), edit));
        extra.insert("develop".to_owned(), json!({ "watch": edits.collect::<Vec<_>>() }));
    }
    extra
}

fn watched(path: &str, edit: &Edit) -> Value {
    match edit {
        Edit::SyncAndRestart(at) => json!({ "action": "sync+restart", "path": path, "target": at }),
        Edit::Rebuild => json!({ "action": "rebuild", "path": path }),
    }
}

/// A folder or a file of the sources; the folder itself when none is named.
fn path(sources: &Sources, of: &str) -> String {
    let folder = sources.folder.as_str();
    if of.is_empty() { folder.to_owned() } else { format!("{}/{of}", folder.trim_end_matches('/')) }
}
