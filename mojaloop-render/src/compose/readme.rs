//! `README.md`: for whoever has the rendered files and knows Docker Compose, and may never have seen what rendered them.
//!
//! Names, numbers and defaults are the plan's; what holds of every hub stands as text beside this file.

mod peers;
mod tables;

use mojaloop_model::{Memory, PROVISION_JOB, TEST_JOB};

use super::knobs::Kind;
use super::{beside, components, knobs, profiles};
use crate::Omission;
use crate::plan::{Component, Plan, Role, Run};

const BEFORE: &str = include_str!("readme/before.md");
const STOP: &str = include_str!("readme/stop.md");
const BACKUP: &str = include_str!("readme/backup.md");
const UPGRADE: &str = include_str!("readme/upgrade.md");
const TROUBLE: &str = include_str!("readme/trouble.md");
const AUTHORITIES: &str = include_str!("readme/authorities.md");
const SETTINGS: &str = include_str!("readme/settings.md");

/// The whole text.
pub(super) fn text(plan: &Plan, omissions: &[Omission]) -> String {
    let sections = [
        what(plan),
        format!("{}\n{}", BEFORE.trim_end(), needs(plan)),
        start(plan),
        tables::pages(plan),
        tables::services(plan),
        tables::profiles(plan),
        peers::peers(plan),
        settings(plan),
        stop(plan),
        backup(plan),
        UPGRADE.to_owned(),
        TROUBLE.to_owned(),
        left_out(omissions),
    ];
    let sections: Vec<&str> = sections.iter().map(|section| section.trim_end()).filter(|s| !s.is_empty()).collect();
    sections.join("\n\n") + "\n"
}

fn what(plan: &Plan) -> String {
    let Plan { name, release, .. } = plan;
    format!(
        "# Hub `{name}`\n\nMojaloop {release} on one machine, in containers. Mojaloop is open-source software for \
         instant-payment hubs: banks and wallets look each other up, agree on terms, and clear transfers. This folder is \
         all of one hub: with Docker Compose, nothing else has to be installed.\n\nThe files are rendered from a \
         description of the hub. Yours are `.env`, `compose.override.yaml` and what the hub leaves in its folders: no \
         render changes them. Everything else is written anew by the next render, which stops before a file that you \
         edited: say it in one of yours instead."
    )
}

/// What of the machine this hub takes, and what only its user knows.
fn needs(plan: &Plan) -> String {
    let limits = plan.components.iter().filter(|component| component.run == Run::Always);
    let all: u64 = limits.map(|c| c.resources.memory.as_bytes() * u64::from(c.replicas)).sum();
    let ports: Vec<String> =
        plan.components.iter().flat_map(Component::published).map(|(_, port)| port.number.to_string()).collect();
    let groups = knobs::groups(plan);
    let knobs = groups.iter().flat_map(|group| &group.knobs);
    let empty = knobs.filter(|knob| knob.kind == Kind::Secret && knob.default.is_empty());
    let empty: Vec<String> = empty.map(|knob| format!("`{}`", knob.name)).collect();
    let needs = [
        Some(format!("- memory: its containers take {} at most, all together\n", Memory::bytes(all))),
        (!ports.is_empty()).then(|| format!("- free ports: {}; others are set in `.env`\n", ports.join(", "))),
        (!empty.is_empty()).then(|| format!("- values that only you know, in `.env`: {}\n", empty.join(", "))),
    ];
    needs.into_iter().flatten().collect()
}

fn start(plan: &Plan) -> String {
    const UP: &str = "## Start\n\n```sh\ndocker compose up --wait\n```\n\nThe first time, images are fetched before anything \
                      starts. It ends when every service says that it works, or with the name of the one that does not.";
    let jobs = [
        (PROVISION_JOB, "Then bring the hub's participants on board; again does no harm:"),
        (TEST_JOB, "Or do that and clear transfers between them:"),
    ];
    let jobs = jobs.into_iter().filter(|(job, _)| plan.component(job).is_some());
    let jobs = jobs.map(|(job, says)| format!("{says}\n\n```sh\ndocker compose run --rm {job}\n```"));
    let reports = plan.component(TEST_JOB).or(plan.component(PROVISION_JOB)).and_then(|job| job.results.as_ref());
    let reports = reports.map(|results| {
        let folder = &results.folder;
        format!("The exit code is the verdict. In `{folder}/`, each run leaves a page, JUnit for a CI, and JSON.")
    });
    std::iter::once(UP.to_owned()).chain(jobs).chain(reports).collect::<Vec<_>>().join("\n\n")
}

fn settings(plan: &Plan) -> String {
    let authorities = if beside::leaves(plan).next().is_some() { AUTHORITIES } else { "" };
    format!("{}\n{}{authorities}", SETTINGS.trim_end(), tables::knobs(plan))
}

fn stop(plan: &Plan) -> String {
    let stores: Vec<String> = plan
        .components
        .iter()
        .filter(|component| component.role == Role::Store)
        .flat_map(|store| store.volumes.keys().map(|volume| format!("`{volume}` ({})", store.summary)))
        .collect();
    if stores.is_empty() {
        return STOP.to_owned();
    }
    format!("{}\n\nVolumes of this hub: {}.", STOP.trim_end(), stores.join(", "))
}

fn backup(plan: &Plan) -> String {
    if plan.upkeep.is_empty() {
        return "## Back up\n\nThe hub's databases are not part of it: whoever runs them backs them up.".to_owned();
    }
    let others: Vec<String> = plan
        .components
        .iter()
        .filter(|component| component.role == Role::Store && !plan.upkeep.keeps(&component.name))
        .map(|store| format!("`{}` ({})", store.name, store.summary))
        .collect();
    let databases: Vec<String> = plan.databases.iter().map(|database| format!("`{}`", database.name)).collect();
    let others = (!others.is_empty()).then(|| {
        format!(
            " Not in it: {}. A transfer that was on its way at the time of the backup does not go on: it ends by its \
             timeout.",
            others.join(", ")
        )
    });
    format!("{}\n\nIn a backup: {}.{}", BACKUP.trim_end(), databases.join(", "), others.unwrap_or_default())
}

fn left_out(omissions: &[Omission]) -> String {
    if omissions.is_empty() {
        return String::new();
    }
    let lines = omissions.iter().map(|omission| {
        let instead =
            if omission.instead.is_empty() { String::new() } else { format!(" Instead: {}.", omission.instead) };
        format!("- {}, because {}.{instead}\n", omission.what, omission.why)
    });
    format!(
        "## Left out\n\nWhat the hub's description asks for, and is not in these files:\n\n{}",
        lines.collect::<String>()
    )
}
