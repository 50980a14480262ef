//! What runs when asked to, and tells how well the hub works.

use mojaloop_model::{LOAD_JOB, PROVISION_JOB, TEST_JOB, VALIDATE_JOB};

use super::tables::{code, table};
use crate::compose::on_demand;
use crate::plan::{Component, Plan};

const TEST: &str = include_str!("test.md");
const LOAD: &str = include_str!("load.md");
const VALIDATE: &str = include_str!("validate.md");

/// The sections' own jobs; every other is a row of a table.
const TOLD: &[&str] = &[PROVISION_JOB, TEST_JOB, LOAD_JOB, VALIDATE_JOB];

/// Whether the hub does what it is for, and whether its services answer.
pub(super) fn test(plan: &Plan) -> String {
    let test = plan.component(TEST_JOB).map(|test| {
        let text = TEST.trim_end().replace("SUMMARY", &test.summary);
        format!("{text}\n\n")
    });
    let validate = plan.component(VALIDATE_JOB).map(|_| VALIDATE);
    let others = plan.components.iter().filter(|job| on_demand(job.run) && !TOLD.contains(&job.name.as_str()));
    let row = |job: &Component| [code(&format!("docker compose run --rm {}", job.name)), job.summary.clone()];
    let others = table(["on demand", "what it does"], others.map(row));
    let text = format!("{}{}\n{others}", test.unwrap_or_default(), validate.unwrap_or_default());
    format!("## Test\n\n{}", text.trim())
}

/// How fast it is.
pub(super) fn load(plan: &Plan) -> String {
    plan.component(LOAD_JOB).map(|_| LOAD.to_owned()).unwrap_or_default()
}
