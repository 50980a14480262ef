//! `kustomization.yaml`: every object in the order it is applied, and at its head what to do with them.

use serde_json::json;

use crate::bundle::{Body, DraftFile};
use crate::plan::{Plan, Run};
use crate::validation;
use crate::yaml::Comments;

pub(super) fn of(plan: &Plan, paths: &[String]) -> DraftFile {
    let tree = json!({
        "apiVersion": "kustomize.config.k8s.io/v1beta1",
        "kind": "Kustomization",
        "resources": paths,
    });
    let body = Body::Yaml { tree, comments: Comments::default().head(head(plan).join("\n")) };
    DraftFile::new("kustomization.yaml", body)
}

fn head(plan: &Plan) -> Vec<String> {
    let namespace = &plan.namespace;
    let program = validation::kubectl(plan);
    let kubectl = format!("{program} --namespace {namespace}");
    let mut commands = vec![
        (format!("{program} apply --kustomize ."), "brings the hub up, or to where these files are".to_owned()),
        (
            format!("{kubectl} wait --for=condition=Available deployment --all --timeout=10m"),
            "waits until it works".to_owned(),
        ),
    ];
    if plan.machine.is_some() {
        commands.insert(0, ("machine/microk8s.sh --check".to_owned(), "says whether this machine will do".to_owned()));
        commands.insert(
            1,
            ("sudo machine/microk8s.sh".to_owned(), "sets the machine up; again changes nothing".to_owned()),
        );
    }
    commands.push(("./validate.sh".to_owned(), "looks at all of it, and ends with a verdict".to_owned()));
    for component in &plan.components {
        let name = &component.name;
        match component.run {
            Run::Afterwards => commands.push((
                format!("{kubectl} logs --follow --selector app.kubernetes.io/name={name}"),
                format!("shows how `{name}` goes: it {}", component.summary),
            )),
            Run::OnDemand => {
                commands
                    .push((format!("{kubectl} create job --from=cronjob/{name} {name}-1"), component.summary.clone()));
                commands.push((
                    format!("{kubectl} logs --follow job/{name}-1"),
                    "shows how it goes, and its verdict".to_owned(),
                ));
            }
            _ => {}
        }
    }
    commands
        .push((format!("{program} delete namespace {namespace}"), "takes everything away, with its data".to_owned()));
    let mut lines = vec![
        format!(
            "Hub {} of Mojaloop {}. Rendered: change the hub it describes, not these files.",
            plan.name, plan.release
        ),
        String::new(),
    ];
    for (command, what) in commands {
        lines.push(command);
        lines.push(format!("    {what}"));
    }
    lines
}
