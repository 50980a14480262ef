//! The vocabulary of a Mojaloop hub, and what a valid one is.
//!
//! A [`Hub`] is plain data. A builder, a preset or a `hub.yaml` makes one; [`Hub::validate`] tells every
//! fault at once, or gives a [`Valid`] hub with what it resolves to. Renderers take nothing else.
//!
//! No I/O, no YAML, no clock, no randomness: the same hub is the same hub anywhere.
//!
//! ```
//! use mojaloop_model::{Hub, Participant, Scheme};
//!
//! # fn main() -> Result<(), mojaloop_model::Diagnostics> {
//! let hub = Hub::builder()
//!     .name("zambezi")
//!     .scheme(Scheme::builder().currencies(["ZMW"]).build())
//!     .participant(Participant::new("greenbank").currency("ZMW"))
//!     .participant(Participant::new("bluebank").currency("ZMW"))
//!     .build()
//!     .validate()?;
//! assert!(hub.resolved().topics.contains_key("topic-transfer-prepare"));
//! # Ok(())
//! # }
//! ```

pub mod catalogue;
mod diagnostic;
mod exchange;
mod feature;
mod hub;
mod load;
mod nearest;
mod participant;
mod platform;
mod player;
mod proxy;
mod quantity;
mod release;
mod resolve;
mod scheme;
mod service;
mod store;
mod text;
mod validate;

pub use diagnostic::{Diagnostic, Diagnostics, Severity};
pub use exchange::Exchange;
pub use feature::Feature;
pub use hub::Hub;
pub use load::{Load, Thresholds};
pub use nearest::nearest;
pub use participant::{Participant, PlayedBy};
pub use platform::{
    Addon, Channel, Containers, Exposure, Gateway, Ingress, Kubernetes, Microk8s, Nodes, Operator, Platform, PodUsers,
    Tls,
};
pub use player::Player;
pub use proxy::{Payee, Peer, Proxy};
pub use quantity::{Cpu, Memory, QuantityError, Span};
pub use release::{Image, Release, ReleaseError};
pub use resolve::{
    BACKUP_JOB, Budget, HostPort, LOAD_JOB, NeededStore, PROVISION_JOB, RESTORE_JOB, Resolved, Route, RunMigration,
    Running, Share, TEST_JOB, TOPICS_JOB, Topic, VALIDATE_JOB, active,
};
pub use scheme::{Delay, HubParticipant, Interchange, Messages, Scheme, Settlement, SettlementModel, Timeouts};
pub use service::{Autoscale, Handlers, Reload, ServiceSettings, WorkloadSettings};
pub use store::{
    Backup, Durability, External, Kafka, Mongodb, Mysql, Operated, Provisioning, Redis, StoreKind, Stores,
};
pub use text::{
    Amount, BucketName, Cidr, Currency, DomainName, HostName, HubName, HubParticipantName, ImageRef, IssuerName,
    Msisdn, ObjectName, ParticipantId, PortId, RegistryPrefix, RuleName, SecretName, ServiceId, SettlementModelName,
    SourcePath, TopicName, Url, WorkloadId,
};
pub use validate::{RULES, Rule, Valid};
