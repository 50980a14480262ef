//! Docker Compose: a hub on one machine, in containers.
//!
//! `compose.yaml` with what it mounts, and `.env`, which is the user's once it is written. Needs Compose
//! 2.23 or newer, and an engine of 25 or newer for quick first health checks. What a user wants different
//! goes into `compose.override.yaml`, which Compose reads by itself and no render touches.

mod beside;
mod ci;
mod develop;
mod env;
mod file;
mod knobs;
mod mounts;
mod profiles;
mod readme;
mod service;
mod upgrade;

use indexmap::{IndexMap, IndexSet};
use mojaloop_model::{Diagnostic, Diagnostics};
use typed_builder::TypedBuilder;

use crate::Omission;
use crate::bundle::{Body, Checksum, Draft, DraftFile};
use crate::emitter::Emitter;
use crate::plan::{Component, Content, OperatedStore, Plan, Run};
use crate::yaml::Comments;

pub use ci::Ci;
pub use upgrade::{ComponentChange, Upgrade};

pub use file::{Build, DependsOn, Deploy, File, Healthcheck, Limits, Network, Resources, Service, Volume, VolumeMount};

/// Renders a hub for Docker Compose.
///
/// # Examples
///
/// ```
/// use mojaloop_presets::CoreTestHarness;
/// use mojaloop_render::{Compose, Emitter};
///
/// # fn main() -> Result<(), mojaloop_model::Diagnostics> {
/// let bundle = Compose::default().render(&CoreTestHarness::default().hub())?;
/// let compose = bundle.file("compose.yaml").expect("the file").text();
/// assert!(compose.contains("mojaloop/central-ledger:v19.12.7"));
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, TypedBuilder)]
#[builder(field_defaults(default))]
#[non_exhaustive]
pub struct Compose {
    /// A CI that tests what is rendered: files for it, in `ci/`. `Default:` none.
    #[builder(setter(strip_option))]
    pub ci: Option<Ci>,
}

/// The label that carries the hash of what a container mounts, so that a changed file makes a new container.
const CONFIG_LABEL: &str = "org.mojaloop.config";
/// The label that says which release a container is of: what an upgrade comes from.
const RELEASE_LABEL: &str = "org.mojaloop.release";

impl Emitter for Compose {
    fn name(&self) -> &'static str {
        "compose"
    }

    fn emit(&self, plan: &Plan) -> Result<Draft, Diagnostics> {
        let operated = plan.operated.iter().map(needs_an_operator);
        let faults: Diagnostics = operated.chain(self.ci.iter().flat_map(ci::faults)).collect();
        if faults.has_errors() {
            return Err(faults);
        }
        let mut draft = Draft::of(self.name(), plan);
        plan.components.iter().filter(|component| component.autoscale.is_some()).for_each(|component| {
            draft.omission(Omission {
                path: format!("{}.autoscale", component.origin),
                what: format!("`{}` runs {} times, however much there is to do", component.name, component.replicas),
                why: "Docker Compose does not scale by load".to_owned(),
                instead: "render for Kubernetes, or set `replicas`".to_owned(),
            });
        });
        let origins = origins(plan);
        for file in plan.files.iter().chain(&plan.upkeep.files) {
            let body = match &file.content {
                Content::Json(value) => Body::Json(value.resolve(&env::InFiles(plan))),
                Content::Text(text) => Body::Text(text.clone()),
            };
            draft.file(
                DraftFile::new(&file.path, body).origin(origins.get(file.path.as_str()).copied().unwrap_or_default()),
            );
        }
        // What runs on demand is made anew whenever it does.
        let stays = |component: &&Component| !component.mounts.is_empty() && !on_demand(component.run);
        for component in components(plan).filter(stays) {
            draft.checksum(Checksum {
                file: "compose.yaml".to_owned(),
                pointer: format!("/services/{}/labels/{CONFIG_LABEL}", component.name),
                of: component.mounts.iter().map(|mount| mount.file.clone()).collect(),
            });
        }
        draft.file(DraftFile::new(".env", Body::Text(env::file(plan).into())).seeded());
        for secret in plan.secrets.iter().filter_map(|secret| plan.development_value(secret)) {
            draft.secret(secret);
        }
        let folders = components(plan).filter_map(|component| component.results.as_ref());
        for folder in folders.map(|results| results.folder.as_str()).collect::<IndexSet<_>>() {
            // Whoever keeps the output under version control keeps the reports out of it.
            let ignore = Body::Text("*\n!.gitignore\n".into());
            draft.file(DraftFile::new(format!("{folder}/.gitignore"), ignore).origin("participants").in_open_folder());
        }
        if let Some(ci) = &self.ci {
            ci::files(&mut draft, plan, ci);
        }
        let project = project(plan);
        for file in beside::files(plan, &project) {
            draft.file(file);
        }
        draft.file(upgrade::script(plan, &project));
        let readme = readme::text(plan, draft.omissions());
        draft.file(DraftFile::new("README.md", Body::Text(readme.into())).origin("name"));
        let tree = serde_json::to_value(project).unwrap_or_default();
        let names = components(plan).map(|component| component.name.clone());
        draft.file(DraftFile::new("compose.yaml", Body::Yaml { tree, comments: comments(plan) }).objects(names));
        Ok(draft)
    }
}

fn needs_an_operator(store: &OperatedStore) -> Diagnostic {
    let message = format!("{} is run by an operator, and Docker Compose has none", store.kind);
    let help = format!("provide {} as `container` or `external`, or render for Kubernetes", store.kind);
    Diagnostic::error("operator-needs-kubernetes", &store.origin, message).help(help)
}

/// Every component, and after them what keeps their data.
fn components(plan: &Plan) -> impl Iterator<Item = &Component> {
    plan.components.iter().chain(&plan.upkeep.components)
}

/// The whole project as Compose's own types.
pub fn project(plan: &Plan) -> File {
    let volumes = plan.components.iter().flat_map(|component| component.volumes.keys());
    let profiles = profiles::of(plan);
    let folders = mounts::Folders::of(plan);
    let profiles = |component: &Component| profiles.get(component.name.as_str()).cloned().unwrap_or_default();
    let used = |network: &str| plan.components.iter().any(|c| service::networks(plan, c).contains(&network));
    let networks =
        [(service::HUB, Network::default()), (service::STORES, Network { internal: true, ..Network::default() })];
    File {
        name: plan.name.clone(),
        services: components(plan).map(|c| (c.name.clone(), service::of(plan, &folders, c, &profiles(c)))).collect(),
        networks: networks
            .into_iter()
            .filter(|(name, _)| used(name))
            .map(|(n, network)| (n.to_owned(), network))
            .collect(),
        volumes: volumes.map(|name| (name.clone(), Volume::default())).collect(),
        extra: IndexMap::new(),
    }
}

fn comments(plan: &Plan) -> Comments {
    let what = format!(
        "Hub {} of Mojaloop {}. Rendered: change the hub it describes, not this file.",
        plan.name, plan.release
    );
    let on_demand = components(plan).filter(|component| on_demand(component.run)).map(|component| {
        let reports = component.results.as_ref().map(|results| format!("; its files are in {}/", results.folder));
        let does = format!("{}{}", component.summary, reports.unwrap_or_default());
        (format!("docker compose run --rm {}", component.name), does)
    });
    let start = ("docker compose up --wait".to_owned(), "starts the hub".to_owned());
    let down = "docker compose --profile '*' down --volumes".to_owned();
    let down = (down, "takes everything away, with its data".to_owned());
    let commands: Vec<(String, String)> = std::iter::once(start).chain(on_demand).chain([down]).collect();
    let width = commands.iter().map(|(command, _)| command.len()).max().unwrap_or_default() + 2;
    let settings = "Settings of this machine are in .env; what else should differ goes into compose.override.yaml.";
    let mut head = vec![what, settings.to_owned(), "README.md says more.".to_owned(), String::new()];
    head.extend(commands.iter().map(|(command, does)| format!("{command:<width$} {does}")));
    components(plan).fold(Comments::default().head(head.join("\n")), |comments, component| {
        comments.above(format!("/services/{}", component.name), above(component))
    })
}

/// Whether something starts only when somebody asks for it: `up --wait` would wait for what ends.
fn on_demand(run: Run) -> bool {
    matches!(run, Run::OnDemand | Run::Afterwards)
}

fn above(component: &Component) -> String {
    let mut letters = component.summary.chars();
    let first = letters.next().map(|letter| letter.to_uppercase().to_string()).unwrap_or_default();
    let waiver = component.hardening.waiver.map(|waiver| format!("\nAllowed more than others: {waiver}."));
    let lacks = component.source.as_ref().and_then(|sources| sources.lacks.as_ref());
    let lacks = lacks.map(|lacks| format!("\nThose fail that expect {lacks}."));
    format!("{first}{}.{}{}", letters.as_str(), lacks.unwrap_or_default(), waiver.unwrap_or_default())
}

/// The place in the model each mounted file comes from: that of the first component that mounts it.
fn origins(plan: &Plan) -> IndexMap<&str, &str> {
    let mut origins = IndexMap::new();
    for component in components(plan) {
        for mount in &component.mounts {
            origins.entry(mount.file.as_str()).or_insert(component.origin.as_str());
        }
    }
    origins
}
