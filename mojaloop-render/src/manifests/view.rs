//! A plan with what many objects ask of it worked out once.

use indexmap::IndexMap;

use super::reference::InFiles;
use super::{files, job};
use crate::plan::{Component, Content, Link, Plan, Run};

/// A plan as its objects see it.
pub(super) struct View<'p> {
    pub(super) plan: &'p Plan,
    /// The text of each file, by its path.
    pub(super) texts: IndexMap<&'p str, String>,
    /// The config map of each file, by its path.
    pub(super) maps: IndexMap<&'p str, String>,
    /// The name of each job's object, by its component: a job that would do something else is another job.
    pub(super) jobs: IndexMap<&'p str, String>,
    calls: IndexMap<&'p str, Vec<&'p Link>>,
    callers: IndexMap<&'p str, Vec<&'p Link>>,
}

impl<'p> View<'p> {
    pub(super) fn of(plan: &'p Plan) -> Self {
        let mut view = Self {
            plan,
            texts: plan.files.iter().map(|file| (file.path.as_str(), text(plan, &file.content))).collect(),
            maps: plan.files.iter().map(|file| (file.path.as_str(), files::map_name(&file.path))).collect(),
            jobs: IndexMap::new(),
            calls: by(plan, |link| &link.from),
            callers: by(plan, |link| &link.to),
        };
        for component in plan.components.iter().filter(|component| is_job(component)) {
            let name = job::name(&view, component);
            view.jobs.insert(&component.name, name);
        }
        view
    }

    /// Whom a component calls.
    pub(super) fn calls(&self, component: &str) -> &[&'p Link] {
        self.calls.get(component).map_or(&[], Vec::as_slice)
    }

    /// Who calls a component, or a store that an operator runs.
    pub(super) fn callers(&self, component: &str) -> &[&'p Link] {
        self.callers.get(component).map_or(&[], Vec::as_slice)
    }

    /// The components that run as long as the hub.
    pub(super) fn always(&self) -> impl Iterator<Item = &'p Component> {
        self.plan.components.iter().filter(|component| component.run == Run::Always)
    }
}

/// Whether a component runs once by itself.
pub(super) fn is_job(component: &Component) -> bool {
    matches!(component.run, Run::Once | Run::Afterwards)
}

fn by(plan: &Plan, end: fn(&Link) -> &String) -> IndexMap<&str, Vec<&Link>> {
    let mut links: IndexMap<&str, Vec<&Link>> = IndexMap::new();
    for link in &plan.links {
        links.entry(end(link)).or_default().push(link);
    }
    links
}

fn text(plan: &Plan, content: &Content) -> String {
    match content {
        // A tree of JSON has nothing that can't be written.
        Content::Json(value) => serde_json::to_string_pretty(&value.resolve(&InFiles(plan))).unwrap_or_default() + "\n",
        Content::Text(text) => text.clone(),
    }
}
