//! The connection manager's vault: what prepares it, and who the connection manager is there.

use indexmap::IndexMap;
use mojaloop_model::catalogue::{CLIENT_ROLE, CONNECTION_MANAGER, SERVER_ROLE, TOPICS, VAULT};
use mojaloop_model::{Feature, Hub, Valid};

use super::overlay::endpoint;
use super::workloads::{heap, known};
use super::{Component, Content, File, Mount, OWN_FOLDER, Plan, Ready, Run, Text, Variable, secrets};
use crate::Omission;

/// The process that prepares the vault.
const NAME: &str = "openbao-prepare";
const PREPARE: &str = include_str!("connection_manager/prepare.js");

/// Who the connection manager is to the vault: a name, and no secret.
const ROLE_ID: &str = "connection-manager";

pub(super) fn add(plan: &mut Plan, hub: &Valid<Hub>) {
    if !hub.has(Feature::ConnectionManager) {
        return;
    }
    if !hub.resolved().runs(VAULT) {
        plan.omissions.push(Omission {
            path: "features".to_owned(),
            what: "no connection manager runs in the cluster".to_owned(),
            why: "it keeps the keys of participants in a vault that lasts, and the hub has none but one in memory"
                .to_owned(),
            instead: "install the chart `connection-manager` beside the hub, with the cluster's own vault".to_owned(),
        });
        return;
    }
    plan.omissions.push(Omission {
        path: "features".to_owned(),
        what: format!("certificates do not outlive a restart of `{VAULT}`"),
        why: "it keeps everything in memory, as a hub to throw away wants it".to_owned(),
        instead: format!("run `{NAME}` again and enroll participants anew; keep no real keys there"),
    });
    let feature = plan.component(VAULT).and_then(|component| component.feature);
    let [root, role, session] = [secrets::vault_root(hub), secrets::vault_role(hub), secrets::session(hub)];
    let program = mount(plan, "prepare.js", PREPARE);
    let variables = IndexMap::from([
        ("HUB".to_owned(), hub.scheme.hub_participant.name.as_str().into()),
        ("VAULT".to_owned(), Text::url(endpoint(VAULT, None), "").into()),
        ("TOKEN".to_owned(), Variable::Secret(root.id.clone())),
        ("ROLE_ID".to_owned(), ROLE_ID.into()),
        ("SECRET_ID".to_owned(), Variable::Secret(role.id.clone())),
        ("SERVER_ROLE".to_owned(), SERVER_ROLE.into()),
        ("CLIENT_ROLE".to_owned(), CLIENT_ROLE.into()),
        ("NODE_OPTIONS".to_owned(), heap(TOPICS.footprint.ample).into()),
    ]);
    plan.components.push(Component {
        origin: "features".to_owned(),
        summary: "prepares the vault for the connection manager".to_owned(),
        feature,
        command: ["node", &program.at].map(str::to_owned).into(),
        variables,
        mounts: vec![program],
        run: Run::Once,
        after: IndexMap::from([(VAULT.to_owned(), Ready::Healthy)]),
        known: known(hub, TOPICS.known),
        ..Component::job(NAME, plan.node.clone(), TOPICS.footprint, TOPICS.hardening)
    });
    plan.set(VAULT, "BAO_DEV_ROOT_TOKEN_ID", Variable::Secret(root.id.clone()));
    plan.set(CONNECTION_MANAGER, "SESSION_STORE_SECRET", Variable::Secret(session.id.clone()));
    let migration = format!("{CONNECTION_MANAGER}-migrate");
    for component in plan.components.iter_mut().filter(|one| [CONNECTION_MANAGER, &migration].contains(&&*one.name)) {
        component.variables.insert("VAULT_ROLE_ID".to_owned(), ROLE_ID.into());
        component.variables.insert("VAULT_ROLE_SECRET_ID".to_owned(), Variable::Secret(role.id.clone()));
        component.after.insert(NAME.to_owned(), Ready::Completed);
    }
    plan.secrets.extend([root, role, session]);
}

fn mount(plan: &mut Plan, name: &str, program: &str) -> Mount {
    let file = format!("config/{CONNECTION_MANAGER}/{name}");
    plan.files.push(File::new(&file, Content::Text(program.into())));
    Mount { file, at: format!("{OWN_FOLDER}/{name}") }
}
