//! Hubs with any mixture of faults: a valid one, and then some things that somebody could do to it.

use mojaloop_model::{
    Amount, Autoscale, Backup, Containers, Cpu, Delay, Durability, Exchange, External, Feature, Handlers, Hub, Ingress,
    Kafka, Kubernetes, Memory, Messages, Microk8s, Operated, Operator, Participant, Peer, Platform, PlayedBy,
    Provisioning, Proxy, Release, Reload, ServiceSettings, SettlementModel, Span, Tls, WorkloadSettings,
};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};

use super::valid::valid;

/// Any hub at all.
pub fn wild() -> impl Strategy<Value = Hub> {
    let deeds = vec((select(DEEDS), text(), number(), value()), 0..8);
    (valid(), deeds).prop_map(|(mut hub, deeds)| {
        for (deed, text, number, value) in deeds {
            deed(&mut hub, &What { text, number, value });
        }
        hub
    })
}

/// What a deed is done with.
struct What {
    text: String,
    number: u64,
    value: Value,
}

impl What {
    fn small(&self) -> u32 {
        u32::try_from(self.number).unwrap_or(u32::MAX)
    }

    fn port(&self) -> u16 {
        u16::try_from(self.number).unwrap_or(u16::MAX)
    }

    fn memory(&self) -> Memory {
        Memory::bytes(self.number)
    }

    fn one_of<T: Copy>(&self, all: &[T]) -> T {
        all[usize::try_from(self.number % 97).unwrap_or_default() % all.len()]
    }
}

fn model(name: &str, currency: &str) -> SettlementModel {
    SettlementModel::builder().name(name).currency(currency).delay(Delay::Immediate).build()
}

const DEEDS: &[fn(&mut Hub, &What)] = &[
    |h, w| h.name = w.text.clone().into(),
    |h, w| h.name = "a".repeat(w.one_of(&[0, 1, 31, 32, 33, 300])).into(),
    |h, w| h.release = w.one_of(Release::ALL),
    |h, w| h.handlers = w.one_of(&[Handlers::Combined, Handlers::Split]),
    |h, w| h.memory = Some(w.memory()),
    |h, w| h.memory = Some(Memory::gibibytes(w.one_of(&[0, 1, 3, 4, 1 << 40]))),
    |h, _| h.scheme.currencies.clear(),
    |h, w| h.scheme.currencies.push(w.text.clone().into()),
    |h, w| h.scheme.currencies.push(w.one_of(&["ZMW", "ZMV", "SLE", "XAU", "zmw"]).into()),
    |h, w| h.scheme.messages = w.one_of(&[Messages::Fspiop, Messages::Iso20022]),
    |h, w| h.scheme.hub_participant.name = w.text.clone().into(),
    |h, w| h.scheme.hub_participant.id = w.small(),
    |h, w| h.scheme.timeouts.fulfil = Span::milliseconds(w.number),
    |h, w| h.scheme.timeouts.request = Span::seconds(w.number),
    |h, w| h.scheme.timeouts.clock_lag = Span::milliseconds(w.number),
    |h, w| h.scheme.timeouts.funds_transfer = Span::milliseconds(w.number),
    |h, w| h.participants.push(proxy("lakes", w.text.as_str(), "lakebank")),
    |h, w| {
        let url = w.one_of(&["https://gateway", "http://gateway:4300/a", "http://localhost", "http://gateway:4300"]);
        h.participants.push(proxy("sea", url, "hub"));
    },
    |h, w| h.participants.push(proxy("__", "http://gateway", w.one_of(&["lakebank", "fsp", "Hub", "lakes"]))),
    |h, w| h.features.extend([w.one_of(Feature::ALL)]),
    |h, w| participants(h, |p| p.exchanges.push(Exchange::new(w.text.as_str(), "ZMW", "1"))),
    |h, w| participants(h, |p| p.exchanges.push(Exchange::new("ZMW", "ZMW", w.text.as_str()))),
    |h, _| participants(h, |p| p.exchanges = vec![Exchange::new("ZMW", "USD", "1"); 2]),
    |h, _| h.participants.push(Participant::new("centralauth").currency("ZMW")),
    |h, w| h.features.retain(|feature| *feature != w.one_of(Feature::ALL)),
    |h, _| h.features.clear(),
    |h, w| h.load.rate = w.one_of(&[0, 1, 200, 201]),
    |h, w| h.load.duration = Span::milliseconds(w.number),
    |h, w| h.load.weights.extend([(w.text.clone().into(), w.one_of(&[0, 1, 1001]))]),
    |h, w| h.load.thresholds.quote = Span::milliseconds(w.number),
    |h, w| h.scheme.settlement.models.push(model(w.text.as_str(), w.one_of(&["ZMW", "USD", "ZMV"]))),
    |h, w| h.scheme.settlement.models.push(model("GROSS", w.one_of(&["ZMW", "JPY"]))),
    |h, w| h.scheme.settlement.models.extend(h.scheme.settlement.models.get(w.port() as usize % 2).cloned()),
    |h, w| drop(h.scheme.settlement.rules.insert(w.text.clone().into(), w.text.clone())),
    |h, w| h.participants.push(Participant::new(w.text.as_str())),
    |h, w| h.participants.push(Participant::new("fsp").currency(w.text.as_str())),
    |h, _| h.participants.extend(h.participants.clone()),
    |h, _| h.participants.push(Participant::new(h.scheme.hub_participant.name.as_str()).currency("ZMW")),
    |h, w| participants(h, |p| p.played_by = PlayedBy::Endpoint(w.text.clone().into())),
    |h, _| participants(h, |p| p.played_by = PlayedBy::Sdk),
    |h, w| {
        // Two names that make one host, two that make one database, and one that makes none.
        let names = w.one_of(&[["fsp", "f-s"], ["a_b", "a-b"], ["greenbank", "kbank411"], ["--", "__"]]);
        let player = |name: &str| Participant::new(name).currency("ZMW").played_by(PlayedBy::Sdk);
        h.participants.extend(names.map(player));
    },
    |h, w| {
        let is_old = w.one_of(&[true, false]);
        let player = || if is_old { PlayedBy::LegacySimulator } else { PlayedBy::CallbackHandler };
        participants(h, |p| p.played_by = player());
    },
    |h, w| {
        let url = w.one_of(&["http://localhost:4000", "http://127.0.0.1", "http://bank:4000/", "http://bank:4000"]);
        participants(h, |p| p.played_by = PlayedBy::Simulator(url.into()));
    },
    |h, w| participants(h, |p| p.liquidity = w.text.clone().into()),
    |h, w| participants(h, |p| p.net_debit_cap = w.one_of(&["0", "0.0001", "99999999999999.9999", "-1"]).into()),
    |h, w| participants(h, |p| p.liquidity = Amount::from(w.number.to_string())),
    |h, w| participants(h, |p| p.msisdn = Some(w.text.clone().into())),
    |h, _| participants(h, |p| p.msisdn = Some("260971234567".into())),
    |h, _| participants(h, |p| p.currencies.clear()),
    |h, _| participants(h, |p| p.exchanges.extend(p.exchanges.clone())),
    |h, _| participants(h, |p| p.currencies.extend(p.currencies.clone())),
    |h, w| provisioning(h, w, &Provisioning::Absent),
    |h, w| provisioning(h, w, &Provisioning::Container),
    |h, w| provisioning(h, w, &Provisioning::External(External::default())),
    |h, w| provisioning(h, w, &Provisioning::External(External::builder().host(w.text.as_str()).build())),
    |h, w| {
        let external = External::builder().secret(w.text.as_str()).port(w.port()).build();
        provisioning(h, w, &Provisioning::External(external));
    },
    |h, w| h.stores.mysql.image = Some(w.text.clone().into()),
    |h, w| h.stores.redis.image = Some(w.one_of(&["redis", "redis:latest", "redis:7", "a:5000/b", "@", ":"]).into()),
    |h, w| h.stores.mysql.durability = w.one_of(&[Durability::Full, Durability::Disposable]),
    |h, w| h.stores.kafka = Kafka::builder().partitions([(w.text.as_str(), w.small())]).build(),
    |h, w| *h.stores.kafka.partitions.entry("topic-notification-event".into()).or_default() = w.small(),
    |h, w| drop(h.services.insert(w.text.clone().into(), ServiceSettings::default())),
    |h, w| h.services.entry("central-ledger".into()).or_default().image = Some(w.text.clone().into()),
    |h, w| h.services.entry("quoting-service".into()).or_default().image = Some(w.one_of(&["a", "a:latest"]).into()),
    |h, w| h.services.entry("quoting-service".into()).or_default().source = Some(w.text.clone().into()),
    |h, w| {
        let settings = h.services.entry(w.one_of(SERVICES).into()).or_default();
        settings.reload = w.one_of(&[Reload::Rebuild, Reload::Sync, Reload::Mount]);
        settings.inspect = true;
        settings.source = Some("../sources".into());
    },
    |h, w| {
        let settings = h.services.entry("quoting-service".into()).or_default();
        (settings.source, settings.inspect) = (Some("../quoting-service".into()), true);
        let ports = [("quoting-service.inspector", w.one_of(&[3001, 3000, 9301]))];
        h.platform = Containers::builder().ports(ports).build().into();
    },
    |h, w| set(h, w, &w.text),
    |h, w| set(h, w, w.one_of(&["DATABASE", "KAFKA", "PORT", "API_TYPE", "HANDLERS", "LOG_LEVEL"])),
    |h, w| set(h, w, w.one_of(&["AUTH_ENABLED", "PROXY_MAP", "ERROR_HANDLING", "HTTP_REQUEST_TIMEOUT_MS"])),
    |h, w| database(h, "HOST", &w.text),
    |h, w| database(h, "PASSWORD", &w.text),
    |h, w| database(h, "PASSWORD", w.one_of(&["12e45", "0x1F", "", "s3cret"])),
    |h, w| {
        let key =
            w.one_of(&[concat!("-----BEGIN PRIVATE", " KEY-----"), concat!("-----BEGIN RSA PRIVATE", " KEY-----")]);
        let ledger = h.services.entry("central-ledger".into()).or_default();
        ledger.config.insert(
            "HANDLERS".to_owned(),
            json!({ "TIMEOUT": { "DIST_LOCK": { "redisConfigs": [{ "tls": [key] }] } } }),
        );
    },
    |h, w| workload(h, w, WorkloadSettings::builder().replicas(w.small()).build()),
    |h, w| {
        let replicas = w.one_of(&[0, 2, 1000, u32::MAX]);
        workload(h, w, WorkloadSettings::builder().replicas(replicas).memory(Memory::MAX).build());
    },
    |h, w| workload(h, w, WorkloadSettings::builder().memory(w.memory()).cpu(Cpu::millicores(w.number)).build()),
    |h, w| {
        let after = [w.text.as_str(), "ml-api-adapter", "quoting-service"];
        workload(h, w, WorkloadSettings::builder().after(after).build());
    },
    |h, w| h.platform = Containers::builder().port_offset(w.port()).build().into(),
    |h, w| h.platform = Microk8s::builder().memory(w.memory()).domain(w.text.as_str()).build().into(),
    |h, w| cluster(h).namespace = Some(w.one_of(&["default", "kube-system", "hub", w.text.as_str()]).into()),
    |h, w| cluster(h).registry = Some(w.text.clone().into()),
    |h, w| cluster(h).open = vec![w.text.clone().into()],
    |h, _| {
        h.features.insert(Feature::Portal);
        cluster(h).open = vec!["portal".into()];
    },
    |h, w| cluster(h).secret_store = Some(w.text.clone().into()),
    |h, w| {
        let ingress = Ingress::builder().domain(w.text.as_str()).tls(Tls::Issuer(w.text.clone().into())).build();
        cluster(h).exposure = ingress.into();
    },
    |h, w| cluster(h).operators = vec![w.one_of(Operator::ALL)],
    |h, w| {
        let backup = Backup::builder().bucket(w.text.as_str()).secret("backups").keep_days(w.small()).build();
        let operated = Operated::builder().instances(w.small()).backup(backup).build();
        provisioning(h, w, &Provisioning::Operator(operated));
    },
    |h, w| h.stores.mysql.disk = Some(w.memory()),
    |h, w| {
        let autoscale = Autoscale::builder().most(w.small()).cpu_percent(w.small()).build();
        workload(h, w, WorkloadSettings::builder().autoscale(autoscale).build());
    },
    |h, w| h.platform = Containers::builder().ports([(w.text.as_str(), w.port())]).build().into(),
    |h, w| {
        let ports = [("quoting-service", 3001), ("central-ledger", w.port())];
        h.platform = Containers::builder().ports(ports).build().into();
    },
];

/// Any text, and some that are more than they seem.
fn text() -> impl Strategy<Value = String> {
    let traps = vec![
        "",
        " ",
        "no",
        "~",
        "null",
        "0",
        "1e3",
        "12:30",
        "<<",
        "=",
        "-",
        "---",
        "#a",
        "a: b",
        "a\nb",
        "\u{0}",
        "\u{feff}",
        "../x",
        "/etc/passwd",
        "a/b",
        "mysql",
        "kafka",
        "central-ledger",
        "test",
        "provision",
        "Hub",
        "$A",
        "${A}",
        "{{a}}",
        "{$environment.a}",
        "'; drop",
        "ZMW",
        "latest",
        "http://a",
        "https://a:0",
        "http://a:65536",
        "http://a:99999999999",
        "a:latest",
        "a@sha256:00",
        "com1",
        "__proto__",
    ];
    prop_oneof![4 => select(traps).prop_map(str::to_owned), 2 => any::<String>(), 1 => "[a-zA-Z0-9_.-]{0,70}", 1 => "é{0,300}"]
}

/// Any number, and those at the edges.
fn number() -> impl Strategy<Value = u64> {
    let edges =
        vec![0, 1, 2, 3, 80, 3001, 3306, 60_000, 65_535, 65_536, 1 << 20, 1 << 31, (1 << 32) - 1, 1 << 53, u64::MAX];
    prop_oneof![3 => select(edges), 1 => any::<u64>(), 1 => 0..10_000_u64]
}

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        text().prop_map(Value::from),
        number().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<bool>().prop_map(Value::from),
        Just(json!(null)),
        // Nearly as deep as a file is read at all.
        (1..26_usize).prop_map(|depth| (0..depth).fold(json!(1), |value, _| json!({ "a": [value] }))),
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..4).prop_map(Value::from),
            vec((text(), inner), 0..4).prop_map(|entries| entries.into_iter().collect()),
        ]
    })
}

fn proxy(id: &str, gateway: &str, payee: &str) -> Participant {
    let proxy = Proxy::to(Peer::Gateway(gateway.into())).payee(payee);
    Participant::new(id).currency("ZMW").played_by(proxy)
}

fn participants(hub: &mut Hub, deed: impl FnMut(&mut Participant)) {
    hub.participants.iter_mut().for_each(deed);
}

fn cluster(hub: &mut Hub) -> &mut Kubernetes {
    if !matches!(hub.platform, Platform::Kubernetes(_)) {
        hub.platform = Kubernetes::default().into();
    }
    let Platform::Kubernetes(cluster) = &mut hub.platform else { unreachable!("it was made one") };
    cluster
}

fn provisioning(hub: &mut Hub, what: &What, provisioning: &Provisioning) {
    let stores = &mut hub.stores;
    let all = [
        &mut stores.mysql.provisioning,
        &mut stores.kafka.provisioning,
        &mut stores.redis.provisioning,
        &mut stores.mongodb.provisioning,
    ];
    let which = usize::try_from(what.number % 4).unwrap_or_default();
    for (_, place) in all.into_iter().enumerate().filter(|(at, _)| *at == which) {
        place.clone_from(provisioning);
    }
}

const SERVICES: &[&str] = &[
    "central-ledger",
    "quoting-service",
    "ml-api-adapter",
    "account-lookup-service",
    "als-msisdn-oracle-svc",
    "ml-testing-toolkit",
    "ml-testing-toolkit-ui",
    "nobody",
];

fn set(hub: &mut Hub, what: &What, key: &str) {
    let settings = hub.services.entry(what.one_of(SERVICES).into()).or_default();
    settings.config.insert(key.to_owned(), what.value.clone());
}

fn database(hub: &mut Hub, key: &str, value: &str) {
    let settings = hub.services.entry("central-ledger".into()).or_default();
    settings.config.insert("DATABASE".to_owned(), json!({ key: value }));
}

const WORKLOADS: &[(&str, &str)] = &[
    ("central-ledger", "central-ledger"),
    ("central-ledger", "central-ledger-position-batch"),
    ("central-ledger", "central-ledger-prepare"),
    ("quoting-service", "quoting-service"),
    ("quoting-service", "quoting-service-handler"),
    ("ml-api-adapter", "ml-api-adapter"),
    ("account-lookup-service", "account-lookup-service-timeout"),
    ("central-ledger", "quoting-service"),
    ("ml-testing-toolkit", "test"),
];

fn workload(hub: &mut Hub, what: &What, settings: WorkloadSettings) {
    let (service, workload) = what.one_of(WORKLOADS);
    hub.services.entry(service.into()).or_default().workloads.insert(workload.into(), settings);
}
