//! Charts made for the test: of each hub, one whose `values.schema.json` comes from the catalogue and that renders
//! objects of the names it should. `.ci/helm-template` has Helm read them.

use std::fs;
use std::path::Path;

use mojaloop_render::helm::{KeyCatalogue, Rendered, rendered};
use serde_json::{Value, json};

use super::golden::hubs;
use super::{UMBRELLA, read, render};

/// Leaves a bundle and its charts for each chosen hub below `HELM_CHARTS`, where somebody wants Helm to judge them.
#[test]
#[expect(clippy::disallowed_methods, reason = "whoever runs the tests asks for it, and says where")]
fn leave_what_helm_can_judge() {
    let folder = std::env::var("HELM_CHARTS");
    for (case, hub) in hubs() {
        let bundle = render(&hub);
        let version = hub.release.name();
        let names = rendered("moja", version, &read(&bundle, UMBRELLA));
        assert!(names.iter().any(|one| one.kind == "Deployment"), "{case} runs nothing");
        let Ok(folder) = &folder else { continue };
        let case = Path::new(folder).join(case);
        fs::create_dir_all(&case).expect("a folder to write to");
        bundle.diff(&case).expect("an empty folder").apply().expect("a bundle");
        for (chart, templates) in [("mojaloop", templates(&names)), ("example-mojaloop-backend", String::new())] {
            let schema = KeyCatalogue::of(chart, version).expect("a known chart").schema();
            let at = case.join("charts").join(chart);
            fs::create_dir_all(at.join("templates")).expect("a folder");
            let about = json!({ "apiVersion": "v2", "name": chart, "version": version });
            for (name, text) in [
                ("Chart.yaml", about.to_string()),
                ("values.schema.json", schema.to_string()),
                ("templates/all.yaml", templates),
            ] {
                fs::write(at.join(name), text).expect("a file");
            }
        }
    }
}

/// Pods as the real chart has them, as far as patches and admission ask.
fn templates(names: &[Rendered]) -> String {
    let runs = names.iter().filter(|one| matches!(one.kind, "Deployment" | "StatefulSet"));
    let mut all: Vec<String> = runs.map(pods).collect();
    // As the real one has it: the values say when it runs.
    all.push(
        "apiVersion: batch/v1\nkind: Job\nmetadata:\n  name: migration\n  annotations:\n    {{- toYaml (index .Values \
         \"centralledger\" \"centralledger-service\" \"migration\" \"annotations\") | nindent 4 }}\n"
            .to_owned(),
    );
    all.join("\n---\n")
}

/// What is a value in the real chart, too.
const COUNT: &str = "how many";
const CONTEXT: &str = "what the container may do";

fn pods(one: &Rendered) -> String {
    let suffix = one.name.strip_prefix("moja-").unwrap_or(&one.name);
    let labels = json!({ "app.kubernetes.io/name": suffix, "app.kubernetes.io/instance": "moja" });
    let container = json!({
        "name": suffix,
        "image": "it:1",
        "env": [{ "name": "A", "value": "1" }],
        "livenessProbe": { "periodSeconds": 15 },
        "securityContext": CONTEXT,
        "volumeMounts": [{ "name": "config", "mountPath": "/opt/app/config" }],
    });
    // As the real one has them: its configuration is a volume of every pod.
    let spec = json!({ "containers": [container], "volumes": [{ "name": "config", "emptyDir": {} }] });
    let path = one.from.split('.').map(|key| format!("{key:?}")).collect::<Vec<_>>().join(" ");
    let value = |key: &str, default: &str| format!("{{{{ dig {path} {key:?} {default} .Values.AsMap | toJson }}}}");
    let object = json!({
        "apiVersion": "apps/v1",
        "kind": one.kind,
        "metadata": { "name": one.name },
        "spec": {
            "replicas": COUNT,
            "serviceName": if one.kind == "StatefulSet" { json!(one.name) } else { Value::Null },
            "selector": { "matchLabels": labels },
            "template": { "metadata": { "labels": labels }, "spec": spec },
        },
    });
    let text = object.to_string().replace("\"serviceName\":null,", "");
    let text = text.replace(&format!("{COUNT:?}"), &value("replicaCount", "1"));
    text.replace(&format!("{CONTEXT:?}"), &value("containerSecurityContext", "dict"))
}
