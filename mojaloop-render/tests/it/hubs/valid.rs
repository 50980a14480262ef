//! Valid hubs. They are made so that almost all are: what a rule still refuses is thrown away.

use indexmap::IndexMap;
use mojaloop_model::{
    Containers, Cpu, Currency, Delay, Exchange, Feature, Handlers, Hub, HubParticipant, Load, Memory, Messages,
    Participant, Peer, PlayedBy, Provisioning, Proxy, Release, Reload, Scheme, ServiceSettings, SettlementModel, Span,
    Timeouts, WorkloadSettings,
};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use serde_json::{Value, json};

use super::stores::stores;

/// Any valid hub.
pub fn valid() -> impl Strategy<Value = Hub> {
    let features = subsequence(Feature::ALL, 0..=Feature::ALL.len());
    let choices = (select(Release::ALL), select(vec![Handlers::Combined, Handlers::Split]), scheme(), features);
    let parts = (participants(), services(), platform(), option::of(0..3_000_u64));
    let hubs = ("[a-z][a-z0-9-]{0,20}[a-z0-9]", choices, parts).prop_flat_map(|(name, choices, parts)| {
        let (release, handlers, scheme, features) = choices;
        let (participants, services, platform, spare) = parts;
        let has_proxy = participants.iter().any(Participant::is_proxy);
        stores(has_proxy || features.contains(&Feature::ThirdParty), features.contains(&Feature::Bulk)).prop_map(
            move |stores| {
                let participants = participants.iter().map(|participant| of_scheme(participant.clone(), &scheme));
                let hub = Hub::builder().name(name.clone()).release(release).handlers(handlers).scheme(scheme.clone());
                let hub = hub.features(features.iter().copied()).participants(participants).stores(stores);
                let mut hub = hub.platform(platform.clone()).build();
                settle(&mut hub);
                exchange(&mut hub);
                put_under_load(&mut hub);
                if hub.stores.redis.provisioning == Provisioning::Absent && hub.has(Feature::Sdk) {
                    hub.stores.redis.provisioning = Provisioning::Container;
                }
                hub.services = services.iter().map(|(id, settings)| ((*id).into(), settings.clone())).collect();
                run_only(&mut hub);
                hub.memory = spare.and_then(|spare| tight(&hub, spare));
                hub
            },
        )
    });
    hubs.prop_filter("a rule refuses it", |hub| hub.validate().is_ok())
}

/// A hub that settles also does so at once, and by rules: what its name's length says.
fn settle(hub: &mut Hub) {
    if !hub.has(Feature::Settlement) {
        return;
    }
    let choice = hub.name.as_str().len() % 4;
    if choice % 2 == 1 {
        let gross = |currency: &Currency| {
            let name = format!("GROSS{currency}");
            SettlementModel::builder().name(name).currency(currency.clone()).delay(Delay::Immediate).build()
        };
        hub.scheme.settlement.models = hub.scheme.currencies.iter().map(gross).collect();
    }
    if choice > 1 {
        let head =
            "// Type: notification\n// Action: commit\n// Status: success\n// Start: 2026-01-01\n// End: 2100-01-01\n";
        hub.scheme.settlement.rules = ["b", "a"].map(|name| (name.into(), format!("{head}log('${name}')\n"))).into();
    }
}

/// A hub under load is put under another than the usual one, by unlike participants: what its name's length says.
fn put_under_load(hub: &mut Hub) {
    let choice = u32::try_from(hub.name.as_str().len()).unwrap_or_default();
    if hub.has(Feature::Load) && choice % 2 == 1 {
        let ids = hub.participants.iter().map(|participant| participant.id.clone());
        hub.load = Load::builder().rate(1 + choice).weights(ids.zip(0..)).build();
    }
}

/// In a hub with foreign exchange, whoever holds two currencies exchanges one for the other.
fn exchange(hub: &mut Hub) {
    if !hub.has(Feature::Fx) {
        return;
    }
    for participant in &mut hub.participants {
        let is_simulated = matches!(participant.played_by, PlayedBy::CallbackHandler | PlayedBy::LegacySimulator);
        if let [from, to, ..] = &participant.currencies[..]
            && !is_simulated
        {
            participant.exchanges = vec![Exchange::new(from.clone(), to.clone(), "2.5")];
        }
    }
}

/// A participant that no hub of [`valid`] has yet, for a hub of this scheme.
pub fn newcomer() -> impl Strategy<Value = Participant> {
    participant(7)
}

/// Codes with no, two and three decimals.
const CURRENCIES: &[&str] = &["ZMW", "USD", "JPY", "KWD", "XOF", "NOK"];

fn scheme() -> impl Strategy<Value = Scheme> {
    let messages = select(vec![Messages::Fspiop, Messages::Iso20022]);
    let hub_participant = (1..3_u32, "[A-Z][a-z]{2,5}(-|_)0");
    let timeouts = (1..2_000_000_u64, 1..9_000_u64, 1..90_000_u64, 1..2_000_000_u64);
    let currencies = subsequence(CURRENCIES, 1..5).prop_shuffle();
    (currencies, messages, hub_participant, timeouts).prop_map(
        |(currencies, messages, (id, name), (fulfil, lag, request, funds))| {
            let timeouts = Timeouts::builder().fulfil(Span::seconds(fulfil)).clock_lag(Span::milliseconds(lag));
            let timeouts = timeouts.request(Span::milliseconds(request)).funds_transfer(Span::seconds(funds)).build();
            let hub_participant = HubParticipant::builder().id(id).name(name).build();
            let scheme = Scheme::builder().currencies(currencies).messages(messages);
            scheme.timeouts(timeouts).hub_participant(hub_participant).build()
        },
    )
}

fn participants() -> impl Strategy<Value = Vec<Participant>> {
    let others = (participant(0), participant(1), participant(2), participant(3), namesake(), simulated())
        .prop_flat_map(|(a, b, c, d, e, f)| subsequence(vec![a, b, c, d, e, f], 0..=5));
    (others, proxies()).prop_flat_map(|(others, proxies)| Just([others, proxies].concat()).prop_shuffle())
}

/// No proxy, or some; at most one whose adapter is the hub's own, for it has ports of its own.
fn proxies() -> impl Strategy<Value = Vec<Participant>> {
    let own = select(vec!["http://gateway.example.org:4300", "http://host.docker.internal:14300", "http://10.0.0.9"]);
    let own = (participant(5), own).prop_map(|(participant, url)| {
        let proxy = Proxy::to(Peer::Gateway(url.into())).payee("lakebank").payee("--no");
        participant.played_by(proxy)
    });
    let other = participant(6).prop_map(|participant| {
        participant.played_by(Proxy::to(Peer::Adapter("https://adapter.example.org/lakes".into())))
    });
    (own, other).prop_flat_map(|(own, other)| subsequence(vec![own, other], 0..=2))
}

/// A participant that is called as a part of the hub is.
fn namesake() -> impl Strategy<Value = Participant> {
    let names = vec!["mysql", "kafka", "central-ledger", "ml-testing-toolkit", "test", "hub"];
    (participant(4), select(names)).prop_map(|(participant, name)| Participant { id: name.into(), ..participant })
}

/// A participant that the old simulator plays.
fn simulated() -> impl Strategy<Value = Participant> {
    (participant(5), select(vec!["payeefsp", "testfsp3", "payerfsp"])).prop_map(|(participant, name)| Participant {
        id: name.into(),
        played_by: PlayedBy::LegacySimulator,
        ..participant
    })
}

/// The participant of that number: its name and its telephone number are no other's.
fn participant(number: usize) -> BoxedStrategy<Participant> {
    let address = select(vec!["http://bank:4000", "https://a.example.org/fsp/b", "http://10.0.0.9:81"]);
    let player = (0..7_usize, address).prop_map(|(player, address)| match player {
        0 => PlayedBy::SchemeAdapter(address.into()),
        1 => PlayedBy::Simulator(address.into()),
        2 => PlayedBy::Endpoint(address.into()),
        3 => PlayedBy::Sdk,
        4 => PlayedBy::CallbackHandler,
        _ => PlayedBy::TestingToolkit,
    });
    // A name that YAML or a shell may take for something else, too.
    let name = prop_oneof![
        "[a-z]{2,8}",
        "[A-Z0-9_-]{2,8}",
        select(vec!["no", "null", "0x1F", "1e3", "-a", "constructor"]).prop_map(str::to_owned)
    ];
    let amount = || prop_oneof![9 => "[1-9][0-9]{0,9}", 1 => Just("0".to_owned())];
    let currencies = subsequence(CURRENCIES, 1..=CURRENCIES.len()).prop_shuffle();
    (name, currencies, amount(), amount(), player, option::of(0..9_u32))
        .prop_map(move |(name, currencies, liquidity, cap, player, phone)| {
            let participant = Participant::builder().id(format!("{name}{number}")).currencies(currencies);
            let participant = participant.liquidity(liquidity).net_debit_cap(cap).played_by(player);
            participant.msisdn_opt(phone.map(|phone| format!("26097{number}{phone}").into())).build()
        })
        // On the heap: seven of them at once are much for the stack of a test.
        .boxed()
}

/// The same participant with those of its currencies that the scheme clears; all when it clears none of them.
fn of_scheme(mut participant: Participant, scheme: &Scheme) -> Participant {
    participant.currencies.retain(|currency| scheme.currencies.contains(currency));
    if participant.currencies.is_empty() {
        participant.currencies.clone_from(&scheme.currencies);
    }
    if participant.played_by == PlayedBy::LegacySimulator && scheme.messages != Messages::Fspiop {
        participant.played_by = PlayedBy::CallbackHandler;
    }
    participant
}

/// Keys with values their services read as they are meant, in several shapes.
fn configuration() -> Vec<(&'static str, &'static str, Value)> {
    vec![
        ("central-ledger", "DATABASE.POOL_MAX_SIZE", json!(5)),
        ("central-ledger", "DATABASE.POOL_MIN_SIZE", json!(10)),
        ("central-ledger", "DATABASE.ADDITIONAL_CONNECTION_OPTIONS", json!({ "b": { "d": 1, "c": "$x" }, "a": [1] })),
        ("central-ledger", "HANDLERS.TIMEOUT.TIMEXP", json!("*/5 * * * * *")),
        ("central-ledger", "HANDLERS.TIMEOUT.DIST_LOCK.redisConfigs", json!([{ "type": "redis", "cluster": [] }])),
        ("quoting-service", "INSTRUMENTATION.METRICS.DISABLED", json!(true)),
        ("quoting-service", "PROXY_MAP", json!({ "<b>": null, "a": "${HOME}" })),
        ("account-lookup-service", "DATABASE.MAX_PENDING_ACQUIRE", json!(null)),
        ("account-lookup-service", "INSTRUMENTATION.METRICS.config.prefix", json!("no\n: 1_000")),
        ("ml-api-adapter", "PROTOCOL_VERSIONS.ACCEPT.VALIDATELIST", json!(["1", "no", "é"])),
        ("ml-testing-toolkit-ui", "AUTH_ENABLED", json!("$FALSE ${X:-y}")),
    ]
}

/// Workloads, and others each can wait for without a circle.
const WORKLOADS: &[(&str, &str, &[&str])] = &[
    ("central-ledger", "central-ledger", &[]),
    ("central-ledger", "central-ledger-position-batch", &["central-ledger"]),
    ("central-ledger", "central-ledger-fulfil", &["central-ledger-prepare", "central-ledger"]),
    ("ml-api-adapter", "ml-api-adapter", &["central-ledger", "central-ledger-position-batch"]),
    ("ml-api-adapter", "ml-api-adapter-notification", &["ml-api-adapter", "central-ledger-fulfil"]),
    ("account-lookup-service", "account-lookup-service-timeout", &["account-lookup-service", "central-ledger"]),
    ("quoting-service", "quoting-service", &["central-ledger", "account-lookup-service"]),
    ("quoting-service", "quoting-service-handler", &["quoting-service", "central-ledger"]),
    ("ml-testing-toolkit", "ml-testing-toolkit", &["quoting-service", "ml-api-adapter"]),
    ("ml-testing-toolkit-ui", "ml-testing-toolkit-ui", &["ml-testing-toolkit"]),
];

fn services() -> impl Strategy<Value = IndexMap<&'static str, ServiceSettings>> {
    let config = subsequence(configuration(), 0..6).prop_shuffle();
    let images = subsequence(vec!["central-ledger", "als-msisdn-oracle-svc", "ml-testing-toolkit"], 0..3);
    let image = select(vec!["localhost/mine:v1.2.3", "registry.example.org:5000/a/b:v19.12.7-fix", "mine:v0.0.1"]);
    let reload = select(vec![Reload::Rebuild, Reload::Sync, Reload::Mount]);
    let developed = select(vec!["quoting-service", "central-ledger"]);
    let source = option::of((developed, "\\./[a-z$ é]{0,5}[a-z]", reload, any::<bool>()));
    let limits = (
        option::of(1..4_u32),
        option::of((448..900_u64).prop_map(Memory::mebibytes)),
        option::of((1..9_000_u64).prop_map(Cpu::millicores)),
    );
    let workloads = vec((select(WORKLOADS), limits, any::<bool>()), 0..4);
    (config, images, image, source, workloads).prop_map(|(config, images, image, source, workloads)| {
        let mut services: IndexMap<&str, ServiceSettings> = IndexMap::new();
        for (service, key, value) in config {
            let one = ServiceSettings::builder().config(key, value).build();
            join(&mut services.entry(service).or_default().config, one.config);
        }
        for service in images {
            services.entry(service).or_default().image = Some(image.into());
        }
        if let Some((service, folder, reload, inspect)) = source {
            let settings = services.entry(service).or_default();
            (settings.source, settings.reload, settings.inspect) = (Some(folder.into()), reload, inspect);
        }
        for ((service, workload, others), (replicas, memory, cpu), waits) in workloads {
            let after = others.iter().filter(|_| waits).map(|other| (*other).into()).collect();
            let settings = WorkloadSettings { replicas, memory, cpu, after, autoscale: None };
            services.entry(service).or_default().workloads.insert(workload.into(), settings);
        }
        services
    })
}

/// Puts keys beside those that are there, also inside maps.
fn join(config: &mut IndexMap<String, Value>, more: IndexMap<String, Value>) {
    for (key, value) in more {
        match (config.get_mut(&key), value) {
            (Some(Value::Object(there)), Value::Object(value)) => {
                let mut below: IndexMap<String, Value> = std::mem::take(there).into_iter().collect();
                join(&mut below, value.into_iter().collect());
                there.extend(below);
            }
            (_, value) => drop(config.insert(key, value)),
        }
    }
}

fn platform() -> impl Strategy<Value = Containers> {
    let ids = ["central-ledger", "ml-testing-toolkit.api", "als-msisdn-oracle-svc", "central-ledger-position-batch"];
    let ports: Vec<(&str, u16)> = ids.into_iter().zip(65_000..).collect();
    (subsequence(ports, 0..4).prop_shuffle(), 0..20_000_u16)
        .prop_map(|(ports, offset)| Containers::builder().ports(ports).port_offset(offset).build())
}

/// Takes out what is settled about workloads this hub does not run, and one of two wishes that no hub can grant.
fn run_only(hub: &mut Hub) {
    let unmet: Vec<String> =
        hub.diagnose().iter().filter(|d| d.code() == "workload-not-running").map(|d| d.path().to_owned()).collect();
    for (id, settings) in &mut hub.services {
        settings.workloads.retain(|name, _| !unmet.contains(&format!("services.{id}.workloads.{name}")));
    }
    let runs: Vec<String> =
        WORKLOADS.iter().map(|(_, workload, _)| (*workload).to_owned()).filter(|w| runs(hub, w)).collect();
    let mojaloop_model::Platform::Containers(containers) = &mut hub.platform else { return };
    for (name, settings) in hub.services.values_mut().flat_map(|settings| &mut settings.workloads) {
        settings.after.retain(|other| runs.iter().any(|name| name == other.as_str()));
        if settings.replicas > Some(1) {
            containers.ports.retain(|id, _| id.as_str().split('.').next() != Some(name.as_str()));
        }
    }
}

fn runs(hub: &Hub, workload: &str) -> bool {
    match workload {
        "central-ledger-prepare" | "central-ledger-fulfil" | "ml-api-adapter-notification" => {
            hub.handlers == Handlers::Split
        }
        "account-lookup-service-timeout" => !hub.proxies().is_empty(),
        _ => true,
    }
}

/// What everything needs at least, and so many MiB more.
fn tight(hub: &Hub, spare: u64) -> Option<Memory> {
    let floor = hub.validate().ok()?.resolved().budget.floor()?;
    floor.checked_add(Memory::mebibytes(spare))
}
