//! The operators a hub counts on: what installs them, once a cluster, for whoever administers it.

use std::fmt::Write as _;

use mojaloop_model::{Exposure, Operator, Tls};
use serde_json::{Value, json};

use super::install::head;
use crate::plan::Plan;

/// The chart of an operator.
pub(super) struct OperatorChart {
    /// The chart, and the name of its release.
    pub(super) chart: &'static str,
    /// Its version.
    pub(super) version: &'static str,
    repository: &'static str,
    /// The namespace it gets where an administrator names no other.
    namespace: &'static str,
    /// What it is told, so that it looks after the namespaces of others.
    values: fn() -> Value,
    needed: fn(&Plan) -> bool,
}

/// Every one.
///
/// `Source:` those of the stores and External Secrets: a published deployment of 17.2.0; cert-manager and Prometheus: the
/// charts of the versions whose resources are rendered.
static CHARTS: &[OperatorChart] = &[
    OperatorChart {
        chart: "strimzi-kafka-operator",
        version: "1.1.0",
        repository: "https://strimzi.io/charts/",
        namespace: "operators",
        values: || json!({ "watchAnyNamespace": true }),
        needed: |plan| runs_store(plan, Operator::Strimzi),
    },
    OperatorChart {
        chart: "pxc-operator",
        version: "1.20.0",
        repository: "https://percona.github.io/percona-helm-charts/",
        namespace: "operators",
        values: || json!({ "watchAllNamespaces": true }),
        needed: |plan| runs_store(plan, Operator::PerconaXtradb),
    },
    OperatorChart {
        chart: "psmdb-operator",
        version: "1.23.0",
        repository: "https://percona.github.io/percona-helm-charts/",
        namespace: "operators",
        values: || json!({ "watchAllNamespaces": true }),
        needed: |plan| runs_store(plan, Operator::PerconaMongodb),
    },
    OperatorChart {
        chart: "redis-operator",
        version: "0.25.0",
        repository: "https://ot-container-kit.github.io/helm-charts/",
        namespace: "operators",
        values: || json!({}),
        needed: |plan| runs_store(plan, Operator::Redis),
    },
    OperatorChart {
        chart: "cert-manager",
        version: "v1.21.1",
        repository: "https://charts.jetstack.io",
        namespace: "cert-manager",
        values: || json!({ "crds": { "enabled": true } }),
        needed: |plan| matches!(&plan.cluster.exposure, Exposure::Ingress(ingress) if matches!(ingress.tls, Tls::Issuer(_))),
    },
    OperatorChart {
        chart: "external-secrets",
        version: "2.8.0",
        repository: "https://charts.external-secrets.io",
        namespace: "external-secrets",
        values: || json!({}),
        needed: |plan| plan.cluster.secret_store.is_some(),
    },
    OperatorChart {
        chart: "kube-prometheus-stack",
        version: "88.0.0",
        repository: "https://prometheus-community.github.io/helm-charts",
        namespace: "monitoring",
        // It asks after what its own release brings, unless it is told to look further.
        values: || {
            let everybody =
                json!({ "podMonitorSelectorNilUsesHelmValues": false, "ruleSelectorNilUsesHelmValues": false });
            json!({ "prometheus": { "prometheusSpec": everybody } })
        },
        needed: |plan| plan.cluster.has(Operator::Prometheus),
    },
];

fn runs_store(plan: &Plan, operator: Operator) -> bool {
    plan.operated.iter().any(|store| Operator::of(store.kind) == operator)
}

/// Those a plan counts on, each with its values.
pub(super) fn of(plan: &Plan) -> Vec<(&'static OperatorChart, Value)> {
    CHARTS.iter().filter(|chart| (chart.needed)(plan)).map(|chart| (chart, (chart.values)())).collect()
}

/// `operators.sh`.
pub(super) fn script(plan: &Plan, charts: &[(&OperatorChart, Value)]) -> String {
    let beside = "Once a cluster, by whoever administers it: nothing else runs this.\n# Take away the lines of what is there \
                  already";
    let mut script = head(plan, "Installs the operators that go with", beside);
    for (chart, _) in charts {
        let OperatorChart { chart, version, repository, namespace, .. } = chart;
        // Writing to a string can't fail.
        let _ = write!(
            script,
            "\nhelm upgrade --install {chart} {chart} --repo {repository} --version {version} \\\n    --namespace \
             {namespace} --create-namespace --values values/{chart}.yaml --wait --timeout 10m\n"
        );
    }
    script
}
