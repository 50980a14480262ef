//! What breaks the rules of services that are worked on.

use super::{Fault, Hub, hub};
use crate::{Containers, Reload, ServiceSettings, WorkloadSettings};

/// Code, place, and what breaks the rule.
pub(super) const FAULTS: &[Fault] = &[
    ("source-not-followed", "services.ml-testing-toolkit-ui.reload", |h| {
        develop(h, "ml-testing-toolkit-ui", Reload::Mount, false);
    }),
    ("source-not-followed", "services.ml-testing-toolkit-ui.inspect", |h| {
        develop(h, "ml-testing-toolkit-ui", Reload::Rebuild, true);
    }),
    ("setting-not-used", "services.central-ledger.reload", |h| {
        h.services.entry("central-ledger".into()).or_default().reload = Reload::Sync;
    }),
    ("setting-not-used", "services.central-ledger.inspect", |h| {
        h.services.entry("central-ledger".into()).or_default().inspect = true;
    }),
    ("port-twice", "platform.containers.ports.quoting-service.inspector", |h| {
        develop(h, "quoting-service", Reload::Mount, true);
        h.platform = Containers::builder().ports([("quoting-service.inspector", 3001)]).build().into();
    }),
    ("unknown-port", "platform.containers.ports.quoting-service.inspector", |h| {
        develop(h, "quoting-service", Reload::Mount, false);
        h.platform = Containers::builder().ports([("quoting-service.inspector", 9400)]).build().into();
    }),
];

fn develop(hub: &mut Hub, service: &str, reload: Reload, inspect: bool) {
    let settings = ServiceSettings::builder().source(format!("../{service}")).reload(reload).inspect(inspect).build();
    hub.services.insert(service.into(), settings);
}

#[test]
fn what_may_be_said_of_sources_is_no_fault() {
    let fine: &[fn(&mut Hub)] = &[
        |h| develop(h, "central-ledger", Reload::Rebuild, false),
        |h| develop(h, "als-msisdn-oracle-svc", Reload::Sync, true),
        |h| develop(h, "ml-testing-toolkit-ui", Reload::Rebuild, false),
        // With a mounted tree the image is run.
        |h| {
            develop(h, "quoting-service", Reload::Mount, true);
            h.services["quoting-service"].image = Some("example/quoting:v1.0.0".into());
        },
    ];
    for (i, change) in fine.iter().enumerate() {
        let mut changed = hub();
        change(&mut changed);
        let found = changed.diagnose();
        assert!(found.is_empty(), "case {i}:\n{found}");
    }
}

#[test]
fn an_inspector_has_a_port_of_its_own_unless_there_are_several() {
    let mut hub = hub();
    develop(&mut hub, "central-ledger", Reload::Sync, true);
    hub.platform = Containers::builder().port_offset(1_000).build().into();
    let ports = |hub: &Hub| -> Vec<(String, u32)> {
        let ports = hub.validate().expect("a valid hub").resolved().ports.clone();
        let inspectors = ports.into_iter().filter(|port| port.id.as_str().ends_with(".inspector"));
        inspectors.map(|port| (port.component.clone(), port.outer)).collect()
    };
    let expected = [("central-ledger", 10_301), ("central-ledger-position-batch", 10_302)];
    assert_eq!(ports(&hub), expected.map(|(name, port)| (name.to_owned(), port)));
    let several = WorkloadSettings::builder().replicas(2).build();
    hub.services["central-ledger"].workloads.insert("central-ledger-position-batch".into(), several);
    assert_eq!(ports(&hub).len(), 1);
}
