//! The values of chart `mojaloop`: what of a hub differs from what the chart does anyway.

mod config;
mod image;
mod ingress;
mod said;
mod switches;
mod toolkit;

pub(super) use ingress::makes as makes_ingress;

use mojaloop_model::PodUsers;
use mojaloop_model::catalogue::{self, Config};
use serde_json::{Map, Value, json};

use super::keys::KeyCatalogue;
use super::reference::InRelease;
use super::subcharts::{Env, SUB_CHARTS, SubChart};
use crate::manifests::{SECRET_KEY, takes, tidy};
use crate::plan::{Component, Plan, Resolve, Role, Variable};

/// The chart.
pub(super) const CHART: &str = "mojaloop";

/// What one sub-chart's values are made of.
pub(super) struct Place<'p> {
    pub(super) plan: &'p Plan,
    pub(super) refer: InRelease<'p>,
    pub(super) keys: Option<&'static KeyCatalogue>,
    pub(super) chart: &'static SubChart,
    pub(super) component: &'p Component,
}

/// Values by path: maps are made on the way.
#[derive(Debug, Default, Clone)]
pub(super) struct Tree(Map<String, Value>);

impl Tree {
    /// Puts a value at a path of keys.
    pub(super) fn put(&mut self, path: &[&str], value: Value) {
        fn put(map: &mut Map<String, Value>, path: &[&str], value: Value) {
            match path {
                [] => {}
                [key] => {
                    map.insert((*key).to_owned(), value);
                }
                [key, rest @ ..] => {
                    let below = map.entry(*key).or_insert_with(|| json!({}));
                    if !below.is_object() {
                        *below = json!({});
                    }
                    if let Value::Object(below) = below {
                        put(below, rest, value);
                    }
                }
            }
        }
        put(&mut self.0, path, value);
    }

    pub(super) fn into_value(self) -> Value {
        Value::Object(self.0)
    }
}

/// The values of the release of a plan.
pub(super) fn of(plan: &Plan, release: &str) -> Value {
    let version = plan.release.name();
    let keys = KeyCatalogue::of("mojaloop", version);
    let mut tree = Tree::default();
    switches::put(&mut tree, plan, version);
    for chart in SUB_CHARTS {
        let component = chart.workload.and_then(|name| plan.component(name));
        let Some(component) = component.filter(|component| component.role == Role::Service) else { continue };
        let place = Place { plan, refer: InRelease { plan, release }, keys, chart, component };
        place.fill(&mut tree);
    }
    tree.into_value()
}

/// What a container asks for, and what it may take.
pub(super) fn resources(component: &Component) -> Value {
    // The manifests' own types hold nothing that JSON can't.
    tidy(serde_json::to_value(takes(component)).unwrap_or_default())
}

/// The annotation by which Helm runs an object at a time of its own.
const HOOK: &str = "helm.sh/hook";

/// No time that Helm knows: it leaves such an object out. `Source:` seen with Helm 3.22 and 4.3.
const NO_HOOK: &str = "none";

impl Place<'_> {
    /// Puts a value below the sub-chart's own key.
    fn put(&self, tree: &mut Tree, key: &str, value: Value) {
        let path: Vec<&str> = self.chart.path.split('.').chain(key.split('.')).collect();
        tree.put(&path, value);
    }

    /// Whether the sub-chart reads a key.
    pub(super) fn has(&self, key: &str) -> bool {
        self.keys.is_some_and(|keys| keys.has(&format!("{}.{key}", self.chart.path)))
    }

    fn fill(&self, tree: &mut Tree) {
        image::put(self, tree);
        if self.component.replicas != 1 {
            self.put(tree, "replicaCount", self.component.replicas.into());
        }
        let service = catalogue::workload(&self.component.name).map(|(service, _)| service);
        match service.map(|service| service.config) {
            Some(Config::Made) => toolkit::put(self, tree),
            Some(_) => config::put(self, tree),
            None => {}
        }
        self.env(tree);
        self.preparation(tree);
        if self.chart.has_resources {
            self.put(tree, "resources", resources(self.component));
        }
        self.security(tree);
        ingress::put(self, tree);
    }

    /// What the profile `restricted` wants, over what the chart says itself.
    fn security(&self, tree: &mut Tree) {
        if !self.has("containerSecurityContext") || self.component.hardening.user.is_none() {
            return;
        }
        let mut context = json!({
            "allowPrivilegeEscalation": false,
            "capabilities": { "drop": ["ALL"] },
            "runAsNonRoot": true,
            "seccompProfile": { "type": "RuntimeDefault" },
        });
        if self.plan.cluster.users == PodUsers::Assigned {
            context["runAsUser"] = Value::Null;
        }
        self.put(tree, "containerSecurityContext", context);
    }

    /// Variables that no key of the chart says. What the chart has no place for, a patch adds.
    fn env(&self, tree: &mut Tree) {
        let variables = self.extra_variables();
        match self.chart.env {
            Env::Never | Env::Patched => {}
            Env::Map => {
                for (name, value) in variables {
                    self.put(tree, &format!("env.{name}"), value.into());
                }
            }
            Env::List if variables.is_empty() => {}
            Env::List => {
                let list = variables.into_iter().map(|(name, value)| json!({ "name": name, "value": value }));
                self.put(tree, "env", list.collect());
            }
        }
    }

    /// The variables that say nothing of the service's own configuration.
    pub(super) fn extra_variables(&self) -> Vec<(String, String)> {
        let service = catalogue::workload(&self.component.name).map(|(service, _)| service);
        let of_config = |name: &str| match service.map(|service| service.config) {
            Some(Config::Rc { prefix, .. }) => name.starts_with(&format!("{prefix}_")),
            Some(Config::Variables(table) | Config::File { variables: table, .. }) => {
                table.iter().any(|(_, variable)| *variable == name)
            }
            _ => false,
        };
        let variables = self.component.variables.iter().filter(|(name, _)| !of_config(name));
        variables
            .filter_map(|(name, value)| match value {
                Variable::Text(text) => Some((name.clone(), text.resolve(&self.refer as &dyn Resolve))),
                Variable::Secret(_) => None,
            })
            .collect()
    }

    /// Variables with a secret that no key of the chart hands on, as a pod's list has them.
    pub(super) fn extra_secrets(&self) -> Vec<Value> {
        let secrets = self.component.variables.iter().filter_map(|(name, value)| match value {
            Variable::Secret(id) => Some((name, id)),
            Variable::Text(_) => None,
        });
        let unsaid = secrets.filter(|(_, id)| config::is_not_handed_on(self, id));
        unsaid
            .map(|(name, id)| {
                json!({ "name": name, "valueFrom": { "secretKeyRef": { "name": id, "key": SECRET_KEY } } })
            })
            .collect()
    }

    /// What prepares and what is waited for is beside the charts: their own jobs run before what they read is there,
    /// with programs that images of these releases have no more, and in pods that the namespace does not let in.
    fn preparation(&self, tree: &mut Tree) {
        if self.has("initContainers") {
            self.put(tree, "initContainers", "".into());
        }
        if self.chart.has_migration {
            let path: Vec<&str> = self.chart.path.split('.').chain(["migration", "annotations", HOOK]).collect();
            tree.put(&path, NO_HOOK.into());
        }
    }
}
