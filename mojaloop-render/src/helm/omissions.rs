//! What the charts have no way to say, neither by a value nor by a patch.

use mojaloop_model::{Exposure, StoreKind};

use super::reference::InRelease;
use super::subcharts::{Env, SubChart};
use super::values::Place;
use crate::Omission;
use crate::plan::{Component, Plan, Role, Run};

pub(super) fn of(plan: &Plan, release: &str) -> Vec<Omission> {
    let mut omissions = Vec::new();
    for component in &plan.components {
        match component.role {
            Role::Service => of_service(plan, release, component, &mut omissions),
            Role::Job => omissions.extend(of_job(plan, component)),
            Role::Store => {}
        }
    }
    if plan.components.iter().any(|component| component.role == Role::Service && component.hardening.read_only) {
        omissions.push(Omission {
            path: "services".to_owned(),
            what: "the pods can write to their own file systems".to_owned(),
            why: "the charts give them no folder beside it to write to".to_owned(),
            instead: "render plain manifests".to_owned(),
        });
    }
    if plan.cluster.registry.is_some() {
        omissions.push(Omission {
            path: "platform.kubernetes.registry".to_owned(),
            what: "the containers that wait for MySQL and Kafka are pulled from elsewhere".to_owned(),
            why: "the charts have no key for their images".to_owned(),
            instead: "mirror `docker.io` for the whole cluster, or render plain manifests".to_owned(),
        });
    }
    omissions
}

fn of_service(plan: &Plan, release: &str, component: &Component, omissions: &mut Vec<Omission>) {
    let omit = |key: &str, what: String, why: &str, instead: &str| Omission {
        path: format!("{}{key}", component.origin),
        what,
        why: why.to_owned(),
        instead: instead.to_owned(),
    };
    let name = &component.name;
    if component.source.is_some() {
        let what = format!("`{name}` runs `{}`, and not what its sources make", component.image);
        omissions.push(omit("", what, "a cluster builds no images", "build and push one, and name it in `image`"));
    }
    if component.autoscale.is_some() {
        let what = format!("`{name}` runs {} times, however much there is to do", component.replicas);
        omissions.push(omit(".autoscale", what, "the charts do not scale by load", "render plain manifests"));
    }
    let Some(chart) = SubChart::of(name) else { return };
    let place = Place { plan, refer: InRelease { plan, release }, keys: None, chart, component };
    if chart.env == Env::None && !chart.has_variables {
        for (variable, _) in place.extra_variables() {
            let what = format!("`{name}` is not told `{variable}`");
            omissions.push(omit("", what, "its chart gives it no variables", ""));
        }
    }
    let routed = plan.routes.iter().any(|route| route.component == *name);
    if routed && !(chart.has_ingress && matches!(plan.cluster.exposure, Exposure::Ingress(_))) {
        let what = format!("nothing leads to `{name}` from outside");
        omissions.push(omit("", what, "its chart makes no such route", "render plain manifests"));
    }
}

/// What runs once, unless the charts run it in their own way.
fn of_job(plan: &Plan, component: &Component) -> Option<Omission> {
    let migrates = component.name.ends_with("-migrate");
    let topics = component.origin == "stores.kafka" && plan.component(StoreKind::Kafka.name()).is_some();
    (!migrates && !topics).then(|| Omission {
        path: component.origin.clone(),
        what: match component.run {
            Run::OnDemand => format!("`{}` can't be run", component.name),
            _ => format!("`{}`, which {}, does not run", component.name, component.summary),
        },
        why: "the charts have nothing like it".to_owned(),
        instead: "render plain manifests".to_owned(),
    })
}
