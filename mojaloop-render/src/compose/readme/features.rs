//! What is started beside the rest, and how one leaves it out or says something else of it.

use std::fmt::Write as _;

use indexmap::IndexMap;
use mojaloop_model::Feature;

use super::tables::{code, table};
use super::{Component, Plan, Run, profiles};
use crate::compose::on_demand;

const FEATURES: &str = include_str!("features.md");

/// What runs of each feature, and how one is left out.
pub(super) fn features(plan: &Plan) -> String {
    let all = profiles::of_features(plan);
    if all.is_empty() {
        return String::new();
    }
    let row = |name: &&str| {
        let is = Feature::ALL.iter().find(|feature| feature.name() == *name).copied();
        let members = running(plan).filter(|component| component.feature.is_some() && component.feature == is);
        [code(name), members.map(|component| code(&component.name)).collect::<Vec<_>>().join(", ")]
    };
    let table = table(["feature", "its services"], all.iter().map(row));
    let starting: Vec<String> = starting(plan).map(|job| code(&job.name)).collect();
    let until = if starting.is_empty() {
        String::new()
    } else {
        format!(": then it starts only when {} needs it", starting.join(" or "))
    };
    let alone: Vec<String> = alone(plan).map(|component| code(&component.name)).collect();
    let alone = if alone.is_empty() {
        String::new()
    } else {
        format!(
            "| leave out one of {} | in `compose.override.yaml`: `services: {{ NAME: {{ profiles: !override [left-out] }} }}`, \
             with Compose 2.24.4 or newer |\n",
            alone.join(", ")
        )
    };
    format!("## Features\n\n{table}\n{}{alone}", FEATURES.replace("UNTIL", &until))
}

/// What features bring, and nobody waits for.
fn alone(plan: &Plan) -> impl Iterator<Item = &Component> {
    let is_awaited = |name: &str| plan.components.iter().any(|component| component.after.contains_key(name));
    running(plan).filter(move |component| component.feature.is_some() && !is_awaited(&component.name))
}

/// The row of what to settle first; nothing, where everything always starts.
pub(super) fn left_out(plan: &Plan) -> &'static str {
    if profiles::of_features(plan).is_empty() {
        return "";
    }
    "| lacks images or memory for a feature | `COMPOSE_PROFILES` without it: see *Features* |\n"
}

/// What `compose.override.yaml` can say.
pub(super) fn overrides(plan: &Plan) -> String {
    let prefixes = prefixes(plan);
    let example = prefixes.iter().next().and_then(|(prefix, services)| Some((prefix, services.first()?)));
    let mut text = String::new();
    if let Some((prefix, service)) = example {
        // Writing to a string can't fail.
        let _ = write!(
            text,
            "In place of its last line, `services: {{}}`:\n\n```yaml\n# compose.override.yaml\nservices:\n  {service}:\n    environment:\n      LOG_LEVEL: debug\n      \
             {prefix}_SOME__KEY: value # KEY of the map SOME in its configuration\n```\n"
        );
    }
    let rows = prefixes.iter().map(|(prefix, services)| {
        [code(&format!("{prefix}_")), services.iter().map(|name| code(name)).collect::<Vec<_>>().join(", ")]
    });
    let table = table(["variables that start with", "are read by"], rows);
    if !table.is_empty() {
        let _ = write!(
            text,
            "\nA variable wins over a service's file in `config/`. Each service reads those with its own prefix:\n\n{table}"
        );
    }
    text
}

/// Who reads which variables: by the name of the file that is read beside them, `.PREFIXrc`.
fn prefixes(plan: &Plan) -> IndexMap<&str, Vec<&str>> {
    let mut readers: IndexMap<&str, Vec<&str>> = IndexMap::new();
    for component in running(plan) {
        let mut files = component.mounts.iter().filter_map(|mount| mount.at.rsplit('/').next());
        let prefix = files.find_map(|file| file.strip_prefix('.')?.strip_suffix("rc"));
        readers.entry(prefix.unwrap_or_default()).or_default().push(&component.name);
    }
    readers.shift_remove("");
    readers
}

/// The jobs that start what features bring.
fn starting(plan: &Plan) -> impl Iterator<Item = &Component> {
    let of = profiles::of(plan);
    let starts = move |job: &str| {
        running(plan).any(|component| of.get(component.name.as_str()).is_some_and(|profiles| profiles.contains(job)))
    };
    plan.components.iter().filter(move |job| on_demand(job.run) && starts(&job.name))
}

fn running(plan: &Plan) -> impl Iterator<Item = &Component> {
    plan.components.iter().filter(|component| component.run == Run::Always)
}
