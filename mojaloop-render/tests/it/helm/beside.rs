//! What goes beside the charts: each object is one of its kind, finds what it names, and lets in whom the plan links.

use std::collections::BTreeSet;

use mojaloop_model::StoreKind;
use mojaloop_render::bundle::Bundle;
use mojaloop_render::helm::{Rendered, rendered};
use mojaloop_render::plan::{Component, Plan, Role};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::{BACKEND, UMBRELLA, read};
use crate::manifests::objects::{Objects, containers, list, matches, text};
use crate::manifests::{Verdict, reachability, references, strict};

/// What the umbrella calls each workload: its pods' own label, and what follows the release in their names.
const CALLED: &[(&str, &str)] = &[
    ("central-ledger", "centralledger-service"),
    ("central-ledger-prepare", "centralledger-handler-transfer-prepare"),
    ("central-ledger-position", "centralledger-handler-transfer-position"),
    ("central-ledger-position-batch", "handler-pos-batch"),
    ("central-ledger-get", "centralledger-handler-transfer-get"),
    ("central-ledger-fulfil", "centralledger-handler-transfer-fulfil"),
    ("central-ledger-timeout", "centralledger-handler-timeout"),
    ("central-ledger-admin", "centralledger-handler-admin-transfer"),
    ("ml-api-adapter", "ml-api-adapter-service"),
    ("ml-api-adapter-notification", "ml-api-adapter-handler-notification"),
    ("account-lookup-service", "account-lookup-service"),
    ("account-lookup-service-admin", "account-lookup-service-admin"),
    ("account-lookup-service-timeout", "account-lookup-service-handler-timeout"),
    ("als-msisdn-oracle-svc", "als-msisdn-oracle"),
    ("quoting-service", "quoting-service"),
    ("quoting-service-handler", "quoting-service-handler"),
    ("central-settlement", "centralsettlement-service"),
    ("central-settlement-deferred", "centralsettlement-handler-deferredsettlement"),
    ("central-settlement-gross", "centralsettlement-handler-grosssettlement"),
    ("central-settlement-rules", "centralsettlement-handler-rules"),
    ("bulk-api-adapter", "bulk-api-adapter-service"),
    ("bulk-api-adapter-notification", "bulk-api-adapter-handler-notification"),
    ("central-ledger-bulk-prepare", "cl-handler-bulk-transfer-prepare"),
    ("central-ledger-bulk-fulfil", "cl-handler-bulk-transfer-fulfil"),
    ("central-ledger-bulk-processing", "cl-handler-bulk-transfer-processing"),
    ("central-ledger-bulk-get", "cl-handler-bulk-transfer-get"),
    ("auth-service", "auth-svc"),
    ("als-consent-oracle", "consent-oracle"),
    ("thirdparty-api-svc", "tp-api-svc"),
    ("transaction-requests-service", "transaction-requests-service"),
    ("ml-testing-toolkit", "ml-testing-toolkit-backend"),
    ("ml-testing-toolkit-ui", "ml-testing-toolkit-frontend"),
];

/// What the chart of the stores calls each.
fn of_store(name: &str) -> &str {
    match StoreKind::ALL.iter().find(|kind| kind.name() == name) {
        Some(StoreKind::Redis) => "proxy-cache-redis-standalone",
        Some(StoreKind::Mongodb) => "cl-mongodb",
        _ => name,
    }
}

/// The labels of a component's pods, whoever runs them.
fn labels(objects: &Objects, component: &Component) -> Option<Value> {
    let of_chart = |name: &str, release: &str| {
        let more = json!({ "app.kubernetes.io/managed-by": "Helm", "app.kubernetes.io/version": "17.2.0" });
        let mut labels = json!({ "app.kubernetes.io/name": name, "app.kubernetes.io/instance": release });
        labels.as_object_mut()?.extend(more.as_object()?.clone());
        Some(labels)
    };
    match (component.role, called(&component.name)) {
        (Role::Service, Some(called)) => of_chart(called, "moja"),
        (Role::Store, _) => of_chart(of_store(&component.name), "backend"),
        // No chart knows it: it has objects of its own.
        _ => Some(objects.template(&component.name)?["metadata"]["labels"].clone()),
    }
}

fn called(component: &str) -> Option<&'static str> {
    CALLED.iter().find(|(name, _)| *name == component).map(|(_, called)| *called)
}

pub fn holds(plan: &Plan, bundle: &Bundle) -> Verdict {
    let files = bundle.files().iter().filter(|file| file.path().starts_with("companions/"));
    let files = files.filter(|file| !file.path().ends_with("kustomization.yaml"));
    let objects: Vec<Value> = files.map(|file| serde_yaml::from_str(file.text()).expect("an object")).collect();
    let objects = Objects::from(objects);
    for object in objects.all() {
        strict::holds(object)?;
    }
    objects.record();
    references::names_are_short_and_unique(&objects)?;
    for (object, template) in objects.templates() {
        references::a_pod_finds_what_it_needs(plan, &objects, object, template)?;
        references::a_pod_is_restricted(object, template)?;
    }
    let values = read(bundle, UMBRELLA);
    let names = rendered("moja", plan.release.name(), &values);
    what_the_charts_run_is_named(plan, bundle, &objects, &names)?;
    routes_lead_to_services(&objects, &names)?;
    secrets_are_there(plan, &objects, &values)?;
    secrets_are_there(plan, &objects, &read(bundle, BACKEND))?;
    everything_is_reached(plan, &objects, &values)?;
    reachability::by_labels(plan, &objects, |component| labels(&objects, component))
}

fn is(names: &[Rendered], kind: &str, name: &str) -> bool {
    names.iter().any(|one| one.kind == kind && one.name == name)
}

/// Budgets, autoscalers, monitors and whoever waits mean what the charts render.
fn what_the_charts_run_is_named(plan: &Plan, bundle: &Bundle, objects: &Objects, names: &[Rendered]) -> Verdict {
    let all: Vec<(&Component, Value)> = plan.components.iter().filter_map(|c| Some((c, labels(objects, c)?))).collect();
    let selected = |selector: &Value| {
        all.iter()
            .filter(|(_, labels)| matches(&selector["matchLabels"], labels))
            .map(|(one, _)| *one)
            .collect::<Vec<_>>()
    };
    for budget in objects.kind("PodDisruptionBudget") {
        let of = selected(&budget["spec"]["selector"]);
        prop_assert!(of.len() == 1 && of[0].replicas > 1, "{} holds up a drain", budget["metadata"]["name"]);
    }
    for monitor in objects.kind("PodMonitor") {
        let of = selected(&monitor["spec"]["selector"]);
        let endpoint = &monitor["spec"]["podMetricsEndpoints"][0];
        // What no chart runs has its ports' names.
        let is_asked = |one: &Component| {
            let named = one.ports.iter().any(|port| Some(port.number) == one.metrics && endpoint["port"] == port.name);
            named || endpoint["portNumber"] == json!(one.metrics)
        };
        prop_assert!(of.len() == 1 && is_asked(of[0]), "{}", monitor["metadata"]["name"]);
    }
    let patches = read(bundle, "post-render/kustomization.yaml");
    for autoscaler in objects.kind("HorizontalPodAutoscaler") {
        let target = &autoscaler["spec"]["scaleTargetRef"];
        prop_assert!(is(names, text(&target["kind"]), text(&target["name"])), "{} is not rendered", target);
        let patch = list(&patches["patches"]).iter().find(|patch| patch["target"]["name"] == target["name"]);
        let keeps_count = patch.is_some_and(|patch| text(&patch["patch"]).contains("/spec/replicas"));
        prop_assert!(keeps_count, "{} counts for itself", target);
    }
    let waiting = objects.templates().flat_map(|(_, template)| containers(template));
    for word in waiting.flat_map(|container| list(&container["command"])).map(text) {
        let known = match word.rsplit_once('/') {
            Some(("apps/deployments", name)) => {
                is(names, "Deployment", name) || objects.named("Deployment", name).is_some()
            }
            Some(("apps/statefulsets", name)) => is(names, "StatefulSet", name),
            Some(("batch/jobs", name)) => objects.named("Job", name).is_some(),
            _ => true,
        };
        prop_assert!(known, "{} never comes", word);
    }
    Ok(())
}

/// Behind the charts' services listens one port, whatever their pods do, but for the toolkit's own two; what no chart
/// runs has a service of its own with its own ports.
fn routes_lead_to_services(objects: &Objects, names: &[Rendered]) -> Verdict {
    let leads = |name: &Value, port: &Value| {
        let toolkit = name == "moja-ml-testing-toolkit-backend" && (*port == 4040 || *port == 5050);
        // What is beside the charts has services of its own, with its own ports.
        let own = objects.named("Service", text(name)).map_or(&[][..], |service| list(&service["spec"]["ports"]));
        let own = own.iter().any(|known| known["port"] == *port);
        own || is(names, "Service", text(name)) && (toolkit || *port == 80)
    };
    for ingress in objects.kind("Ingress") {
        for rule in list(&ingress["spec"]["rules"]) {
            let to = &rule["http"]["paths"][0]["backend"]["service"];
            prop_assert!(leads(&to["name"], &to["port"]["number"]), "{} leads nowhere", rule["host"]);
        }
    }
    for route in objects.kind("HTTPRoute") {
        let to = &route["spec"]["rules"][0]["backendRefs"][0];
        prop_assert!(leads(&to["name"], &to["port"]), "{} leads nowhere", route["spec"]["hostnames"]);
    }
    Ok(())
}

/// Every secret that values name is made with that key, unless somebody has to make it by hand.
fn secrets_are_there(plan: &Plan, objects: &Objects, values: &Value) -> Verdict {
    match values {
        Value::Object(map) => {
            for (key, below) in map {
                let named = match key.as_str() {
                    "db_secret" | "mongo_secret" | "secretKeyRef" => Some((text(&below["name"]), text(&below["key"]))),
                    "existingSecret" if text(below) == "mongodb-root" => Some((text(below), "mongodb-root-password")),
                    "existingSecret" => Some((text(below), "mysql-root-password")),
                    _ => None,
                };
                if let Some((name, key)) = named {
                    prop_assert!(plan.secret(name).is_some(), "nobody knows the secret `{}`", name);
                    let made = objects.named("Secret", name).map(|one| one["stringData"].get(key).is_some());
                    let fetched = objects.named("ExternalSecret", name);
                    let fetched = fetched.map(|one| one["spec"]["data"][0]["secretKey"] == key);
                    prop_assert!(made.or(fetched).unwrap_or(true), "`{}` has no key `{}`", name, key);
                }
                secrets_are_there(plan, objects, below)?;
            }
        }
        Value::Array(list) => list.iter().try_for_each(|below| secrets_are_there(plan, objects, below))?,
        _ => {}
    }
    Ok(())
}

/// A route is made once: by a chart, or beside it.
fn everything_is_reached(plan: &Plan, objects: &Objects, values: &Value) -> Verdict {
    let mut of_charts = BTreeSet::new();
    hosts(values, &mut of_charts);
    let ingresses = objects.kind("Ingress").flat_map(|one| list(&one["spec"]["rules"])).map(|rule| text(&rule["host"]));
    let routes = objects.kind("HTTPRoute").map(|one| text(&one["spec"]["hostnames"][0]));
    let beside: BTreeSet<&str> = ingresses.chain(routes).collect();
    for route in &plan.routes {
        let host = route.host.as_str();
        prop_assert!(of_charts.contains(host) != beside.contains(host), "`{}` is not reached once", host);
    }
    Ok(())
}

fn hosts<'v>(values: &'v Value, found: &mut BTreeSet<&'v str>) {
    let Some(map) = values.as_object() else { return };
    for (key, below) in map {
        let ingress = key == "ingress" && below["enabled"] != false;
        if ingress {
            found.extend(below["hostname"].as_str());
            let hosts = below["hosts"].as_object().into_iter().flat_map(serde_json::Map::values);
            found.extend(hosts.filter_map(|host| host["host"].as_str()));
        }
        hosts(below, found);
    }
}
