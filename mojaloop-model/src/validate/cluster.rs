//! Rules of a cluster: what it must have for what a hub asks of it.

use super::stores::provisioning;
use super::{Sink, list};
use crate::catalogue::workload;
use crate::feature::Feature;
use crate::hub::Hub;
use crate::nearest;
use crate::platform::{Exposure, Microk8s, Operator, Platform, Tls};
use crate::quantity::Memory;
use crate::resolve::Resolved;
use crate::store::{Operated, Provisioning, StoreKind};
use crate::text::PortId;

fn operated(hub: &Hub) -> impl Iterator<Item = (StoreKind, &Operated)> {
    StoreKind::ALL.iter().filter_map(|kind| match hub.stores.provisioning(*kind) {
        Provisioning::Operator(operated) => Some((*kind, operated)),
        _ => None,
    })
}

pub(super) fn operators_are_there(hub: &Hub, _: &Resolved, sink: &mut Sink) {
    let cluster = hub.platform.cluster();
    for (kind, _) in operated(hub) {
        let operator = Operator::of(kind);
        if !cluster.has(operator) {
            sink.fault(
                format!("{}.operator", provisioning(kind)),
                format!("{kind} is run by the operator `{operator}`, and the platform has none"),
                format!("name `{operator}` in `platform.kubernetes.operators`, or provide {kind} as `container`"),
            );
        }
    }
}

/// A majority of more than nine takes longer than what it guards against.
const MOST_INSTANCES: u32 = 9;

pub(super) fn instances_have_a_majority(hub: &Hub, _: &Resolved, sink: &mut Sink) {
    for (kind, Operated { instances, .. }) in operated(hub) {
        if instances % 2 == 0 || *instances > MOST_INSTANCES {
            sink.fault(
                format!("{}.operator.instances", provisioning(kind)),
                format!("{instances} instances of {kind} have no majority that holds when one fails"),
                format!("expected an odd number up to {MOST_INSTANCES}, like 3"),
            );
        }
    }
}

/// Longer than anything a hub keeps.
const MOST_DAYS: u32 = 3650;

pub(super) fn backups_can_be_made(hub: &Hub, _: &Resolved, sink: &mut Sink) {
    for (kind, operated) in operated(hub) {
        let Some(backup) = &operated.backup else { continue };
        let path = format!("{}.operator.backup", provisioning(kind));
        if !matches!(kind, StoreKind::Mysql | StoreKind::Mongodb) {
            sink.fault(
                path,
                format!("the operator of {kind} makes no backups"),
                "take it out: what a broker or a cache holds is made again from the databases",
            );
        } else if !(1..=MOST_DAYS).contains(&backup.keep_days) {
            sink.fault(
                format!("{path}.keepDays"),
                format!("backups can't be kept for {} days", backup.keep_days),
                format!("expected 1 to {MOST_DAYS}"),
            );
        }
    }
}

/// The least a file system and a store's own files need.
const LEAST_DISK: Memory = Memory::gibibytes(1);
/// Kubernetes counts bytes in 63 bits, and no volume has more.
const MOST_DISK: Memory = Memory::gibibytes(1 << 20);

pub(super) fn disks_are_in_range(hub: &Hub, _: &Resolved, sink: &mut Sink) {
    for kind in StoreKind::ALL {
        if let Some(disk) = hub.stores.disk(*kind).filter(|disk| !(LEAST_DISK..=MOST_DISK).contains(disk)) {
            sink.fault(
                format!("stores.{kind}.disk"),
                format!("{kind} can't keep its data in `{disk}`"),
                format!("expected {LEAST_DISK} to {MOST_DISK}"),
            );
        }
    }
}

pub(super) fn autoscaling_has_a_range(hub: &Hub, _: &Resolved, sink: &mut Sink) {
    for_each_autoscale(hub, |path, name, replicas, autoscale| {
        let Some((_, workload)) = workload(name) else { return };
        if autoscale.most < replicas || autoscale.most > workload.most {
            sink.fault(
                format!("{path}.most"),
                format!("`{name}` can't run {replicas} to {} times", autoscale.most),
                format!("expected {replicas} to {}", workload.most),
            );
        }
        if !(1..=100).contains(&autoscale.cpu_percent) {
            sink.fault(
                format!("{path}.cpuPercent"),
                format!("{} is no part of the processor time that is asked for", autoscale.cpu_percent),
                "expected 1 to 100 percent",
            );
        }
    });
}

pub(super) fn autoscaling_helps(hub: &Hub, _: &Resolved, sink: &mut Sink) {
    for_each_autoscale(hub, |path, name, _, _| {
        if workload(name).is_some_and(|(_, workload)| !workload.scales.holds(hub)) {
            sink.fault(
                path,
                format!("more of `{name}` do not clear more"),
                "take it out: it keeps positions or state, or does what is to be done once; with `handlers: split` \
                 the ledger's API keeps no positions",
            );
        }
    });
}

fn for_each_autoscale(hub: &Hub, mut visit: impl FnMut(String, &str, u32, crate::service::Autoscale)) {
    for (id, settings) in &hub.services {
        for (name, of) in &settings.workloads {
            if let Some(autoscale) = of.autoscale {
                let path = format!("services.{id}.workloads.{name}.autoscale");
                visit(path, name.as_str(), of.replicas.unwrap_or(1), autoscale);
            }
        }
    }
}

pub(super) fn issuers_have_cert_manager(hub: &Hub, _: &Resolved, sink: &mut Sink) {
    let cluster = hub.platform.cluster();
    if let Exposure::Ingress(ingress) = &cluster.exposure
        && let Tls::Issuer(issuer) = &ingress.tls
        && !cluster.has(Operator::CertManager)
    {
        sink.fault(
            "platform.kubernetes.exposure.ingress.tls.issuer",
            format!("`{issuer}` is an issuer of cert-manager, and the platform has none"),
            "name `cert-manager` in `platform.kubernetes.operators`, or a `secret` that holds a certificate",
        );
    }
}

pub(super) fn open_ports_are_guarded(hub: &Hub, resolved: &Resolved, sink: &mut Sink) {
    let Platform::Kubernetes(kubernetes) = &hub.platform else { return };
    for (i, id) in kubernetes.open.iter().enumerate().filter(|(_, id)| resolved.is_unguarded(id)) {
        sink.fault(
            format!("platform.kubernetes.open[{i}]"),
            format!("`{id}` asks nobody who he is, and whoever reaches it may do what it can"),
            "take it out: forward the port when you need it, or put a login of your own before it",
        );
    }
}

pub(super) fn open_ports_are_known(hub: &Hub, resolved: &Resolved, sink: &mut Sink) {
    let Platform::Kubernetes(kubernetes) = &hub.platform else { return };
    let ids: Vec<PortId> = resolved.openable().map(|(id, _, _)| id).collect();
    let known = || ids.iter().map(PortId::as_str);
    for (i, id) in kubernetes.open.iter().enumerate().filter(|(_, id)| known().all(|known| known != id.as_str())) {
        let help = match nearest(id.as_str(), known()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("expected one of {}", list(known())),
        };
        sink.fault(format!("platform.kubernetes.open[{i}]"), format!("this hub has no port `{id}`"), help);
    }
}

pub(super) fn namespaces_are_free(hub: &Hub, _: &Resolved, sink: &mut Sink) {
    let Some(namespace) = &hub.platform.cluster().namespace else { return };
    if namespace.as_str() == "default" || namespace.as_str().starts_with("kube-") {
        sink.fault(
            "platform.kubernetes.namespace",
            format!("`{namespace}` belongs to the cluster"),
            "name one that is the hub's alone: quotas, policies and who may enter are set on it",
        );
    }
}

/// Features whose services want a larger machine. `Source:` mini-loop's own documentation.
const LARGE: &[Feature] = &[Feature::Bulk, Feature::ThirdParty];

pub(super) fn machine_is_large_enough(hub: &Hub, resolved: &Resolved, sink: &mut Sink) {
    let Platform::Microk8s(machine) = &hub.platform else { return };
    let path = "platform.microk8s.memory";
    let large = LARGE.iter().find(|feature| hub.has(**feature));
    let (least, what) = match large {
        Some(feature) => (Microk8s::LEAST_MEMORY_OF_LARGE, format!("a hub with `{feature}`")),
        None => (Microk8s::LEAST_MEMORY, "a hub".to_owned()),
    };
    if machine.memory < least {
        sink.fault(
            path,
            format!("`{}` is less than {what} on a machine of its own needs", machine.memory),
            format!("expected at least {least}"),
        );
        return;
    }
    let Some(hub_takes) = hub.memory.or_else(|| resolved.budget.limits()) else { return };
    let needed = hub_takes.saturating_add(Microk8s::SYSTEM_MEMORY);
    if needed > machine.memory {
        sink.fault(
            path,
            format!("the hub may take {hub_takes}, and the machine itself takes {}", Microk8s::SYSTEM_MEMORY),
            format!("expected at least {needed}, or less `memory` for the hub"),
        );
    }
}

pub(super) fn secrets_are_kept(hub: &Hub, resolved: &Resolved, sink: &mut Sink) {
    let Platform::Kubernetes(kubernetes) = &hub.platform else { return };
    let own = |kind: StoreKind| !matches!(hub.stores.provisioning(kind), Provisioning::External(_));
    let tables = resolved.databases.iter().map(|_| StoreKind::Mysql);
    let mut guarded = tables.chain(resolved.accounts.iter().map(|account| account.on));
    if kubernetes.secret_store.is_none() && guarded.any(own) {
        sink.fault(
            "platform.kubernetes.secretStore",
            "the passwords of the hub's databases are development values, which anybody can derive from its name",
            "name the `ClusterSecretStore` of External Secrets they are kept in",
        );
    }
}
