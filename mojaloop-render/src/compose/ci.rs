//! What a CI runs: one script, and a workflow and a job that call it.
//!
//! The script is the same everywhere, a laptop included: it starts the hub, tests it, keeps what was said, and takes
//! everything away.

use mojaloop_model::{Diagnostic, PROVISION_JOB, TEST_JOB, VALIDATE_JOB};
use serde_json::{Value, json};
use typed_builder::TypedBuilder;

use super::knobs::{is_built, port_variable};
use crate::bundle::{Body, Draft, DraftFile};
use crate::plan::{Component, Plan};
use crate::script::with_facts;
use crate::yaml::Comments;

/// A CI that tests the rendered hub: `ci/run.sh`, and for GitHub and GitLab what calls it.
///
/// # Examples
///
/// ```
/// use mojaloop_presets::CoreTestHarness;
/// use mojaloop_render::compose::Ci;
/// use mojaloop_render::{Compose, Emitter};
///
/// # fn main() -> Result<(), mojaloop_model::Diagnostics> {
/// let compose = Compose::builder().ci(Ci::builder().folder("test/hub").build()).build();
/// let bundle = compose.render(&CoreTestHarness::default().hub())?;
/// assert!(bundle.file("ci/github.yml").is_some_and(|file| file.text().contains("working-directory: test/hub")));
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, PartialEq, Eq, TypedBuilder)]
#[builder(field_defaults(default))]
#[non_exhaustive]
pub struct Ci {
    /// The folder of the repository that holds what is rendered: letters, digits, `.`, `_`, `-` and `/`.
    /// `Default:` `deploy`.
    #[builder(default = "deploy".to_owned(), setter(into))]
    pub folder: String,
    /// Minutes after which a job is given up; 5 to 360. `Default:` 30.
    #[builder(default = 30)]
    pub minutes: u32,
}

impl Default for Ci {
    fn default() -> Self {
        Self::builder().build()
    }
}

const SCRIPT: &str = include_str!("ci/run.sh");

/// `Source:` version 7.0.1.
const CHECKOUT: &str = "actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1";
/// `Source:` version 7.0.0.
const UPLOAD: &str = "actions/upload-artifact@bbbca2ddaa5d8feaa63e36b76fdaad77386f024f";
/// An engine for a job of GitLab's, and its client with Compose. `Source:` Docker 28.3.3.
const ENGINE: (&str, &str) = ("docker:28.3.3-cli", "docker:28.3.3-dind");

/// What is wrong with what is asked for.
pub(super) fn faults(ci: &Ci) -> impl Iterator<Item = Diagnostic> {
    let is_plain = |part: &str| {
        !part.is_empty() && part != ".." && part.bytes().all(|b| b.is_ascii_alphanumeric() || b"._-".contains(&b))
    };
    let folder = (!ci.folder.split('/').all(is_plain)).then(|| {
        Diagnostic::error("ci-folder", "ci.folder", format!("`{}` is no folder of a repository", ci.folder))
            .help("name it from the repository's root, like `deploy/hub`, or `.`")
    });
    let minutes = (!(5..=360).contains(&ci.minutes)).then(|| {
        Diagnostic::error("ci-minutes", "ci.minutes", format!("a job can't take {} minutes", ci.minutes))
            .help("expected 5 to 360")
    });
    folder.into_iter().chain(minutes)
}

pub(super) fn files(draft: &mut Draft, plan: &Plan, ci: &Ci) {
    let file = |path: &str, body| DraftFile::new(path, body).origin("ci");
    draft.file(file("ci/run.sh", Body::Text(script(plan).into())).executable());
    draft.file(file("ci/ports.env", Body::Text(ports(plan).into())));
    let comments = |lines: &[&str]| Comments::default().head(lines.join("\n"));
    let said = comments(&[
        "Tests the hub for each pull request. Put it into .github/workflows/ of the repository.",
        "Rendered: change the program it is rendered by, not this file.",
    ]);
    draft.file(file("ci/github.yml", Body::Yaml { tree: github(plan, ci), comments: said }));
    let said = comments(&[
        "Tests the hub for each merge request: `include` it, or copy the job into .gitlab-ci.yml.",
        "The runner must let services be privileged, as an engine in a container has to be.",
    ]);
    draft.file(file("ci/gitlab.yml", Body::Yaml { tree: gitlab(plan, ci), comments: said }));
}

/// The script, with what it runs in this hub.
fn script(plan: &Plan) -> String {
    let there = |name: &&str| plan.component(name).is_some();
    // A test provisions first; where nobody can pay anybody there is nothing more to test.
    let last = if there(&TEST_JOB) { TEST_JOB } else { PROVISION_JOB };
    let jobs: Vec<&str> = [VALIDATE_JOB, last].into_iter().filter(there).collect();
    let build = plan.components.iter().any(is_built);
    let facts =
        [("HUB", plan.name.clone()), ("JOBS", jobs.join(" ")), ("UP", if build { "--build" } else { "" }.to_owned())];
    with_facts(SCRIPT, facts)
}

/// Every port of the machine is whichever is free.
fn ports(plan: &Plan) -> String {
    let published = plan.components.iter().flat_map(Component::published);
    let free = published.map(|(_, port)| format!("{}=0\n", port_variable(port)));
    std::iter::once(
        "# Read after .env: the engine picks ports that are free, so that several hubs run at once.\n".to_owned(),
    )
    .chain(free)
    .collect()
}

fn github(plan: &Plan, ci: &Ci) -> Value {
    let of_run = "${{ github.run_id }}-${{ github.run_attempt }}";
    let project = json!({ "COMPOSE_PROJECT_NAME": format!("{}-{of_run}", plan.name) });
    let results = format!("{}/results", ci.folder);
    json!({
        "name": format!("hub {}", plan.name),
        "on": { "pull_request": null, "workflow_dispatch": null },
        "permissions": {},
        "concurrency": {
            "group": format!("hub-{}-${{{{ github.ref }}}}", plan.name),
            "cancel-in-progress": true,
        },
        "jobs": {
            "hub": {
                "name": "start, test, take away",
                "runs-on": "ubuntu-24.04",
                "timeout-minutes": ci.minutes,
                "permissions": { "contents": "read" },
                "env": project,
                "steps": [
                    { "uses": CHECKOUT, "with": { "persist-credentials": false } },
                    { "name": "Test", "working-directory": ci.folder, "run": "sh ci/run.sh" },
                    {
                        "name": "Reports and logs",
                        "if": "always()",
                        "uses": UPLOAD,
                        "with": {
                            "name": format!("hub-{}", plan.name),
                            "path": results,
                            "if-no-files-found": "ignore",
                            "retention-days": 14,
                        },
                    },
                    { "name": "Take away", "if": "always()", "working-directory": ci.folder, "run": "sh ci/run.sh down" },
                ],
            },
        },
    })
}

fn gitlab(plan: &Plan, ci: &Ci) -> Value {
    let Ci { folder, minutes } = ci;
    let run = |argument: &str| format!("sh {folder}/ci/run.sh{argument}");
    let mut gitlab = json!({});
    gitlab[format!("hub-{}", plan.name)] = json!({
        "image": ENGINE.0,
        "services": [{ "name": ENGINE.1, "alias": "docker" }],
        "variables": {
            "DOCKER_HOST": "tcp://docker:2375",
            // Between a job and its own service: nobody else is on that network.
            "DOCKER_TLS_CERTDIR": "",
            "COMPOSE_PROJECT_NAME": format!("{}-$CI_JOB_ID", plan.name),
        },
        "timeout": format!("{minutes} minutes"),
        "rules": [{ "if": "$CI_PIPELINE_SOURCE == \"merge_request_event\"" }, { "when": "manual", "allow_failure": true }],
        "script": [run("")],
        "after_script": [run(" down")],
        "artifacts": {
            "when": "always",
            "expire_in": "14 days",
            "paths": [format!("{folder}/results/")],
            "reports": { "junit": format!("{folder}/results/*.xml") },
        },
    });
    gitlab
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_script_has_a_place_for_its_facts() {
        crate::script::tests::has_a_place(super::SCRIPT);
    }
}
