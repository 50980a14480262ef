//! One machine with a small Kubernetes of its own.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use typed_builder::TypedBuilder;

use super::{Ingress, Kubernetes, Nodes};
use crate::quantity::Memory;
use crate::text::DomainName;

/// A machine with `MicroK8s`, which the rendered script sets up.
///
/// # Examples
///
/// ```
/// use mojaloop_model::{Channel, Memory, Microk8s};
///
/// let machine = Microk8s::builder().memory(Memory::gibibytes(16)).channel(Channel::V1_34).build();
/// assert_eq!(machine.channel.to_string(), "1.34/stable");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TypedBuilder)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[builder(field_defaults(setter(into)))]
pub struct Microk8s {
    /// The domain below which each port that is open has a name. `Default:` `local`.
    #[builder(default = "local".into())]
    pub domain: DomainName,
    /// The version it follows. `Default:` 1.35.
    #[builder(default)]
    pub channel: Channel,
    /// Addons beside those a hub needs: `dns`, `hostpath-storage`, `ingress`, `helm3` and `metrics-server`.
    /// `Default:` none.
    #[builder(default, setter(transform = |all: impl IntoIterator<Item = Addon>| all.into_iter().collect()))]
    pub addons: Vec<Addon>,
    /// The memory of the machine; 8 GiB at least. `Default:` 8 GiB.
    #[builder(default = Self::LEAST_MEMORY)]
    pub memory: Memory,
}

impl Default for Microk8s {
    fn default() -> Self {
        Self::builder().build()
    }
}

impl Microk8s {
    /// The least memory a machine may have. `Source:` mini-loop's own check.
    pub const LEAST_MEMORY: Memory = Memory::gibibytes(8);

    /// The least memory it may have for bulk transfers or third parties. `Source:` mini-loop's own documentation.
    pub const LEAST_MEMORY_OF_LARGE: Memory = Memory::gibibytes(16);

    /// What the system, the control plane and the addons take, and a hub can't have. `Source:` assumed; `MicroK8s`
    /// asks for 540 MiB for itself, and the addons of a hub for about 300 MiB.
    pub const SYSTEM_MEMORY: Memory = Memory::mebibytes(1536);

    /// It as a cluster. `Source:` the classes and the namespace its addons make.
    pub(crate) fn cluster(&self) -> Kubernetes {
        let ingress = Ingress::builder().domain(self.domain.clone()).class("public").namespace("ingress").build();
        Kubernetes::builder().nodes(Nodes::Single).exposure(ingress).storage_class("microk8s-hostpath").build()
    }
}

macro_rules! channels {
    ($($(#[$doc:meta])* $name:ident: $version:literal,)*) => {
        /// A version `MicroK8s` follows.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
        #[non_exhaustive]
        pub enum Channel {
            $($(#[$doc])* $name,)*
        }

        impl Channel {
            /// All of them, oldest first.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// Its version of Kubernetes: `1.35`.
            pub const fn version(self) -> &'static str {
                match self {
                    $(Self::$name => $version,)*
                }
            }
        }
    };
}

channels! {
    /// 1.32.
    V1_32: "1.32",
    /// 1.33.
    V1_33: "1.33",
    /// 1.34.
    V1_34: "1.34",
    /// 1.35.
    #[default]
    V1_35: "1.35",
}

/// As `snap` takes it: `1.35/stable`.
impl fmt::Display for Channel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/stable", self.version())
    }
}

impl Serialize for Channel {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.version())
    }
}

impl<'de> Deserialize<'de> for Channel {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let known = Self::ALL.iter().find(|channel| channel.version() == text.trim_end_matches("/stable"));
        let versions = || Self::ALL.iter().map(|channel| format!("`{}`", channel.version())).collect::<Vec<_>>();
        known.copied().ok_or_else(|| {
            D::Error::custom(format!("`{text}` is no channel, expected one of {}", versions().join(", ")))
        })
    }
}

impl JsonSchema for Channel {
    fn schema_name() -> Cow<'static, str> {
        "Channel".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let versions: Vec<&str> = Self::ALL.iter().map(|channel| channel.version()).collect();
        json_schema!({ "type": "string", "description": "a version MicroK8s follows", "enum": versions })
    }
}

/// An addon of `MicroK8s` that a hub can do without.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Addon {
    /// Certificates.
    CertManager,
    /// Pages that show the cluster.
    Dashboard,
    /// Metrics, logs and traces.
    Observability,
    /// A registry on the machine.
    Registry,
    /// Who may do what.
    Rbac,
}

impl Addon {
    /// The addons every hub needs, by their present names.
    pub const NEEDED: &[&str] = &["dns", "hostpath-storage", "ingress", "helm3", "metrics-server"];

    /// Its name, as `microk8s enable` takes it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::CertManager => "cert-manager",
            Self::Dashboard => "dashboard",
            Self::Observability => "observability",
            Self::Registry => "registry",
            Self::Rbac => "rbac",
        }
    }
}
