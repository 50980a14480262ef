//! The stores behind a hub: what it needs is the catalogue's, how it is met is said here.

use std::fmt;

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use typed_builder::TypedBuilder;

use crate::quantity::Memory;
use crate::text::{BucketName, HostName, ImageRef, ObjectName, SecretName, TopicName, Url};

/// The stores of a hub. Only those that something needs are ever provided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TypedBuilder)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[builder(field_defaults(default, setter(into)))]
pub struct Stores {
    /// Ledger, lookup and oracle tables.
    pub mysql: Mysql,
    /// The messages between services.
    pub kafka: Kafka,
    /// Who is behind which proxy; needed where a participant [is one](crate::PlayedBy::Proxy).
    pub redis: Redis,
    /// Bodies of bulk transfers; nothing of the peer-to-peer set needs it.
    pub mongodb: Mongodb,
}

impl Default for Stores {
    fn default() -> Self {
        Self::builder().build()
    }
}

impl Stores {
    /// How one of them is provided.
    pub fn provisioning(&self, kind: StoreKind) -> &Provisioning {
        match kind {
            StoreKind::Mysql => &self.mysql.provisioning,
            StoreKind::Kafka => &self.kafka.provisioning,
            StoreKind::Redis => &self.redis.provisioning,
            StoreKind::Mongodb => &self.mongodb.provisioning,
        }
    }

    /// The room for the data of one of them, when the user chose another than the catalogue's.
    pub fn disk(&self, kind: StoreKind) -> Option<Memory> {
        match kind {
            StoreKind::Mysql => self.mysql.disk,
            StoreKind::Kafka => self.kafka.disk,
            StoreKind::Redis => None,
            StoreKind::Mongodb => self.mongodb.disk,
        }
    }

    /// The image of one of them, when the user chose another.
    pub fn image(&self, kind: StoreKind) -> Option<&ImageRef> {
        match kind {
            StoreKind::Mysql => self.mysql.image.as_ref(),
            StoreKind::Kafka => self.kafka.image.as_ref(),
            StoreKind::Redis => self.redis.image.as_ref(),
            StoreKind::Mongodb => self.mongodb.image.as_ref(),
        }
    }
}

/// The relational database. One server serves all: each service has a database and a user of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TypedBuilder)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[builder(field_defaults(default, setter(into)))]
pub struct Mysql {
    /// How it is provided. `Default:` a container.
    pub provisioning: Provisioning,
    /// Another image than the catalogue's. `Default:` none.
    #[builder(setter(strip_option(fallback = image_opt)))]
    pub image: Option<ImageRef>,
    /// The room for its data, where it has a volume of a cluster's. `Default:` the catalogue's.
    #[builder(setter(strip_option(fallback = disk_opt)))]
    pub disk: Option<Memory>,
    /// What a crash of the machine may cost. `Default:` nothing.
    pub durability: Durability,
}

impl Default for Mysql {
    fn default() -> Self {
        Self::builder().build()
    }
}

/// What a crash of the machine may cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum Durability {
    /// Nothing that was acknowledged.
    #[default]
    Full,
    /// Everything: no binary log, no flush at a commit, no double write. A hub to throw away starts
    /// faster and takes 340 MiB less.
    Disposable,
}

/// The broker.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TypedBuilder)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[builder(field_defaults(default, setter(into)))]
pub struct Kafka {
    /// How it is provided. `Default:` a container.
    pub provisioning: Provisioning,
    /// Another image than the catalogue's. `Default:` none.
    #[builder(setter(strip_option(fallback = image_opt)))]
    pub image: Option<ImageRef>,
    /// The room for its data, where it has a volume of a cluster's. `Default:` the catalogue's.
    #[builder(setter(strip_option(fallback = disk_opt)))]
    pub disk: Option<Memory>,
    /// Partitions of single topics. `Default:` as many as the largest group of consumers has members.
    #[builder(setter(
        transform = |all: impl IntoIterator<Item = (impl Into<TopicName>, u32)>|
            all.into_iter().map(|(t, n)| (t.into(), n)).collect()
    ))]
    pub partitions: IndexMap<TopicName, u32>,
}

impl Default for Kafka {
    fn default() -> Self {
        Self::builder().build()
    }
}

/// The cache.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TypedBuilder)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[builder(field_defaults(default, setter(into)))]
pub struct Redis {
    /// How it is provided. `Default:` a container.
    pub provisioning: Provisioning,
    /// Another image than the catalogue's. `Default:` none.
    #[builder(setter(strip_option(fallback = image_opt)))]
    pub image: Option<ImageRef>,
}

impl Default for Redis {
    fn default() -> Self {
        Self::builder().build()
    }
}

/// The document store.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TypedBuilder)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[builder(field_defaults(default, setter(into)))]
pub struct Mongodb {
    /// How it is provided. `Default:` a container.
    pub provisioning: Provisioning,
    /// Another image than the catalogue's. `Default:` none.
    #[builder(setter(strip_option(fallback = image_opt)))]
    pub image: Option<ImageRef>,
    /// The room for its data, where it has a volume of a cluster's. `Default:` the catalogue's.
    #[builder(setter(strip_option(fallback = disk_opt)))]
    pub disk: Option<Memory>,
}

impl Default for Mongodb {
    fn default() -> Self {
        Self::builder().build()
    }
}

/// How a store is provided.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum Provisioning {
    /// A container beside the services; one pod with a volume of its own on a cluster.
    #[default]
    Container,
    /// Several, run by the cluster's operator for that store.
    Operator(Operated),
    /// It is there already.
    External(External),
    /// Not at all: an error when something needs it.
    Absent,
}

/// A store that an operator runs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TypedBuilder)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[builder(field_defaults(default))]
pub struct Operated {
    /// How many of it there are; odd, so that a majority can be said. `Default:` 3.
    #[builder(default = 3)]
    pub instances: u32,
    /// Where its backups go. `Default:` there are none.
    #[builder(setter(strip_option(fallback = backup_opt)))]
    pub backup: Option<Backup>,
}

impl Default for Operated {
    fn default() -> Self {
        Self::builder().build()
    }
}

/// Where backups go: a bucket that speaks S3. Every day at two, and all changes in between.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TypedBuilder)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[builder(field_defaults(setter(into)))]
pub struct Backup {
    /// The bucket.
    pub bucket: BucketName,
    /// Its region. `Default:` `us-east-1`.
    #[serde(default = "us_east_1")]
    #[builder(default = us_east_1())]
    pub region: ObjectName,
    /// Its address, where it is not one of Amazon's. `Default:` none.
    #[serde(default)]
    #[builder(default, setter(strip_option(fallback = endpoint_opt)))]
    pub endpoint: Option<Url>,
    /// The secret that holds `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY`.
    pub secret: SecretName,
    /// How many days are kept; 1 to 3650. `Default:` 7.
    #[serde(default = "a_week")]
    #[builder(default = a_week(), setter(!into))]
    pub keep_days: u32,
}

fn us_east_1() -> ObjectName {
    "us-east-1".into()
}

fn a_week() -> u32 {
    7
}

/// A store that is there already.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TypedBuilder)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[builder(field_defaults(default, setter(into)))]
pub struct External {
    /// Where it is.
    #[builder(setter(strip_option(fallback = host_opt)))]
    pub host: Option<HostName>,
    /// Its port. `Default:` the store's usual one.
    #[builder(setter(!into, strip_option(fallback = port_opt)))]
    pub port: Option<u16>,
    /// Whether it is spoken to under TLS. `Default:` false.
    #[builder(setter(!into))]
    pub tls: bool,
    /// The secret that holds its credentials.
    #[builder(setter(strip_option(fallback = secret_opt)))]
    pub secret: Option<SecretName>,
}

impl Default for External {
    fn default() -> Self {
        Self::builder().build()
    }
}

/// A kind of store.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum StoreKind {
    /// The relational database.
    Mysql,
    /// The broker.
    Kafka,
    /// The cache.
    Redis,
    /// The document store.
    Mongodb,
}

impl StoreKind {
    /// All of them.
    pub const ALL: &[Self] = &[Self::Mysql, Self::Kafka, Self::Redis, Self::Mongodb];

    /// Its name, as the hub's `stores` and every output spell it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Mysql => "mysql",
            Self::Kafka => "kafka",
            Self::Redis => "redis",
            Self::Mongodb => "mongodb",
        }
    }

    /// The port it usually listens on.
    pub const fn port(self) -> u16 {
        match self {
            Self::Mysql => 3306,
            Self::Kafka => 9092,
            Self::Redis => 6379,
            Self::Mongodb => 27017,
        }
    }
}

impl fmt::Display for StoreKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
