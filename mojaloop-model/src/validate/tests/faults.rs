//! What breaks the rules of every hub.

use super::*;

/// Code, place, and what breaks the rule.
pub(super) const FAULTS: &[Fault] = &[
    ("operator-absent", "stores.mysql.provisioning.operator", |h| {
        h.stores.mysql.provisioning = Provisioning::Operator(Operated::default());
    }),
    ("instances-even", "stores.mysql.provisioning.operator.instances", |h| {
        operated(h, Operated::builder().instances(2).build());
    }),
    ("backup-not-possible", "stores.kafka.provisioning.operator.backup", |h| operated(h, backup(7))),
    ("backup-not-possible", "stores.mysql.provisioning.operator.backup.keepDays", |h| operated(h, backup(0))),
    ("disk-range", "stores.mysql.disk", |h| h.stores.mysql.disk = Some(Memory::mebibytes(100))),
    ("autoscale-range", "services.quoting-service.workloads.quoting-service.autoscale.most", |h| {
        scaled(h, "quoting-service", to(1));
    }),
    ("autoscale-range", "services.quoting-service.workloads.quoting-service.autoscale.cpuPercent", |h| {
        scaled(h, "quoting-service", Autoscale::builder().most(4).cpu_percent(0).build());
    }),
    ("autoscale-in-vain", "services.central-ledger.workloads.central-ledger-position-batch.autoscale", |h| {
        scaled(h, "central-ledger-position-batch", to(4));
    }),
    ("autoscale-in-vain", "services.central-ledger.workloads.central-ledger.autoscale", |h| {
        scaled(h, "central-ledger", to(4));
    }),
    ("issuer-without-cert-manager", "platform.kubernetes.exposure.ingress.tls.issuer", |h| {
        let ingress = Ingress::builder().domain("hub.example.org").tls(Tls::Issuer("letsencrypt".into())).build();
        cluster(h).exposure = ingress.into();
        cluster(h).operators.clear();
    }),
    ("unknown-open-port", "platform.kubernetes.open[1]", |h| {
        cluster(h).open = vec!["central-ledger".into(), "central-ledger-prepare".into()];
    }),
    ("namespace-taken", "platform.kubernetes.namespace", |h| cluster(h).namespace = Some("kube-system".into())),
    ("malformed", "platform.kubernetes.registry", |h| cluster(h).registry = Some("https://mirror/".into())),
    ("machine-too-small", "platform.microk8s.memory", |h| {
        h.platform = Microk8s::builder().memory(Memory::gibibytes(4)).build().into();
    }),
    ("machine-too-small", "platform.microk8s.memory", |h| {
        h.platform = Microk8s::default().into();
        h.memory = Some(Memory::gibibytes(7));
    }),
    ("development-secrets", "platform.kubernetes.secretStore", |h| cluster(h).secret_store = None),
    ("malformed", "name", |h| h.name = "Zambezi".into()),
    ("malformed", "name", |h| h.name = "a-name-of-more-than-thirty-two-letters".into()),
    ("malformed", "participants[0].id", |h| h.participants[0].id = "green bank".into()),
    ("malformed", "services.central-ledger.image", |h| ledger(h).image = Some("Not An Image".into())),
    ("no-currency", "scheme.currencies", |h| h.scheme.currencies.clear()),
    ("unknown-currency", "scheme.currencies[0]", |h| h.scheme.currencies[0] = "ZMV".into()),
    ("currency-not-in-ledger", "scheme.currencies[2]", |h| h.scheme.currencies.push("SLE".into())),
    ("currency-twice", "scheme.currencies[2]", |h| h.scheme.currencies.push("ZMW".into())),
    ("timeout-range", "scheme.timeouts.fulfil", |h| h.scheme.timeouts.fulfil = Span::milliseconds(1500)),
    ("timeout-range", "scheme.timeouts.request", |h| h.scheme.timeouts.request = Span::milliseconds(0)),
    ("timeout-range", "scheme.timeouts.fundsTransfer", |h| h.scheme.timeouts.funds_transfer = Span::seconds(1 << 40)),
    ("timeout-not-read", "scheme.timeouts.request", |h| {
        h.release = Release::V17_1_0;
        h.scheme.timeouts.request = Span::seconds(5);
    }),
    ("participant-not-tested", "participants.greenbank.playedBy", |h| {
        h.participants[0].played_by = PlayedBy::SchemeAdapter("http://adapter:4000".into());
    }),
    ("no-participants", "participants", |h| h.participants.clear()),
    ("currency-twice", "participants.greenbank.currencies[2]", |h| h.participants[0].currencies.push("ZMW".into())),
    ("replicas-range", "services.ml-testing-toolkit.workloads.ml-testing-toolkit.replicas", |h| {
        workload(h, "ml-testing-toolkit", "ml-testing-toolkit", WorkloadSettings::builder().replicas(2).build());
    }),
    ("cpu-range", "services.quoting-service.workloads.quoting-service.cpu", |h| {
        workload(h, "quoting-service", "quoting-service", WorkloadSettings::builder().cpu(Cpu::cores(0)).build());
    }),
    ("setting-not-used", "services.central-ledger.image", |h| {
        ledger(h).image = Some("example/ledger:v1.0.0".into());
        ledger(h).source = Some("../central-ledger".into());
    }),
    ("setting-not-used", "stores.redis.image", |h| h.stores.redis.image = Some("redis:7.4.1".into())),
    ("setting-not-used", "stores.redis.provisioning", |h| {
        h.stores.redis.provisioning = Provisioning::External(External::builder().host("cache").build());
    }),
    ("setting-not-used", "stores.mysql.durability", |h| {
        external(h, External::builder().host("db").secret("db").build());
        h.stores.mysql.durability = Durability::Disposable;
    }),
    ("address-is-loopback", "participants.greenbank.playedBy.endpoint", |h| {
        h.participants[0].played_by = PlayedBy::Endpoint("http://localhost:4000/fspiop".into());
    }),
    ("address-is-loopback", "stores.mysql.provisioning.external.host", |h| {
        external(h, External::builder().host("127.0.0.1").secret("db").build());
    }),
    ("external-databases", "stores.mysql.provisioning.external", |h| {
        external(h, External::builder().host("db").secret("db").build());
    }),
    ("too-few-partitions", "stores.kafka.partitions.topic-transfer-prepare", |h| {
        h.stores.kafka = Kafka::builder().partitions([("topic-transfer-prepare", u32::MAX)]).build();
    }),
    ("config-type", "services.central-ledger.config.DATABASE", |h| set(h, "central-ledger", "DATABASE", 5)),
    ("secret-in-config", "services.central-ledger.config.DATABASE.ADDITIONAL_CONNECTION_OPTIONS.x", |h| {
        set(h, "central-ledger", "DATABASE.ADDITIONAL_CONNECTION_OPTIONS", json!({ "x": [{ "password": "hunter2" }] }));
    }),
    ("secret-in-config", "services.central-ledger.config.DATABASE.ADDITIONAL_CONNECTION_OPTIONS.y", |h| {
        set(h, "central-ledger", "DATABASE.ADDITIONAL_CONNECTION_OPTIONS", json!({ "y": "mysql://u:hunter2@h/db" }));
    }),
    ("config-is-derived", "services.central-ledger.config.MONGODB.DISABLED", |h| {
        set(h, "central-ledger", "MONGODB.DISABLED", false);
    }),
    ("floating-tag", "services.central-ledger.image", |h| {
        ledger(h).image = Some("mojaloop/central-ledger:Latest-alpine".into());
    }),
    ("quantity-overflow", "memory", |h| h.memory = Some(Memory::gibibytes(9 << 30))),
    ("participant-twice", "participants[2].id", |h| h.participants.push(Participant::new("GreenBank").currency("ZMW"))),
    ("participant-is-hub", "participants.hub.id", |h| h.participants[0].id = "hub".into()),
    ("participant-without-currency", "participants.greenbank.currencies", |h| h.participants[0].currencies.clear()),
    ("currency-not-in-scheme", "participants.greenbank.currencies[0]", |h| {
        h.participants[0].currencies[0] = "USD".into();
    }),
    ("amount-decimals", "participants.greenbank.liquidity", |h| h.participants[0].liquidity = "10.5".into()),
    ("msisdn-twice", "participants.bluebank.msisdn", |h| {
        h.participants.iter_mut().for_each(|p| p.msisdn = Some("260971234567".into()));
    }),
    ("participant-without-partner", "participants.greenbank.currencies[0]", |h| {
        h.participants[1].played_by = PlayedBy::Endpoint("http://bank.example.org".into());
    }),
    ("participant-without-funds", "participants.greenbank.netDebitCap", |h| {
        h.participants[0].net_debit_cap = "0".into();
    }),
    ("unknown-service", "services.central-leger", |h| set(h, "central-leger", "PORT", 1)),
    ("unknown-workload", "services.central-ledger.workloads.api", |h| {
        workload(h, "central-ledger", "api", WorkloadSettings::default());
    }),
    ("unknown-workload", "services.central-ledger.workloads.central-ledger.after[0]", |h| {
        workload(h, "central-ledger", "central-ledger", WorkloadSettings::builder().after(["nobody"]).build());
    }),
    ("workload-not-running", "services.central-ledger.workloads.central-ledger-prepare", |h| {
        workload(h, "central-ledger", "central-ledger-prepare", WorkloadSettings::default());
    }),
    ("replicas-range", "services.central-ledger.workloads.central-ledger-position-batch.replicas", |h| {
        workload(h, "central-ledger", "central-ledger-position-batch", WorkloadSettings::builder().replicas(0).build());
    }),
    ("image-without-tag", "services.central-ledger.image", |h| {
        ledger(h).image = Some("mojaloop/central-ledger".into());
    }),
    ("floating-tag", "services.central-ledger.image", |h| {
        ledger(h).image = Some("mojaloop/central-ledger:latest".into());
    }),
    ("floating-tag", "stores.mysql.image", |h| h.stores.mysql = Mysql::builder().image("mysql:8.4").build()),
    ("dependency-cycle", "services.central-ledger.workloads.central-ledger.after", |h| {
        workload(h, "central-ledger", "central-ledger", WorkloadSettings::builder().after(["ml-api-adapter"]).build());
        workload(h, "ml-api-adapter", "ml-api-adapter", WorkloadSettings::builder().after(["central-ledger"]).build());
    }),
    ("unknown-config-key", "services.central-ledger.config.DATABASE.POOL_MAX_SIZ", |h| {
        set(h, "central-ledger", "DATABASE.POOL_MAX_SIZ", 5);
    }),
    ("unknown-config-key", "services.ml-api-adapter.config.HTTP_REQUEST_TIMEOUT_MS", |h| {
        h.release = Release::V17_1_0;
        set(h, "ml-api-adapter", "HTTP_REQUEST_TIMEOUT_MS", 5);
    }),
    ("unknown-config-key", "services.ml-testing-toolkit.config.ANY", |h| set(h, "ml-testing-toolkit", "ANY", 5)),
    ("config-type", "services.central-ledger.config.DATABASE.POOL_MAX_SIZE", |h| {
        set(h, "central-ledger", "DATABASE.POOL_MAX_SIZE", "5");
    }),
    ("password-of-digits", "services.central-ledger.config.DATABASE.PASSWORD", |h| {
        set(h, "central-ledger", "DATABASE.PASSWORD", "12e45");
    }),
    ("config-depth", "services.quoting-service.config.PROXY_MAP", |h| {
        let deep = (0..70).fold(json!(1), |value, _| json!({ "a": value }));
        set(h, "quoting-service", "PROXY_MAP", deep);
    }),
    ("config-is-derived", "services.central-ledger.config.DATABASE.ADDITIONAL_CONNECTION_OPTIONS.ssl", |h| {
        set(h, "central-ledger", "DATABASE.ADDITIONAL_CONNECTION_OPTIONS.ssl", false);
    }),
    ("secret-in-config", "services.central-ledger.config.DATABASE.PASSWORD", |h| {
        set(h, "central-ledger", "DATABASE.PASSWORD", "s3cret");
    }),
    ("config-is-derived", "services.central-ledger.config.DATABASE.HOST", |h| {
        set(h, "central-ledger", "DATABASE.HOST", "db");
    }),
    ("config-is-derived", "services.quoting-service.config.API_TYPE", |h| {
        set(h, "quoting-service", "API_TYPE", "iso20022");
    }),
    ("store-absent", "stores.mysql.provisioning", |h| h.stores.mysql.provisioning = Provisioning::Absent),
    ("external-store-host", "stores.mysql.provisioning.external.host", |h| {
        external(h, External::builder().secret("db").build());
    }),
    ("external-store-secret", "stores.mysql.provisioning.external.secret", |h| {
        external(h, External::builder().host("db").build());
    }),
    ("unknown-topic", "stores.kafka.partitions.topic-transfer-prepar", |h| {
        h.stores.kafka = Kafka::builder().partitions([("topic-transfer-prepar", 4)]).build();
    }),
    ("too-few-partitions", "stores.kafka.partitions.topic-transfer-position-batch", |h| {
        h.stores.kafka = Kafka::builder().partitions([("topic-transfer-position-batch", 1)]).build();
        workload(h, "central-ledger", "central-ledger-position-batch", WorkloadSettings::builder().replicas(2).build());
    }),
    ("port-out-of-range", "platform.containers.portOffset", |h| {
        h.platform = Containers::builder().port_offset(61_000).build().into();
    }),
    ("port-twice", "platform.containers.ports.quoting-service", |h| {
        h.platform = Containers::builder().ports([("quoting-service", 3001)]).build().into();
    }),
    ("unknown-port", "platform.containers.ports.quoting", |h| {
        h.platform = Containers::builder().ports([("quoting", 3001)]).build().into();
    }),
    ("port-of-replicas", "platform.containers.ports.quoting-service", |h| {
        h.platform = Containers::builder().ports([("quoting-service", 3099)]).build().into();
        workload(h, "quoting-service", "quoting-service", WorkloadSettings::builder().replicas(2).build());
    }),
    ("quantity-overflow", "services.quoting-service.workloads.quoting-service.memory", |h| {
        let huge = WorkloadSettings::builder().replicas(2).memory(Memory::MAX).build();
        workload(h, "quoting-service", "quoting-service", huge);
    }),
    ("memory-too-small", "services.quoting-service.workloads.quoting-service.memory", |h| {
        let small = WorkloadSettings::builder().memory(Memory::mebibytes(64)).build();
        workload(h, "quoting-service", "quoting-service", small);
    }),
    ("memory-budget-exceeded", "memory", |h| h.memory = Some(Memory::gibibytes(2))),
    ("name-too-long", "name", |h| {
        h.name = "a-name-that-is-just-below-limit".into();
        h.handlers = Handlers::Split;
    }),
];
