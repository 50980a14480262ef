//! How what a sub-chart runs is reached from outside: by the ingress it makes, or not at all.

use mojaloop_model::{Exposure, Ingress, Tls};
use serde_json::{Value, json};

use super::super::keys::KeyCatalogue;
use super::super::subcharts::SubChart;
use super::{Place, Tree};
use crate::plan::{Plan, Route};

/// Whether a sub-chart makes the routes of what it runs: by ingresses alone, and as the hub wants them.
pub(in super::super) fn makes(plan: &Plan, keys: Option<&KeyCatalogue>, chart: &SubChart) -> bool {
    let has = |key: &str| keys.is_some_and(|keys| keys.has(&format!("{}.ingress.{key}", chart.path)));
    let Exposure::Ingress(through) = &plan.cluster.exposure else { return false };
    let is_expressible = match &through.tls {
        Tls::None => true,
        Tls::Issuer(_) => has("tls"),
        Tls::Secret(_) => has("extraTls"),
        _ => false,
    };
    chart.has_ingress && has("enabled") && is_expressible
}

pub(super) fn put(place: &Place, tree: &mut Tree) {
    if !place.has("ingress.enabled") || !place.chart.has_ingress {
        return;
    }
    let routes: Vec<&Route> =
        place.plan.routes.iter().filter(|route| route.component == place.component.name).collect();
    match &place.plan.cluster.exposure {
        Exposure::Ingress(ingress) if !routes.is_empty() && makes(place.plan, place.keys, place.chart) => {
            through(place, tree, ingress, &routes);
        }
        _ => place.put(tree, "ingress.enabled", false.into()),
    }
}

fn through(place: &Place, tree: &mut Tree, ingress: &Ingress, routes: &[&Route]) {
    if place.has("ingress.hostname") {
        if let Some(route) = routes.first() {
            place.put(tree, "ingress.hostname", route.host.as_str().into());
        }
    } else {
        for route in routes {
            let name = match route.port {
                4040 => "specApi",
                5050 => "adminApi",
                _ => "ui",
            };
            place.put(tree, &format!("ingress.hosts.{name}.host"), route.host.as_str().into());
        }
    }
    // `Source:` the charts' own class.
    if ingress.class.as_str() != "nginx" {
        place.put(tree, "ingress.className", ingress.class.as_str().into());
    }
    match &ingress.tls {
        Tls::Issuer(issuer) => {
            place.put(tree, "ingress.tls", true.into());
            place.put(tree, "ingress.certManager", true.into());
            let path: Vec<&str> = place
                .chart
                .path
                .split('.')
                .chain(["ingress", "annotations", "cert-manager.io/cluster-issuer"])
                .collect();
            tree.put(&path, issuer.as_str().into());
        }
        Tls::Secret(secret) => {
            let hosts: Vec<Value> = routes.iter().map(|route| route.host.as_str().into()).collect();
            place.put(tree, "ingress.extraTls", json!([{ "hosts": hosts, "secretName": secret.as_str() }]));
        }
        _ => {}
    }
}
