//! How the toolkit answers for the participants it plays: who a party is, what a quote costs, that a transfer arrived.

mod forms;

use mojaloop_model::{Feature, Hub, Messages};
use serde_json::{Value, json};

use super::version::Language;
use super::{flows, played};

/// What the toolkit answers a request with.
pub(super) struct Answer {
    says: String,
    when: Vec<Value>,
    language: Language,
    /// As the media type names it.
    resource: &'static str,
    path: &'static str,
    body: Value,
    /// The participant in whose name it answers.
    from: String,
    /// Statements that add to the body what follows from the request.
    scripts: Vec<String>,
}

impl Answer {
    /// An answer to everything that is posted to a resource, in the name of whom it was sent to.
    pub(super) fn to_post(
        says: impl Into<String>,
        language: Language,
        (resource, path): (&'static str, &'static str),
        body: Value,
    ) -> Self {
        Self {
            says: says.into(),
            when: vec![condition("operationPath", &format!("/{resource}")), condition("method", "post")],
            language,
            resource,
            path,
            body,
            from: "{$request.headers.fspiop-destination}".to_owned(),
            scripts: Vec::new(),
        }
    }

    /// Only where the request's body has this value there.
    pub(super) fn where_body(mut self, path: &str, is: &str) -> Self {
        self.when.push(json!({ "fact": "body", "path": path, "operator": "equal", "value": is }));
        self
    }

    /// Statements run before it is sent: `asked` is the request's body, and what `add` is given goes into the answer's.
    pub(super) fn script(mut self, statements: &[&str]) -> Self {
        let known = ["const asked = JSON.parse(request.body)", "const add = custom.appendEventBody"];
        self.scripts.extend(known.iter().chain(statements).map(|&statement| statement.to_owned()));
        self
    }

    fn into_json(self, id: usize) -> Value {
        let Self { says, when, language, resource, path, body, from, scripts } = self;
        let Language { kind, version, .. } = language;
        let mut exec = vec![
            "environment.now = new Date().toISOString()".to_owned(),
            "environment.inAnHour = new Date(Date.now() + 3600000).toISOString()".to_owned(),
        ];
        exec.extend(scripts);
        json!({
            "ruleId": id,
            "priority": 1,
            "type": "callback",
            "version": 1,
            "description": says,
            "apiVersion": { "type": kind, "majorVersion": version.major, "minorVersion": version.minor, "asynchronous": true },
            "conditions": { "all": when },
            "event": {
                "type": "FIXED_CALLBACK",
                "method": "put",
                "path": path,
                "params": {
                    "headers": {
                        "Content-Type": language.content_type(resource),
                        "Date": "{$function.generic.curDate}",
                        "FSPIOP-Source": from,
                        "FSPIOP-Destination": "{$request.headers.fspiop-source}"
                    },
                    "body": body,
                    "scripts": { "scriptingEngine": "javascript", "exec": exec }
                }
            }
        })
    }
}

/// The rules: one a participant for lookups, one each for quotes and transfers of all of them, and what features ask for.
pub(super) fn callbacks(hub: &Hub) -> Value {
    let form = match hub.scheme.messages {
        Messages::Iso20022 => &forms::ISO_20022,
        _ => &forms::FSPIOP,
    };
    let language = Language::of(hub.scheme.messages);
    let number = |is, number: &str| json!({ "fact": "pathParams", "operator": is, "value": number, "path": "ID" });
    let customers =
        played(hub).map(|participant| (participant, vec![number("equal", participant.test_customer().as_str())]));
    // Under load each of them has a thousand.
    let is_loaded = hub.has(Feature::Load);
    let under_load = played(hub).filter(|_| is_loaded).map(|participant| {
        let customers = participant.load_customers();
        let from = number("numericGreaterThanInclusive", &format!("{customers}000"));
        let to = number("numericLessThanInclusive", &format!("{customers}999"));
        (participant, vec![from, to])
    });
    let lookups = customers.chain(under_load).map(|(participant, numbers)| {
        let id = participant.id.as_str();
        let lookup = [condition("operationPath", "/parties/{Type}/{ID}"), condition("method", "get")];
        Answer {
            says: format!("{id} answers who its customer is"),
            when: lookup.into_iter().chain(numbers).collect(),
            language,
            resource: "parties",
            path: "/parties/{Type}/{ID}",
            body: (form.party)(id),
            from: id.to_owned(),
            scripts: Vec::new(),
        }
    });
    let quote = ("quotes", "/quotes/{ID}");
    let quote = Answer::to_post("the payee answers a quote: no fees", language, quote, (form.quote)());
    let transfer = ("transfers", "/transfers/{ID}");
    let transfer = Answer::to_post("the payee takes a transfer", language, transfer, (form.transfer)());
    let all = lookups.chain([quote, transfer]).chain(flows::answers(hub)).enumerate();
    all.map(|(i, answer)| answer.into_json(i + 1)).collect()
}

fn condition(fact: &str, value: &str) -> Value {
    json!({ "fact": fact, "operator": "equal", "value": value })
}
