//! What tells Prometheus about the stores that are the hub's own containers. A store that an operator runs has an
//! exporter of that operator's, and one that is there already has one of those who keep it.
//!
//! `Source:` the exporters' documentation; each asks with its own defaults.

use super::{
    Config, Failure, Footprint, Hardening, Health, Need, Port, Runtime, Service, To, When, Workload, inner_port, set,
    takes,
};
use crate::feature::Feature;
use crate::release::Image;
use crate::store::StoreKind;

/// The user of the database server who may see how it is, and no table of anybody's.
pub const MYSQL_WATCHER: &str = "exporter";

/// What tells about one kind of store.
#[derive(Debug)]
pub struct Exporter {
    /// The store.
    pub of: StoreKind,
    /// The workload.
    pub workload: &'static str,
    /// What it says when it reaches its store: 0 where the store is down.
    pub up: &'static str,
}

/// Each kind of store, and what tells about it.
pub static EXPORTERS: &[Exporter] = &[
    Exporter { of: StoreKind::Mysql, workload: "mysqld-exporter", up: "mysql_up" },
    Exporter { of: StoreKind::Kafka, workload: "kafka-exporter", up: "kafka_brokers" },
    Exporter { of: StoreKind::Redis, workload: "redis-exporter", up: "redis_up" },
    Exporter { of: StoreKind::Mongodb, workload: "mongodb-exporter", up: "mongodb_up" },
];

pub(super) static MYSQL: Service = Service {
    name: "mysqld-exporter",
    image: Image::MysqldExporter,
    config: Config::Arguments(&[
        ("mysqld/address", "--mysqld.address"),
        ("mysqld/username", "--mysqld.username"),
        ("log/level", "--log.level"),
    ]),
    settings: &[
        set("mysqld/address", To::StoreAddress(StoreKind::Mysql)),
        set("mysqld/username", To::Text(MYSQL_WATCHER)),
    ],
    hardening: as_user(65534),
    workloads: &[Workload {
        name: "mysqld-exporter",
        summary: "tells Prometheus about MySQL",
        when: When::All(&[When::Feature(Feature::Monitoring), When::Keeps(StoreKind::Mysql)]),
        ports: MYSQL_PORT,
        health: Health { port: 9104, path: "/" },
        needs: &[Need { on: StoreKind::Mysql, when: When::Always }],
        ..WATCHING
    }],
    ..PLAIN
};

pub(super) static KAFKA: Service = Service {
    name: "kafka-exporter",
    image: Image::KafkaExporter,
    config: Config::Arguments(&[
        ("kafka/server", "--kafka.server"),
        ("topic/filter", "--topic.filter"),
        ("group/filter", "--group.filter"),
    ]),
    settings: &[set("kafka/server", To::StoreAddress(StoreKind::Kafka))],
    hardening: as_user(65534),
    workloads: &[Workload {
        name: "kafka-exporter",
        summary: "tells Prometheus about topics, and how far behind their consumers are",
        when: When::All(&[When::Feature(Feature::Monitoring), When::Keeps(StoreKind::Kafka)]),
        ports: KAFKA_PORT,
        health: Health { port: 9308, path: "/" },
        needs: &[Need { on: StoreKind::Kafka, when: When::Always }],
        failure: Failure::Exits,
        ..WATCHING
    }],
    ..PLAIN
};

pub(super) static REDIS: Service = Service {
    name: "redis-exporter",
    image: Image::RedisExporter,
    config: Config::Variables(&[("REDIS_ADDR", "REDIS_ADDR")]),
    settings: &[set("REDIS_ADDR", To::StoreAddress(StoreKind::Redis))],
    hardening: as_user(59000),
    workloads: &[Workload {
        name: "redis-exporter",
        summary: "tells Prometheus about Redis",
        when: When::All(&[When::Feature(Feature::Monitoring), When::Keeps(StoreKind::Redis)]),
        ports: REDIS_PORT,
        health: Health { port: 9121, path: "/health" },
        needs: &[Need { on: StoreKind::Redis, when: When::Always }],
        ..WATCHING
    }],
    ..PLAIN
};

pub(super) static MONGODB: Service = Service {
    name: "mongodb-exporter",
    image: Image::MongodbExporter,
    config: Config::Variables(&[("MONGODB_URI", "MONGODB_URI")]),
    settings: &[set("MONGODB_URI", To::StoreAddress(StoreKind::Mongodb))],
    hardening: as_user(65535),
    // Its image is the program alone.
    runtime: Runtime::Alone,
    workloads: &[Workload {
        name: "mongodb-exporter",
        summary: "tells Prometheus about MongoDB",
        when: When::All(&[When::Feature(Feature::Monitoring), When::Keeps(StoreKind::Mongodb)]),
        command: &["--discovering-mode"],
        ports: MONGODB_PORT,
        health: Health { port: 9216, path: "/" },
        needs: &[Need { on: StoreKind::Mongodb, when: When::Always }],
        ..WATCHING
    }],
    ..PLAIN
};

const MYSQL_PORT: &[Port] = &[inner_port("metrics", 9104)];
const KAFKA_PORT: &[Port] = &[inner_port("metrics", 9308)];
const REDIS_PORT: &[Port] = &[inner_port("metrics", 9121)];
const MONGODB_PORT: &[Port] = &[inner_port("metrics", 9216)];

const fn as_user(user: u32) -> Hardening {
    Hardening { user: Some(user), owner: user, ..Hardening::STRICT }
}

const PLAIN: Service = Service {
    name: "",
    image: Image::Prometheus,
    config: Config::Made,
    shared: &[],
    settings: &[],
    database: None,
    migration: None,
    development: None,
    hardening: Hardening::STRICT,
    runtime: Runtime::Native,
    workloads: &[],
};

const SMALL: Footprint = takes(20, 32, 64, 10);

const WATCHING: Workload = Workload {
    when: When::Never,
    metrics: true,
    // Two of them would say everything twice.
    most: 1,
    footprint: SMALL,
    ..Workload::PLAIN
};
