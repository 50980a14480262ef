//! The keys `reporting-events-processor-svc` reads, with their types and defaults.
//!
//! `Source:` reporting-events-processor-svc v3.5.3, `config/default.json`; its options, which are in no file, of
//! central-services-stream v11.9.0.

use super::Kind::{Flag, Integer, Map, Text};
use super::{Key, key};

#[rustfmt::skip]
pub(in super::super) static REPORTING_EVENTS_PROCESSOR_SVC: &[Key] = &[
    key("EVENT_STORE_DB/HOST", Text, r#""localhost""#),
    key("EVENT_STORE_DB/PORT", Integer, "27017"),
    key("EVENT_STORE_DB/USER", Text, r#""""#),
    key("EVENT_STORE_DB/DATABASE", Text, r#""reporting""#),
    key("EVENT_STORE_DB/APPLY_SCHEMA", Flag, "true"),
    key("EVENT_STORE_DB/EVENTS_COLLECTION", Text, r#""reporting""#),
    key("EVENT_STORE_DB/PARAMS", Map, ""),
    key("MONITORING/ENABLED", Flag, "true"),
    key("MONITORING/PORT", Integer, "3000"),
    key("KAFKA/TOPIC_EVENT", Text, r#""topic-event-audit""#),
    key("KAFKA/CONSUMER/EVENT/config/options/mode", Integer, ""),
    key("KAFKA/CONSUMER/EVENT/config/options/batchSize", Integer, ""),
    key("KAFKA/CONSUMER/EVENT/config/options/recursiveTimeout", Integer, ""),
    key("KAFKA/CONSUMER/EVENT/config/options/messageCharset", Text, ""),
    key("KAFKA/CONSUMER/EVENT/config/options/messageAsJSON", Flag, ""),
    key("KAFKA/CONSUMER/EVENT/config/options/sync", Flag, ""),
    key("KAFKA/CONSUMER/EVENT/config/options/consumeTimeout", Integer, ""),
    key("KAFKA/CONSUMER/EVENT/config/rdkafkaConf/clientId", Text, r#""reporting_events_processor_consumer""#),
    key("KAFKA/CONSUMER/EVENT/config/rdkafkaConf/groupId", Text, r#""reporting_events_processor_consumer_group""#),
    key("KAFKA/CONSUMER/EVENT/config/rdkafkaConf/metadataBrokerList", Text, r#""localhost:9092""#),
    key("KAFKA/CONSUMER/EVENT/config/rdkafkaConf/socketKeepaliveEnable", Flag, "true"),
];
