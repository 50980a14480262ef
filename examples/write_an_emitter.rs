//! How do I write a target of my own?
//!
//! This one draws who calls whom, as a Mermaid diagram that code hosts show. It reads the plan, where
//! everything is decided, and knows no service by name. `cargo run --example write_an_emitter [DIRECTORY]`

use mojaloop_examples::{Outcome, deliver, output};
use mojaloop_model::Diagnostics;
use mojaloop_presets::CoreTestHarness;
use mojaloop_render::Emitter;
use mojaloop_render::bundle::{Body, Draft, DraftFile};
use mojaloop_render::plan::{Plan, Role};

/// Draws a hub. An option is a field.
struct Diagram {
    direction: &'static str,
}

impl Emitter for Diagram {
    fn name(&self) -> &'static str {
        "diagram"
    }

    fn emit(&self, plan: &Plan) -> Result<Draft, Diagnostics> {
        let mut lines =
            vec![format!("# {} on Mojaloop {}\n\n```mermaid\nflowchart {}", plan.name, plan.release, self.direction)];
        for component in &plan.components {
            let (open, close) = match component.role {
                Role::Store => ("[(", ")]"),
                Role::Job => ("([", "])"),
                _ => ("[", "]"),
            };
            lines.push(format!("  {0}{open}\"{0}<br/><small>{1}</small>\"{close}", component.name, component.summary));
        }
        for link in &plan.links {
            lines.push(format!("  {} -->|{}| {}", link.from, link.port, link.to));
        }
        lines.push("```\n".to_owned());

        let mut draft = Draft::of(self.name(), plan);
        draft.file(DraftFile::new("hub.md", Body::Text(lines.join("\n").into())));
        Ok(draft)
    }
}

fn main() -> Outcome {
    let hub = CoreTestHarness::default().hub();
    let bundle = Diagram { direction: "LR" }.render(&hub)?;
    deliver(&bundle, &output("write_an_emitter", 1), &["less hub.md"])
}
