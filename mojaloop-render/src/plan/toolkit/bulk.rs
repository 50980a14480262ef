//! Many payments in one message: from a payer to a payee, and as many back, so that positions end where they began.

use mojaloop_model::catalogue::Callee;
use mojaloop_model::{Amount, Hub};
use serde_json::{Value, json};

use super::collection::{Api, Case, File, Request, file};
use super::payments::{Payment, party, rings};
use super::promise::{CONDITION, FULFILMENT};
use super::rules::Answer;
use super::version::{Language, Version};

/// The folder of the collection.
pub(super) const FOLDER: &str = "bulk";

/// How many payments are in a message.
const PAYMENTS: u64 = 4;

/// The version of the API that bulk payments are made in.
const VERSION: Version = Language::FSPIOP.version;

pub(super) fn files(hub: &Hub) -> Vec<File> {
    let rings = rings(hub);
    let payments = rings.iter().flat_map(|ring| [ring.first(), ring.back()]);
    let cases: Vec<Case> = payments.filter_map(|payment| case(&payment)).collect();
    if cases.is_empty() {
        return Vec::new();
    }
    vec![file(format!("test/{FOLDER}/payments.json"), "Bulk payments", cases)]
}

/// The payee asks no fees, and takes all of them.
pub(super) fn answers(_: &Hub) -> Vec<Answer> {
    let quotes = Answer::to_post(
        "the payee answers a bulk quote: no fees",
        Language::FSPIOP,
        ("bulkQuotes", "/bulkQuotes/{ID}"),
        json!({ "expiration": "{$environment.inAnHour}" }),
    );
    let quoted = format!(
        "add({{ individualQuoteResults: asked.individualQuotes.map(q => ({{ quoteId: q.quoteId, transferAmount: \
         q.amount, payeeReceiveAmount: q.amount, ilpPacket: 'AQ', condition: '{CONDITION}' }})) }})"
    );
    let transfers = Answer::to_post(
        "the payee takes a bulk transfer",
        Language::FSPIOP,
        ("bulkTransfers", "/bulkTransfers/{ID}"),
        json!({ "completedTimestamp": "{$environment.now}", "bulkTransferState": "COMPLETED" }),
    );
    let taken = format!(
        "add({{ individualTransferResults: asked.individualTransfers.map(t => ({{ transferId: t.transferId, \
         fulfilment: '{FULFILMENT}' }})) }})"
    );
    vec![quotes.script(&[&quoted]), transfers.script(&[&taken])]
}

/// The place of the bulk quote among the requests of its case: the bulk transfer takes over what it said.
const QUOTES: usize = 3;

/// None, when a part of the amount is less than the ledger can keep.
fn case(payment: &Payment) -> Option<Case> {
    let part = payment.amount.ten_thousandths() / PAYMENTS;
    if part == 0 {
        return None;
    }
    let (part, all) = (Amount::of_ten_thousandths(part), Amount::of_ten_thousandths(part * PAYMENTS));
    let payment = Payment { amount: &all, ..*payment };
    let Payment { payer, payee, currency, .. } = payment;
    let requests = vec![
        payment.position("before", payer, "payer"),
        payment.position("before", payee, "payee"),
        quotes(&payment, &part),
        transfers(&payment, &part),
        payment.moved("payer", payer, "up", "+"),
        payment.moved("payee", payee, "down", "-"),
    ];
    Some(Case::new(format!("{} makes {PAYMENTS} payments to {} in {currency}", payer.id, payee.id), requests))
}

fn quotes(payment: &Payment, part: &Amount) -> Request {
    let Payment { payer, payee, currency, .. } = payment;
    let quote = || {
        json!({
            "quoteId": "{$function.generic.generateUUID}",
            "transactionId": "{$function.generic.generateUUID}",
            "payee": { "partyIdInfo": party(payee) },
            "amountType": "SEND",
            "amount": { "currency": currency, "amount": part },
            "transactionType": { "scenario": "TRANSFER", "initiator": "PAYER", "initiatorType": "BUSINESS" }
        })
    };
    let description = format!("{} asks {} for {PAYMENTS} quotes", payer.id, payee.id);
    request(payment, "bulkQuotes", description, Callee::Quoting, "/bulkQuotes")
        .body(json!({
            "bulkQuoteId": "{$function.generic.generateUUID}",
            "payer": { "partyIdInfo": party(payer) },
            "individualQuotes": each(|_| quote())
        }))
        .check(
            "each is answered, and costs nothing",
            format!(
                "expect(callback.body.individualQuoteResults.map(q => \
                 Number(q.transferAmount.amount))).to.deep.equal(Array({PAYMENTS}).fill({part}))"
            ),
        )
        .after("environment.inAMinute = new Date(Date.now() + 60000).toISOString()")
}

fn transfers(payment: &Payment, part: &Amount) -> Request {
    let Payment { payer, payee, currency, amount, .. } = payment;
    let asked = |path: &str| format!("{{$prev.{QUOTES}.request.body.{path}}}");
    let transfer = |i: u64| {
        let answered = |field: &str| format!("{{$prev.{QUOTES}.callback.body.individualQuoteResults[{i}].{field}}}");
        json!({
            "transferId": asked(&format!("individualQuotes[{i}].transactionId")),
            "transferAmount": { "currency": currency, "amount": part },
            "ilpPacket": answered("ilpPacket"),
            "condition": answered("condition")
        })
    };
    let description = format!("{} pays {} {PAYMENTS} times {part} {currency}: {amount}", payer.id, payee.id);
    let request = request(payment, "bulkTransfers", description, Callee::BulkTransfers, "/bulkTransfers").body(json!({
        "bulkTransferId": "{$function.generic.generateUUID}",
        "bulkQuoteId": asked("bulkQuoteId"),
        "payerFsp": payer.id,
        "payeeFsp": payee.id,
        "expiration": "{$environment.inAMinute}",
        "individualTransfers": each(transfer)
    }));
    let way = "'/bulkTransfers/' + request.body.bulkTransferId";
    [("payer", payer), ("payee", payee)].into_iter().fold(request, |request, (who, participant)| {
        request.tells(who, participant.id.as_str(), "put", way).check(
            format!("the {who} is told that all are completed"),
            format!(
                "const told = environment.{who}Told?.body; expect([told?.bulkTransferState, \
                 told?.individualTransferResults.filter(t => t.fulfilment).length]).to.deep.equal(['COMPLETED', \
                 {PAYMENTS}])"
            ),
        )
    })
}

fn each(of: impl Fn(u64) -> Value) -> Vec<Value> {
    (0..PAYMENTS).map(of).collect()
}

/// A request of the payer to the payee, to be answered by a callback.
fn request(payment: &Payment, resource: &str, description: String, callee: Callee, path: &'static str) -> Request {
    Request::new(description, (Api::Fspiop(VERSION), callee), ("post", path))
        .header("Accept", VERSION.accept(resource))
        .header("Content-Type", VERSION.content_type(resource))
        .header("Date", "{$function.generic.curDate}")
        .header("FSPIOP-Source", payment.payer.id.as_str())
        .header("FSPIOP-Destination", payment.payee.id.as_str())
        .answers(202)
}
