//! The sections of the page, in its order.

mod budget;
mod components;
mod data;
mod files;
mod links;
mod outside;
mod settings;
mod told;

use super::html::{Anchor, Element};
use crate::plan::Plan;

/// A part of the page with a heading of its own.
#[derive(Clone, Copy)]
pub(super) struct Section {
    /// Its name on the page.
    id: &'static str,
    /// Its heading.
    title: &'static str,
    /// What is in it; nothing: the page goes without it.
    of: fn(&Plan) -> Vec<Element>,
}

/// The section of what is outside.
pub(super) const OUTSIDE: &str = "outside";

/// All of them. To add one, write its function and a line here.
const SECTIONS: &[Section] = &[
    Section { id: "links", title: "Who calls whom", of: links::of },
    Section { id: "components", title: "Components", of: components::of },
    Section { id: "budget", title: "Memory", of: budget::of },
    Section { id: "topics", title: "Topics", of: data::topics },
    Section { id: "databases", title: "Databases", of: data::databases },
    Section { id: "secrets", title: "Secrets", of: data::secrets },
    Section { id: OUTSIDE, title: "Outside the hub", of: outside::outside },
    Section { id: "routes", title: "Routes", of: outside::routes },
    Section { id: "settings", title: "Where each value comes from", of: settings::of },
    Section { id: "files", title: "Files", of: files::of },
    Section { id: "omissions", title: "Left out", of: told::omissions },
    Section { id: "warnings", title: "Warnings", of: told::warnings },
];

/// A section with what is in it.
pub(super) struct Filled {
    section: Section,
    content: Vec<Element>,
}

/// The sections that have something to say of a plan.
pub(super) fn of(plan: &Plan) -> Vec<Filled> {
    let filled = SECTIONS.iter().map(|section| Filled { section: *section, content: (section.of)(plan) });
    filled.filter(|filled| !filled.content.is_empty()).collect()
}

/// Where a section is.
pub(super) fn anchor(id: &str) -> Anchor {
    Anchor::new("section", id)
}

impl Filled {
    /// What leads to it.
    pub fn entry(&self) -> Element {
        Element::new("li").with(Element::new("a").link(&anchor(self.section.id)).with(self.section.title))
    }

    /// The section itself.
    pub fn draw(self) -> Element {
        let anchor = anchor(self.section.id);
        let heading = Element::new("h2").anchor(&anchor).with(self.section.title);
        Element::new("section").attr("aria-labelledby", anchor.id()).with(heading).with_all(self.content)
    }
}
