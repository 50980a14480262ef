//! Which profiles a component is part of: every set of them starts whatever its members wait for.

use indexmap::{IndexMap, IndexSet};

use super::on_demand;
use crate::plan::{Component, Plan, Ready, TestKind};

/// Each component's profiles by its name; none: it always starts.
///
/// What a feature brings is in the feature's profile, what runs on demand in one of its own, and the tests of
/// sources in one that all of their kind share, too. From there two rules are
/// followed until nothing changes: what is waited for is in every profile of those that wait, and what always starts
/// waits only for what always starts.
pub(super) fn of(plan: &Plan) -> IndexMap<&str, IndexSet<&str>> {
    let all = plan.components.iter().chain(&plan.upkeep.components);
    let mut profiles: IndexMap<&str, IndexSet<&str>> =
        all.map(|component| (component.name.as_str(), own(component))).collect();
    loop {
        let before = profiles.clone();
        for component in &plan.components {
            let waiting = profiles.get(component.name.as_str()).cloned().unwrap_or_default();
            let needed = component.after.iter().filter(|(_, ready)| **ready != Ready::CompletedIfStarted);
            for (awaited, _) in needed {
                let Some(of_awaited) = profiles.get_mut(awaited.as_str()).filter(|profiles| !profiles.is_empty())
                else {
                    continue;
                };
                if waiting.is_empty() {
                    of_awaited.clear();
                } else {
                    of_awaited.extend(&waiting);
                }
            }
        }
        if profiles == before {
            return profiles;
        }
    }
}

/// The profiles that features have in this plan: what a user may want to start beside the rest.
pub(super) fn of_features(plan: &Plan) -> IndexSet<&'static str> {
    let own = of(plan);
    let stays = |component: &&Component| !on_demand(component.run) && !own[component.name.as_str()].is_empty();
    let optional = plan.components.iter().filter(stays);
    optional.filter_map(|component| component.feature).map(mojaloop_model::Feature::name).collect()
}

fn own(component: &Component) -> IndexSet<&str> {
    match component.feature {
        _ if on_demand(component.run) => {
            let tests = component.source.as_ref().and_then(|sources| sources.tests);
            std::iter::once(component.name.as_str()).chain(tests.map(TestKind::name)).collect()
        }
        Some(feature) => IndexSet::from([feature.name()]),
        None => IndexSet::new(),
    }
}
