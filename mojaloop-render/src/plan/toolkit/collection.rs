//! The toolkit's form of a collection: test cases of requests, each with what must hold of the answer.
//!
//! Values are put in as text before a request is sent, and are not escaped there: everything that goes
//! into a request here is a name or an amount that `validate` checked.

use mojaloop_model::catalogue::Callee;
use serde_json::{Map, Value, json};

use super::version::Version;

/// A file of a collection: its path below `collections/`, and what is in it.
pub(super) type File = (String, Value);

/// A file of test cases, numbered in their order.
pub(super) fn file(path: String, name: &str, cases: Vec<Case>) -> File {
    let cases: Vec<Value> = cases.into_iter().enumerate().map(|(i, case)| case.into_json(i + 1)).collect();
    (path, map([("name", name.into()), ("test_cases", cases.into())]))
}

/// The order of a folder: files and folders as they are to be run.
pub(super) fn order(folder: &str, entries: &[(&str, &str)]) -> File {
    let order: Vec<Value> = entries.iter().map(|(name, kind)| json!({ "name": name, "type": kind })).collect();
    (format!("{folder}/master.json"), json!({ "order": order }))
}

/// A folder of files, each its name, its title and its cases, in the order they are run; none when it has none.
pub(super) fn folder(path: &str, files: Vec<(String, String, Vec<Case>)>) -> Vec<File> {
    if files.is_empty() {
        return Vec::new();
    }
    let entries: Vec<(&str, &str)> = files.iter().map(|(name, ..)| (name.as_str(), "file")).collect();
    let order = order(path, &entries);
    let files = files.into_iter().map(|(name, title, cases)| file(format!("{path}/{name}"), &title, cases));
    std::iter::once(order).chain(files).collect()
}

/// A test case: its requests are sent in order, and the first that fails ends it.
pub(super) struct Case {
    pub(super) name: String,
    pub(super) requests: Vec<Request>,
}

impl Case {
    fn into_json(self, id: usize) -> Value {
        let requests: Vec<Value> = self.requests.into_iter().enumerate().map(|(i, r)| r.into_json(i + 1)).collect();
        map([
            ("id", id.into()),
            ("meta", json!({ "info": self.name })),
            ("name", self.name.into()),
            ("options", json!({ "breakOnError": true })),
            ("requests", requests.into()),
        ])
    }
}

/// A map of what is handed over: `json!` would copy it.
fn map<const N: usize>(entries: [(&str, Value); N]) -> Value {
    Value::Object(entries.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())
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
}

/// A request and what must hold of its answer.
pub(super) struct Request {
    description: String,
    api: Api,
    input: String,
    method: &'static str,
    path: &'static str,
    params: Map<String, Value>,
    query: Map<String, Value>,
    headers: Map<String, Value>,
    body: Option<Value>,
    checks: Vec<Value>,
    before: Vec<String>,
    after: Vec<String>,
    retries: u32,
}

impl Request {
    pub(super) fn new(
        description: impl Into<String>,
        (api, callee): (Api, Callee),
        (method, path): (&'static str, &'static str),
    ) -> Self {
        Self {
            description: description.into(),
            api,
            input: callee.input().to_owned(),
            method,
            path,
            params: Map::new(),
            query: Map::new(),
            headers: Map::new(),
            body: None,
            checks: Vec::new(),
            before: Vec::new(),
            after: Vec::new(),
            retries: 0,
        }
    }

    /// Whom it is sent to, by the name of an address that is no service's.
    pub(super) fn sent_to(mut self, input: String) -> Self {
        self.input = input;
        self
    }

    /// What stands in the path for `{name}`.
    pub(super) fn param(mut self, name: &str, value: impl Into<String>) -> Self {
        self.params.insert(name.to_owned(), value.into().into());
        self
    }

    /// What is asked for after the path's `?`.
    pub(super) fn query(mut self, name: &str, value: impl Into<String>) -> Self {
        self.query.insert(name.to_owned(), value.into().into());
        self
    }

    pub(super) fn header(mut self, name: &str, value: impl Into<String>) -> Self {
        self.headers.insert(name.to_owned(), value.into().into());
        self
    }

    pub(super) fn body(mut self, body: Value) -> Self {
        self.body = Some(body);
        self
    }

    /// What must hold, and the statement that says so.
    pub(super) fn check(mut self, description: &str, statement: impl Into<String>) -> Self {
        let id = self.checks.len() + 1;
        self.checks.push(json!({ "id": id, "description": description, "exec": [statement.into()] }));
        self
    }

    /// The status it answers with.
    pub(super) fn answers(self, status: u16) -> Self {
        self.check(&format!("answers {status}"), format!("expect(response.status).to.equal({status})"))
    }

    /// A statement run before it is sent.
    pub(super) fn before(mut self, statement: impl Into<String>) -> Self {
        self.before.push(statement.into());
        self
    }

    /// A statement run when it was answered.
    pub(super) fn after(mut self, statement: impl Into<String>) -> Self {
        self.after.push(statement.into());
        self
    }

    /// Sent again, a quarter of a second apart, until all holds.
    pub(super) fn until_it_holds(mut self) -> Self {
        self.retries = 40;
        self
    }

    fn into_json(self, id: usize) -> Value {
        let (kind, major, minor, asynchronous) = match self.api {
            Api::Fspiop(version) => ("fspiop", version.major, version.minor, true),
            Api::LedgerAdmin => ("central_admin", 1, 0, false),
            Api::LookupAdmin => ("als_admin", 1, 1, false),
            Api::Settlement => ("settlements", 2, 0, false),
            Api::Oracle => ("als_oracle", 1, 0, false),
            Api::SchemeAdapter => ("sdk-scheme-adapter-outbound-v2_1_0-openapi3-snippets", 2, 1, false),
        };
        let mut request = map([
            ("id", id.into()),
            ("description", self.description.into()),
            (
                "apiVersion",
                map([
                    ("type", kind.into()),
                    ("majorVersion", major.into()),
                    ("minorVersion", minor.into()),
                    ("asynchronous", asynchronous.into()),
                ]),
            ),
            ("operationPath", self.path.into()),
            ("path", self.path.into()),
            ("method", self.method.into()),
            ("url", format!("{{$inputs.{}}}", self.input).into()),
            ("headers", self.headers.into()),
            ("scriptingEngine", "javascript".into()),
            ("tests", map([("assertions", self.checks.into())])),
        ]);
        let mut put = |key: &str, value: Value| request[key] = value;
        if !self.params.is_empty() {
            put("params", self.params.into());
        }
        if !self.query.is_empty() {
            put("queryParams", self.query.into());
        }
        if let Some(body) = self.body {
            put("body", body);
        }
        if self.retries > 0 {
            put("retries", self.retries.into());
            put("retriesDelay", "250,250".into());
        }
        let mut scripts = Map::new();
        for (when, exec) in [("preRequest", self.before), ("postRequest", self.after)] {
            if !exec.is_empty() {
                scripts.insert(when.to_owned(), json!({ "exec": exec }));
            }
        }
        if !scripts.is_empty() {
            put("scripts", scripts.into());
        }
        request
    }
}
