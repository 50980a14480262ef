//! What keeps a hub's data: a backup of its databases, and its way back.
//!
//! Both are for a target that has a folder of the user's. A cluster has means of its own: its operators' backups, and
//! snapshots of volumes. So they stand beside the plan's components, and no target has to know them.

use indexmap::IndexMap;
use mojaloop_model::catalogue::DUMP;
use mojaloop_model::{BACKUP_JOB, Hub, RESTORE_JOB, Valid};
use serde::Serialize;

use super::workloads::known;
use super::{
    Component, Content, Endpoint, File, Link, Mount, OWN_FOLDER, Piece, Plan, Ready, Results, Variable, stores,
};

const BACKUP: &str = include_str!("upkeep/backup.sh");
const RESTORE: &str = include_str!("upkeep/restore.sh");
/// Where a container sees the folder that is kept.
const KEPT: &str = "/opt/backups";

/// What keeps a hub's data, when somebody asks for it.
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Upkeep {
    /// What is run on demand.
    pub components: Vec<Component>,
    /// The files they read.
    pub files: Vec<File>,
    /// The stores they call.
    pub links: Vec<Link>,
    /// The store that has the databases.
    pub store: String,
    /// What makes the databases and users that are not there yet.
    pub makes: Vec<Makes>,
}

/// What is run in a store to make what is not there yet; again does no harm.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Makes {
    /// The store.
    pub store: String,
    /// What is run, words without blanks.
    pub command: Vec<String>,
}

impl Upkeep {
    /// Whether the hub has nothing to keep: its databases are somebody else's, or it has none.
    pub fn is_empty(&self) -> bool {
        self.components.is_empty()
    }
}

pub(super) fn of(plan: &Plan, hub: &Valid<Hub>) -> Upkeep {
    let mut upkeep = Upkeep { makes: stores::makes(plan), ..Upkeep::default() };
    let Some(store) = plan.component(DUMP.kind.name()).filter(|_| !plan.databases.is_empty()) else {
        return upkeep;
    };
    upkeep.store.clone_from(&store.name);
    let jobs = [
        (BACKUP_JOB, "writes every database to a folder below `backups`", BACKUP),
        (RESTORE_JOB, "puts every database back to what a backup holds, while nothing uses it", RESTORE),
    ];
    let at = Endpoint::new(&store.name, DUMP.kind.port());
    for (name, summary, program) in jobs {
        let mount = Mount { file: format!("config/upkeep/{name}.sh"), at: format!("{OWN_FOLDER}/{name}.sh") };
        upkeep.files.push(File::new(&mount.file, Content::Text(program.to_owned())));
        upkeep.links.push(Link { from: name.to_owned(), to: at.component.clone(), port: at.port });
        upkeep.components.push(Component {
            origin: store.origin.clone(),
            summary: summary.to_owned(),
            command: vec!["bash".to_owned(), mount.at.clone()],
            variables: variables(plan, &at),
            mounts: vec![mount],
            results: Some(Results { folder: "backups".to_owned(), at: KEPT.to_owned() }),
            after: IndexMap::from([(store.name.clone(), Ready::Healthy)]),
            runtime: store.runtime,
            known: known(hub, DUMP.known),
            ..Component::job(name, store.image.clone(), DUMP.footprint, DUMP.hardening)
        });
    }
    upkeep
}

fn variables(plan: &Plan, at: &Endpoint) -> IndexMap<String, Variable> {
    let own: [(&str, Variable); 5] = [
        ("HUB", plan.name.as_str().into()),
        ("RELEASE", plan.release.to_string().into()),
        ("KEPT", KEPT.into()),
        ("HOST", Piece::Host(at.clone()).into()),
        ("PORT", Piece::Port(at.clone()).into()),
    ];
    let own = own.into_iter().map(|(name, value)| (name.to_owned(), value));
    own.chain(stores::logins(&plan.databases)).collect()
}
