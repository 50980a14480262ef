//! Hubs for the laws of reading and writing: everything set in some of them, some with traps of YAML in their texts.

use mojaloop_model::{
    Containers, Cpu, Durability, External, Handlers, Hub, HubParticipant, Kafka, Memory, Messages, Mysql, Participant,
    Peer, PlayedBy, Provisioning, Proxy, Release, Reload, Scheme, ServiceSettings, Span, Stores, Timeouts,
    WorkloadSettings,
};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use serde_json::{Value, json};

pub(super) fn hub() -> impl Strategy<Value = Hub> {
    let choices = (select(Release::ALL), select(vec![Handlers::Combined, Handlers::Split]), option::of(memory()));
    let parts = (scheme(), vec(participant(), 0..4), stores(), vec(service(), 0..3), platform());
    ("[a-z]{1,8}", choices, parts).prop_map(|(name, (release, handlers, memory), parts)| {
        let (scheme, participants, stores, services, platform) = parts;
        let hub = Hub::builder().name(name).release(release).handlers(handlers).memory_opt(memory).scheme(scheme);
        let mut hub = hub.participants(participants).stores(stores).platform(platform).build();
        hub.services.extend(services.into_iter().map(|(id, settings)| (id.into(), settings)));
        hub
    })
}

fn currencies() -> impl Strategy<Value = Vec<&'static str>> {
    subsequence(vec!["ZMW", "USD", "NOK", "KWD"], 1..4)
}

fn scheme() -> impl Strategy<Value = Scheme> {
    let messages = select(vec![Messages::Fspiop, Messages::Iso20022]);
    let participant =
        (1..3_u32, "[A-Z][a-z]{1,5}").prop_map(|(id, name)| HubParticipant::builder().id(id).name(name).build());
    (currencies(), messages, participant, 299..302_u64).prop_map(|(all, messages, participant, fulfil)| {
        let timeouts = Timeouts::builder().fulfil(Span::seconds(fulfil)).build();
        let scheme = Scheme::builder().currencies(all).messages(messages).hub_participant(participant);
        scheme.timeouts(timeouts).build()
    })
}

fn participant() -> impl Strategy<Value = Participant> {
    let played_by = select(vec![
        PlayedBy::TestingToolkit,
        PlayedBy::Sdk,
        PlayedBy::CallbackHandler,
        PlayedBy::Endpoint("http://bank:4000".into()),
        PlayedBy::Simulator("https://sim.example.org/a".into()),
        Proxy::to(Peer::Adapter("http://adapter:4100".into())).into(),
        Proxy::to(Peer::Gateway("http://gateway:4300".into())).payee("lakebank").payee("NO").into(),
    ]);
    let id = prop_oneof![
        "[a-z]{2,8}",
        "[0-9]{2,6}",
        select(vec!["NO", "on", "null", "True", "0x1F", "1e3", "12-30"]).prop_map(str::to_owned)
    ];
    let msisdn = option::of("[1-9][0-9]{7}");
    (id, currencies(), "[1-9][0-9]{0,5}", played_by, msisdn).prop_map(|(id, all, cap, player, msisdn)| {
        let participant = all.into_iter().fold(Participant::new(id), Participant::currency);
        Participant { msisdn: msisdn.map(Into::into), ..participant.net_debit_cap(cap).played_by(player) }
    })
}

fn memory() -> impl Strategy<Value = Memory> {
    prop_oneof![(4..64_u64).prop_map(Memory::gibibytes), (1..1_u64 << 50).prop_map(Memory::bytes)]
}

fn stores() -> impl Strategy<Value = Stores> {
    let external =
        (option::of("[a-z]{1,9}\\.example"), option::of(any::<u16>()), any::<bool>()).prop_map(|(host, port, tls)| {
            Provisioning::External(External { host: host.map(Into::into), port, tls, secret: None })
        });
    let provisioning = prop_oneof![Just(Provisioning::Container), Just(Provisioning::Absent), external];
    let durability = select(vec![Durability::Full, Durability::Disposable]);
    let partitions = vec((select(vec!["topic-transfer-prepare", "topic-notification-event", "a.b"]), 1..9_u32), 0..3);
    (provisioning, durability, partitions).prop_map(|(provisioning, durability, partitions)| {
        let mysql = Mysql::builder().provisioning(provisioning).durability(durability).build();
        Stores::builder().mysql(mysql).kafka(Kafka::builder().partitions(partitions).build()).build()
    })
}

fn service() -> impl Strategy<Value = (&'static str, ServiceSettings)> {
    let workload = (option::of(1..4_u32), option::of(memory()), option::of((1..9_000_u64).prop_map(Cpu::millicores)))
        .prop_map(|(replicas, memory, cpu)| WorkloadSettings { replicas, memory, cpu, ..WorkloadSettings::default() });
    let workloads = vec((select(vec!["central-ledger", "central-ledger-prepare"]), workload), 0..2);
    let parts =
        (vec(("[A-Z_.~/]{1,8}", config()), 0..3), workloads, (option::of("\\./[a-z]{1,5}"), reload(), any::<bool>()));
    (select(vec!["central-ledger", "quoting-service"]), parts).prop_map(
        |(id, (config, workloads, (source, reload, inspect)))| {
            let workloads = workloads.into_iter().map(|(name, of)| (name.into(), of)).collect();
            let config = config.into_iter().collect();
            (id, ServiceSettings { image: None, config, source: source.map(Into::into), reload, inspect, workloads })
        },
    )
}

fn reload() -> impl Strategy<Value = Reload> {
    select(vec![Reload::Rebuild, Reload::Sync, Reload::Mount])
}

fn config() -> impl Strategy<Value = Value> {
    let traps = vec!["no", "null", "~", "1_000", "0o17", "0x1F", "1e3", ".inf", "12:30", "<<", "=", "a\nb\n", ""];
    let leaf = prop_oneof![
        Just(json!(null)),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
        select(traps).prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..3).prop_map(Value::from),
            vec(("[a-zA-Z0-9_.]{0,5}", inner), 0..3).prop_map(|entries| entries.into_iter().collect()),
        ]
    })
}

fn platform() -> impl Strategy<Value = Containers> {
    let ports = vec((select(vec!["central-ledger", "ml-testing-toolkit.api"]), any::<u16>()), 0..2);
    (ports, 0..9_u16).prop_map(|(ports, offset)| Containers::builder().ports(ports).port_offset(offset).build())
}
