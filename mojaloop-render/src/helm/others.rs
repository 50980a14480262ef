//! What the charts render of a hub, as what goes beside them has to call it.

use mojaloop_model::StoreKind;

use super::keys::KeyCatalogue;
use super::reference::InRelease;
use super::subcharts::SubChart;
use super::{backend, values};
use crate::manifests::{Foreign, Others, map};
use crate::plan::{Component, Plan, Role};

/// The hub's services and stores. What runs once is nobody else's.
pub(super) fn of<'p>(plan: &'p Plan, release: &'p str) -> Others<'p> {
    let components = plan.components.iter();
    Others {
        components: components
            .filter_map(|component| Some((component.name.as_str(), foreign(plan, release, component)?)))
            .collect(),
        references: Box::new(InRelease { plan, release }),
        keys: backend::SECRETS.iter().copied().collect(),
    }
}

fn foreign(plan: &Plan, release: &str, component: &Component) -> Option<Foreign> {
    match component.role {
        Role::Service => {
            let chart = SubChart::of(&component.name)?;
            let keys = KeyCatalogue::of("mojaloop", plan.release.name());
            Some(Foreign {
                resource: chart.resource(),
                name: chart.rendered(release),
                labels: labels(chart.name, release),
                is_routed: values::makes_ingress(plan, keys, chart),
            })
        }
        Role::Store => {
            let kind = StoreKind::ALL.iter().find(|kind| kind.name() == component.name)?;
            let part = backend::part(*kind)?;
            Some(Foreign {
                resource: "statefulsets",
                name: part.object.to_owned(),
                labels: labels(part.key, backend::RELEASE),
                is_routed: false,
            })
        }
        Role::Job => None,
    }
}

/// What every chart selects its pods by: a part under another name carries that name.
fn labels(name: &str, release: &str) -> std::collections::BTreeMap<String, String> {
    map([("app.kubernetes.io/name", name), ("app.kubernetes.io/instance", release)])
}
