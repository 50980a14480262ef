//! Services that are worked on: how what runs comes from a folder of sources.

mod testing;

use indexmap::IndexMap;
use mojaloop_model::catalogue::{APP_FOLDER, Development, INSPECTOR_PORT, SERVICES, Service, Tool, Workload};
use mojaloop_model::{Hub, Reload, SourcePath};
use serde::Serialize;

use super::{Component, Published};

pub(super) use testing::add as add_tests;

/// How a component comes from a folder of sources. What a target has no way to do with it, it reports.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Sources {
    /// The folder, relative to the output.
    pub folder: SourcePath,
    /// How its image is made of that folder; none: it runs the image it would without.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub build: Option<Build>,
    /// Folders of it that are seen in the place of the image's own, and where.
    #[serde(skip_serializing_if = "IndexMap::is_empty")]
    pub seen: IndexMap<String, String>,
    /// What an edit does while somebody watches, by what is edited; empty: the folder itself.
    #[serde(skip_serializing_if = "IndexMap::is_empty")]
    pub edits: IndexMap<String, Edit>,
    /// What is said to Node.js before the program.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub node_options: Vec<String>,
    /// Where its inspector is open on the machine.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub inspector: Option<Published>,
    /// The tests it runs, when it is there for nothing else.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tests: Option<TestKind>,
    /// What those tests expect that no hub has.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lacks: Option<String>,
    /// The component whose network it is in, so that `localhost` is that component.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub beside: Option<String>,
}

impl Sources {
    fn of(folder: &SourcePath) -> Self {
        Self {
            folder: folder.clone(),
            build: None,
            seen: IndexMap::new(),
            edits: IndexMap::new(),
            node_options: Vec::new(),
            inspector: None,
            tests: None,
            lacks: None,
            beside: None,
        }
    }
}

/// How an image is made of a folder of sources.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Build {
    /// The text of its Dockerfile; none: the folder's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dockerfile: Option<String>,
    /// The tag of the image of Node.js it is given, where that is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub node: Option<String>,
}

/// What an edit does while somebody watches.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum Edit {
    /// It is copied to this place, and the container started anew.
    SyncAndRestart(String),
    /// The image is built again.
    Rebuild,
}

/// Which tests of a repository.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum TestKind {
    /// They need nothing else.
    Unit,
    /// They need the stores, and the service itself.
    Integration,
}

impl TestKind {
    /// Its name: what stands behind the service's.
    pub fn name(self) -> &'static str {
        match self {
            Self::Unit => "unit",
            Self::Integration => "integration",
        }
    }
}

/// What one workload of a service runs, when the hub names a folder for the service.
pub(super) fn of_workload(
    hub: &Hub,
    service: &Service,
    workload: &Workload,
    open: Option<Published>,
) -> Option<Sources> {
    let mut sources = of_job(hub, service)?;
    let (_, reload) = hub.source(service.image)?;
    if let Some(development) = &service.development {
        if reload == Reload::Sync {
            sources.edits = edits(development);
        }
        if reload == Reload::Mount {
            // Folders, not the files it loaded: those it loses once an editor puts a new one in their place.
            sources.node_options.extend(development.code.iter().map(|folder| format!("--watch-path={folder}")));
            // Without it, a restart would wipe what was said before it.
            sources.node_options.push("--watch-preserve-output".to_owned());
        }
        if hub.is_inspected(service) && workload.inspector.is_some() {
            sources.node_options.push(format!("--inspect=0.0.0.0:{INSPECTOR_PORT}"));
            sources.inspector = open;
        }
    }
    Some(sources)
}

/// What a job of a service runs: the same image, or the same folders, and no edit reaches it.
pub(super) fn of_job(hub: &Hub, service: &Service) -> Option<Sources> {
    let (folder, reload) = hub.source(service.image)?;
    let mut sources = Sources::of(folder);
    match (reload, &service.development) {
        (Reload::Mount, Some(development)) => {
            let folders = development.code.iter().chain(development.data);
            sources.seen = folders.map(|folder| ((*folder).to_owned(), in_image(folder))).collect();
        }
        (_, development) => {
            let node = development.map(|development| development.node.to_owned());
            sources.build = Some(Build { dockerfile: None, node });
            if reload == Reload::Rebuild {
                sources.edits.insert(String::new(), Edit::Rebuild);
            }
        }
    }
    Some(sources)
}

/// What a program runs that is none of a service's, in the image of a service: what is built of its sources.
pub(super) fn of_tool(hub: &Hub, tool: &Tool) -> Option<Sources> {
    let service = SERVICES.iter().find(|service| service.image == tool.image)?;
    of_job(hub, service).filter(|sources| sources.build.is_some())
}

fn edits(development: &Development) -> IndexMap<String, Edit> {
    let copied = |folders: &[&'static str], edit: fn(String) -> Edit| -> Vec<(String, Edit)> {
        folders.iter().map(|folder| ((*folder).to_owned(), edit(in_image(folder)))).collect()
    };
    let mut edits = if development.compiled_from.is_empty() {
        // With a restart: what is copied is a new file each time, and Node.js would watch the old one on.
        [development.code, development.data].map(|folders| copied(folders, Edit::SyncAndRestart)).concat()
    } else {
        Vec::new()
    };
    let rebuilt = development.compiled_from.iter().chain(development.image);
    edits.extend(rebuilt.map(|path| ((*path).to_owned(), Edit::Rebuild)));
    edits.into_iter().collect()
}

fn in_image(folder: &str) -> String {
    format!("{APP_FOLDER}/{folder}")
}

impl Component {
    /// Its ports that are open on the machine, each with its number inside.
    pub fn published(&self) -> impl Iterator<Item = (u16, &Published)> {
        let own = self.ports.iter().filter_map(|port| Some((port.number, port.published.as_ref()?)));
        let inspector = self.source.iter().filter_map(|sources| Some((INSPECTOR_PORT, sources.inspector.as_ref()?)));
        own.chain(inspector)
    }
}
