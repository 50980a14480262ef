//! Reading and writing `hub.yaml`.
//!
//! The reader goes on after a fault, so that one run tells all of them, each with its line:
//!
//! ```text
//! text ─ parse ─► tree with lines ─ deserialize ─► Hub ─ validate ─► Valid<Hub>
//!                  ▲                    │ fault
//!                  └──── set aside ◄────┘
//! ```
//!
//! A fault of shape stops serde, so the node it is about is set aside and the tree is read again, until it makes
//! a hub. Then the hub is judged, but not by what was set aside.

mod core_schema;
mod de;
mod fault;
mod parse;
#[cfg(test)]
mod tests;
mod tree;
mod write;

use mojaloop_model::{Diagnostic, Diagnostics, Hub, Valid};
use serde::Deserialize;

use de::Reader;
use tree::{ROOT, Tree};

pub use fault::FAULTS;
pub use write::write;

/// The most faults of shape that are told. A text with more of them is hardly a hub, and each costs another reading.
const MOST: usize = 100;

/// Rules that compare two places, and the other place: when that was set aside, they would judge by a default.
const LEANS: &[(&str, &[&str])] = &[
    ("config-type", &["release"]),
    ("currency-not-in-scheme", &["scheme.currencies"]),
    ("currency-not-settled", &["scheme.settlement"]),
    ("exchange-without-feature", &["features"]),
    ("fx-without-exchange", &["participants", "scheme.currencies"]),
    ("load-beyond-funds", &["features", "load", "participants"]),
    ("load-not-made", &["features"]),
    ("memory-budget-exceeded", &["features", "handlers", "participants", "services", "stores"]),
    ("open-to-anybody", &["features"]),
    ("participant-is-hub", &["scheme.hubParticipant"]),
    ("participant-is-auth-service", &["features"]),
    ("participant-without-partner", &["participants", "scheme.currencies"]),
    ("simulator-messages", &["scheme.messages"]),
    ("port-out-of-range", &["platform.containers"]),
    ("port-twice", &["features", "handlers", "platform.containers"]),
    ("settlement-currency-not-in-scheme", &["scheme.currencies"]),
    ("settlement-without-feature", &["features"]),
    ("store-absent", &["features", "handlers", "participants"]),
    ("timeout-not-read", &["release"]),
    ("too-few-partitions", &["features", "handlers", "participants"]),
    ("unknown-config-key", &["release"]),
    ("unknown-load-participant", &["participants"]),
    ("unknown-port", &["features", "handlers", "participants", "services"]),
    ("unknown-topic", &["features", "handlers", "participants"]),
    ("unknown-workload", &["features", "handlers", "participants"]),
    ("workload-not-running", &["features", "handlers", "participants"]),
];

/// Reads the text of a `hub.yaml`.
///
/// A field of text takes a plain scalar as it is written: `NO` is Norway's code, not a truth. A place under
/// `config` takes it as YAML 1.2 does. Aliases, tags and further documents are refused.
///
/// # Errors
///
/// Every fault at once, in the order of the file: those of shape ([`FAULTS`]) and those of meaning
/// ([`RULES`](mojaloop_model::RULES)), each with its line where the file has its place. Warnings alone are no error.
///
/// # Examples
///
/// ```
/// use mojaloop_render::hub_file;
///
/// let faults = hub_file::read("name: zambezi\nscheme:\n  curencies: [ZMW]\nmemory: 6 GB\n").unwrap_err();
/// assert_eq!(faults.codes(), ["missing-key", "unknown-key", "bad-value"]);
/// assert_eq!(
///     faults.iter().nth(1).map(ToString::to_string).as_deref(),
///     Some("error[unknown-key]: there is no key `curencies` here\n  at  scheme.curencies (line 3)\n  help: did you mean `currencies`?\n"),
/// );
/// ```
pub fn read(text: &str) -> Result<Valid<Hub>, Diagnostics> {
    let mut found = Vec::new();
    if let Some(mut tree) = parse::parse(text, &mut found)
        && let Some(hub) = shape(&mut tree, &mut found)
    {
        let judged = match hub.validate() {
            Ok(valid) if found.is_empty() => return Ok(valid),
            Ok(_) => Diagnostics::default(),
            Err(faults) => faults,
        };
        found.extend(judged.into_iter().filter(|fault| !is_moot(fault, &tree)).map(|fault| located(fault, &tree)));
    }
    found.sort_by_key(|fault| fault.line().unwrap_or(usize::MAX));
    Err(found.into_iter().collect())
}

/// Reads the tree until it makes a hub, or until nothing is left to set aside.
fn shape(tree: &mut Tree, found: &mut Vec<Diagnostic>) -> Option<Hub> {
    loop {
        if found.len() > MOST {
            found.truncate(MOST);
            found.push(fault::too_many(MOST));
            return None;
        }
        match Hub::deserialize(Reader::new(tree, ROOT)) {
            Ok(hub) => return Some(hub),
            Err(fault) => {
                found.extend(fault.tell(tree));
                fault.mend(tree)?;
            }
        }
    }
}

/// Whether a fault of meaning is about what was set aside, and so about something the file does not say.
fn is_moot(fault: &Diagnostic, tree: &Tree) -> bool {
    let leans = LEANS.iter().filter(|(code, _)| *code == fault.code()).flat_map(|(_, places)| *places);
    tree.is_aside(fault.place()) || leans.into_iter().any(|place| tree.is_aside(place) || tree.has_aside_below(place))
}

fn located(fault: Diagnostic, tree: &Tree) -> Diagnostic {
    match tree.line_of(fault.place()) {
        Some(line) => fault.at_line(line),
        None => fault,
    }
}
