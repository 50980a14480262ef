//! Helm: values for the published charts, and what installs them.
//!
//! Helm hands every value on, and a chart ignores the keys it does not know. So each key that is written here is
//! checked against the [keys the chart has](KeyCatalogue), and against [what must hold between them](RULES).

mod backend;
mod check;
mod history;
mod install;
mod keys;
mod names;
mod omissions;
mod patches;
mod reference;
mod rules;
mod secret;
mod subcharts;
mod upgrade;
mod values;

use mojaloop_model::{Diagnostics, Span};
use serde_json::Value;
use typed_builder::TypedBuilder;

use crate::Omission;
use crate::bundle::{Body, Draft, DraftFile};
use crate::emitter::Emitter;
use crate::plan::Plan;
use crate::yaml::Comments;

pub use check::{Checked, check};
pub use keys::KeyCatalogue;
pub use names::{Rendered, longest_release_name, rendered};
pub use rules::{RULES, Rule};
pub use upgrade::{KeyChange, KeyChanges, What};

use install::Release;

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
    /// Values of the user's own for chart `mojaloop`: they are checked, and stand above the hub's. `Default:` none.
    #[builder(default = Value::Null)]
    pub values: Value,
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
        let values = |plan: &Plan| {
            let mut values = values::of(plan, &self.release);
            merge(&mut values, &self.values);
            values
        };
        KeyChanges::between("mojaloop", (from.release.name(), &values(from)), (to.release.name(), &values(to)))
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
        let version = plan.release.name();
        let mut values = values::of(plan, &self.release);
        merge(&mut values, &self.values);
        let mut draft = Draft::of(self.name(), plan);
        let mut faults = names::faults(&self.release, version, &values);
        let mut releases = Vec::new();
        if let Some(backend) = backend::values(plan) {
            releases.push(Release {
                name: "backend".to_owned(),
                chart: "example-mojaloop-backend",
                version,
                values: "values/backend.yaml".to_owned(),
                has_tests: false,
                keeps_data: true,
                is_patched: false,
            });
            faults.extend(add(&mut draft, releases.last(), backend, "The stores, for a trial."));
        }
        let has_tests = rules::TESTS.iter().any(|test| {
            let said = values.pointer(&format!("/{}/tests/enabled", test.name)).and_then(Value::as_bool);
            said.unwrap_or(test.on)
        });
        releases.push(Release {
            name: self.release.clone(),
            chart: "mojaloop",
            version,
            values: "values/mojaloop.yaml".to_owned(),
            has_tests,
            keeps_data: false,
            is_patched: true,
        });
        let says = format!("Hub {} of Mojaloop {}: only what differs from the chart.", plan.name, plan.release);
        faults.extend(add(&mut draft, releases.last(), values, &says));
        if faults.has_errors() {
            return Err(faults.errors());
        }
        for omission in omissions::of(plan, &self.release) {
            draft.omission(omission);
        }
        let comments = Comments::default().head("helmfile apply installs the hub, and brings it up to date.");
        let tree = install::helmfile(plan, self, &releases);
        draft.file(DraftFile::new("helmfile.yaml", Body::Yaml { tree, comments }));
        let says = "What the charts have no key for. Helm: ./patch.sh as post-renderer; Flux: the same list as `postRenderers`.";
        let (tree, comments) = (patches::kustomization(plan, &self.release), Comments::default().head(says));
        draft.file(DraftFile::new(format!("{}/kustomization.yaml", patches::FOLDER), Body::Yaml { tree, comments }));
        let program = Body::Text(patches::PROGRAM.to_owned());
        draft.file(DraftFile::new(format!("{}/patch.sh", patches::FOLDER), program).executable());
        let script = |path: &str, text: String| DraftFile::new(path, Body::Text(text)).executable();
        draft.file(script("install.sh", install::install(plan, self, &releases)));
        draft.file(script("uninstall.sh", install::uninstall(plan, &releases)));
        Ok(draft)
    }
}

/// Adds the file with a release's values, and tells what is wrong with them.
fn add(draft: &mut Draft, release: Option<&Release>, tree: Value, says: &str) -> Diagnostics {
    let Some(release) = release else { return Diagnostics::default() };
    let checked = check(release.chart, release.version, &tree);
    for path in checked.unchecked {
        let what = if path.is_empty() { "all its values".to_owned() } else { format!("`{path}`") };
        draft.omission(Omission {
            path: release.values.clone(),
            what: format!("nobody checked {what}"),
            why: format!("the keys of chart `{}` {} are not known here", release.chart, release.version),
            instead: "compare them with `helm show values`".to_owned(),
        });
    }
    let head = format!(
        "{says}\nFor chart `{}` {}. Rendered: change the hub it describes, not this file.",
        release.chart, release.version
    );
    let comments = Comments::default().head(head);
    draft.file(DraftFile::new(&release.values, Body::Yaml { tree, comments }));
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
