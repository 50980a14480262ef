//! A plan with what many objects ask of it worked out once.

use indexmap::IndexMap;
use k8s_openapi::apimachinery::pkg::apis::meta::v1::LabelSelector;

use super::meta::{self, Labels};
use super::others::Others;
use super::{files, job};
use crate::plan::{Component, Content, Endpoint, Link, Plan, Resolve, Run};

/// A plan as its objects see it.
pub(crate) struct View<'p> {
    pub(crate) plan: &'p Plan,
    /// The text of each file, by its path.
    pub(super) texts: IndexMap<&'p str, String>,
    /// The config map of each file, by its path.
    pub(super) maps: IndexMap<&'p str, String>,
    /// The place in the model each file comes from: that of the first component that mounts it.
    pub(super) origins: IndexMap<&'p str, &'p str>,
    /// The name of each job's object, by its component: a job that would do something else is another job.
    pub(crate) jobs: IndexMap<&'p str, String>,
    others: Others<'p>,
    calls: IndexMap<&'p str, Vec<&'p Link>>,
    callers: IndexMap<&'p str, Vec<&'p Link>>,
}

impl<'p> View<'p> {
    /// A plan of which everything is rendered here.
    pub(super) fn of(plan: &'p Plan) -> Self {
        Self::beside(plan, Others::none(plan))
    }

    /// A plan of which others render a part.
    pub(crate) fn beside(plan: &'p Plan, others: Others<'p>) -> Self {
        let text = |content| text(&*others.references, content);
        let mut view = Self {
            plan,
            texts: plan.files.iter().map(|file| (file.path.as_str(), text(&file.content))).collect(),
            maps: plan.files.iter().map(|file| (file.path.as_str(), files::map_name(&file.path))).collect(),
            origins: origins(plan),
            jobs: IndexMap::new(),
            calls: by(plan, |link| &link.from),
            callers: by(plan, |link| &link.to),
            others,
        };
        let jobs = |component: &&Component| is_job(component) && view.is_own(component);
        for component in plan.components.iter().filter(jobs).collect::<Vec<_>>() {
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

    /// Whether a component is rendered here, and by nobody else.
    pub(crate) fn is_own(&self, component: &Component) -> bool {
        self.others.get(&component.name).is_none()
    }

    /// What makes the pods of a component that runs as long as the hub, as the API server lists it.
    pub(crate) fn resource(&self, component: &Component) -> &'static str {
        self.others.get(&component.name).map_or("deployments", |foreign| foreign.resource)
    }

    /// The name of what makes the pods of a component.
    pub(crate) fn object<'v>(&'v self, component: &'v Component) -> &'v str {
        self.others.get(&component.name).map_or(&component.name, |foreign| &foreign.name)
    }

    /// What selects the pods of a component.
    pub(super) fn selecting(&self, component: &str) -> Labels {
        self.others.selecting(self.plan, component)
    }

    /// The same as a selector.
    pub(super) fn selector(&self, component: &str) -> LabelSelector {
        meta::by(self.selecting(component))
    }

    /// Whether somebody else makes the routes to a component.
    pub(super) fn is_routed(&self, component: &str) -> bool {
        self.others.get(component).is_some_and(|foreign| foreign.is_routed)
    }

    /// The service of a component, and the port it has for one of the component's own.
    pub(super) fn service(&self, component: &str, port: u16) -> (String, u16) {
        let endpoint = Endpoint::new(component, port);
        (self.references().host(&endpoint), self.references().port(&endpoint).parse().unwrap_or(port))
    }

    /// How files refer to components.
    pub(super) fn references(&self) -> &dyn Resolve {
        &*self.others.references
    }

    /// The key of a secret's value in its object.
    pub(super) fn key(&self, secret: &str) -> &'static str {
        self.others.key(secret)
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

fn origins(plan: &Plan) -> IndexMap<&str, &str> {
    let mut origins = IndexMap::new();
    for component in &plan.components {
        for mount in &component.mounts {
            origins.entry(mount.file.as_str()).or_insert(component.origin.as_str());
        }
    }
    origins
}

fn by(plan: &Plan, end: fn(&Link) -> &String) -> IndexMap<&str, Vec<&Link>> {
    let mut links: IndexMap<&str, Vec<&Link>> = IndexMap::new();
    for link in &plan.links {
        links.entry(end(link)).or_default().push(link);
    }
    links
}

fn text(references: &dyn Resolve, content: &Content) -> String {
    match content {
        Content::Json(value) => value.text(references),
        Content::Text(text) => text.to_string(),
    }
}
