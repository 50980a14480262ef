//! What holds of every plan.

use std::collections::BTreeSet;

use mojaloop_model::{Hub, Memory, TEST_JOB};
use mojaloop_render::Plan;
use mojaloop_render::plan::{Component, Run, Variable};
use proptest::prelude::*;

use super::Verdict;

pub fn holds(hub: &Hub, plan: &Plan) -> Verdict {
    names_are_unique(plan)?;
    links_end_somewhere(plan)?;
    nothing_waits_for_itself(plan)?;
    files_and_mounts_agree(plan)?;
    secrets_are_there(plan)?;
    upkeep_fits(plan)?;
    the_budget_is_kept(hub, plan)
}

/// A reference carries a name alone, so one name must mean one thing.
fn names_are_unique(plan: &Plan) -> Verdict {
    let components = plan.components.iter().chain(&plan.upkeep.components);
    let names = components.map(|c| &c.name).chain(plan.outside.iter().map(|outside| &outside.name));
    let mut known = BTreeSet::new();
    for name in names {
        prop_assert!(known.insert(name), "`{}` is two things", name);
    }
    Ok(())
}

fn links_end_somewhere(plan: &Plan) -> Verdict {
    for link in &plan.links {
        prop_assert!(plan.component(&link.from).is_some(), "nobody is `{}`, who calls `{}`", link.from, link.to);
        let outside = plan.outside(&link.to).is_some_and(|outside| outside.port == link.port);
        let inside = plan.component(&link.to).is_some_and(|c| c.ports.iter().any(|port| port.number == link.port));
        prop_assert!(inside || outside, "`{}` calls `{}:{}`, which is not there", link.from, link.to, link.port);
    }
    Ok(())
}

fn nothing_waits_for_itself(plan: &Plan) -> Verdict {
    let mut started: BTreeSet<&str> = BTreeSet::new();
    loop {
        let ready = |c: &&Component| c.after.keys().all(|other| started.contains(other.as_str()));
        let next: Vec<&str> = plan.components.iter().filter(ready).map(|c| c.name.as_str()).collect();
        if next.len() == started.len() {
            break;
        }
        started.extend(next);
    }
    // A name that is no component's is never started either.
    let stuck: Vec<_> =
        plan.components.iter().map(|c| c.name.as_str()).filter(|name| !started.contains(name)).collect();
    prop_assert!(stuck.is_empty(), "{:?} would never start", stuck);
    Ok(())
}

fn files_and_mounts_agree(plan: &Plan) -> Verdict {
    for component in &plan.components {
        let mut places = BTreeSet::new();
        for mount in &component.mounts {
            prop_assert!(plan.file(&mount.file).is_some(), "`{}` mounts `{}`", component.name, mount.file);
            prop_assert!(places.insert(&mount.at), "`{}` mounts two files at `{}`", component.name, mount.at);
        }
    }
    let mut paths = BTreeSet::new();
    for file in &plan.files {
        let mounted = plan.components.iter().flat_map(|c| &c.mounts).any(|mount| mount.file == file.path);
        prop_assert!(mounted, "nobody mounts `{}`", file.path);
        prop_assert!(paths.insert(&file.path), "`{}` is there twice", file.path);
    }
    Ok(())
}

/// What keeps data reads files of its own, and calls the store whose databases it keeps.
fn upkeep_fits(plan: &Plan) -> Verdict {
    let upkeep = &plan.upkeep;
    for component in &upkeep.components {
        let of = |name: &String| *name == component.name;
        let store = upkeep.keeps.iter().find(|kept| of(&kept.backup) || of(&kept.restore)).map(|kept| &kept.store);
        let called = upkeep.links.iter().filter(|link| link.from == component.name).map(|link| &link.to);
        prop_assert_eq!(called.collect::<Vec<_>>(), store.into_iter().collect::<Vec<_>>());
        prop_assert!(component.after.keys().eq(store), "`{}` does not wait", component.name);
        for mount in &component.mounts {
            prop_assert!(upkeep.files.iter().any(|file| file.path == mount.file), "{} is not there", mount.file);
        }
    }
    for (store, databases) in [("mysql", &plan.databases), ("mongodb", &plan.documents)] {
        let is_stored = plan.component(store).is_some() && !databases.is_empty();
        prop_assert_eq!(upkeep.keeps(store), is_stored, "{}", store);
        prop_assert_eq!(upkeep.makes.iter().any(|makes| makes.store == store), is_stored, "{}", store);
    }
    prop_assert_eq!(upkeep.components.len(), 2 * upkeep.keeps.len());
    Ok(())
}

fn secrets_are_there(plan: &Plan) -> Verdict {
    for component in plan.components.iter().chain(&plan.upkeep.components) {
        for (name, variable) in &component.variables {
            if let Variable::Secret(id) = variable {
                prop_assert!(plan.secret(id).is_some(), "`{}` of `{}` is `{}`", name, component.name, id);
            }
        }
    }
    for database in &plan.databases {
        prop_assert!(plan.secret(&database.secret).is_some(), "`{}`", database.secret);
    }
    Ok(())
}

/// What runs at the same time fits: the hub under test, and what makes it ready beside its stores.
fn the_budget_is_kept(hub: &Hub, plan: &Plan) -> Verdict {
    let Some(budget) = hub.memory else { return Ok(()) };
    let sum = |counts: fn(&&Component) -> bool| {
        let all = plan.components.iter().filter(counts).map(|c| c.resources.memory.as_bytes() * u64::from(c.replicas));
        Memory::bytes(all.sum())
    };
    let under_test = sum(|c| c.run == Run::Always || c.name == TEST_JOB);
    prop_assert!(under_test <= budget, "{} of {}", under_test, budget);
    for component in &plan.components {
        let resources = &component.resources;
        prop_assert!(resources.reserved <= resources.memory, "`{}` takes more than it may", component.name);
    }
    Ok(())
}
