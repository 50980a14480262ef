//! How references are written inside a release: the charts call their services by names of their own.

use mojaloop_model::StoreKind;

use super::backend;
use super::subcharts::SubChart;
use crate::manifests::operated_host;
use crate::plan::{Endpoint, Plan, Resolve};

/// In values and in files beside the charts.
pub(super) struct InRelease<'p> {
    pub(super) plan: &'p Plan,
    pub(super) release: &'p str,
}

/// The port a sub-chart's service listens on, whatever its pods do. `Source:` the charts' values, all alike.
const SERVICE: u16 = 80;

impl InRelease<'_> {
    /// Where a store is: outside, run by an operator, or of the chart for trials.
    pub(super) fn store(&self, kind: StoreKind) -> Option<(String, u16)> {
        let name = kind.name();
        let outside = self.plan.outside(name).map(|outside| (outside.host.clone(), outside.port));
        let operated = self.plan.operated(name).map(|store| (operated_host(store), store.port));
        let own = self.plan.component(name).map(|_| (backend::host(kind).to_owned(), kind.port()));
        outside.or(operated).or(own)
    }
}

impl Resolve for InRelease<'_> {
    fn host(&self, endpoint: &Endpoint) -> String {
        let name = &endpoint.component;
        let store = StoreKind::ALL.iter().find(|kind| kind.name() == name).and_then(|kind| self.store(*kind));
        if let Some((host, _)) = store {
            return host;
        }
        match (SubChart::of(name), self.plan.outside(name)) {
            (Some(chart), _) => chart.rendered(self.release),
            (None, Some(outside)) => outside.host.clone(),
            (None, None) => name.clone(),
        }
    }

    fn port(&self, endpoint: &Endpoint) -> String {
        let is_plain = SubChart::of(&endpoint.component).is_some_and(|chart| chart.kind == "Deployment");
        if is_plain { SERVICE.to_string() } else { endpoint.port.to_string() }
    }

    fn address(&self, endpoint: &Endpoint) -> String {
        let (host, port) = (self.host(endpoint), self.port(endpoint));
        if port == SERVICE.to_string() { host } else { format!("{host}:{port}") }
    }

    fn browser(&self, endpoint: &Endpoint) -> String {
        let Endpoint { component, port } = endpoint;
        let route = self.plan.routes.iter().find(|route| route.component == *component && route.port == *port);
        match route {
            Some(route) if self.plan.cluster.exposure.is_tls() => format!("https://{}", route.host),
            Some(route) => format!("http://{}", route.host),
            // Nothing leads in from outside: what `kubectl port-forward` opens.
            None => format!("http://localhost:{port}"),
        }
    }
}
