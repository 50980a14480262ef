//! The sub-charts of `mojaloop`: what each is to the hub, and what it renders under which names.
//!
//! `Source:` the templates of the sub-charts and, for the names, a published deployment of 17.2.0.

/// A part of the umbrella that renders pods.
#[derive(Debug)]
pub(super) struct SubChart {
    /// Where its values are; its last segment is its own name.
    pub(super) path: &'static str,
    /// What stands after the release in the names of what it renders.
    pub(super) name: &'static str,
    /// The workload of the catalogue it runs, where the catalogue has it.
    pub(super) workload: Option<&'static str>,
    /// What runs its pods.
    pub(super) kind: &'static str,
    /// How the names of its volumes end.
    pub(super) volumes: &'static [&'static str],
    /// The file it hands on as a whole, below its key `config_files`; none: it joins an overlay with its own file.
    pub(super) whole_file: Option<&'static str>,
    /// How it takes variables of the user's own.
    pub(super) env: Env,
    /// Whether it brings a schema up to date by a job before the installation.
    pub(super) has_migration: bool,
    /// Whether it hands `resources` on to its pods.
    pub(super) has_resources: bool,
    /// Whether it makes an ingress unless told otherwise.
    pub(super) has_ingress: bool,
}

/// How a chart takes variables of the user's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Env {
    /// Not at all, and its container has none that a patch could add to.
    Never,
    /// By a patch alone: its container has variables, and one more can be added.
    Patched,
    /// As a map of names and values.
    Map,
    /// As a list of names and values.
    List,
}

const CONFIG_AND_SIDECAR: &[&str] = &["-config-volume", "-sidecar-volume"];
const SETTLEMENT: &[&str] = &["-cfg-vol", "-rules-vol", "-sidecar-vol"];

const PLAIN: SubChart = SubChart {
    path: "",
    name: "",
    workload: None,
    kind: "Deployment",
    volumes: CONFIG_AND_SIDECAR,
    whole_file: None,
    env: Env::Patched,
    has_migration: false,
    has_resources: false,
    has_ingress: true,
};

const fn plain(path: &'static str, name: &'static str, workload: &'static str) -> SubChart {
    SubChart { path, name, workload: Some(workload), ..PLAIN }
}

const fn settlement(path: &'static str, name: &'static str, workload: &'static str) -> SubChart {
    SubChart { path, name, workload: Some(workload), volumes: SETTLEMENT, ..PLAIN }
}

const fn thirdparty(path: &'static str, name: &'static str, workload: &'static str) -> SubChart {
    SubChart { path, name, workload: Some(workload), volumes: &[], env: Env::List, ..PLAIN }
}

const fn other(path: &'static str, name: &'static str) -> SubChart {
    SubChart { path, name, ..PLAIN }
}

/// Every sub-chart whose pods are known by name.
pub(super) static SUB_CHARTS: &[SubChart] = &[
    SubChart {
        has_migration: true,
        ..plain("centralledger.centralledger-service", "centralledger-service", "central-ledger")
    },
    plain(
        "centralledger.centralledger-handler-transfer-prepare",
        "centralledger-handler-transfer-prepare",
        "central-ledger-prepare",
    ),
    plain(
        "centralledger.centralledger-handler-transfer-fulfil",
        "centralledger-handler-transfer-fulfil",
        "central-ledger-fulfil",
    ),
    plain(
        "centralledger.centralledger-handler-transfer-get",
        "centralledger-handler-transfer-get",
        "central-ledger-get",
    ),
    plain(
        "centralledger.centralledger-handler-transfer-position",
        "centralledger-handler-transfer-position",
        "central-ledger-position",
    ),
    // Its own chart calls it so: the name of its key would not fit.
    SubChart {
        has_ingress: false,
        ..plain(
            "centralledger.centralledger-handler-transfer-position-batch",
            "handler-pos-batch",
            "central-ledger-position-batch",
        )
    },
    plain("centralledger.centralledger-handler-timeout", "centralledger-handler-timeout", "central-ledger-timeout"),
    plain(
        "centralledger.centralledger-handler-admin-transfer",
        "centralledger-handler-admin-transfer",
        "central-ledger-admin",
    ),
    SubChart {
        path: "ml-api-adapter.ml-api-adapter-service",
        name: "ml-api-adapter-service",
        workload: Some("ml-api-adapter"),
        ..PLAIN
    },
    SubChart {
        path: "ml-api-adapter.ml-api-adapter-handler-notification",
        name: "ml-api-adapter-handler-notification",
        workload: Some("ml-api-adapter-notification"),
        ..PLAIN
    },
    SubChart {
        path: "account-lookup-service.account-lookup-service",
        name: "account-lookup-service",
        workload: Some("account-lookup-service"),
        env: Env::Map,
        has_resources: true,
        ..PLAIN
    },
    SubChart {
        path: "account-lookup-service.account-lookup-service-admin",
        name: "account-lookup-service-admin",
        workload: Some("account-lookup-service-admin"),
        env: Env::Map,
        has_resources: true,
        ..PLAIN
    },
    SubChart {
        path: "account-lookup-service.account-lookup-service-handler-timeout",
        name: "account-lookup-service-handler-timeout",
        workload: Some("account-lookup-service-timeout"),
        env: Env::Map,
        has_ingress: false,
        ..PLAIN
    },
    other("account-lookup-service.als-oracle-pathfinder", "als-oracle-pathfinder"),
    SubChart {
        path: "als-msisdn-oracle",
        name: "als-msisdn-oracle",
        workload: Some("als-msisdn-oracle-svc"),
        volumes: &[],
        has_ingress: false,
        env: Env::List,
        ..PLAIN
    },
    SubChart {
        path: "quoting-service.quoting-service",
        name: "quoting-service",
        workload: Some("quoting-service"),
        env: Env::Map,
        ..PLAIN
    },
    SubChart {
        path: "quoting-service.quoting-service-handler",
        name: "quoting-service-handler",
        workload: Some("quoting-service-handler"),
        env: Env::Map,
        has_ingress: false,
        ..PLAIN
    },
    SubChart {
        path: "ml-testing-toolkit.ml-testing-toolkit-backend",
        name: "ml-testing-toolkit-backend",
        workload: Some("ml-testing-toolkit"),
        kind: "StatefulSet",
        volumes: &["-volume-config-default", "-volume-extra-environments"],
        env: Env::Never,
        ..PLAIN
    },
    SubChart {
        path: "ml-testing-toolkit.ml-testing-toolkit-frontend",
        name: "ml-testing-toolkit-frontend",
        workload: Some("ml-testing-toolkit-ui"),
        volumes: &[],
        ..PLAIN
    },
    settlement("centralsettlement.centralsettlement-service", "centralsettlement-service", "central-settlement"),
    settlement(
        "centralsettlement.centralsettlement-handler-deferredsettlement",
        "centralsettlement-handler-deferredsettlement",
        "central-settlement-deferred",
    ),
    settlement(
        "centralsettlement.centralsettlement-handler-grosssettlement",
        "centralsettlement-handler-grosssettlement",
        "central-settlement-gross",
    ),
    settlement(
        "centralsettlement.centralsettlement-handler-rules",
        "centralsettlement-handler-rules",
        "central-settlement-rules",
    ),
    SubChart {
        path: "transaction-requests-service",
        name: "transaction-requests-service",
        workload: Some("transaction-requests-service"),
        ..PLAIN
    },
    SubChart { whole_file: Some("production.json"), ..thirdparty("thirdparty.auth-svc", "auth-svc", "auth-service") },
    thirdparty("thirdparty.consent-oracle", "consent-oracle", "als-consent-oracle"),
    SubChart {
        whole_file: Some("default.json"),
        ..thirdparty("thirdparty.tp-api-svc", "tp-api-svc", "thirdparty-api-svc")
    },
    other("simulator", "simulator"),
    plain("mojaloop-bulk.bulk-api-adapter.bulk-api-adapter-service", "bulk-api-adapter-service", "bulk-api-adapter"),
    plain(
        "mojaloop-bulk.bulk-api-adapter.bulk-api-adapter-handler-notification",
        "bulk-api-adapter-handler-notification",
        "bulk-api-adapter-notification",
    ),
    plain(
        "mojaloop-bulk.bulk-centralledger.cl-handler-bulk-transfer-prepare",
        "cl-handler-bulk-transfer-prepare",
        "central-ledger-bulk-prepare",
    ),
    plain(
        "mojaloop-bulk.bulk-centralledger.cl-handler-bulk-transfer-fulfil",
        "cl-handler-bulk-transfer-fulfil",
        "central-ledger-bulk-fulfil",
    ),
    plain(
        "mojaloop-bulk.bulk-centralledger.cl-handler-bulk-transfer-processing",
        "cl-handler-bulk-transfer-processing",
        "central-ledger-bulk-processing",
    ),
    plain(
        "mojaloop-bulk.bulk-centralledger.cl-handler-bulk-transfer-get",
        "cl-handler-bulk-transfer-get",
        "central-ledger-bulk-get",
    ),
    other("inter-scheme-proxy-adapter", "inter-scheme-proxy-adapter"),
];

impl SubChart {
    /// The sub-chart that runs a workload of the catalogue.
    pub(super) fn of(workload: &str) -> Option<&'static Self> {
        SUB_CHARTS.iter().find(|chart| chart.workload == Some(workload))
    }

    /// What runs its pods, as the API server lists it.
    pub(super) fn resource(&self) -> &'static str {
        if self.kind == "StatefulSet" { "statefulsets" } else { "deployments" }
    }

    /// What a release calls what it renders.
    pub(super) fn rendered(&self, release: &str) -> String {
        format!("{release}-{}", self.name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::helm::KeyCatalogue;
    use mojaloop_model::Feature;
    use mojaloop_model::catalogue::{SERVICES, When, Workload, workload};

    /// What plays participants is no part of the umbrella, and what manages their certificates has a chart of its own:
    /// other charts, which know nothing of this hub, run them. Its old simulator mounts nothing of a hub's.
    fn is_of_participants(workload: &Workload) -> bool {
        let of_players = workload.when.is_each() || matches!(workload.when, When::Plays(_));
        of_players || workload.when.feature() == Some(Feature::ConnectionManager)
    }

    /// The portal has a chart of its own, which asks for an identity provider: it is rendered beside them.
    fn is_of_portal(workload: &Workload) -> bool {
        workload.when.feature() == Some(Feature::Portal)
    }

    /// Every workload of the hub's own has a sub-chart, and every sub-chart keys to set.
    #[test]
    fn the_catalogue_and_the_umbrella_fit() {
        // What is none of Mojaloop's own has no part in it: it is rendered beside the charts.
        let own = SERVICES.iter().filter(|service| service.image.repository().starts_with("mojaloop/"));
        let workloads = own.flat_map(|service| service.workloads);
        for workload in workloads.filter(|workload| !is_of_participants(workload) && !is_of_portal(workload)) {
            assert!(SubChart::of(workload.name).is_some(), "nothing runs `{}`", workload.name);
        }
        for chart in SUB_CHARTS {
            for keys in KeyCatalogue::all().iter().filter(|keys| keys.chart() == "mojaloop") {
                assert!(keys.has(&format!("{}.replicaCount", chart.path)), "{}", chart.path);
                let has_env = keys.has(&format!("{}.env", chart.path));
                assert!(
                    chart.workload.is_none() || has_env == matches!(chart.env, Env::Map | Env::List),
                    "{}",
                    chart.path
                );
            }
            assert!(chart.workload.is_none_or(|name| workload(name).is_some()), "{}", chart.path);
        }
    }
}
