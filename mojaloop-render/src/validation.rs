//! `validate.sh`: looks at a hub where it runs on a cluster, whoever brought it there.
//!
//! What can be asked from inside is the plan's own job; the script runs it, and adds what only `kubectl` and the way
//! in from outside can tell.

use mojaloop_model::VALIDATE_JOB;

use crate::bundle::{Body, DraftFile};
use crate::plan::{Component, Health, Plan, Role, Route, Run};
use crate::script;

const PROGRAM: &str = include_str!("validation/validate.sh");

/// The object that runs a component: its kind and its name.
pub(crate) type Runs<'n> = &'n dyn Fn(&Component) -> String;

/// A file that a component reads, as the config map that holds it has it: the map's name, and the key.
pub(crate) type Holds<'n> = &'n dyn Fn(&str) -> (String, String);

/// The script for a plan, whose components are run by objects of these names.
pub(crate) fn script(plan: &Plan, runs: Runs, holds: Holds) -> DraftFile {
    let always = || plan.components.iter().filter(|component| component.run == Run::Always);
    let facts = [
        ("NAMESPACE", vec![plan.namespace.clone()]),
        ("PROGRAM", vec![kubectl(plan).to_owned()]),
        ("JOB", vec![VALIDATE_JOB.to_owned()]),
        // A name below `local` leads nowhere but where the machine's own list of hosts says.
        ("VIA", plan.machine.iter().map(|_| "127.0.0.1".to_owned()).collect()),
        ("WORKLOADS", always().map(runs).collect()),
        ("CLAIMS", always().flat_map(claims).collect()),
        ("OVERLAYS", always().flat_map(|component| overlays(component, runs, holds)).collect()),
        ("ROUTES", plan.routes.iter().map(|route| address(plan, route)).collect()),
    ];
    let facts = facts.map(|(name, lines)| (name, lines.join("\n")));
    DraftFile::new("validate.sh", Body::Text(script::with_facts(PROGRAM, facts).into())).origin("platform").executable()
}

/// The program that talks to the cluster: a machine of the hub's own brings one with it.
pub(crate) fn kubectl(plan: &Plan) -> &'static str {
    if plan.machine.is_some() { "microk8s kubectl" } else { "kubectl" }
}

fn claims(component: &Component) -> Vec<String> {
    let claims = component.volumes.keys().filter(|_| component.role == Role::Store);
    claims.map(|volume| format!("{volume}-{}-0", component.name)).collect()
}

/// What runs, its container, the config map and the key it is to read, and where it reads it.
fn overlays(component: &Component, runs: Runs, holds: Holds) -> Vec<String> {
    let overlay = |file: &str, at: &str| {
        let (map, key) = holds(file);
        format!("{} {} {map} {key} {at}", runs(component), component.name)
    };
    component.mounts.iter().map(|mount| overlay(&mount.file, &mount.at)).collect()
}

/// The address of a route, and after it the path that answers 200; none where only the port is known to be open.
fn address(plan: &Plan, route: &Route) -> String {
    let scheme = if plan.cluster.exposure.is_tls() { "https" } else { "http" };
    let health = plan.component(&route.component).and_then(|component| component.health.as_ref());
    let path = match health {
        Some(Health::Http { port, path }) if *port == route.port => path.as_str(),
        _ => "",
    };
    format!("{scheme}://{} {path}", route.host)
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_script_has_a_place_for_its_facts() {
        crate::script::tests::has_a_place(super::PROGRAM);
    }
}
