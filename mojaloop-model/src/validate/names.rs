//! Rules of derived names.

use super::Sink;
use super::path::at;
use crate::hub::Hub;
use crate::resolve::Resolved;

/// The longest DNS label: a container's name is one, and so is a Kubernetes service's.
const LONGEST: usize = 63;

pub(super) fn derived_names_fit(hub: &Hub, resolved: &Resolved, sink: &mut Sink) {
    let migrations = resolved.migrations.iter().map(crate::resolve::RunMigration::name);
    let workloads = resolved.workloads.iter().map(|running| running.name.clone());
    // A container engine joins project, component and number: `zambezi-central-ledger-1`.
    let longest = workloads.chain(migrations).max_by_key(String::len).unwrap_or_default();
    let name = hub.name.as_str();
    let derived = format!("{name}-{longest}-1");
    if derived.len() > LONGEST {
        let fits = LONGEST.saturating_sub(derived.len() - name.len());
        sink.fault(
            at!(hub.name),
            format!("`{name}` makes `{derived}`, which is {} characters and can be {LONGEST}", derived.len()),
            format!("expected a name of at most {fits} characters"),
        );
    }
}
