//! What may be settled about a service and its workloads.

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use typed_builder::TypedBuilder;

use crate::quantity::{Cpu, Memory};
use crate::text::{ImageRef, SourcePath, WorkloadId};

/// Whether the handlers run in the process of their API.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum Handlers {
    /// In the API's process: the fewest containers, for a laptop.
    #[default]
    Combined,
    /// Each a workload of its own, so that each can be scaled.
    Split,
}

/// How an edit of a service's sources reaches what runs. Containers on one machine only.
///
/// With [`Reload::Mount`] Node.js itself starts the process anew when a file of its code changes; a process that ended
/// waits for the next edit, and the engine does not bring it back before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum Reload {
    /// The image is built from the folder's own Dockerfile and, under `docker compose watch`, built again.
    #[default]
    Rebuild,
    /// The same image; under `docker compose watch`, files are copied into what runs and it starts anew; only what decides its
    /// dependencies has it built again. For that its own file system can be written to.
    Sync,
    /// The release's image, its folders of code covered by those of the sources: nothing is built or watched, and
    /// dependencies stay the image's.
    Mount,
}

/// What is settled about one service: one image with its configuration, and its workloads.
///
/// # Examples
///
/// ```
/// use mojaloop_model::{Memory, ServiceSettings, WorkloadSettings};
///
/// let ledger = ServiceSettings::builder()
///     .config("DATABASE.POOL_MAX_SIZE", 20)
///     .workload("central-ledger", WorkloadSettings::builder().memory(Memory::mebibytes(512)).build())
///     .build();
/// assert_eq!(ledger.config["DATABASE"]["POOL_MAX_SIZE"], 20);
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, TypedBuilder)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[builder(field_defaults(setter(into)), mutators(
    /// Sets one key of its configuration; dots lead into maps. A key that holds dots itself is set
    /// on [`ServiceSettings::config`] directly.
    pub fn config(&mut self, key: &str, value: impl Into<Value>) {
        put(&mut self.config, key, value.into());
    }
    /// Settles something about one of its workloads.
    pub fn workload(&mut self, id: impl Into<WorkloadId>, settings: WorkloadSettings) {
        self.workloads.insert(id.into(), settings);
    }
))]
pub struct ServiceSettings {
    /// Another image than the release's. `Default:` none.
    #[builder(default, setter(strip_option(fallback = image_opt)))]
    pub image: Option<ImageRef>,
    /// Keys of its own configuration that are to differ, as its configuration file nests them. `Default:` none.
    #[builder(via_mutators)]
    pub config: IndexMap<String, Value>,
    /// A folder with its repository: what runs comes from there, and so do its tests. `Default:` none.
    #[builder(default, setter(strip_option(fallback = source_opt)))]
    pub source: Option<SourcePath>,
    /// How an edit in that folder reaches what runs. `Default:` the image is built again.
    #[builder(default)]
    pub reload: Reload,
    /// Whether what runs from that folder can be inspected: stopped, stepped through and changed by whoever reaches
    /// the port, which is open on the machine's loopback address only. `Default:` no.
    #[builder(default, setter(!into))]
    pub inspect: bool,
    /// What is settled about its workloads, by name. `Default:` nothing.
    #[builder(via_mutators)]
    pub workloads: IndexMap<WorkloadId, WorkloadSettings>,
}

impl Default for ServiceSettings {
    fn default() -> Self {
        Self::builder().build()
    }
}

/// What is settled about one workload.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TypedBuilder)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[builder(field_defaults(default, setter(strip_option)))]
pub struct WorkloadSettings {
    /// How many of it run; at least 1. `Default:` 1.
    pub replicas: Option<u32>,
    /// The most memory one of it may take. `Default:` its share of the budget.
    pub memory: Option<Memory>,
    /// The most processor time one of it may take. `Default:` no limit.
    pub cpu: Option<Cpu>,
    /// Between how many and how many of it run, by load. `Default:` always as many as `replicas` says.
    pub autoscale: Option<Autoscale>,
    /// Workloads that must be healthy before it starts, beside those the catalogue names. `Default:` none.
    #[builder(setter(
        !strip_option, transform = |all: impl IntoIterator<Item = impl Into<WorkloadId>>|
            all.into_iter().map(Into::into).collect()
    ))]
    pub after: Vec<WorkloadId>,
}

impl Default for WorkloadSettings {
    fn default() -> Self {
        Self::builder().build()
    }
}

/// More of a workload under load, up to a bound; the least is its `replicas`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TypedBuilder)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Autoscale {
    /// The most of it that run. Each of its topics gets a partition for each of them.
    pub most: u32,
    /// The part of the processor time it asks for above which there are more; 1 to 100 percent. `Default:` 70.
    #[serde(default = "seventy")]
    #[builder(default = seventy())]
    pub cpu_percent: u32,
}

fn seventy() -> u32 {
    70
}

fn put(config: &mut IndexMap<String, Value>, key: &str, value: Value) {
    let Some((first, rest)) = key.split_once('.') else {
        config.insert(key.to_owned(), value);
        return;
    };
    let mut place = config.entry(first.to_owned()).or_insert(Value::Null);
    for segment in rest.split('.') {
        if !place.is_object() {
            *place = Value::Object(serde_json::Map::new());
        }
        let Value::Object(map) = place else { return };
        place = map.entry(segment).or_insert(Value::Null);
    }
    *place = value;
}
