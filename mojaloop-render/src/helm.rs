//! Helm: values for the published charts, what goes beside them, and what installs both.
//!
//! Helm hands every value on, and a chart ignores the keys it does not know. So each key that is written here is
//! checked against the [keys the chart has](KeyCatalogue), and against [what must hold between them](RULES).
//!
//! | in the bundle | what it is | who applies it |
//! |---|---|---|
//! | `values/` | the values of each chart, only what differs | `install.sh`, `helmfile.yaml` |
//! | `post-render/` | patches of what the charts have no key for, by rendered name | Helm, as a post-renderer; Flux |
//! | `companions/before` | namespace, quota, policies, secrets, operated stores, topics and migrations | `install.sh`, before the charts |
//! | `companions/after` | budgets, autoscalers, monitors, routes, and what runs once the hub works | `install.sh`, after them |
//! | `operators.sh` | the operators the hub counts on, once a cluster | an administrator |
//!
//! The scripts are for Helm 3.14 or newer and for Helm 4, and for Kubernetes 1.33 or newer.
//!
//! The charts' own preparation is off. The ledger's migration is a hook that runs before the configuration it mounts is
//! there, with a program that the images of 17.2.0 have no more; the containers that wait for stores are none that a
//! namespace with the profile `restricted` lets in. The hub's own jobs do the same, as its manifests have them, and
//! `install.sh` waits for their end.

mod backend;
mod check;
mod companions;
mod history;
mod install;
mod keys;
mod names;
mod omissions;
mod operators;
mod others;
mod patches;
mod reference;
mod release;
mod rules;
mod subcharts;
mod upgrade;
mod values;

use indexmap::IndexMap;
use mojaloop_model::{Diagnostics, Span};
use serde_json::Value;
use typed_builder::TypedBuilder;

use crate::Omission;
use crate::bundle::{Body, Draft, DraftFile};
use crate::emitter::Emitter;
use crate::machine;
use crate::machine::replacement::Replacements;
use crate::manifests::View;
use crate::plan::{Component, Plan};
use crate::validation;
use crate::yaml::Comments;

pub use check::{Checked, check};
pub use keys::KeyCatalogue;
pub use names::{Rendered, longest_release_name, rendered};
pub use rules::{RULES, Rule};
pub use upgrade::{KeyChange, KeyChanges, What};

use companions::Companions;
use release::Release;

/// Renders a hub as values for the published charts.
///
/// # Examples
///
/// ```
/// use mojaloop_presets::CoreTestHarness;
/// use mojaloop_render::{Emitter, Helm};
///
/// # fn main() -> Result<(), mojaloop_model::Diagnostics> {
/// let bundle = Helm::builder().release("zmb").build().render(&CoreTestHarness::default().hub())?;
/// assert!(bundle.file("values/mojaloop.yaml").is_some());
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, TypedBuilder)]
#[builder(field_defaults(setter(into)))]
#[non_exhaustive]
pub struct Helm {
    /// The name of the release. The charts make long names of it. `Default:` `moja`.
    #[builder(default = "moja".to_owned())]
    pub release: String,
    /// How long a release may take until it works. `Default:` 40 min, `Source:` mini-loop.
    #[builder(default = Span::seconds(2_400), setter(!into))]
    pub timeout: Span,
    /// Values of the user's own, by chart: they are checked where the chart's keys are known, and stand above the
    /// hub's. Those of a chart that nothing here installs, as `finance-portal`, are written down all the same.
    /// `Default:` none.
    ///
    /// # Examples
    ///
    /// ```
    /// use mojaloop_presets::CoreTestHarness;
    /// use mojaloop_render::{Emitter, Helm};
    /// use serde_json::json;
    ///
    /// let portal = json!({ "global": { "kafka": { "hots": "broker" } } });
    /// let told = Helm::builder().values([("finance-portal", portal)]).build().render(&CoreTestHarness::default().hub());
    /// assert!(told.unwrap_err().to_string().contains("did you mean `host`?"));
    /// ```
    #[builder(default, setter(transform = |values: impl IntoIterator<Item = (impl Into<String>, Value)>|
        values.into_iter().map(|(chart, values)| (chart.into(), values)).collect()))]
    pub values: IndexMap<String, Value>,
    /// Texts of chart `mojaloop` that are replaced before it is installed, for what no value of it can say.
    /// `Default:` none.
    #[builder(default, setter(!into))]
    pub replacements: Replacements,
}

impl Default for Helm {
    fn default() -> Self {
        Self::builder().build()
    }
}

impl Helm {
    /// What changes in the keys of chart `mojaloop` when a hub moves from one plan to another, as to another release.
    ///
    /// # Examples
    ///
    /// ```
    /// use mojaloop_model::Release;
    /// use mojaloop_presets::CoreTestHarness;
    /// use mojaloop_render::{Helm, plan};
    ///
    /// # fn main() -> Result<(), mojaloop_model::Diagnostics> {
    /// let mut hub = CoreTestHarness::default().hub();
    /// let new = plan(&hub.validate()?);
    /// hub.release = Release::V17_1_0;
    /// let old = plan(&hub.validate()?);
    /// let changes = Helm::default().upgrade(&old, &new);
    /// assert!(changes.to_string().starts_with("from 17.1.0 to 17.2.0"));
    /// # Ok(())
    /// # }
    /// ```
    pub fn upgrade(&self, from: &Plan, to: &Plan) -> KeyChanges {
        let values_of = |plan: &Plan| {
            let mut values = values::of(plan, &self.release);
            merge(&mut values, self.values.get(values::CHART).unwrap_or(&Value::Null));
            values
        };
        KeyChanges::between(values::CHART, (from.release.name(), &values_of(from)), (to.release.name(), &values_of(to)))
    }
}

/// What this target can refuse a plan for, by code, beside [`RULES`].
pub const FAULTS: &[(&str, &str)] = &[
    ("unknown-chart-key", "a value is for a key the chart reads"),
    ("chart-key-type", "a value is of the type the chart reads"),
    ("chart-release-name", "everything a release renders has a name that fits"),
];

impl Emitter for Helm {
    fn name(&self) -> &'static str {
        "helm"
    }

    fn emit(&self, plan: &Plan) -> Result<Draft, Diagnostics> {
        let plan = &*plan.without_tests();
        let view = View::beside(plan, others::of(plan, &self.release));
        let releases = release::of(plan, self);
        let operators = operators::of(plan);
        let mut draft = Draft::of(self.name(), plan);
        let mut told = self.write_values(&mut draft, &releases, &operators);
        let hub = releases.iter().find(|release| release.chart == values::CHART).map(|release| &release.values);
        if let Some(values) = hub {
            told.extend(names::faults(&self.release, plan.release.name(), values));
            for omission in omissions::of(&view, &self.release, values) {
                draft.omission(omission);
            }
        }
        match Companions::of(&view) {
            Ok(companions) => companions.write(&mut draft, plan, self),
            Err(faults) => told.extend(faults),
        }
        if told.has_errors() {
            return Err(told.errors());
        }
        draft.warn(told);
        for secret in plan.secrets.iter().filter_map(|secret| plan.development_value(secret)) {
            draft.secret(secret);
        }
        patches::write(&mut draft, &view, self);
        self.write_scripts(&mut draft, &view, &releases, &operators);
        Ok(draft)
    }
}

impl Helm {
    /// Adds the values of every chart, and tells what is wrong with them.
    fn write_values(&self, draft: &mut Draft, releases: &[Release], operators: &[Operators]) -> Diagnostics {
        let mut told = Diagnostics::default();
        for Release { chart, version, values, says, .. } in releases {
            told.extend(add(draft, chart, Some(version), values.clone(), says));
        }
        for (operator, values) in operators {
            let mut values = values.clone();
            merge(&mut values, self.values.get(operator.chart).unwrap_or(&Value::Null));
            let says = "It looks after the namespaces of all. ./operators.sh installs it.";
            told.extend(add(draft, operator.chart, Some(operator.version), values, says));
        }
        let installed = |chart: &str| {
            releases.iter().any(|release| release.chart == chart)
                || operators.iter().any(|(operator, _)| operator.chart == chart)
        };
        for (chart, values) in self.values.iter().filter(|(chart, _)| !installed(chart)) {
            let version = KeyCatalogue::newest(chart).map(KeyCatalogue::version);
            told.extend(add(draft, chart, version, values.clone(), "Your own. Nothing here installs it."));
        }
        told
    }

    fn write_scripts(&self, draft: &mut Draft, view: &View, releases: &[Release], operators: &[Operators]) {
        let plan = view.plan;
        let jobs: Vec<&str> = companions::before(view).collect();
        let says = "helmfile sync installs the hub, and brings it up to date, as ./install.sh does.\nIt is for Helm 3.14 or \
                    newer. Helm 4 takes a plugin as post-renderer: install ./post-render as one, and name it here.";
        let (tree, comments) = (install::helmfile(plan, self, releases, &jobs), Comments::default().head(says));
        draft.file(DraftFile::new("helmfile.yaml", Body::Yaml { tree, comments }));
        let mut script =
            |path: &str, text: String| draft.file(DraftFile::new(path, Body::Text(text.into())).executable());
        script("install.sh", install::install(plan, self, releases, &jobs));
        script("uninstall.sh", install::uninstall(plan, releases));
        for release in releases.iter().filter(|release| release.is_replaced) {
            script(install::FETCH, install::fetch(plan, release));
        }
        if !operators.is_empty() {
            script("operators.sh", operators::script(plan, operators));
        }
        for file in machine::files(plan).into_iter().chain(self.replacements.files()) {
            draft.file(file);
        }
        draft.file(validation::script(&looked_at(plan), &|component| runs(view, component), &|_| Default::default()));
    }
}

type Operators = (&'static operators::OperatorChart, Value);

/// What runs a component, as `kubectl` takes it.
fn runs(view: &View, component: &Component) -> String {
    format!("{}/{}", view.resource(component), view.object(component))
}

/// What can be looked at where charts run a hub: their volumes and the files of their pods are named by them.
fn looked_at(plan: &Plan) -> Plan {
    let mut plan = plan.clone();
    for component in &mut plan.components {
        component.volumes.clear();
        component.mounts.clear();
    }
    plan
}

/// Adds the file with a chart's values, and tells what is wrong with them.
fn add(draft: &mut Draft, chart: &str, version: Option<&str>, tree: Value, says: &str) -> Diagnostics {
    let path = install::values(chart);
    let checked = check(chart, version.unwrap_or_default(), &tree);
    for key in checked.unchecked {
        draft.omission(Omission {
            path: path.clone(),
            what: if key.is_empty() { "its values are unchecked".to_owned() } else { format!("`{key}` is unchecked") },
            why: format!("the keys of chart `{chart}` {} are not known here", version.unwrap_or("of any version")),
            instead: "compare them with `helm show values`".to_owned(),
        });
    }
    let of_version = version.map(|version| format!(" {version}")).unwrap_or_default();
    let head =
        format!("{says}\nFor chart `{chart}`{of_version}. Rendered: change the hub it describes, not this file.");
    draft.file(DraftFile::new(path, Body::Yaml { tree, comments: Comments::default().head(head) }));
    checked.faults
}

/// Puts a user's values over the hub's: maps are joined, everything else is replaced.
fn merge(values: &mut Value, over: &Value) {
    match (values, over) {
        (_, Value::Null) => {}
        (Value::Object(values), Value::Object(over)) => {
            for (key, value) in over {
                match values.get_mut(key).filter(|there| there.is_object() && value.is_object()) {
                    Some(there) => merge(there, value),
                    None => {
                        values.insert(key.clone(), value.clone());
                    }
                }
            }
        }
        (values, over) => *values = over.clone(),
    }
}
