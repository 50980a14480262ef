//! Compose files and manifests of one hub agree, service by service: one plan, spelled twice.

use std::collections::{BTreeMap, BTreeSet};

use mojaloop_render::bundle::{Bundle, Draft};
use mojaloop_render::compose::{File, Service, project};
use mojaloop_render::plan::{Component, Plan, Run};
use mojaloop_render::{Compose, Emitter};
use proptest::prelude::*;
use serde_json::Value;

use super::objects::{Objects, containers, list, text};
use super::{Verdict, rendered};

pub fn holds(plan: &Plan) -> Verdict {
    let objects = rendered(plan)?;
    let bundle = Compose::default().emit(plan).and_then(Draft::finish);
    let bundle = bundle.map_err(|faults| TestCaseError::fail(faults.to_string()))?;
    let file: File = project(plan);
    let is_test = |component: &&Component| component.source.as_ref().is_some_and(|sources| sources.tests.is_some());
    for component in plan.components.iter().filter(|component| !is_test(component)) {
        let there = objects.template(&component.name).zip(file.services.get(&component.name));
        let (template, service) = there.ok_or_else(|| TestCaseError::fail(component.name.clone()))?;
        let main = list(&template["spec"]["containers"]).first().cloned().unwrap_or_default();
        images_agree(component, service, &main)?;
        commands_agree(component, service, &main)?;
        variables_agree(component, service, &main)?;
        ports_agree(component, &objects, &main)?;
        files_agree(component, &bundle, &objects, template)?;
        dependencies_agree(component, service, &objects, template)?;
        memory_agrees(component, service, &main)?;
    }
    Ok(())
}

fn images_agree(component: &Component, service: &Service, main: &Value) -> Verdict {
    if component.source.is_none() {
        let image = service.image.replace("${IMAGE_PREFIX:-}", "");
        prop_assert_eq!(&image, text(&main["image"]));
    }
    Ok(())
}

fn commands_agree(component: &Component, service: &Service, main: &Value) -> Verdict {
    if component.source.is_some() {
        return Ok(());
    }
    let words: Vec<&str> = list(&main["args"]).iter().map(text).collect();
    // Both double a dollar sign.
    prop_assert_eq!(&service.command, &words);
    Ok(())
}

fn variables_agree(component: &Component, service: &Service, main: &Value) -> Verdict {
    let mut here: BTreeMap<&str, String> = BTreeMap::new();
    for variable in list(&main["env"]) {
        let secret = &variable["valueFrom"]["secretKeyRef"]["name"];
        let value =
            if secret.is_null() { text(&variable["value"]).to_owned() } else { format!("secret {}", text(secret)) };
        here.insert(text(&variable["name"]), value);
    }
    let there: BTreeMap<&str, String> = service
        .environment
        .iter()
        .map(|(name, value)| {
            let secret = value.strip_prefix("${").and_then(|rest| rest.split_once("_PASSWORD:?"));
            let value = match secret {
                Some((id, _)) => format!("secret {}", id.to_ascii_lowercase().replace('_', "-")),
                None => value.clone(),
            };
            (name.as_str(), value)
        })
        .collect();
    let names: BTreeSet<&&str> = here.keys().chain(there.keys()).collect();
    for name in names {
        // A browser is on the user's machine, and so is who says how much is logged: how that gets in differs.
        if there.get(*name).is_some_and(|value| value == "${LOG_LEVEL:-info}") {
            continue;
        }
        if here.get(*name).is_some_and(|value| value.starts_with("http://localhost")) {
            continue;
        }
        prop_assert_eq!(here.get(*name), there.get(*name), "{} of `{}`", name, &component.name);
    }
    Ok(())
}

fn ports_agree(component: &Component, objects: &Objects, main: &Value) -> Verdict {
    let open: Vec<u64> = list(&main["ports"]).iter().filter_map(|port| port["containerPort"].as_u64()).collect();
    let planned: Vec<u64> = component.ports.iter().map(|port| port.number.into()).collect();
    prop_assert_eq!(&open, &planned);
    // Who calls it uses the name and the number a Compose network knows.
    let service = objects.named("Service", &component.name);
    let called: Vec<u64> = service
        .map(|service| list(&service["spec"]["ports"]).iter().filter_map(|port| port["port"].as_u64()).collect())
        .unwrap_or_default();
    prop_assert_eq!(&called, &planned);
    Ok(())
}

/// The bytes a process reads at each place.
fn files_agree(component: &Component, bundle: &Bundle, objects: &Objects, template: &Value) -> Verdict {
    let main = list(&template["spec"]["containers"]).first().cloned().unwrap_or_default();
    for mount in &component.mounts {
        let there = bundle.file(&mount.file).map(mojaloop_render::bundle::BundleFile::text);
        let here = list(&main["volumeMounts"]).iter().find_map(|one| {
            let at = text(&one["mountPath"]);
            let part = match one.get("subPath") {
                Some(part) if at == mount.at => text(part),
                None => mount.at.strip_prefix(at)?.strip_prefix('/')?,
                _ => return None,
            };
            content(objects, template, text(&one["name"]), part)
        });
        prop_assert!(here.is_some(), "`{}` does not read {}", component.name, mount.at);
        prop_assert_eq!(here, there, "{}", &mount.at);
    }
    Ok(())
}

fn content<'o>(objects: &'o Objects, template: &Value, volume: &str, path: &str) -> Option<&'o str> {
    let volume = list(&template["spec"]["volumes"]).iter().find(|one| one["name"] == volume)?;
    list(&volume["projected"]["sources"]).iter().find_map(|source| {
        let item = list(&source["configMap"]["items"]).iter().find(|item| item["path"] == path)?;
        let map = objects.named("ConfigMap", text(&source["configMap"]["name"]))?;
        map["data"][text(&item["key"])].as_str()
    })
}

fn dependencies_agree(component: &Component, service: &Service, objects: &Objects, template: &Value) -> Verdict {
    let there: BTreeSet<String> = service.depends_on.keys().cloned().collect();
    let waits = containers(template).filter(|container| container["name"] == "wait");
    let words = waits.flat_map(|container| list(&container["command"]).iter().skip(2).map(text));
    let here: BTreeSet<String> = words.filter_map(|word| waited_for(objects, word)).collect();
    prop_assert_eq!(&here, &there, "`{}` waits for others", &component.name);
    // What is stopped again by hand has nothing that starts it anew.
    prop_assert_eq!(component.run == Run::Always, template["spec"].get("restartPolicy").is_none());
    Ok(())
}

/// The component behind `mysql:3306` or `batch/jobs/central-ledger-migrate-1a2b3c4d`; none where it is outside.
fn waited_for(objects: &Objects, word: &str) -> Option<String> {
    let Some((_, name)) = word.rsplit_once('/') else {
        let (host, _) = word.rsplit_once(':')?;
        return objects.named("Service", host).map(|_| host.to_owned());
    };
    let kinds = ["Job", "Deployment"].iter().filter_map(|kind| objects.named(kind, name));
    kinds.map(|object| text(&object["metadata"]["labels"]["app.kubernetes.io/name"]).to_owned()).next()
}

fn memory_agrees(component: &Component, service: &Service, main: &Value) -> Verdict {
    let most = &service.deploy.resources.limits.memory;
    let here = text(&main["resources"]["limits"]["memory"]);
    prop_assert_eq!(here, component.resources.memory.to_string());
    let mebibytes = format!("{}M", component.resources.memory.as_mebibytes());
    prop_assert_eq!(most.as_ref(), Some(&mebibytes));
    Ok(())
}
