//! From one release to another where a hub runs: what changes, and the script that brings it about.
//!
//! Compose waits for migrations before it starts a service, and yet lets the old one run meanwhile, against a schema
//! that is no longer its own. So the script stops what works on the data first.

use std::fmt;

use indexmap::IndexSet;
use mojaloop_model::{Release, VALIDATE_JOB};
use serde::Serialize;

use super::knobs::{self, Kind};
use super::{Compose, File, RELEASE_LABEL, components, profiles};
use crate::bundle::{Body, DraftFile};
use crate::plan::{Component, Keeps, Makes, Plan, Role, Run};
use crate::script::with_facts;

const PROGRAM: &str = include_str!("upgrade/upgrade.sh");

/// What a running hub meets on its way to another release, or to another hub of the same name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Upgrade {
    /// The release that was.
    pub from: Release,
    /// The release that will be.
    pub to: Release,
    /// Components that come, go or get another image, in the order outputs list them.
    pub components: Vec<ComponentChange>,
    /// What is brought up to date before any service starts, in that order.
    pub migrations: Vec<String>,
    /// Variables that `.env` has to be given: it is written once, and these came later.
    pub variables: Vec<String>,
    /// Volumes that are kept and used.
    pub kept: Vec<String>,
    /// Volumes that nothing uses any more, and that stay until somebody takes them away.
    pub left: Vec<String>,
}

/// A component that differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct ComponentChange {
    /// Its name.
    pub name: String,
    /// Its image before; none where it comes.
    pub was: Option<String>,
    /// Its image after; none where it goes.
    pub is: Option<String>,
}

impl Compose {
    /// What becomes of a running hub when another is rendered over it.
    ///
    /// # Examples
    ///
    /// ```
    /// use mojaloop_model::Release;
    /// use mojaloop_presets::CoreTestHarness;
    /// use mojaloop_render::Compose;
    ///
    /// # fn main() -> Result<(), mojaloop_model::Diagnostics> {
    /// let of = |release| CoreTestHarness::builder().release(release).build().hub().validate();
    /// let old = mojaloop_render::plan(&of(Release::V17_1_0)?);
    /// let new = mojaloop_render::plan(&of(Release::V17_2_0)?);
    /// let upgrade = Compose::default().upgrade(&old, &new);
    /// assert!(upgrade.to_string().starts_with("from 17.1.0 to 17.2.0\n"));
    /// assert_eq!(upgrade.kept, ["mysql", "kafka"]);
    /// # Ok(())
    /// # }
    /// ```
    pub fn upgrade(&self, from: &Plan, to: &Plan) -> Upgrade {
        let (before, after) = (volumes(from), volumes(to));
        Upgrade {
            from: from.release,
            to: to.release,
            components: changes(from, to),
            migrations: to.components.iter().filter(|c| c.run == Run::Once).map(|c| c.name.clone()).collect(),
            variables: wanted(to).difference(&wanted(from)).cloned().collect(),
            kept: after.intersection(&before).map(|name| (*name).to_owned()).collect(),
            left: before.difference(&after).map(|name| (*name).to_owned()).collect(),
        }
    }
}

fn volumes(plan: &Plan) -> IndexSet<&str> {
    plan.components.iter().flat_map(|component| component.volumes.keys().map(String::as_str)).collect()
}

/// The variables without which the files are refused.
fn wanted(plan: &Plan) -> IndexSet<String> {
    let knobs = knobs::groups(plan).into_iter().flat_map(|group| group.knobs);
    knobs.filter(|knob| knob.kind == Kind::Secret).map(|knob| knob.name).collect()
}

fn changes(from: &Plan, to: &Plan) -> Vec<ComponentChange> {
    let image = |plan: &Plan, name: &str| {
        components(plan).find(|component| component.name == name).map(|component| component.image.to_string())
    };
    let names: IndexSet<&String> = components(to).chain(components(from)).map(|component| &component.name).collect();
    let changes = names.into_iter().map(|name| ComponentChange {
        name: name.clone(),
        was: image(from, name),
        is: image(to, name),
    });
    changes.filter(|change| change.was != change.is).collect()
}

impl fmt::Display for Upgrade {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "from {} to {}", self.from, self.to)?;
        for ComponentChange { name, was, is } in &self.components {
            match (was, is) {
                (Some(was), Some(is)) => writeln!(f, "changes  {name}: {was} -> {is}")?,
                (None, Some(is)) => writeln!(f, "comes    {name}: {is}")?,
                (Some(was), None) => writeln!(f, "goes     {name}: {was}")?,
                (None, None) => {}
            }
        }
        let lists = [
            ("first", &self.migrations),
            ("set      in .env:", &self.variables),
            ("keeps    volumes", &self.kept),
            ("leaves   volumes", &self.left),
        ];
        lists.iter().filter(|(_, names)| !names.is_empty()).try_for_each(|(does, names)| {
            let width = if does.contains(' ') { 0 } else { 8 };
            writeln!(f, "{does:<width$} {}", names.join(", "))
        })
    }
}

/// `upgrade.sh`: from whatever of this hub runs to what the files beside it say.
pub(super) fn script(plan: &Plan, project: &File) -> DraftFile {
    let stores = plan.components.iter().filter(|component| component.role == Role::Store);
    let stores: Vec<&str> = stores.map(|component: &Component| component.name.as_str()).collect();
    let makes = |one: &Makes| format!("{} {}", one.store, one.command.join(" "));
    let makes: Vec<String> = plan.upkeep.makes.iter().map(makes).collect();
    let keeps = |one: &Keeps| format!("{} {} {}", one.store, one.backup, one.restore);
    let keeps: Vec<String> = plan.upkeep.keeps.iter().map(keeps).collect();
    let stays = plan.components.iter().filter(|one| one.run == Run::Always && one.role != Role::Store);
    let stays: Vec<&str> = stays.map(|component| component.name.as_str()).collect();
    let profiles: Vec<&str> = profiles::of_features(plan).into_iter().collect();
    let builds = project.services.values().any(|service| service.build.is_some());
    let facts = [
        ("RELEASE", plan.release.to_string()),
        ("LABEL", RELEASE_LABEL.to_owned()),
        ("STORES", stores.join(" ")),
        ("STAYS", stays.join(" ")),
        ("PROFILES", profiles.join(" ")),
        ("KEEPS", keeps.join("\n")),
        ("MAKES", makes.join("\n")),
        ("BUILDS", if builds { "yes" } else { "" }.to_owned()),
        ("VALIDATE", VALIDATE_JOB.to_owned()),
    ];
    DraftFile::new("upgrade.sh", Body::Text(with_facts(PROGRAM, facts).into())).origin("release").executable()
}

#[cfg(test)]
mod tests {
    use mojaloop_model::{Participant, Peer, Proxy};
    use mojaloop_presets::CoreTestHarness;

    use super::*;

    fn planned(release: Release, proxies: bool) -> Plan {
        let mut hub = CoreTestHarness::builder().release(release).build().hub();
        let proxy = Proxy::to(Peer::Adapter("http://adapter.example.org:4100".into()));
        let proxy = Participant::new("lakes").currency("USD").played_by(proxy);
        hub.participants.extend(proxies.then_some(proxy));
        hub.memory = None;
        crate::plan(&hub.validate().expect("a valid hub"))
    }

    #[test]
    fn what_comes_goes_and_changes_is_told() {
        let (old, new) = (planned(Release::V17_1_0, true), planned(Release::V17_2_0, false));
        let told = Compose::default().upgrade(&old, &new).to_string();
        let there = Compose::default().upgrade(&new, &new);
        for line in [
            "changes  central-ledger: mojaloop/central-ledger:v19.8.3 -> mojaloop/central-ledger:v19.12.7\n",
            "goes     redis: redis:7.4.5\n",
            "keeps    volumes mysql, kafka\n",
        ] {
            assert!(told.contains(line), "{told}");
        }
        assert!(there.components.is_empty() && there.variables.is_empty() && there.left.is_empty(), "{there}");
    }

    #[test]
    fn the_script_has_a_place_for_its_facts() {
        crate::script::tests::has_a_place(PROGRAM);
    }
}
