//! Names, labels and annotations.

use std::collections::BTreeMap;

use k8s_openapi::apimachinery::pkg::apis::meta::v1::{LabelSelector, ObjectMeta};

use crate::plan::{Component, Plan, Role};

/// The place in the model an object comes from.
pub(super) const ORIGIN: &str = "mojaloop.io/origin";
/// Why a pod is allowed more than the rest.
pub(super) const WAIVER: &str = "mojaloop.io/waiver";
/// The digest of what a pod reads: a changed file makes a new pod.
pub(super) const CONFIG: &str = "mojaloop.io/config";
/// That a secret is a development value.
pub(super) const DEVELOPMENT: &str = "mojaloop.io/development";

const NAME: &str = "app.kubernetes.io/name";
const INSTANCE: &str = "app.kubernetes.io/instance";

/// Labels by key.
pub(super) type Labels = BTreeMap<String, String>;

/// A map of texts.
pub(crate) fn map<const N: usize>(entries: [(&str, &str); N]) -> BTreeMap<String, String> {
    entries.map(|(key, value)| (key.to_owned(), value.to_owned())).into()
}

/// What every object of a hub carries.
pub(super) fn of_hub(plan: &Plan) -> Labels {
    map([(INSTANCE, &plan.name), ("app.kubernetes.io/part-of", "mojaloop"), ("app.kubernetes.io/managed-by", TOOL)])
}

/// Who made it.
const TOOL: &str = "mojaloop-render";

/// What selects the pods of a component: it can never change, so no version is in it.
pub(super) fn selecting(plan: &Plan, component: &str) -> Labels {
    map([(NAME, component), (INSTANCE, &plan.name)])
}

/// A selector of all that carry these labels.
pub(super) fn by(labels: Labels) -> LabelSelector {
    LabelSelector { match_labels: Some(labels), ..LabelSelector::default() }
}

/// What objects of a component carry.
pub(super) fn of_component(plan: &Plan, component: &Component) -> Labels {
    let role = match component.role {
        Role::Service => "service",
        Role::Store => "store",
        Role::Job => "job",
    };
    let mut labels = of_hub(plan);
    labels.extend(selecting(plan, &component.name));
    labels.extend(map([("app.kubernetes.io/component", role)]));
    // A tag may be longer than a label; a digest has none.
    if let Some(version) = component.image.tag().filter(|tag| tag.len() <= 63) {
        labels.extend(map([("app.kubernetes.io/version", version.trim_end_matches(['-', '_', '.']))]));
    }
    labels
}

/// The metadata of an object of the hub's namespace that belongs to no component.
pub(super) fn named(plan: &Plan, name: &str) -> ObjectMeta {
    ObjectMeta {
        name: Some(name.to_owned()),
        namespace: Some(plan.namespace.clone()),
        labels: Some(of_hub(plan)),
        ..ObjectMeta::default()
    }
}

/// The metadata of an object of a component, with a name of its own.
pub(super) fn named_of(plan: &Plan, component: &Component, name: &str) -> ObjectMeta {
    ObjectMeta {
        labels: Some(of_component(plan, component)),
        annotations: Some(map([(ORIGIN, &component.origin)])),
        ..named(plan, name)
    }
}

/// The metadata of the object of a component that has its name.
pub(super) fn of(plan: &Plan, component: &Component) -> ObjectMeta {
    named_of(plan, component, &component.name)
}
