//! The toolkit's form of a collection: test cases of requests, each with what must hold of the answer.
//!
//! Values are put in as text before a request is sent, and are not escaped there: everything that goes
//! into a request here is a name or an amount that `validate` checked.

use std::borrow::Cow;
use std::sync::Arc;

use mojaloop_model::catalogue::Callee;
use serde::{Serialize, Serializer};
use serde_json::Value;

use super::lines;
use super::version::Version;

/// A file of a collection: its path below `collections/`, and what is in it.
pub(super) type File = (String, Document);

/// What is in a file of a collection. A hub of many participants has thousands of requests, so they are written
/// as they are, without a tree in between.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub(super) enum Document {
    /// The order of a folder.
    Order { order: Vec<Entry> },
    /// Test cases.
    #[serde(rename_all = "snake_case")]
    Cases { name: String, test_cases: Vec<Case> },
}

/// A file or a folder of a folder.
#[derive(Debug, Serialize)]
pub(super) struct Entry {
    name: String,
    #[serde(rename = "type")]
    kind: &'static str,
}

impl Document {
    /// The text of its file, written in a place that many share one after the other.
    pub(super) fn text(&self, place: &mut Vec<u8>) -> Arc<str> {
        lines::text(self, place)
    }
}

/// A file of test cases, numbered in their order.
pub(super) fn file(path: String, name: &str, mut cases: Vec<Case>) -> File {
    for (i, case) in cases.iter_mut().enumerate() {
        case.number(i + 1);
    }
    (path, Document::Cases { name: name.to_owned(), test_cases: cases })
}

/// The order of a folder: files and folders as they are to be run.
pub(super) fn order(folder: &str, entries: &[(&str, &'static str)]) -> File {
    let order = entries.iter().map(|(name, kind)| Entry { name: (*name).to_owned(), kind }).collect();
    (format!("{folder}/master.json"), Document::Order { order })
}

/// A folder of files, each its name, its title and its cases, in the order they are run; none when it has none.
pub(super) fn folder(path: &str, files: Vec<(String, String, Vec<Case>)>) -> Vec<File> {
    if files.is_empty() {
        return Vec::new();
    }
    let entries: Vec<(&str, &'static str)> = files.iter().map(|(name, ..)| (name.as_str(), "file")).collect();
    let order = order(path, &entries);
    let files = files.into_iter().map(|(name, title, cases)| file(format!("{path}/{name}"), &title, cases));
    std::iter::once(order).chain(files).collect()
}

/// A test case: its requests are sent in order, and the first that fails ends it.
#[derive(Debug, Serialize)]
pub(super) struct Case {
    id: usize,
    meta: Meta,
    pub(super) name: String,
    options: Options,
    pub(super) requests: Vec<Request>,
}

#[derive(Debug, Serialize)]
struct Meta {
    info: String,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Options {
    break_on_error: bool,
}

impl Case {
    pub(super) fn new(name: impl Into<String>, requests: Vec<Request>) -> Self {
        let name = name.into();
        Self { id: 0, meta: Meta { info: name.clone() }, name, options: Options { break_on_error: true }, requests }
    }

    /// Gives it and its requests their numbers: those of a case are known when it is whole.
    fn number(&mut self, id: usize) {
        self.id = id;
        for (i, request) in self.requests.iter_mut().enumerate() {
            request.id = i + 1;
        }
    }
}

/// The API a request belongs to: it decides whether the toolkit waits for a callback.
#[derive(Debug, Clone, Copy)]
pub(super) enum Api {
    /// Between participants and hub: answered later, by a callback.
    Fspiop(Version),
    /// The ledger's administration.
    LedgerAdmin,
    /// The account lookup's administration.
    LookupAdmin,
    /// Settlement.
    Settlement,
    /// The oracle.
    Oracle,
    /// What a scheme adapter does for the bank behind it.
    SchemeAdapter,
    /// Between third parties and participants: nothing waits for the answer.
    ThirdParty,
}

/// An API as the toolkit knows it.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct ApiVersion {
    #[serde(rename = "type")]
    kind: &'static str,
    major_version: u8,
    minor_version: u8,
    asynchronous: bool,
}

impl Api {
    fn version(self) -> ApiVersion {
        let (kind, major_version, minor_version, asynchronous) = match self {
            Self::Fspiop(version) => ("fspiop", version.major, version.minor, true),
            Self::LedgerAdmin => ("central_admin", 1, 0, false),
            Self::LookupAdmin => ("als_admin", 1, 1, false),
            Self::Settlement => ("settlements", 2, 0, false),
            Self::Oracle => ("als_oracle", 1, 0, false),
            Self::SchemeAdapter => ("sdk-scheme-adapter-outbound-v2_1_0-openapi3-snippets", 2, 1, false),
            Self::ThirdParty => ("thirdparty", 1, 0, false),
        };
        ApiVersion { kind, major_version, minor_version, asynchronous }
    }
}

/// A request and what must hold of its answer.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Request {
    id: usize,
    description: String,
    api_version: ApiVersion,
    operation_path: &'static str,
    path: &'static str,
    method: &'static str,
    url: String,
    headers: Pairs,
    scripting_engine: &'static str,
    tests: Tests,
    #[serde(skip_serializing_if = "Pairs::is_empty")]
    params: Pairs,
    #[serde(skip_serializing_if = "Pairs::is_empty")]
    query_params: Pairs,
    #[serde(skip_serializing_if = "Option::is_none")]
    body: Option<Value>,
    #[serde(flatten)]
    retries: Option<Retries>,
    #[serde(skip_serializing_if = "Scripts::is_empty")]
    scripts: Scripts,
}

/// Texts by name, in the order they were given.
#[derive(Debug, Default)]
struct Pairs(Vec<(&'static str, String)>);

impl Pairs {
    /// Sets a name to a text: to another, where it has one.
    fn set(&mut self, name: &'static str, value: String) {
        match self.0.iter_mut().find(|(known, _)| *known == name) {
            Some((_, there)) => *there = value,
            None => self.0.push((name, value)),
        }
    }

    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Serialize for Pairs {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, value)| (name, value)))
    }
}

#[derive(Debug, Default, Serialize)]
struct Tests {
    assertions: Vec<Check>,
}

/// A statement, or what it is called: most are the same in many requests.
type Saying = Cow<'static, str>;

#[derive(Debug, Serialize)]
struct Check {
    id: usize,
    description: Saying,
    exec: [Saying; 1],
}

/// How often it is sent again, and how long after: at first and at most, in ms.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Retries {
    retries: u32,
    retries_delay: &'static str,
}

#[derive(Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
struct Scripts {
    #[serde(skip_serializing_if = "Script::is_empty")]
    pre_request: Script,
    #[serde(skip_serializing_if = "Script::is_empty")]
    post_request: Script,
}

impl Scripts {
    fn is_empty(&self) -> bool {
        self.pre_request.is_empty() && self.post_request.is_empty()
    }
}

#[derive(Debug, Default, Serialize)]
struct Script {
    exec: Vec<Saying>,
}

impl Script {
    fn is_empty(&self) -> bool {
        self.exec.is_empty()
    }
}

impl Request {
    pub(super) fn new(
        description: impl Into<String>,
        (api, callee): (Api, Callee),
        (method, path): (&'static str, &'static str),
    ) -> Self {
        let request = Self {
            id: 0,
            description: description.into(),
            api_version: api.version(),
            operation_path: path,
            path,
            method,
            url: String::new(),
            headers: Pairs::default(),
            scripting_engine: "javascript",
            tests: Tests::default(),
            params: Pairs::default(),
            query_params: Pairs::default(),
            body: None,
            retries: None,
            scripts: Scripts::default(),
        };
        request.sent_to(callee.input())
    }

    /// Whom it is sent to, by the name of an address that is no service's.
    pub(super) fn sent_to(mut self, input: &str) -> Self {
        self.url = format!("{{$inputs.{input}}}");
        self
    }

    /// What stands in the path for `{name}`.
    pub(super) fn param(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.params.set(name, value.into());
        self
    }

    /// What is asked for after the path's `?`.
    pub(super) fn query(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.query_params.set(name, value.into());
        self
    }

    pub(super) fn header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.set(name, value.into());
        self
    }

    pub(super) fn body(mut self, body: Value) -> Self {
        self.body = Some(body);
        self
    }

    /// What must hold, and the statement that says so.
    pub(super) fn check(mut self, description: impl Into<Saying>, statement: impl Into<Saying>) -> Self {
        let id = self.tests.assertions.len() + 1;
        self.tests.assertions.push(Check { id, description: description.into(), exec: [statement.into()] });
        self
    }

    /// The status it answers with.
    pub(super) fn answers(self, status: u16) -> Self {
        match status {
            200 => self.check("answers 200", "expect(response.status).to.equal(200)"),
            201 => self.check("answers 201", "expect(response.status).to.equal(201)"),
            _ => self.check(format!("answers {status}"), format!("expect(response.status).to.equal({status})")),
        }
    }

    /// A statement run before it is sent.
    pub(super) fn before(mut self, statement: impl Into<Saying>) -> Self {
        self.scripts.pre_request.exec.push(statement.into());
        self
    }

    /// A statement run when it was answered.
    pub(super) fn after(mut self, statement: impl Into<Saying>) -> Self {
        self.scripts.post_request.exec.push(statement.into());
        self
    }

    /// Listens until this is done for what a participant is sent there, and keeps it as `environment.<who>Told`. The
    /// way is an expression.
    pub(super) fn tells(self, who: &str, participant: &str, method: &str, way: &str) -> Self {
        self.before(format!(
            "inboundEvent.addListener('{who}', '{method}', {way}, headers => headers['fspiop-destination'] === \
             '{participant}')"
        ))
        .after(format!("environment.{who}Told = await inboundEvent.getMessage('{who}')"))
    }

    /// Sent again, a quarter of a second apart, until all holds.
    pub(super) fn until_it_holds(mut self) -> Self {
        self.retries = Some(Retries { retries: 40, retries_delay: "250,250" });
        self
    }

    /// The same for what takes longer: a second apart, for two minutes.
    pub(super) fn in_the_end(mut self) -> Self {
        self.retries = Some(Retries { retries: 120, retries_delay: "1000,1000" });
        self
    }
}

/// The files as trees: what tests look into.
#[cfg(test)]
pub(super) fn trees(files: Vec<File>) -> Vec<(String, Value)> {
    let tree = |document: &Document| serde_json::to_value(document).expect("a document is plain data");
    files.into_iter().map(|(path, document)| (path, tree(&document))).collect()
}
