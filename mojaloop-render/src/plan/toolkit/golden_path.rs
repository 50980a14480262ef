//! The golden path: the collections that the makers of a release test it with, as far as this hub runs what they call.
//!
//! They are not part of the output: the program fetches those of the hub's own release when it is run, or takes them from
//! a folder that is mounted. Their participants are all played by the toolkit.

use indexmap::IndexMap;
use mojaloop_model::catalogue::{Callee, TOOLKIT, When};
use mojaloop_model::{Feature, Hub, Valid};
use serde_json::json;

use super::super::overlay::endpoint;
use super::super::{CalledBy, Content, Endpoint, File, OWN_FOLDER, Outside, OutsideKind, Piece, Plan, Text, Value};
use super::{FOLDER, RUN, environment, file, job, push, what_takes_part};

/// The process that runs it, and the folder of what it reads.
const NAME: &str = "golden-path";
const PROGRAM: &str = include_str!("golden-path.js");

/// Where collections are fetched from: the name it has in the plan, its host, and the way to a release's archive.
const ARCHIVES: (&str, &str, u16) = ("collections", "github.com", 443);
const ARCHIVE: &str = "/mojaloop/testing-toolkit-test-cases/archive/refs/tags/";

/// A collection of the golden path.
struct Collection {
    /// Its path below `collections/hub`.
    path: &'static str,
    /// When the hub runs what it calls.
    when: When,
}

const fn always(path: &'static str) -> Collection {
    Collection { path, when: When::Always }
}

const fn of(feature: Feature, path: &'static str) -> Collection {
    Collection { path, when: When::Feature(feature) }
}

/// In the order they run. `Source:` testing-toolkit-test-cases v17.2.0; v17.1.0 has the same folders.
const COLLECTIONS: &[Collection] = &[
    always("provisioning/for_golden_path"),
    always("golden_path/feature_tests"),
    always("golden_path/bug fixes"),
    always("golden_path/p2p_on_us_transfers"),
    always("golden_path/quoting_service"),
    of(Feature::RequestToPay, "golden_path/transaction_request_service"),
    of(Feature::Settlement, "golden_path/settlement_management"),
    of(Feature::Settlement, "golden_path/api-tests"),
];

pub(super) fn add(plan: &mut Plan, hub: &Valid<Hub>) {
    if !hub.has(Feature::GoldenPath) {
        return;
    }
    let (name, host, port) = ARCHIVES;
    plan.outside.push(Outside {
        name: name.to_owned(),
        kind: OutsideKind::Archive,
        origin: "features".to_owned(),
        host: host.to_owned(),
        port,
        tls: true,
    });
    file(plan, "golden-path.js", Content::Text(PROGRAM.into()));
    // The job hands it on: the toolkit sends the requests.
    let settings = File::new(format!("{FOLDER}/golden-path-settings.json"), Content::Json(settings(hub)));
    plan.files.push(File { called_by: CalledBy::Component(TOOLKIT.to_owned()), ..settings });
    let mut component = job(hub, NAME, "runs what the makers of the release test it with", &[]);
    component.command = vec!["node".to_owned(), format!("{OWN_FOLDER}/golden-path.js")];
    component.feature = Some(Feature::GoldenPath);
    let archive = vec![
        Piece::Literal("https://".to_owned()),
        Piece::Host(Endpoint::new(name, port)),
        Piece::Literal(format!("{ARCHIVE}v{}.tar.gz", hub.release)),
    ];
    component.variables.insert("ARCHIVE".to_owned(), Text(archive).into());
    component.after = what_takes_part(plan, hub);
    push(plan, component, &[], &["golden-path.js", "golden-path-settings.json", RUN]);
}

/// What is run, and what of the makers' environment is otherwise here.
fn settings(hub: &Valid<Hub>) -> Value {
    let collections = COLLECTIONS.iter().filter(|collection| collection.when.holds(hub));
    let collections: Vec<&str> = collections.map(|collection| collection.path).collect();
    let mut inputs = environment::inputs(hub);
    inputs.extend(switches());
    let mut settings: Value = json!({ "collections": collections }).into();
    settings.put(&["inputValues"], Value::Map(inputs));
    settings.put(&["callback"], Text::url(endpoint(TOOLKIT, None), "").into());
    settings.put(&["options"], environment::options(hub).into());
    settings
}

/// What the hub is set to, and what the toolkit does not do where it plays everybody.
fn switches() -> IndexMap<String, Value> {
    let switches = [
        ("ENABLE_JWS_SIGNING", false),
        ("ENABLE_WS_ASSERTIONS", false),
        ("ON_US_TRANSFERS_ENABLED", false),
        ("SIMPLE_ROUTING_MODE_ENABLED", false),
    ];
    let lookup = endpoint(Callee::LookupAdmin.workload(), None);
    let more = ("HOST_ACCOUNT_LOOKUP_SERVICE_ADMIN".to_owned(), Text::url(lookup, "").into());
    switches.map(|(name, on)| (name.to_owned(), Value::Plain(on.into()))).into_iter().chain([more]).collect()
}
