//! A third party and the bank of a customer agree on what it may do, and it starts a payment.
//!
//! The toolkit plays both, so each message is sent by one and must arrive at the other as it was sent. No consent is
//! checked: that takes what a customer's device signs.

use mojaloop_model::catalogue::{AUTH_PARTICIPANT, Callee};
use mojaloop_model::{Hub, Participant};
use serde_json::{Map, Value, json};

use super::collection::{Api, Case, File, Request, file};
use super::payments::{Payment, party, rings};

/// The folder of the collection.
pub(super) const FOLDER: &str = "third-party";

pub(super) fn files(hub: &Hub) -> Vec<File> {
    let rings = rings(hub);
    let Some(payment) = rings.first().map(super::payments::Ring::first) else { return Vec::new() };
    let both = Both { third: payment.payer, bank: payment.payee, payment: &payment };
    let cases = vec![both.services(), both.accounts(), both.consent(), both.keeper(), both.transaction()];
    vec![file(format!("test/{FOLDER}/consent.json"), "Third parties", cases)]
}

/// The API of the toolkit in whose place it learns that of third parties: nobody here calls it.
pub(super) const INSTEAD_OF: &str = "api_definitions/thirdparty_sdk_outbound_0.1/api_spec.yaml";

/// What the toolkit takes of the API of third parties: anything at these. `Source:` thirdparty-api-svc v15.1.5.
const TAKEN: &[(&str, &[&str])] = &[
    ("/services/{ServiceType}", &["put"]),
    ("/accounts/{ID}", &["get", "put"]),
    ("/consentRequests", &["post"]),
    ("/consentRequests/{ID}", &["put", "patch"]),
    ("/consents", &["post"]),
    ("/thirdpartyRequests/transactions", &["post"]),
    ("/thirdpartyRequests/transactions/{ID}", &["put", "patch"]),
];

pub(super) fn api() -> Value {
    let operation = |path: &str, method: &str| {
        let variables = path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'));
        let text = json!({ "type": "string" });
        let variables = variables.map(|name| json!({ "name": name, "in": "path", "required": true, "schema": text }));
        let operation = json!({
            "operationId": format!("{method} {path}"),
            "parameters": variables.collect::<Value>(),
            "responses": { "202": { "description": "taken" } }
        });
        (method.to_owned(), operation)
    };
    let paths = TAKEN.iter().map(|(path, methods)| {
        let operations: Map<String, Value> = methods.iter().map(|method| operation(path, method)).collect();
        ((*path).to_owned(), Value::Object(operations))
    });
    let paths: Map<String, Value> = paths.collect();
    json!({ "openapi": "3.0.1", "info": { "title": "Third parties", "version": "1.0" }, "paths": paths })
}

/// A third party, and the bank of a customer it does something for.
struct Both<'h> {
    third: &'h Participant,
    bank: &'h Participant,
    /// What it starts, as the customer would have it.
    payment: &'h Payment<'h>,
}

impl Both<'_> {
    fn services(&self) -> Case {
        let third = self.third.id.as_str();
        let request = request(format!("{third} asks who has customers"), ("get", "/services/{ServiceType}"), third)
            .param("ServiceType", "THIRD_PARTY_DFSP")
            .tells("asker", third, "put", "'/services/THIRD_PARTY_DFSP'")
            .check(
                "it is told the bank",
                format!("expect(environment.askerTold?.body.providers).to.include('{}')", self.bank.id),
            );
        Case::new(format!("{third} finds {}", self.bank.id), vec![request])
    }

    fn accounts(&self) -> Case {
        let Self { third, bank, .. } = self;
        let user = bank.test_customer();
        let way = ("/accounts/{ID}", format!("'/accounts/{user}'"));
        let accounts = json!({ "accounts": [self.account(json!({ "accountNickname": "Savings", "currency": self.payment.currency }))] });
        let asked = sent(format!("{} asks for the accounts of {user}", third.id), "get", &way, (third, bank), None);
        let told = sent(format!("{} names one", bank.id), "put", &way, (bank, third), Some(accounts));
        let requests = [asked, told].map(|request| request.param("ID", user.as_str()));
        Case::new(format!("{} asks {} for a customer's accounts", third.id, bank.id), requests.into())
    }

    fn consent(&self) -> Case {
        let Self { third, bank, .. } = self;
        let all = ("/consentRequests", "'/consentRequests'".to_owned());
        let one = ("/consentRequests/{ID}", "'/consentRequests/' + environment.consentRequest".to_owned());
        let consents = ("/consents", "'/consents'".to_owned());
        let scopes = json!([self.account(json!({ "actions": ["ACCOUNTS_TRANSFER"] }))]);
        let back = format!("{}://consent", third.id);
        let asks = json!({
            "consentRequestId": "{$function.generic.generateUUID}",
            "userId": bank.test_customer(),
            "scopes": scopes,
            "authChannels": ["OTP", "WEB"],
            "callbackUri": back
        });
        let channel = json!({ "scopes": scopes, "authChannels": ["OTP"], "callbackUri": back });
        let granted = json!({
            "consentId": "{$function.generic.generateUUID}",
            "consentRequestId": "{$environment.consentRequest}",
            "scopes": scopes,
            "status": "ISSUED"
        });
        let (there, back) = ((*third, *bank), (*bank, *third));
        let requests = vec![
            sent(format!("{} asks for a consent", third.id), "post", &all, there, Some(asks))
                .before("environment.consentRequest = request.body.consentRequestId"),
            sent(format!("{} sends the customer a password", bank.id), "put", &one, back, Some(channel))
                .param("ID", "{$environment.consentRequest}"),
            sent(format!("{} passes it on", third.id), "patch", &one, there, Some(json!({ "authToken": "123456" })))
                .param("ID", "{$environment.consentRequest}"),
            sent(format!("{} grants the consent", bank.id), "post", &consents, back, Some(granted)),
        ];
        Case::new(format!("{} asks {} for a consent", third.id, bank.id), requests)
    }

    fn keeper(&self) -> Case {
        let bank = self.bank;
        let at = |method| (method, "/participants/{Type}/{ID}");
        let lookup = |says: String, method| {
            self.payment
                .request("participants", says, Callee::Lookup, at(method), bank)
                .param("Type", "CONSENT")
                .param("ID", "{$environment.consent}")
        };
        let requests = vec![
            lookup(format!("{AUTH_PARTICIPANT} is to keep a consent"), "post")
                // Otherwise the keeper is told.
                .header("FSPIOP-Destination", bank.id.as_str())
                .before("environment.consent = environment.consentRequest")
                .body(json!({ "fspId": AUTH_PARTICIPANT, "currency": self.payment.currency }))
                .check("it is known", "expect(callback.body).not.to.have.property('errorInformation')"),
            lookup(format!("{} asks who keeps it", bank.id), "get")
                .check("it is found", format!("expect(callback.body.fspId).to.equal('{AUTH_PARTICIPANT}')")),
        ];
        Case::new("Who keeps a consent is known", requests)
    }

    fn transaction(&self) -> Case {
        let Self { third, bank, payment } = self;
        let Payment { currency, amount, .. } = payment;
        let all = ("/thirdpartyRequests/transactions", "'/thirdpartyRequests/transactions'".to_owned());
        let one = (
            "/thirdpartyRequests/transactions/{ID}",
            "'/thirdpartyRequests/transactions/' + environment.thirdPartyRequest".to_owned(),
        );
        let asks = json!({
            "transactionRequestId": "{$function.generic.generateUUID}",
            "payee": { "partyIdInfo": party(third) },
            "payer": { "partyIdType": "THIRD_PARTY_LINK", "partyIdentifier": self.address(), "fspId": bank.id },
            "amountType": "SEND",
            "amount": { "currency": currency, "amount": amount },
            "transactionType": { "scenario": "TRANSFER", "initiator": "PAYER", "initiatorType": "CONSUMER" },
            "expiration": "{$environment.inAnHour}"
        });
        let accepted = json!({ "transactionRequestState": "ACCEPTED" });
        let done = json!({ "transactionRequestState": "ACCEPTED", "transactionState": "COMPLETED" });
        let (there, back) = ((*third, *bank), (*bank, *third));
        let requests = vec![
            sent(format!("{} asks for {amount} {currency} to be paid", third.id), "post", &all, there, Some(asks))
                .before("environment.inAnHour = new Date(Date.now() + 3600000).toISOString()")
                .before("environment.thirdPartyRequest = request.body.transactionRequestId"),
            sent(format!("{} accepts it", bank.id), "put", &one, back, Some(accepted))
                .param("ID", "{$environment.thirdPartyRequest}"),
            sent(format!("{} says that it is done", bank.id), "patch", &one, back, Some(done))
                .param("ID", "{$environment.thirdPartyRequest}"),
        ];
        Case::new(format!("{} asks {} to pay for a customer", third.id, bank.id), requests)
    }

    /// The address of the customer's account, and what is said of it.
    fn account(&self, mut says: Value) -> Value {
        says["address"] = self.address().into();
        says
    }

    fn address(&self) -> String {
        format!("{}.{}", self.bank.id, self.bank.test_customer())
    }
}

/// A message of one to the other, which must arrive.
fn sent(
    says: String,
    method: &'static str,
    (path, way): &(&'static str, String),
    (from, to): (&Participant, &Participant),
    body: Option<Value>,
) -> Request {
    let request = request(says, (method, *path), from.id.as_str()).header("FSPIOP-Destination", to.id.as_str()).tells(
        "other",
        to.id.as_str(),
        method,
        way,
    );
    match body {
        Some(body) => request
            .body(body)
            .check("it arrives as it was sent", "expect(environment.otherTold?.body).to.deep.equal(request.body)"),
        None => request.check("it arrives", "expect(environment.otherTold).to.be.an('object')"),
    }
}

fn request(says: String, at: (&'static str, &'static str), from: &str) -> Request {
    Request::new(says, (Api::ThirdParty, Callee::ThirdParty), at)
        // It is passed on as it is, whatever the rest of the hub speaks.
        .before("custom.setTransformer('none')")
        // The toolkit takes what is marked as of the API between participants for nothing else.
        .header("Accept", "application/json")
        .header("Content-Type", "application/json")
        .header("Date", "{$function.generic.curDate}")
        .header("FSPIOP-Source", from)
        .check("is taken", "expect(response.status).to.be.within(200, 202)")
}
