//! What one object says of another is so: Kubernetes itself would not notice.

use std::collections::BTreeSet;

use mojaloop_render::plan::Plan;
use proptest::prelude::*;
use serde_json::Value;

use super::Verdict;
use super::objects::{Objects, containers, list, matches, text};

pub fn hold(plan: &Plan, objects: &Objects) -> Verdict {
    names_are_short_and_unique(objects)?;
    for (object, template) in objects.templates() {
        a_pod_finds_what_it_needs(plan, objects, object, template)?;
        a_pod_is_restricted(object, template)?;
    }
    for service in objects.kind("Service") {
        a_service_leads_somewhere(objects, service)?;
    }
    for budget in objects.kind("PodDisruptionBudget") {
        let of = objects
            .templates()
            .find(|(_, t)| matches(&budget["spec"]["selector"]["matchLabels"], &t["metadata"]["labels"]));
        let component = of.and_then(|(object, _)| plan.component(text(&object["metadata"]["name"])));
        prop_assert!(component.is_some_and(|c| c.replicas > 1), "{} holds up a drain", budget["metadata"]["name"]);
    }
    for autoscaler in objects.kind("HorizontalPodAutoscaler") {
        let target = text(&autoscaler["spec"]["scaleTargetRef"]["name"]);
        let scaled = objects.named("Deployment", target);
        prop_assert!(scaled.is_some_and(|it| it["spec"].get("replicas").is_none()), "`{}` counts for itself", target);
    }
    for ingress in objects.kind("Ingress") {
        for rule in list(&ingress["spec"]["rules"]) {
            let to = &rule["http"]["paths"][0]["backend"]["service"];
            let service = objects.named("Service", text(&to["name"])).map(|service| list(&service["spec"]["ports"]));
            let there = service.is_some_and(|ports| ports.iter().any(|port| port["port"] == to["port"]["number"]));
            prop_assert!(there, "{} leads nowhere", rule["host"]);
        }
    }
    Ok(())
}

pub fn names_are_short_and_unique(objects: &Objects) -> Verdict {
    let mut known = BTreeSet::new();
    for object in objects.all() {
        let (kind, name) = (text(&object["kind"]), text(&object["metadata"]["name"]));
        // A config map and a topic are no host of anything.
        let most = if matches!(kind, "ConfigMap" | "KafkaTopic") { 253 } else { 63 };
        prop_assert!(!name.is_empty() && name.len() <= most, "{} `{}`", kind, name);
        prop_assert!(known.insert((kind, name)), "{} `{}` is there twice", kind, name);
        for (key, label) in object["metadata"]["labels"].as_object().into_iter().flatten() {
            prop_assert!(text(label).len() <= 63, "{} of {} `{}`", key, kind, name);
        }
    }
    Ok(())
}

pub fn a_pod_finds_what_it_needs(plan: &Plan, objects: &Objects, object: &Value, template: &Value) -> Verdict {
    let name = text(&object["metadata"]["name"]);
    let spec = &template["spec"];
    if let Some(wanted) = object["spec"].get("selector") {
        prop_assert!(matches(&wanted["matchLabels"], &template["metadata"]["labels"]), "`{}` selects others", name);
    }
    prop_assert!(objects.named("ServiceAccount", text(&spec["serviceAccountName"])).is_some(), "account of `{}`", name);
    prop_assert!(objects.named("PriorityClass", text(&spec["priorityClassName"])).is_some(), "class of `{}`", name);
    let claims = list(&object["spec"]["volumeClaimTemplates"]).iter().map(|claim| text(&claim["metadata"]["name"]));
    let volumes: BTreeSet<&str> =
        list(&spec["volumes"]).iter().map(|volume| text(&volume["name"])).chain(claims).collect();
    let mut used = BTreeSet::new();
    for container in containers(template) {
        let mut places = BTreeSet::new();
        for mount in list(&container["volumeMounts"]) {
            let volume = text(&mount["name"]);
            prop_assert!(volumes.contains(volume), "`{}` mounts `{}`", name, volume);
            prop_assert!(places.insert(text(&mount["mountPath"])), "`{}` mounts twice at {}", name, mount["mountPath"]);
            used.insert(volume);
        }
        for variable in list(&container["env"]) {
            let secret = &variable["valueFrom"]["secretKeyRef"];
            if !secret.is_null() {
                prop_assert!(plan.secret(text(&secret["name"])).is_some(), "{} of `{}`", secret, name);
            }
        }
    }
    prop_assert_eq!(&used, &volumes, "volumes of `{}`", name);
    for volume in list(&spec["volumes"]) {
        for source in list(&volume["projected"]["sources"]) {
            let map = &source["configMap"];
            if map.is_null() || map["name"] == "kube-root-ca.crt" {
                continue;
            }
            let there = objects.named("ConfigMap", text(&map["name"]));
            for item in list(&map["items"]) {
                let key = there.and_then(|there| there["data"].get(text(&item["key"])));
                prop_assert!(key.is_some(), "`{}` reads {} of {}", name, item["key"], map["name"]);
            }
        }
    }
    Ok(())
}

/// As the profile `restricted` asks, and with a limit on everything.
pub fn a_pod_is_restricted(object: &Value, template: &Value) -> Verdict {
    let name = &object["metadata"]["name"];
    let pod = &template["spec"]["securityContext"];
    prop_assert!(pod["runAsNonRoot"] == true && pod["seccompProfile"]["type"] == "RuntimeDefault", "{}", name);
    prop_assert_eq!(&template["spec"]["automountServiceAccountToken"], false, "{}", name);
    for container in containers(template) {
        let context = &container["securityContext"];
        prop_assert_eq!(&context["allowPrivilegeEscalation"], false, "{}", name);
        prop_assert_eq!(&context["capabilities"]["drop"], &serde_json::json!(["ALL"]), "{}", name);
        let kept = &context["capabilities"]["add"];
        prop_assert!(kept.is_null() || *kept == serde_json::json!(["NET_BIND_SERVICE"]), "{} keeps {}", name, kept);
        let waived = template["metadata"]["annotations"].get("mojaloop.io/waiver").is_some();
        prop_assert!(context["readOnlyRootFilesystem"] == true || waived, "{} writes for no reason", name);
        let resources = &container["resources"];
        for (place, amount) in [("requests", "cpu"), ("requests", "memory"), ("limits", "memory")] {
            prop_assert!(!text(&resources[place][amount]).is_empty(), "{}: no {} of {}", name, place, amount);
        }
    }
    Ok(())
}

fn a_service_leads_somewhere(objects: &Objects, service: &Value) -> Verdict {
    let name = text(&service["metadata"]["name"]);
    let template = objects.template(name);
    prop_assert!(
        template.is_some_and(|t| matches(&service["spec"]["selector"], &t["metadata"]["labels"])),
        "`{}` selects nothing",
        name
    );
    let open: Vec<&Value> =
        template.into_iter().flat_map(containers).flat_map(|c| list(&c["ports"])).map(|port| &port["name"]).collect();
    for port in list(&service["spec"]["ports"]) {
        prop_assert!(open.contains(&&port["targetPort"]), "{} of `{}` is not open", port["targetPort"], name);
    }
    Ok(())
}
