//! A report: what is in a hub, on one page.
//!
//! | in the bundle | what it is |
//! |---|---|
//! | `report.html` | one page that loads nothing and runs nothing: a browser shows it from a disk, a mail, a pipeline's results |
//! | `hub.mmd` | its drawing as Mermaid text, for code hosts and editors |
//!
//! All of it is read off the plan, so it says the same as every other output of the same hub.

mod diagram;
mod graph;
mod html;
mod mermaid;
mod page;
mod sections;
mod table;

use mojaloop_model::Diagnostics;

use crate::bundle::{Body, Draft, DraftFile};
use crate::emitter::Emitter;
use crate::plan::Plan;

use graph::Graph;

/// Renders a report of a hub.
///
/// # Examples
///
/// ```
/// use mojaloop_presets::CoreTestHarness;
/// use mojaloop_render::{Emitter, Report};
///
/// # fn main() -> Result<(), mojaloop_model::Diagnostics> {
/// let bundle = Report::default().render(&CoreTestHarness::default().hub())?;
/// let page = bundle.file("report.html").expect("the page").text();
/// assert!(page.contains("mojaloop/central-ledger:v19.12.7"));
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, Copy, Default)]
#[non_exhaustive]
pub struct Report {}

impl Emitter for Report {
    fn name(&self) -> &'static str {
        "report"
    }

    fn emit(&self, plan: &Plan) -> Result<Draft, Diagnostics> {
        let mut draft = Draft::of(self.name(), plan);
        draft.file(DraftFile::new("report.html", Body::Text(page::of(plan).into())));
        draft.file(DraftFile::new("hub.mmd", Body::Text(mermaid::text(&Graph::of(plan)).into())));
        Ok(draft)
    }
}

#[cfg(test)]
mod tests;
