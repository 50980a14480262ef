//! What of a hub somebody else renders, as charts do: it is not rendered again, and what is beside it calls, selects
//! and scales it by the names they give it.

use indexmap::IndexMap;

use super::meta::{self, Labels};
use super::reference::InFiles;
use super::secret;
use crate::plan::{Plan, Resolve};

/// A component that somebody else renders.
pub(crate) struct Foreign {
    /// What makes its pods, as the API server lists it: `deployments` or `statefulsets`.
    pub(crate) resource: &'static str,
    /// The name of that object.
    pub(crate) name: String,
    /// What selects its pods.
    pub(crate) labels: Labels,
    /// Whether it is reached from outside by a route that they make.
    pub(crate) is_routed: bool,
}

/// Everything that somebody else renders, and how it is spelled.
pub(crate) struct Others<'p> {
    /// By the component's name.
    pub(crate) components: IndexMap<&'p str, Foreign>,
    /// How files refer to any component.
    pub(crate) references: Box<dyn Resolve + 'p>,
    /// The keys of secrets whose readers want another than the usual one, by the secret's id.
    pub(crate) keys: IndexMap<&'p str, &'static str>,
}

impl<'p> Others<'p> {
    /// Nobody else renders anything.
    pub(super) fn none(plan: &'p Plan) -> Self {
        Self { components: IndexMap::new(), references: Box::new(InFiles(plan)), keys: IndexMap::new() }
    }

    pub(super) fn get(&self, component: &str) -> Option<&Foreign> {
        self.components.get(component)
    }

    /// What selects the pods of a component, whoever renders it.
    pub(super) fn selecting(&self, plan: &Plan, component: &str) -> Labels {
        self.get(component).map_or_else(|| meta::selecting(plan, component), |foreign| foreign.labels.clone())
    }

    /// The key of a secret's value in its object.
    pub(super) fn key(&self, secret: &str) -> &'static str {
        self.keys.get(secret).copied().unwrap_or(secret::KEY)
    }
}
