//! What the charts have no way to say, neither by a value nor by a patch nor by what goes beside them.

use mojaloop_model::catalogue::workload;
use serde_json::Value;

use super::keys::KeyCatalogue;
use super::reference::InRelease;
use super::rules::{TESTS, Values};
use super::subcharts::{Env, SUB_CHARTS, SubChart};
use super::values::Place;
use crate::Omission;
use crate::manifests::{self, View};
use crate::plan::{Component, Plan, Role};

pub(super) fn of(view: &View, release: &str, values: &Value) -> Vec<Omission> {
    let plan = view.plan;
    let mut omissions = manifests::omissions(view);
    let services = || plan.components.iter().filter(|component| component.role == Role::Service);
    omissions.extend(services().flat_map(|component| untold(plan, release, component)));
    omissions.extend(services().flat_map(|component| without_library(plan, release, component)));
    if services().any(|component| component.hardening.read_only) {
        omissions.push(Omission {
            path: "services".to_owned(),
            what: "the pods can write to their own file systems".to_owned(),
            why: "the charts give them no folder beside it to write to".to_owned(),
            instead: "render plain manifests".to_owned(),
        });
    }
    omissions.extend(strangers(plan, values));
    omissions
}

/// Variables that neither a value nor a patch can set.
fn untold(plan: &Plan, release: &str, component: &Component) -> Vec<Omission> {
    let Some(chart) = SubChart::of(&component.name) else { return Vec::new() };
    if chart.env != Env::Never {
        return Vec::new();
    }
    let place = Place { plan, refer: InRelease { plan, release }, keys: None, chart, component };
    let untold = |(variable, _): (String, String)| Omission {
        path: component.origin.clone(),
        what: format!("`{}` is not told `{variable}`", component.name),
        why: "its chart gives it no variables".to_owned(),
        instead: "render plain manifests".to_owned(),
    };
    place.extra_variables().into_iter().map(untold).collect()
}

/// Files of what is in a service that its chart has no place for.
fn without_library(plan: &Plan, release: &str, component: &Component) -> Vec<Omission> {
    let (Some(chart), Some((service, _))) = (SubChart::of(&component.name), workload(&component.name)) else {
        return Vec::new();
    };
    let keys = KeyCatalogue::of(super::values::CHART, plan.release.name());
    let place = Place { plan, refer: InRelease { plan, release }, keys, chart, component };
    let mounted = |at: &str| component.mounts.iter().any(|mount| mount.at == at);
    let untold = service.config.libraries().iter().filter(|library| mounted(&library.file()));
    untold
        .filter(|_| !place.has("configOverride"))
        .map(|library| Omission {
            path: component.origin.clone(),
            what: format!("`{}` is not told `{}`: its requests are missing in reports", component.name, library.name),
            why: "its chart takes no file beside its own".to_owned(),
            instead: "render plain manifests".to_owned(),
        })
        .collect()
}

/// What a user's own values switch on that is no part of the hub: nothing beside the charts counts on it.
fn strangers(plan: &Plan, values: &Value) -> Vec<Omission> {
    let Some(keys) = KeyCatalogue::of(super::values::CHART, plan.release.name()) else { return Vec::new() };
    let on = Values::new(keys, values);
    let of_hub = |chart: &SubChart| chart.workload.is_some_and(|name| plan.component(name).is_some());
    let charts = SUB_CHARTS.iter().filter(|chart| !of_hub(chart)).map(|chart| chart.path);
    let tests = TESTS.iter().filter(|test| keys.has(test.name));
    let charts = charts.filter(|path| on.is_on(path)).map(str::to_owned);
    let tests = tests.filter(|test| on.flag(&format!("{}.tests.enabled", test.name)).unwrap_or(test.on));
    charts
        .chain(tests.map(|test| test.name.to_owned()))
        .map(|path| Omission {
            path: format!("values.{path}"),
            what: "its pods reach nothing, nobody reaches them, and the quota has no room for them".to_owned(),
            why: "your values switch it on, and the hub has no word for it".to_owned(),
            instead: "let it in by policies and a quota of your own".to_owned(),
        })
        .collect()
}
