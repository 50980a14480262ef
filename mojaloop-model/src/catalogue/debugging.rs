//! What shows a person what is in the stores.
//!
//! `Source:` Kafka UI 1.3 and its documentation.

use super::{Config, Hardening, Health, Need, Runtime, Service, To, When, Workload, local_port, set, takes};
use crate::feature::Feature;
use crate::release::Image;
use crate::store::StoreKind;

pub(super) static KAFKA_UI: Service = Service {
    name: "kafka-ui",
    image: Image::KafkaUi,
    config: Config::Variables(&[
        ("KAFKA_CLUSTERS_0_NAME", "KAFKA_CLUSTERS_0_NAME"),
        ("KAFKA_CLUSTERS_0_BOOTSTRAPSERVERS", "KAFKA_CLUSTERS_0_BOOTSTRAPSERVERS"),
        ("KAFKA_CLUSTERS_0_READONLY", "KAFKA_CLUSTERS_0_READONLY"),
        ("JAVA_OPTS", "JAVA_OPTS"),
    ]),
    shared: &[],
    settings: &[
        set("KAFKA_CLUSTERS_0_NAME", To::Text("hub")),
        set("KAFKA_CLUSTERS_0_BOOTSTRAPSERVERS", To::StoreAddress(StoreKind::Kafka)),
        // It shows; who wants to send a message by hand says so in the hub.
        set("KAFKA_CLUSTERS_0_READONLY", To::Flag(true)),
        set("JAVA_OPTS", To::Text("-XX:MaxRAMPercentage=60")),
    ],
    database: None,
    migration: None,
    development: None,
    hardening: Hardening { user: Some(100), owner: 100, ..Hardening::STRICT },
    runtime: Runtime::Native,
    workloads: &[Workload {
        name: "kafka-ui",
        summary: "shows topics, messages and consumers",
        // Brokers that an operator runs know their clients, and no page is one of them.
        when: When::All(&[When::Feature(Feature::Debug), When::Keeps(StoreKind::Kafka)]),
        ports: &[local_port("http", 8080, 8090).shows()],
        health: Health { port: 8080, path: "/actuator/health" },
        needs: &[Need { on: StoreKind::Kafka, when: When::Always }],
        footprint: takes(300, 448, 512, 50),
        ..Workload::PLAIN
    }],
};
