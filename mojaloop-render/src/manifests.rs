//! Kubernetes manifests: a hub as plain objects, applied with `kubectl` alone.
//!
//! One file an object, in folders that are the order they are applied in, and `kustomization.yaml` beside them.
//! Needs Kubernetes 1.33 or newer.

#![allow(
    clippy::useless_conversion,
    clippy::needless_update,
    reason = "versions of the API differ in what fields there are, and which can be left out"
)]

mod availability;
mod container;
mod custom;
mod files;
mod job;
mod kustomization;
mod meta;
mod monitoring;
mod namespace;
mod object;
mod others;
mod pod;
mod policy;
mod reference;
mod route;
mod secret;
mod service;
mod tidy;
mod view;
mod wait;
mod workload;

use mojaloop_model::{Diagnostics, Operator};
use typed_builder::TypedBuilder;

use crate::Omission;
use crate::bundle::{Checksum, Draft};
use crate::emitter::Emitter;
use crate::machine;
use crate::plan::{Component, OutsideKind, Plan, Run};
use crate::validation;

pub(crate) use container::takes;
pub(crate) use custom::host as operated_host;
pub(crate) use meta::map;
pub(crate) use others::{Foreign, Others};
pub(crate) use pod::spec as pod_spec;
pub(crate) use secret::KEY as SECRET_KEY;
pub(crate) use tidy::tidy;
pub(crate) use view::View;
pub(crate) use workload::strategy;

pub use object::{Phase, RawObject};

/// Renders a hub as plain objects of Kubernetes.
///
/// # Examples
///
/// ```
/// use mojaloop_presets::CoreTestHarness;
/// use mojaloop_render::{Emitter, Manifests};
///
/// # fn main() -> Result<(), mojaloop_model::Diagnostics> {
/// let bundle = Manifests::default().render(&CoreTestHarness::default().hub())?;
/// let ledger = bundle.file("6-workloads/deployment-central-ledger.yaml").expect("the file").text();
/// assert!(ledger.contains("image: mojaloop/central-ledger:v19.12.7"));
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, Default, TypedBuilder)]
#[non_exhaustive]
pub struct Manifests {
    /// Objects that the hub has no word for. `Default:` none.
    #[builder(default, setter(into))]
    pub objects: Vec<RawObject>,
}

impl Emitter for Manifests {
    fn name(&self) -> &'static str {
        "manifests"
    }

    fn emit(&self, plan: &Plan) -> Result<Draft, Diagnostics> {
        let plan = &*plan.without_tests();
        let view = View::of(plan);
        let mut objects = of_plan(&view)?;
        objects.extend(self.objects.iter().cloned());
        objects.sort_by_key(RawObject::phase);
        let mut draft = Draft::of(self.name(), plan);
        for component in plan.components.iter().filter(|component| !component.mounts.is_empty()) {
            if let Some(checksum) = checksum(&view, component) {
                draft.checksum(checksum);
            }
        }
        for omission in omissions(&view) {
            draft.omission(omission);
        }
        for secret in plan.secrets.iter().filter_map(|secret| plan.development_value(secret)) {
            draft.secret(secret);
        }
        for file in machine::files(plan) {
            draft.file(file);
        }
        draft.file(validation::script(plan, &|component| workload::reference(component), &|file| {
            files::held(&view, file)
        }));
        let paths: Vec<String> = objects.iter().map(RawObject::path).collect();
        draft.file(kustomization::of(plan, &paths));
        for object in objects {
            draft.file(object.file());
        }
        Ok(draft)
    }
}

/// Every object of a plan that nobody else renders.
pub(crate) fn of_plan(view: &View) -> Result<Vec<RawObject>, Diagnostics> {
    let plan = view.plan;
    let mut objects = vec![namespace::of(plan), namespace::quota(plan), namespace::limits(plan)];
    objects.extend(availability::priorities(plan));
    objects.extend(policy::of_namespace(plan));
    objects.extend(files::config_maps(view)?);
    objects.extend(wait::program(view));
    objects.extend(plan.secrets.iter().filter_map(|secret| secret::of(view, secret)));
    for component in &plan.components {
        if view.is_own(component) {
            objects.push(namespace::account(view, component));
            objects.extend(wait::rights(view, component));
        }
        objects.push(policy::of(view, component));
        if view.is_own(component) {
            match component.run {
                Run::Always => objects.push(workload::of(view, component)),
                Run::Once | Run::Afterwards => objects.extend(job::once(view, component)),
                Run::OnDemand => objects.push(job::on_demand(view, component)),
            }
            objects.extend(service::of(view, component));
        }
        objects.extend(availability::budget(view, component));
        objects.extend(availability::autoscaler(view, component));
    }
    for store in &plan.operated {
        objects.push(policy::of_operated(view, store));
        objects.extend(custom::objects(plan, store));
    }
    objects.extend(route::of(view));
    if plan.cluster.has(Operator::Prometheus) {
        objects.extend(monitoring::of(view));
    }
    Ok(objects)
}

/// What makes a component's pods start anew when what they read changes. A job says it by its name.
fn checksum(view: &View, component: &Component) -> Option<Checksum> {
    (component.run == Run::Always).then(|| Checksum {
        file: workload::path(component),
        pointer: format!("/spec/template/metadata/annotations/{}", meta::CONFIG.replace('/', "~1")),
        of: files::read_by(view, component),
    })
}

/// What the objects can't say.
pub(crate) fn omissions(view: &View) -> Vec<Omission> {
    let plan = view.plan;
    let mut omissions: Vec<Omission> =
        plan.secrets.iter().filter_map(|secret| secret::omission(view, secret)).collect();
    for component in plan.components.iter().filter(|component| component.source.is_some()) {
        omissions.push(Omission {
            path: format!("services.{}.source", component.origin.split('.').nth(1).unwrap_or(&component.name)),
            what: format!("`{}` runs `{}`, and not what its sources make", component.name, component.image),
            why: "a cluster builds no images".to_owned(),
            instead: "build and push one, and name it in `image`".to_owned(),
        });
    }
    for outside in plan.outside.iter().filter(|outside| outside.host.parse::<std::net::Ipv4Addr>().is_err()) {
        let kind = match outside.kind {
            OutsideKind::Store => "the store",
            OutsideKind::Participant => "the participant",
            OutsideKind::Scheme => "the scheme",
            OutsideKind::Archive => "the archive",
        };
        omissions.push(Omission {
            path: outside.origin.clone(),
            what: format!("whoever calls {kind} at `{}` may call anybody at port {}", outside.host, outside.port),
            why: "a network policy knows addresses, and no names".to_owned(),
            instead: "name its address, or let an egress gateway decide".to_owned(),
        });
    }
    omissions.extend(plan.components.iter().filter(|component| component.results.is_some()).map(|component| {
        Omission {
            path: component.origin.clone(),
            what: format!("the reports of `{}` are gone with its pod", component.name),
            why: "nothing of a cluster leads back into this folder".to_owned(),
            instead: format!(
                "kubectl --namespace {} logs --selector app.kubernetes.io/name={}",
                plan.namespace, component.name
            ),
        }
    }));
    omissions
}
