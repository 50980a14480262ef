//! What keeps a hub's data: a backup of its databases, and its way back.
//!
//! Both are for a target that has a folder of the user's. A cluster has means of its own: its operators' backups, and
//! snapshots of volumes. So they stand beside the plan's components, and no target has to know them.

use indexmap::IndexMap;
use mojaloop_model::catalogue::{KEEPERS, Keeper};
use mojaloop_model::{Hub, StoreKind, Valid};
use serde::Serialize;

use super::workloads::known;
use super::{
    Component, Content, Database, Endpoint, File, Link, Mount, OWN_FOLDER, Piece, Plan, Ready, Results, Role, Variable,
    stores,
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
    /// The stores whose databases are kept.
    pub keeps: Vec<Keeps>,
    /// What makes the databases and users that are not there yet.
    pub makes: Vec<Makes>,
}

/// A store, and what is run to keep its databases.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Keeps {
    /// The store.
    pub store: String,
    /// What writes its databases to files.
    pub backup: String,
    /// What reads them again.
    pub restore: String,
    /// The databases.
    pub databases: Vec<String>,
    /// Whether each is written as it was at one moment, whatever is written to it meanwhile.
    pub at_once: bool,
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

    /// Whether what is in a store is part of a backup.
    pub fn keeps(&self, store: &str) -> bool {
        self.keeps.iter().any(|kept| kept.store == store)
    }
}

pub(super) fn of(plan: &Plan, hub: &Valid<Hub>) -> Upkeep {
    let own = |keeper: &&Keeper| plan.component(keeper.kind.name()).is_some_and(|one| one.role == Role::Store);
    let keepers = KEEPERS.iter().filter(own).filter(|keeper| !stores::databases(plan, keeper.kind).is_empty());
    let keepers: Vec<&Keeper> = keepers.collect();
    let keeps = |keeper: &&Keeper| Keeps {
        store: keeper.kind.name().to_owned(),
        backup: keeper.backup.to_owned(),
        restore: keeper.restore.to_owned(),
        databases: stores::databases(plan, keeper.kind).iter().map(|database| database.name.clone()).collect(),
        at_once: keeper.at_once,
    };
    let mut upkeep =
        Upkeep { keeps: keepers.iter().map(keeps).collect(), makes: stores::makes(plan), ..Upkeep::default() };
    let tasks: [Task; 2] = [
        Task {
            name: |keeper| keeper.backup,
            file: "config/upkeep/backup.sh",
            program: BACKUP,
            does: "writes every database of {} to a folder below `backups`",
        },
        Task {
            name: |keeper| keeper.restore,
            file: "config/upkeep/restore.sh",
            program: RESTORE,
            does: "puts every database of {} back to what a backup holds, while nothing uses it",
        },
    ];
    for task in tasks.iter().filter(|_| !keepers.is_empty()) {
        upkeep.files.push(File::new(task.file, Content::Text(task.program.into())));
        for keeper in &keepers {
            let others = keepers.iter().filter(|other| other.kind != keeper.kind);
            let beside = others.map(|other| format!("{}:{}", other.kind, (task.name)(other)));
            upkeep.add(plan, hub, keeper, task, &beside.collect::<Vec<_>>().join(" "));
        }
    }
    for keeper in keepers {
        upkeep.files.push(File::new(programs_file(keeper), Content::Text(programs(keeper.kind).into())));
    }
    upkeep
}

/// One of the two things that are done with a backup, the same for every store.
struct Task {
    name: fn(&Keeper) -> &'static str,
    file: &'static str,
    program: &'static str,
    does: &'static str,
}

impl Upkeep {
    fn add(&mut self, plan: &Plan, hub: &Valid<Hub>, keeper: &Keeper, task: &Task, beside: &str) {
        let Some(store) = plan.component(keeper.kind.name()) else { return };
        let name = (task.name)(keeper);
        let at = Endpoint::new(&store.name, keeper.kind.port());
        let mounts: Vec<Mount> = [task.file.to_owned(), programs_file(keeper)].map(mounted).into();
        let mut variables = variables(plan, keeper.kind, &at);
        variables.insert("TASK".to_owned(), name.into());
        variables.insert("BESIDE".to_owned(), beside.into());
        self.links.push(Link { from: name.to_owned(), to: at.component.clone(), port: at.port });
        self.components.push(Component {
            origin: store.origin.clone(),
            summary: task.does.replace("{}", &store.name),
            command: vec!["bash".to_owned(), mounts[0].at.clone()],
            variables,
            mounts,
            results: Some(Results { folder: "backups".to_owned(), at: KEPT.to_owned() }),
            after: IndexMap::from([(store.name.clone(), Ready::Healthy)]),
            runtime: store.runtime,
            known: known(hub, keeper.known),
            ..Component::job(name, store.image.clone(), keeper.footprint, keeper.hardening)
        });
    }
}

/// How a store's own programs are called: what both scripts read.
fn programs(kind: StoreKind) -> &'static str {
    match kind {
        StoreKind::Mysql => include_str!("upkeep/mysql.sh"),
        StoreKind::Mongodb => include_str!("upkeep/mongodb.sh"),
        // Of others there is no row: they have no databases.
        _ => "",
    }
}

fn programs_file(keeper: &Keeper) -> String {
    format!("config/upkeep/{}.sh", keeper.kind)
}

fn mounted(file: String) -> Mount {
    let name = file.rsplit('/').next().unwrap_or_default();
    Mount { at: format!("{OWN_FOLDER}/{name}"), file }
}

fn variables(plan: &Plan, kind: StoreKind, at: &Endpoint) -> IndexMap<String, Variable> {
    let own: [(&str, Variable); 6] = [
        ("HUB", plan.name.as_str().into()),
        ("RELEASE", plan.release.to_string().into()),
        ("KEPT", KEPT.into()),
        ("STORE", kind.name().into()),
        ("HOST", Piece::Host(at.clone()).into()),
        ("PORT", Piece::Port(at.clone()).into()),
    ];
    let own = own.into_iter().map(|(name, value)| (name.to_owned(), value));
    let databases: &[Database] = stores::databases(plan, kind);
    own.chain(stores::logins(databases)).collect()
}
