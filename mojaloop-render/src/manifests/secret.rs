//! Secrets: by reference to where they are kept, or development values that are marked as such.

use std::collections::BTreeMap;

use k8s_openapi::api::core::v1::Secret as Object;
use serde_json::json;

use super::meta::{self, map};
use super::object::{Phase, RawObject};
use crate::Omission;
use crate::plan::{Plan, Secret, Source};

/// The key of a secret's value in its object.
pub(super) const KEY: &str = "password";

/// The object of a secret: what External Secrets fetches, or a development value. None where it is made by hand.
pub(super) fn of(plan: &Plan, secret: &Secret) -> Option<RawObject> {
    match (&secret.source, &plan.cluster.secret_store) {
        (Source::Kept(kept), Some(store)) => Some(external(plan, secret, kept.as_str(), store.as_str())),
        (Source::Kept(_), None) => None,
        (Source::Development, _) => Some(development(plan, secret, &plan.development_value(secret)?)),
    }
}

/// What somebody has to make by hand.
pub(super) fn omission(plan: &Plan, secret: &Secret) -> Option<Omission> {
    let Source::Kept(kept) = &secret.source else { return None };
    let Secret { id, opens, .. } = secret;
    plan.cluster.secret_store.is_none().then(|| Omission {
        path: "platform.kubernetes.secretStore".to_owned(),
        what: format!("the secret `{id}`, which opens {opens}, is not made"),
        why: format!("its value is kept as `{kept}`, and the cluster has no store of secrets"),
        instead: format!("kubectl --namespace {} create secret generic {id} --from-literal={KEY}=…", plan.namespace),
    })
}

fn development(plan: &Plan, secret: &Secret, value: &str) -> RawObject {
    let mut metadata = meta::named(plan, &secret.id);
    let marked = "derived from the hub's name: for nothing but a hub to throw away";
    metadata.annotations = Some(map([(meta::DEVELOPMENT, marked)]));
    let object = Object {
        metadata,
        type_: Some("Opaque".to_owned()),
        string_data: Some(BTreeMap::from([(KEY.to_owned(), value.to_owned())])),
        ..Object::default()
    };
    RawObject::of(Phase::Config, &object).origin("stores").above(format!("Opens {}.", secret.opens))
}

/// `Source:` External Secrets 2.9, `external-secrets.io/v1`.
fn external(plan: &Plan, secret: &Secret, kept: &str, store: &str) -> RawObject {
    let spec = json!({
        "refreshInterval": "1h",
        "secretStoreRef": { "kind": "ClusterSecretStore", "name": store },
        "target": { "name": secret.id, "creationPolicy": "Owner" },
        "data": [{ "secretKey": KEY, "remoteRef": { "key": kept, "property": secret.id } }],
    });
    RawObject::new(Phase::Custom, "external-secrets.io/v1", "ExternalSecret", &secret.id)
        .namespace(&plan.namespace)
        .labels(meta::of_hub(plan))
        .body(json!({ "spec": spec }))
        .origin("platform.kubernetes.secretStore")
        .above(format!("Opens {}.", secret.opens))
}
