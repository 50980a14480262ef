//! What runs once: jobs, named by what they do, and what is run by hand.

use k8s_openapi::api::batch::v1::{CronJob, CronJobSpec, Job, JobSpec, JobTemplateSpec};
use k8s_openapi::api::core::v1::PodTemplateSpec;
use k8s_openapi::apimachinery::pkg::apis::meta::v1::ObjectMeta;

use super::object::{Phase, RawObject};
use super::view::View;
use super::{meta, pod};
use crate::bundle::digest;
use crate::plan::Component;

/// The name of a component's job. A job can't be changed, so one that would do something else is another job: a
/// new image or a new file makes a new name, and nothing else does.
pub(super) fn name(view: &View, component: &Component) -> String {
    let template = serde_json::to_vec(&pod::template(view, component)).unwrap_or_default();
    let files = component.mounts.iter().filter_map(|mount| view.texts.get(mount.file.as_str()));
    let digest = digest::short(std::iter::once(template.as_slice()).chain(files.map(String::as_bytes)));
    format!("{}-{}", component.name, &digest[..8])
}

/// A job that runs by itself: once before what needs it, or once when all else works.
pub(super) fn once(view: &View, component: &Component) -> Option<RawObject> {
    let name = view.jobs.get(component.name.as_str())?;
    let job = Job {
        metadata: meta::named_of(view.plan, component, name),
        spec: Some(spec(pod::template(view, component), 6)),
        ..Job::default()
    };
    Some(RawObject::of(Phase::Jobs, &job))
}

/// A job that runs when somebody asks for it: `kubectl create job --from=cronjob/test`.
pub(super) fn on_demand(view: &View, component: &Component) -> RawObject {
    let spec = CronJobSpec {
        // Never by itself; the schedule is there because there must be one.
        suspend: Some(true),
        schedule: "0 0 1 1 *".to_owned(),
        concurrency_policy: Some("Forbid".to_owned()),
        successful_jobs_history_limit: Some(3),
        failed_jobs_history_limit: Some(3),
        job_template: JobTemplateSpec {
            metadata: Some(ObjectMeta {
                labels: Some(meta::of_component(view.plan, component)),
                ..ObjectMeta::default()
            }),
            // Its exit code is its verdict: another try would hide it.
            spec: Some(spec(never(pod::template(view, component)), 0)),
        },
        ..CronJobSpec::default()
    };
    let job = CronJob { metadata: meta::of(view.plan, component), spec: spec.into(), ..CronJob::default() };
    RawObject::of(Phase::Jobs, &job)
}

fn spec(template: PodTemplateSpec, again: i32) -> JobSpec {
    JobSpec { backoff_limit: Some(again), template, ..JobSpec::default() }
}

/// A pod that is not started again either.
fn never(mut template: PodTemplateSpec) -> PodTemplateSpec {
    if let Some(spec) = &mut template.spec {
        spec.restart_policy = Some("Never".to_owned());
    }
    template
}
