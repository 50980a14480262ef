//! How what is inside a cluster is reached from outside.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use typed_builder::TypedBuilder;

use crate::text::{DomainName, IssuerName, ObjectName, SecretName};

/// How a hub is reached from outside its cluster.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum Exposure {
    /// Not at all: by `kubectl port-forward` only.
    #[default]
    Inside,
    /// Through an ingress controller.
    Ingress(Ingress),
    /// Through a gateway of the Gateway API.
    Gateway(Gateway),
}

impl From<Ingress> for Exposure {
    fn from(ingress: Ingress) -> Self {
        Self::Ingress(ingress)
    }
}

impl From<Gateway> for Exposure {
    fn from(gateway: Gateway) -> Self {
        Self::Gateway(gateway)
    }
}

impl Exposure {
    /// The domain below which each port that is open has a name.
    pub fn domain(&self) -> Option<&DomainName> {
        match self {
            Self::Inside => None,
            Self::Ingress(ingress) => Some(&ingress.domain),
            Self::Gateway(gateway) => Some(&gateway.domain),
        }
    }

    /// The namespace whose pods pass requests on.
    pub fn namespace(&self) -> Option<&ObjectName> {
        match self {
            Self::Inside => None,
            Self::Ingress(ingress) => Some(&ingress.namespace),
            Self::Gateway(gateway) => Some(&gateway.namespace),
        }
    }

    /// Whether it is spoken to under TLS.
    pub fn is_tls(&self) -> bool {
        match self {
            Self::Inside => false,
            Self::Ingress(ingress) => ingress.tls != Tls::None,
            Self::Gateway(gateway) => gateway.tls,
        }
    }
}

/// An ingress controller.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TypedBuilder)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[builder(field_defaults(setter(into)))]
pub struct Ingress {
    /// The domain below which each port that is open has a name.
    pub domain: DomainName,
    /// Its class. `Default:` `nginx`.
    #[serde(default = "nginx")]
    #[builder(default = nginx())]
    pub class: ObjectName,
    /// The namespace its pods run in. `Default:` `ingress-nginx`.
    #[serde(default = "ingress_nginx")]
    #[builder(default = ingress_nginx())]
    pub namespace: ObjectName,
    /// Where its certificate comes from. `Default:` there is none.
    #[serde(default)]
    #[builder(default)]
    pub tls: Tls,
}

fn nginx() -> ObjectName {
    "nginx".into()
}

fn ingress_nginx() -> ObjectName {
    "ingress-nginx".into()
}

/// A gateway of the Gateway API, which has listeners and certificates of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TypedBuilder)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[builder(field_defaults(setter(into)))]
pub struct Gateway {
    /// The domain below which each port that is open has a name.
    pub domain: DomainName,
    /// Its name.
    pub name: ObjectName,
    /// The namespace it is in, and its pods run in.
    pub namespace: ObjectName,
    /// Whether its listener speaks TLS. `Default:` true.
    #[serde(default = "yes")]
    #[builder(default = true, setter(!into))]
    pub tls: bool,
}

fn yes() -> bool {
    true
}

/// Where a certificate comes from.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum Tls {
    /// There is none: requests come in clear.
    #[default]
    None,
    /// A `ClusterIssuer` of cert-manager makes one for all names.
    Issuer(IssuerName),
    /// It is in this secret of the hub's namespace already.
    Secret(SecretName),
}
