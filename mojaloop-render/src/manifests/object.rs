//! An object of Kubernetes: a tree with its place among the files.

use k8s_openapi::apimachinery::pkg::apis::meta::v1::ObjectMeta;
use k8s_openapi::{Metadata, Resource};
use serde::Serialize;
use serde_json::{Map, Value};

use super::tidy::tidy;
use crate::bundle::{Body, DraftFile};
use crate::yaml::Comments;

/// The order objects are applied in, each in a folder of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[non_exhaustive]
pub enum Phase {
    /// Definitions of custom resources.
    Definitions,
    /// Namespaces.
    Namespaces,
    /// Who may do, take and reach what.
    Policy,
    /// Configuration and secrets.
    Config,
    /// Stores that the hub runs itself.
    Storage,
    /// Services.
    Services,
    /// Workloads.
    Workloads,
    /// What runs once, or when it is asked to.
    Jobs,
    /// What is reached from outside.
    Routes,
    /// Resources of operators.
    Custom,
}

impl Phase {
    /// Its folder: the number makes a plain `kubectl apply --recursive` keep the order.
    pub const fn folder(self) -> &'static str {
        match self {
            Self::Definitions => "0-definitions",
            Self::Namespaces => "1-namespaces",
            Self::Policy => "2-policy",
            Self::Config => "3-config",
            Self::Storage => "4-storage",
            Self::Services => "5-services",
            Self::Workloads => "6-workloads",
            Self::Jobs => "7-jobs",
            Self::Routes => "8-routes",
            Self::Custom => "9-custom",
        }
    }
}

/// An object of Kubernetes of any kind: the way out for what the hub has no word for.
///
/// # Examples
///
/// ```
/// use mojaloop_render::manifests::{Phase, RawObject};
/// use serde_json::json;
///
/// let object = RawObject::new(Phase::Config, "v1", "ConfigMap", "banner")
///     .namespace("zambezi")
///     .body(json!({ "data": { "text": "hello" } }));
/// assert_eq!(object.path(), "3-config/configmap-banner.yaml");
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct RawObject {
    phase: Phase,
    kind: String,
    name: String,
    origin: String,
    above: Option<String>,
    tree: Map<String, Value>,
    metadata: Map<String, Value>,
}

impl RawObject {
    /// An object without a namespace and without a body.
    pub fn new(phase: Phase, api_version: &str, kind: &str, name: &str) -> Self {
        let text = |text: &str| Value::from(text);
        Self {
            phase,
            kind: kind.to_owned(),
            name: name.to_owned(),
            origin: String::new(),
            above: None,
            // The place of its metadata is kept: it is put in when the tree is made.
            tree: [("apiVersion", text(api_version)), ("kind", text(kind)), ("metadata", Value::Null)]
                .map(|(key, value)| (key.to_owned(), value))
                .into_iter()
                .collect(),
            metadata: std::iter::once(("name".to_owned(), text(name))).collect(),
        }
    }

    /// Puts it into a namespace. A kind of the whole cluster has none.
    #[must_use]
    pub fn namespace(mut self, namespace: &str) -> Self {
        self.metadata.insert("namespace".to_owned(), namespace.into());
        self
    }

    /// Gives it labels, beside those it has.
    #[must_use]
    pub fn labels<K: Into<String>, V: Into<String>>(mut self, labels: impl IntoIterator<Item = (K, V)>) -> Self {
        let mut all = match self.metadata.remove("labels") {
            Some(Value::Object(all)) => all,
            _ => Map::new(),
        };
        all.extend(labels.into_iter().map(|(key, value)| (key.into(), Value::from(value.into()))));
        self.metadata.insert("labels".to_owned(), Value::Object(all));
        self
    }

    /// Gives it what follows its metadata: `spec`, `data` and the like.
    #[must_use]
    pub fn body(mut self, body: Value) -> Self {
        if let Value::Object(body) = body {
            let own = |key: &str| ["apiVersion", "kind", "metadata"].contains(&key);
            self.tree.extend(body.into_iter().filter(|(key, _)| !own(key)));
        }
        self
    }

    /// Says which place in the model it comes from.
    #[must_use]
    pub fn origin(mut self, path: impl Into<String>) -> Self {
        self.origin = path.into();
        self
    }

    /// Says at the head of its file what it is for.
    #[must_use]
    pub fn above(mut self, words: impl Into<String>) -> Self {
        self.above = Some(words.into());
        self
    }

    /// The path of its file.
    pub fn path(&self) -> String {
        format!("{}/{}-{}.yaml", self.phase.folder(), self.kind.to_ascii_lowercase(), self.name)
    }

    /// An object of one of Kubernetes' own types.
    pub(super) fn of<K>(phase: Phase, object: &K) -> Self
    where
        K: Resource + Metadata<Ty = ObjectMeta> + Serialize,
    {
        let name = object.metadata().name.clone().unwrap_or_default();
        // Its own types hold nothing that JSON can't.
        let mut tree = serde_json::to_value(object).unwrap_or_default();
        let metadata = tree.get_mut("metadata").map(Value::take);
        let new = Self::new(phase, K::API_VERSION, K::KIND, &name).body(tidy(tree));
        match metadata.map(tidy) {
            Some(Value::Object(metadata)) => Self { metadata, ..new },
            _ => new,
        }
    }

    /// Its kind.
    pub(crate) fn kind(&self) -> &str {
        &self.kind
    }

    /// Its name.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    pub(crate) fn phase(&self) -> Phase {
        self.phase
    }

    /// What makes it that object and no other, as people name it.
    pub(super) fn reference(&self) -> String {
        format!("{}/{}", self.kind, self.name)
    }

    /// It as a file.
    pub(super) fn file(self) -> DraftFile {
        let path = self.path();
        self.file_at(path)
    }

    /// It as a file at that path.
    pub(crate) fn file_at(self, path: String) -> DraftFile {
        let reference = self.reference();
        let mut tree = self.tree;
        tree.insert("metadata".to_owned(), Value::Object(self.metadata));
        let comments = self.above.into_iter().fold(Comments::default(), Comments::head);
        let body = Body::Yaml { tree: Value::Object(tree), comments };
        DraftFile::new(path, body).origin(self.origin).objects([reference])
    }
}
