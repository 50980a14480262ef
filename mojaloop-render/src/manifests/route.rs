//! What is reached from outside: through an ingress controller, or a gateway of the Gateway API.

use indexmap::IndexMap;
use k8s_openapi::api::networking::v1::{
    HTTPIngressPath, HTTPIngressRuleValue, Ingress, IngressBackend, IngressRule, IngressServiceBackend, IngressSpec,
    IngressTLS, ServiceBackendPort,
};
use mojaloop_model::{Exposure, Gateway, Ingress as Through, Tls};
use serde_json::json;

use super::meta;
use super::object::{Phase, RawObject};
use super::view::View;
use crate::plan::{Plan, Route};

/// The routes that nobody else makes, an object for each component that has any.
pub(super) fn of(view: &View) -> Vec<RawObject> {
    let plan = view.plan;
    let mut components: IndexMap<&str, Vec<&Route>> = IndexMap::new();
    let own: Vec<&Route> = plan.routes.iter().filter(|route| !view.is_routed(&route.component)).collect();
    for route in own.iter().copied() {
        components.entry(&route.component).or_default().push(route);
    }
    let components = components.into_iter();
    match &plan.cluster.exposure {
        Exposure::Ingress(through) => {
            let ingresses = components.map(|(component, routes)| ingress(view, through, component, &routes));
            ingresses.chain(certificate(plan, through, &own)).collect()
        }
        Exposure::Gateway(gateway) => {
            components.flat_map(|(_, routes)| routes).map(|route| http_route(view, gateway, route)).collect()
        }
        _ => Vec::new(),
    }
}

fn ingress(view: &View, through: &Through, component: &str, routes: &[&Route]) -> RawObject {
    let plan = view.plan;
    let service = |route: &Route| {
        let (name, port) = view.service(component, route.port);
        IngressServiceBackend { name, port: Some(ServiceBackendPort { number: Some(port.into()), name: None }) }
    };
    let rule = |route: &&Route| IngressRule {
        host: Some(route.host.clone()),
        http: Some(HTTPIngressRuleValue {
            paths: vec![HTTPIngressPath {
                path: Some("/".to_owned()),
                path_type: "Prefix".to_owned(),
                backend: IngressBackend { service: Some(service(route)), ..IngressBackend::default() },
            }],
        }),
    };
    let tls = secret(plan, through).map(|secret| {
        let hosts = routes.iter().map(|route| route.host.clone()).collect();
        vec![IngressTLS { hosts: Some(hosts), secret_name: Some(secret) }]
    });
    let object = Ingress {
        metadata: meta::named(plan, component),
        spec: Some(IngressSpec {
            ingress_class_name: Some(through.class.to_string()),
            rules: Some(routes.iter().map(rule).collect()),
            tls,
            ..IngressSpec::default()
        }),
        ..Ingress::default()
    };
    RawObject::of(Phase::Routes, &object).origin("platform")
}

/// The secret of the certificate for all names.
fn secret(plan: &Plan, through: &Through) -> Option<String> {
    match &through.tls {
        Tls::Issuer(_) => Some(format!("{}-certificate", plan.name)),
        Tls::Secret(secret) => Some(secret.to_string()),
        _ => None,
    }
}

/// `Source:` cert-manager 1.21, `cert-manager.io/v1`.
fn certificate(plan: &Plan, through: &Through, routes: &[&Route]) -> Option<RawObject> {
    let Tls::Issuer(issuer) = &through.tls else { return None };
    let names: Vec<&str> = routes.iter().map(|route| route.host.as_str()).collect();
    let spec = json!({
        "secretName": secret(plan, through),
        "dnsNames": names,
        "issuerRef": { "group": "cert-manager.io", "kind": "ClusterIssuer", "name": issuer },
        "privateKey": { "rotationPolicy": "Always" },
    });
    let certificate = RawObject::new(Phase::Custom, "cert-manager.io/v1", "Certificate", &plan.name)
        .namespace(&plan.namespace)
        .labels(meta::of_hub(plan))
        .body(json!({ "spec": spec }))
        .origin("platform.kubernetes.exposure");
    (!names.is_empty()).then_some(certificate)
}

/// `Source:` Gateway API 1.6, `gateway.networking.k8s.io/v1`.
fn http_route(view: &View, gateway: &Gateway, route: &Route) -> RawObject {
    let plan = view.plan;
    let (service, port) = view.service(&route.component, route.port);
    let spec = json!({
        "parentRefs": [{ "name": gateway.name, "namespace": gateway.namespace }],
        "hostnames": [route.host],
        "rules": [{ "backendRefs": [{ "name": service, "port": port }] }],
    });
    let name = route.host.split('.').next().unwrap_or(&route.component);
    RawObject::new(Phase::Routes, "gateway.networking.k8s.io/v1", "HTTPRoute", name)
        .namespace(&plan.namespace)
        .labels(meta::of_hub(plan))
        .body(json!({ "spec": spec }))
        .origin("platform.kubernetes.exposure")
}
