//! A payee asks a payer to pay, and is paid: once in each direction, so that positions end where they began.

use mojaloop_model::Hub;
use mojaloop_model::catalogue::Callee;
use serde_json::json;

use super::collection::{Api, Case, File, Request, file};
use super::payments::{After, Payment, party, rings};
use super::rules::Answer;
use super::version::{Language, Version};

/// The folder of the collection.
pub(super) const FOLDER: &str = "request-to-pay";

pub(super) fn files(hub: &Hub) -> Vec<File> {
    let rings = rings(hub);
    let cases = rings.iter().flat_map(|ring| [ring.first(), ring.back()]).flat_map(|payment| {
        let asked_for = Payment { after: After::Request, ..payment };
        [request(&asked_for), asked_for.case()]
    });
    let cases: Vec<Case> = cases.collect();
    if cases.is_empty() {
        return Vec::new();
    }
    vec![file(format!("test/{FOLDER}/payments.json"), "Requests to pay", cases)]
}

/// The payer is told, and says so.
pub(super) fn answers(_: &Hub) -> Vec<Answer> {
    let resource = ("transactionRequests", "/transactionRequests/{ID}");
    // Not `RECEIVED`: to that the toolkit adds a quote and a transfer of its own.
    let body = json!({ "transactionRequestState": "PENDING" });
    let language = Language::FSPIOP.in_version(Version::OF_REQUESTS);
    vec![Answer::to_post("the payer was asked to pay", language, resource, body)]
}

/// The payee asks; the payer's participant says that it was told.
fn request(payment: &Payment) -> Case {
    let Payment { payer, payee, currency, amount, .. } = payment;
    let version = Version::OF_REQUESTS;
    let resource = "transactionRequests";
    let request = Request::new(
        format!("{} asks {} for {amount} {currency}", payee.id, payer.id),
        (Api::Fspiop(version), Callee::RequestsToPay),
        ("post", "/transactionRequests"),
    )
    // It is spoken as it is, whatever the rest of the hub speaks.
    .before("custom.setTransformer('none')")
    .header("Accept", version.accept(resource))
    .header("Content-Type", version.content_type(resource))
    .header("Date", "{$function.generic.curDate}")
    .header("FSPIOP-Source", payee.id.as_str())
    .header("FSPIOP-Destination", payer.id.as_str())
    .body(json!({
        "transactionRequestId": "{$function.generic.generateUUID}",
        "payee": { "partyIdInfo": party(payee) },
        "payer": { "partyIdType": "MSISDN", "partyIdentifier": payer.test_customer(), "fspId": payer.id },
        "amount": { "currency": currency, "amount": amount },
        "transactionType": { "scenario": "TRANSFER", "initiator": "PAYEE", "initiatorType": "BUSINESS" }
    }))
    .answers(202)
    .check("the payer was told", "expect(callback.body.transactionRequestState).to.equal('PENDING')")
    .after("environment.transactionRequest = request.body.transactionRequestId");
    Case::new(format!("{} asks {} to pay in {currency}", payee.id, payer.id), vec![request])
}
