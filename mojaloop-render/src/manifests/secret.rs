//! Secrets: by reference to where they are kept, or development values that are marked as such.

use std::collections::BTreeMap;

use k8s_openapi::api::core::v1::Secret as Object;
use serde_json::json;

use super::meta::{self, map};
use super::object::{Phase, RawObject};
use super::view::View;
use crate::Omission;
use crate::plan::{Secret, Source};

/// The key of a secret's value in its object.
pub(crate) const KEY: &str = "password";

/// The object of a secret: what External Secrets fetches, or a development value. None where it is made by hand.
pub(super) fn of(view: &View, secret: &Secret) -> Option<RawObject> {
    let plan = view.plan;
    match (&secret.source, &plan.cluster.secret_store) {
        (Source::Kept(kept), Some(store)) => Some(external(view, secret, kept.as_str(), store.as_str())),
        (Source::Kept(_), None) => None,
        (Source::Development, _) => Some(development(view, secret, &plan.development_value(secret)?)),
    }
}

/// What somebody has to make by hand.
pub(super) fn omission(view: &View, secret: &Secret) -> Option<Omission> {
    let plan = view.plan;
    let Source::Kept(kept) = &secret.source else { return None };
    let Secret { id, opens, .. } = secret;
    plan.cluster.secret_store.is_none().then(|| Omission {
        path: "platform.kubernetes.secretStore".to_owned(),
        what: format!("the secret `{id}`, which opens {opens}, is not made"),
        why: format!("its value is kept as `{kept}`, and the cluster has no store of secrets"),
        instead: format!(
            "kubectl --namespace {} create secret generic {id} --from-literal={}=…",
            plan.namespace,
            view.key(id)
        ),
    })
}

fn development(view: &View, secret: &Secret, value: &str) -> RawObject {
    let mut metadata = meta::named(view.plan, &secret.id);
    let marked = "derived from the hub's name: for nothing but a hub to throw away";
    metadata.annotations = Some(map([(meta::DEVELOPMENT, marked)]));
    let object = Object {
        metadata,
        type_: Some("Opaque".to_owned()),
        string_data: Some(BTreeMap::from([(view.key(&secret.id).to_owned(), value.to_owned())])),
        ..Object::default()
    };
    RawObject::of(Phase::Config, &object).origin("stores").above(format!("Opens {}.", secret.opens))
}

/// `Source:` External Secrets 2.9, `external-secrets.io/v1`.
fn external(view: &View, secret: &Secret, kept: &str, store: &str) -> RawObject {
    let plan = view.plan;
    let spec = json!({
        "refreshInterval": "1h",
        "secretStoreRef": { "kind": "ClusterSecretStore", "name": store },
        "target": { "name": secret.id, "creationPolicy": "Owner" },
        "data": [{ "secretKey": view.key(&secret.id), "remoteRef": { "key": kept, "property": secret.id } }],
    });
    RawObject::new(Phase::Custom, "external-secrets.io/v1", "ExternalSecret", &secret.id)
        .namespace(&plan.namespace)
        .labels(meta::of_hub(plan))
        .body(json!({ "spec": spec }))
        .origin("platform.kubernetes.secretStore")
        .above(format!("Opens {}.", secret.opens))
}
