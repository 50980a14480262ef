//! How references are written inside a cluster.

use super::custom;
use crate::plan::{Endpoint, Plan, Resolve};

/// In a file of a config map.
pub(super) struct InFiles<'p>(pub(super) &'p Plan);

impl Resolve for InFiles<'_> {
    fn host(&self, endpoint: &Endpoint) -> String {
        let name = &endpoint.component;
        match (self.0.outside(name), self.0.operated(name)) {
            (Some(outside), _) => outside.host.clone(),
            (_, Some(store)) => custom::host(store),
            // One namespace: the name of a service is enough.
            (None, None) => name.clone(),
        }
    }

    fn port(&self, endpoint: &Endpoint) -> String {
        endpoint.port.to_string()
    }

    fn browser(&self, endpoint: &Endpoint) -> String {
        let Endpoint { component, port } = endpoint;
        let route = self.0.routes.iter().find(|route| route.component == *component && route.port == *port);
        match route {
            Some(route) if self.0.cluster.exposure.is_tls() => format!("https://{}", route.host),
            Some(route) => format!("http://{}", route.host),
            // Nothing leads in from outside: what `kubectl port-forward` opens.
            None => format!("http://localhost:{port}"),
        }
    }
}

/// In a pod's variables and commands, where `$(NAME)` is a variable and `$$` a dollar sign.
pub(super) struct InPod<'r>(pub(super) &'r dyn Resolve);

impl Resolve for InPod<'_> {
    fn host(&self, endpoint: &Endpoint) -> String {
        self.0.host(endpoint)
    }

    fn port(&self, endpoint: &Endpoint) -> String {
        self.0.port(endpoint)
    }

    fn address(&self, endpoint: &Endpoint) -> String {
        self.0.address(endpoint)
    }

    fn browser(&self, endpoint: &Endpoint) -> String {
        self.0.browser(endpoint)
    }

    fn literal(&self, text: &str) -> String {
        text.replace('$', "$$")
    }
}
