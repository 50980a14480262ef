//! Valid hubs on clusters of every kind, with what only a cluster can do.

use mojaloop_model::{
    Autoscale, Backup, Exposure, Gateway, Handlers, Hub, Ingress, Kubernetes, Memory, Microk8s, Nodes, Operated,
    Operator, Platform, PodUsers, Provisioning, Tls,
};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use super::valid::valid;

/// Any valid hub on a cluster.
pub fn on_cluster() -> impl Strategy<Value = Hub> {
    (valid().boxed(), platform().boxed(), stores().boxed(), autoscales().boxed())
        .prop_map(|(mut hub, platform, stores, autoscales)| {
            hub.platform = platform;
            if let Platform::Microk8s(machine) = &mut hub.platform {
                machine.memory = Memory::gibibytes(64);
            }
            // A budget was made to fit the hub without what is added here.
            hub.memory = None;
            run_by_operators(&mut hub, stores);
            scale(&mut hub, &autoscales);
            hub
        })
        .prop_filter("a rule refuses it", |hub| hub.validate().is_ok())
}

fn platform() -> impl Strategy<Value = Platform> {
    let machine = select(vec!["local", "hub.example.org"]);
    let machine = machine.prop_map(|domain| Microk8s::builder().domain(domain).build().into());
    prop_oneof![1 => machine, 5 => kubernetes().prop_map(Platform::from)]
}

fn kubernetes() -> impl Strategy<Value = Kubernetes> {
    let nodes = select(vec![Nodes::Single, Nodes::Several, Nodes::Zones]);
    let users = select(vec![PodUsers::Fixed, PodUsers::Assigned]);
    let open = subsequence(vec!["central-ledger", "ml-api-adapter", "ml-testing-toolkit.api"], 0..3);
    let names = (
        option::of(Just("payments")),
        option::of(Just("fast")),
        option::of(select(vec!["registry.example.org:5000", "mirror.example.org/hub"])),
        subsequence(vec!["pull-one", "pull-two"], 0..=2),
        option::of(Just("vault")),
    );
    (nodes, users, exposure(), open, names, any::<bool>()).prop_map(|(nodes, users, exposure, open, names, watched)| {
        let (namespace, storage_class, registry, pull_secrets, secret_store) = names;
        let mut operators = Operator::ALL.to_vec();
        operators.retain(|operator| watched || *operator != Operator::Prometheus);
        let cluster = Kubernetes::builder().nodes(nodes).users(users).exposure(exposure).operators(operators);
        let cluster = cluster.open(open).pull_secrets(pull_secrets).namespace_opt(namespace.map(Into::into));
        let cluster = cluster.storage_class_opt(storage_class.map(Into::into)).registry_opt(registry.map(Into::into));
        cluster.secret_store_opt(secret_store.map(Into::into)).build()
    })
}

fn exposure() -> impl Strategy<Value = Exposure> {
    let tls = select(vec![Tls::None, Tls::Issuer("letsencrypt".into()), Tls::Secret("certificate".into())]);
    let ingress = tls.prop_map(|tls| Ingress::builder().domain("hub.example.org").tls(tls).build().into());
    let gateway = any::<bool>().prop_map(|tls| {
        Gateway::builder().domain("hub.example.org").name("public").namespace("gateways").tls(tls).build().into()
    });
    prop_oneof![Just(Exposure::Inside), ingress, gateway]
}

fn stores() -> impl Strategy<Value = [Option<Operated>; 3]> {
    let operated = |backup: bool| {
        let instances = select(vec![1, 3, 5]);
        (instances, any::<bool>()).prop_map(move |(instances, wanted)| {
            let backup = (backup && wanted).then(|| {
                Backup::builder().bucket("backups").secret("backups").endpoint("https://s3.example.org").build()
            });
            Operated::builder().instances(instances).backup_opt(backup).build()
        })
    };
    (option::of(operated(true)), option::of(operated(false)), option::of(operated(false)))
        .prop_map(|(mysql, kafka, redis)| [mysql, kafka, redis])
}

fn run_by_operators(hub: &mut Hub, stores: [Option<Operated>; 3]) {
    if !matches!(hub.platform, Platform::Kubernetes(_)) {
        return;
    }
    let places =
        [&mut hub.stores.mysql.provisioning, &mut hub.stores.kafka.provisioning, &mut hub.stores.redis.provisioning];
    for (place, operated) in places.into_iter().zip(stores) {
        if let Some(operated) = operated {
            *place = Provisioning::Operator(operated);
        }
    }
}

/// Workloads of which more clear more, whatever the hub.
fn autoscales() -> impl Strategy<Value = Vec<(&'static str, &'static str, Autoscale)>> {
    let workloads = vec![
        ("quoting-service", "quoting-service"),
        ("quoting-service", "quoting-service-handler"),
        ("ml-api-adapter", "ml-api-adapter"),
        ("central-ledger", "central-ledger-prepare"),
    ];
    (subsequence(workloads, 0..3), 3..6_u32, 1..=100_u32).prop_map(|(workloads, most, cpu_percent)| {
        let autoscale = Autoscale { most, cpu_percent };
        workloads.into_iter().map(|(service, workload)| (service, workload, autoscale)).collect()
    })
}

fn scale(hub: &mut Hub, autoscales: &[(&str, &str, Autoscale)]) {
    let split = hub.handlers == Handlers::Split;
    for (service, workload, autoscale) in autoscales.iter().filter(|(_, w, _)| split || *w != "central-ledger-prepare")
    {
        let settings = hub.services.entry((*service).into()).or_default();
        settings.workloads.entry((*workload).into()).or_default().autoscale = Some(*autoscale);
    }
}
