//! `README.md`: for whoever has the rendered files and knows Docker Compose, and may never have seen what rendered them.
//!
//! Names, numbers and defaults are the plan's; what holds of every hub stands as text beside this file.

mod features;
mod jobs;
mod peers;
mod tables;

use mojaloop_model::catalogue::Runtime;
use mojaloop_model::{Memory, PROVISION_JOB};

use super::knobs::Kind;
use super::{beside, components, knobs, profiles};
use crate::Omission;
use crate::plan::{Component, Keeps, Plan, Role, Run};

const BEFORE: &str = include_str!("readme/before.md");
const SETTLE: &str = include_str!("readme/settle.md");
const STOP: &str = include_str!("readme/stop.md");
const BACKUP: &str = include_str!("readme/backup.md");
const UPGRADE: &str = include_str!("readme/upgrade.md");
const TROUBLE: &str = include_str!("readme/trouble.md");
const PROXY: &str = include_str!("readme/proxy.md");
const NO_PROXY: &str = include_str!("readme/no_proxy.md");
const AUTHORITIES: &str = include_str!("readme/authorities.md");
const SETTINGS: &str = include_str!("readme/settings.md");

/// The whole text, in the order in which it is needed; what is only looked up stands last.
pub(super) fn text(plan: &Plan, omissions: &[Omission]) -> String {
    let sections = [
        what(plan),
        before(plan),
        start(plan),
        tables::pages(plan),
        jobs::test(plan),
        jobs::load(plan),
        stop(plan),
        backup(plan),
        UPGRADE.to_owned(),
        features::features(plan),
        peers::peers(plan),
        settings(plan),
        TROUBLE.to_owned(),
        left_out(omissions),
        tables::services(plan),
        tables::knobs(plan),
    ];
    let sections: Vec<&str> = sections.iter().map(|section| section.trim_end()).filter(|s| !s.is_empty()).collect();
    sections.join("\n\n") + "\n"
}

fn what(plan: &Plan) -> String {
    let Plan { name, release, .. } = plan;
    format!(
        "# Hub `{name}`\n\nMojaloop {release} on one machine, in containers. Mojaloop is open-source software for \
         instant-payment hubs: banks and wallets look each other up, agree on terms, and clear transfers. This folder is \
         all of one hub, and Docker Compose is all that it needs.\n\nThe files are rendered from a \
         description of the hub. `.env`, `compose.override.yaml` and what the hub leaves in its folders are yours: no \
         render changes them. The next render writes all others anew, and stops where you edited one."
    )
}

/// What of the machine this hub takes, and what only its user knows.
fn before(plan: &Plan) -> String {
    let stays = || plan.components.iter().filter(|component| component.run == Run::Always);
    let all = |of: fn(&Component) -> Memory| -> Memory {
        Memory::bytes(stays().map(|component| of(component).as_bytes() * u64::from(component.replicas)).sum())
    };
    let (taken, most) = (all(|component| component.resources.reserved), all(|component| component.resources.memory));
    let jobs = components(plan).filter(|component| super::on_demand(component.run));
    let job = jobs.map(|job| job.resources.memory).max();
    let job = job.map(|job| format!(", and up to {job} more while a job runs")).unwrap_or_default();
    let groups = knobs::groups(plan);
    let knobs = || groups.iter().flat_map(|group| &group.knobs);
    let empty = knobs().filter(|knob| knob.kind == Kind::Secret && knob.default.is_empty());
    let empty: Vec<String> = empty.map(|knob| format!("`{}`", knob.name)).collect();
    let needs = [
        Some(format!("- memory: about {taken} in use, {most} at most{job}\n")),
        knobs().any(|knob| knob.kind == Kind::Port).then(|| "- the ports of *Look*, free\n".to_owned()),
        (!empty.is_empty()).then(|| format!("- values that only you know, in `.env`: {}\n", empty.join(", "))),
    ];
    let left_out = features::left_out(plan);
    format!("{}\n{}{SETTLE}{left_out}", BEFORE.trim_end(), needs.into_iter().flatten().collect::<String>())
}

/// `Source:` of the minutes: hubs of 15 to 20 services, seen on two to eight cores.
fn start(plan: &Plan) -> String {
    const UP: &str = "## Start\n\n```sh\ndocker compose up --wait\n```\n\nImages that are not here are fetched first. Then \
                      it takes one to three minutes. It ends when every service says that it works, or with the name of \
                      the one that does not.";
    let asks = |component: &&Component| component.health.is_some() && component.runtime != Runtime::Alone;
    let silent = plan.components.iter().filter(|component| component.run == Run::Always && !asks(component));
    let silent: Vec<String> = silent.map(|component| tables::code(&component.name)).collect();
    let silent = (!silent.is_empty())
        .then(|| format!("{} cannot be asked by the engine: there it is enough to be running.", silent.join(", ")));
    let provision = plan.component(PROVISION_JOB).map(|job| {
        format!(
            "Then bring the hub's participants on board. Again, it sets their limits and liquidity back to what the \
             description says, and changes nothing else:\n\n```sh\ndocker compose run --rm {}\n```",
            job.name
        )
    });
    std::iter::once(UP.to_owned()).chain(silent).chain(provision).collect::<Vec<_>>().join("\n\n")
}

fn settings(plan: &Plan) -> String {
    let leaves = beside::leaves(plan).next().is_some();
    let builds = plan.components.iter().any(knobs::is_built);
    let (proxy, authorities) = match (leaves, builds) {
        (true, _) => (PROXY, AUTHORITIES),
        (false, true) => (PROXY, ""),
        (false, false) => (NO_PROXY, ""),
    };
    format!("{}\n\n{}{proxy}{authorities}", SETTINGS.trim_end(), features::overrides(plan))
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
    let kept = plan.upkeep.keeps.iter().map(|kept| {
        let databases: Vec<String> = kept.databases.iter().map(|database| format!("`{database}`")).collect();
        format!("of {} {}", kept.store, databases.join(", "))
    });
    let kept: Vec<String> = kept.collect();
    // Each store has programs of its own, and the first of them is spoken of above.
    let more = plan.upkeep.keeps.iter().skip(1).map(|kept| {
        format!(
            "\n\n`{}` and `{}` do the same for {}, in the same folder; each says at its end what is still missing.",
            kept.backup, kept.restore, kept.store
        )
    });
    let more = more.collect::<String>();
    let others = (!others.is_empty()).then(|| {
        format!(
            " Not in it: {}. A transfer that is under way at the time of the backup ends by its timeout after a restore.",
            others.join(", ")
        )
    });
    let moments = plan.upkeep.keeps.iter().map(|kept| {
        let what =
            if kept.at_once { "database is as it was at one moment" } else { "collection is of a moment of its own" };
        format!("each {what} in {}", kept.store)
    });
    let moments = moments.collect::<Vec<_>>().join(", and ");
    let first = plan.upkeep.keeps.first();
    let job = |of: fn(&Keeps) -> &String| first.map(of).map_or("", String::as_str);
    let text = BACKUP.trim_end().replace("BACKUP_JOB", job(|kept| &kept.backup));
    let text = text.replace("RESTORE_JOB", job(|kept| &kept.restore)).replace("MOMENTS", &moments);
    format!("{text}{more}\n\nIn a backup: {}.{}", kept.join("; "), others.unwrap_or_default())
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
