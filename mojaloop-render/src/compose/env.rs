//! `.env`: every variable of the Compose files, and how references are written in them.

use std::fmt::Write as _;

use super::knobs::{self, Kind, Knob, port_variable, reference};
use crate::plan::{Endpoint, Plan, Published, Resolve};

const HEAD: &str = "\
Settings of this machine, read by Docker Compose. This file is yours: it is written once, and no later render changes \
it. A line like `#NAME=value` shows the default: to set another, take the `#` away.";

/// Where a comment goes on in the next line.
const WIDTH: usize = 116;

/// The text of `.env`.
pub(super) fn file(plan: &Plan) -> String {
    let mut text = comment(HEAD);
    for group in knobs::groups(plan) {
        // Writing to a string can't fail.
        let _ = write!(text, "\n# --- {}\n{}", group.title, comment(group.about));
        group.knobs.iter().for_each(|knob| text += &lines(knob));
    }
    text
}

fn lines(knob: &Knob) -> String {
    let Knob { name, default, means, kind } = knob;
    let setting = match kind {
        Kind::Defaulted | Kind::Port => format!("#{name}={default}"),
        Kind::Set => format!("{name}={default}"),
        Kind::Secret => format!("{name}='{default}'"),
    };
    format!("\n{}{setting}\n", comment(means))
}

/// A text as lines of comment; nothing for none.
fn comment(text: &str) -> String {
    let mut lines = String::new();
    let mut width = 0;
    for word in text.split_whitespace() {
        if width > 0 && width + word.len() < WIDTH {
            lines.push(' ');
        } else {
            lines += if lines.is_empty() { "# " } else { "\n# " };
            width = 0;
        }
        lines += word;
        width += word.len() + 1;
    }
    if lines.is_empty() { lines } else { lines + "\n" }
}

/// How a reference is written in a mounted file.
pub(super) struct InFiles<'p>(pub(super) &'p Plan);

impl Resolve for InFiles<'_> {
    fn host(&self, endpoint: &Endpoint) -> String {
        self.0.outside(&endpoint.component).map_or_else(|| endpoint.component.clone(), |outside| outside.host.clone())
    }

    fn port(&self, endpoint: &Endpoint) -> String {
        endpoint.port.to_string()
    }

    fn browser(&self, endpoint: &Endpoint) -> String {
        format!("http://localhost:{}", published(self.0, endpoint).map_or(endpoint.port, |port| port.number))
    }
}

/// How a reference is written in the Compose file itself, where `$` starts a variable.
pub(super) struct InCompose<'p>(pub(super) &'p Plan);

impl Resolve for InCompose<'_> {
    fn host(&self, endpoint: &Endpoint) -> String {
        InFiles(self.0).host(endpoint)
    }

    fn port(&self, endpoint: &Endpoint) -> String {
        InFiles(self.0).port(endpoint)
    }

    fn browser(&self, endpoint: &Endpoint) -> String {
        match published(self.0, endpoint) {
            Some(port) => format!("http://localhost:{}", reference(&port_variable(port), &port.number.to_string())),
            None => InFiles(self.0).browser(endpoint),
        }
    }

    fn literal(&self, text: &str) -> String {
        text.replace('$', "$$")
    }
}

fn published<'p>(plan: &'p Plan, endpoint: &Endpoint) -> Option<&'p Published> {
    let ports = &plan.component(&endpoint.component)?.ports;
    ports.iter().find(|port| port.number == endpoint.port)?.published.as_ref()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comment_goes_on_in_the_next_line() {
        assert_eq!(comment(""), "");
        assert_eq!(comment("one  word"), "# one word\n");
        let long = comment(&"word ".repeat(60));
        assert_eq!(long.split_whitespace().filter(|word| *word == "word").count(), 60);
        assert!(long.lines().all(|line| line.starts_with("# word") && line.len() <= WIDTH + 2), "{long}");
    }
}
