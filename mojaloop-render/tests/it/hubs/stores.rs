//! Stores as a valid hub can have them.

use mojaloop_model::{Durability, External, Kafka, Mongodb, Mysql, Provisioning, Redis, Stores};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

/// Stores for a hub that needs Redis and MongoDB, or does not.
pub(super) fn stores(needs_redis: bool, needs_mongodb: bool) -> impl Strategy<Value = Stores> {
    let mysql =
        (provided(true), option::of(Just("percona:8.4.6-6.1")), select(vec![Durability::Full, Durability::Disposable]));
    let mysql = mysql.prop_map(|(provisioning, image, durability)| {
        Mysql::builder().provisioning(provisioning).image_opt(image.map(Into::into)).durability(durability).build()
    });
    // Four is more than any group of consumers here has members but one, which may have twelve.
    let topics = vec!["topic-transfer-prepare", "topic-quotes-post", "topic-notification-event", "topic-fx-quotes-get"];
    let partitions = (subsequence(topics, 0..4).prop_shuffle(), 12..40_u32)
        .prop_map(|(topics, n)| topics.into_iter().map(move |topic| (topic, n)).collect::<Vec<_>>());
    let kafka = (provided(false), partitions).prop_map(|(provisioning, partitions)| {
        Kafka::builder().provisioning(provisioning).partitions(partitions).build()
    });
    let perhaps = |is_needed: bool, database: bool| {
        if is_needed { provided(database).boxed() } else { perhaps(database).boxed() }
    };
    (mysql, kafka, perhaps(needs_redis, false), perhaps(needs_mongodb, true)).prop_map(
        |(mysql, kafka, redis, mongodb)| {
            let redis = Redis::builder().provisioning(redis).build();
            let mongodb = Mongodb::builder().provisioning(mongodb).build();
            Stores::builder().mysql(mysql).kafka(kafka).redis(redis).mongodb(mongodb).build()
        },
    )
}

/// A store that is there; a database has a secret.
fn provided(database: bool) -> impl Strategy<Value = Provisioning> {
    prop_oneof![Just(Provisioning::Container), external(database)]
}

/// A store that nothing needs.
fn perhaps(database: bool) -> impl Strategy<Value = Provisioning> {
    prop_oneof![provided(database), Just(Provisioning::Absent)]
}

fn external(database: bool) -> impl Strategy<Value = Provisioning> {
    let host = select(vec!["db.example.org", "10.0.0.1", "db"]);
    let secret =
        (any::<bool>(), "[a-z]{1,4}(\\.[a-z]{1,4})?").prop_map(move |(kept, name)| (database || kept).then_some(name));
    (host, option::of(1..=u16::MAX), any::<bool>(), secret).prop_map(|(host, port, tls, secret)| {
        Provisioning::External(External { host: Some(host.into()), port, tls, secret: secret.map(Into::into) })
    })
}
