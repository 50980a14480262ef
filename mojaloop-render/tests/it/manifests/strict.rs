//! Every object is one of its kind: nothing in it is lost when the kind's own type reads it.

use k8s_openapi::api::{
    apps::v1::{Deployment, StatefulSet},
    autoscaling::v2::HorizontalPodAutoscaler,
    batch::v1::{CronJob, Job},
    core::v1::{ConfigMap, LimitRange, Namespace, ResourceQuota, Secret, Service, ServiceAccount},
    networking::v1::{Ingress, NetworkPolicy},
    policy::v1::PodDisruptionBudget,
    rbac::v1::{Role, RoleBinding},
    scheduling::v1::PriorityClass,
};
use k8s_openapi::{NamespaceResourceScope, Resource};
use proptest::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::Verdict;
use super::objects::text;

/// Kinds of operators: their schemas are with the API server, which judges them in `.ci/conformance`.
const CUSTOM: &[(&str, &str)] = &[
    ("kafka.strimzi.io/v1", "Kafka"),
    ("kafka.strimzi.io/v1", "KafkaNodePool"),
    ("kafka.strimzi.io/v1", "KafkaTopic"),
    ("kafka.strimzi.io/v1", "KafkaUser"),
    ("pxc.percona.com/v1", "PerconaXtraDBCluster"),
    ("redis.redis.opstreelabs.in/v1beta2", "Redis"),
    ("redis.redis.opstreelabs.in/v1beta2", "RedisReplication"),
    ("redis.redis.opstreelabs.in/v1beta2", "RedisSentinel"),
    ("external-secrets.io/v1", "ExternalSecret"),
    ("cert-manager.io/v1", "Certificate"),
    ("gateway.networking.k8s.io/v1", "HTTPRoute"),
    ("monitoring.coreos.com/v1", "PodMonitor"),
    ("monitoring.coreos.com/v1", "PrometheusRule"),
];

pub fn holds(object: &Value) -> Verdict {
    match text(&object["kind"]) {
        "Namespace" => same::<Namespace>(object),
        "ResourceQuota" => same::<ResourceQuota>(object),
        "LimitRange" => same::<LimitRange>(object),
        "PriorityClass" => same::<PriorityClass>(object),
        "ServiceAccount" => same::<ServiceAccount>(object),
        "Role" => same::<Role>(object),
        "RoleBinding" => same::<RoleBinding>(object),
        "NetworkPolicy" => same::<NetworkPolicy>(object),
        "PodDisruptionBudget" => same::<PodDisruptionBudget>(object),
        "HorizontalPodAutoscaler" => same::<HorizontalPodAutoscaler>(object),
        "ConfigMap" => same::<ConfigMap>(object),
        "Secret" => same::<Secret>(object),
        "Service" => same::<Service>(object),
        "Deployment" => same::<Deployment>(object),
        "StatefulSet" => same::<StatefulSet>(object),
        "Job" => same::<Job>(object),
        "CronJob" => same::<CronJob>(object),
        "Ingress" => same::<Ingress>(object),
        kind => {
            let known = CUSTOM.contains(&(text(&object["apiVersion"]), kind));
            prop_assert!(known, "{} {} is no kind that is rendered", object["apiVersion"], kind);
            in_a_namespace(object, true)
        }
    }
}

fn same<K: Resource + Serialize + DeserializeOwned>(object: &Value) -> Verdict
where
    K::Scope: 'static,
{
    let typed: K = serde_json::from_value(object.clone())
        .map_err(|error| TestCaseError::fail(format!("{}: {error}", object["metadata"]["name"])))?;
    prop_assert_eq!(text(&object["apiVersion"]), K::API_VERSION);
    let back = serde_json::to_value(&typed).map_err(|error| TestCaseError::fail(error.to_string()))?;
    prop_assert_eq!(&back, object, "something of {} is lost", &object["metadata"]["name"]);
    in_a_namespace(object, std::any::TypeId::of::<K::Scope>() == std::any::TypeId::of::<NamespaceResourceScope>())
}

/// An object of the whole cluster has no namespace, any other has one.
fn in_a_namespace(object: &Value, wanted: bool) -> Verdict {
    prop_assert_eq!(object["metadata"].get("namespace").is_some(), wanted, "{}", object["metadata"]["name"]);
    Ok(())
}
