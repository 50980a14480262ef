//! Banks behind scheme adapters pay one that the toolkit plays, and are paid by it, in each currency they share.
//!
//! What an adapter does it is asked to at its outbound side, as the bank behind it would: by one request that looks up,
//! asks for a quote, accepts it and pays.

use mojaloop_model::catalogue::Callee;
use mojaloop_model::{Currency, Hub, Participant, Player};
use serde_json::json;

use super::collection::{Api, File, Request, folder};
use super::environment::Side;
use super::payments::{Payment, ring_of};
use super::{currencies, played};

/// The folder of the collection.
pub(super) const FOLDER: &str = "sdk";

/// A file for each participant with an adapter, so that none grows with the hub.
pub(super) fn files(hub: &Hub) -> Vec<File> {
    let adapters = hub.played_by(Player::Sdk);
    let files = adapters.iter().filter_map(|with_adapter| {
        let rings = currencies(&with_adapter.currencies).into_iter().filter_map(|currency| {
            let partner = played(hub).find(|other| other.currencies.contains(currency))?;
            ring_of(hub, currency, vec![with_adapter, partner])
        });
        let rings: Vec<_> = rings.collect();
        let cases: Vec<_> = rings.iter().flat_map(|ring| ring.payments().map(|payment| payment.case())).collect();
        let id = &with_adapter.id;
        (!cases.is_empty()).then(|| (format!("participant-{id}.json"), format!("The scheme adapter of {id}"), cases))
    });
    folder(&format!("test/{FOLDER}"), files.collect())
}

/// The payee's customer is registered where the hub looks: what plays it would be told of the answer, and not the toolkit.
pub(super) fn register(payee: &Participant, currency: &Currency) -> Request {
    let (payee, customer) = (&payee.id, payee.test_customer());
    Request::new(
        format!("{customer} is registered for {payee}"),
        (Api::Oracle, Callee::Oracle),
        ("post", "/participants/{Type}/{ID}"),
    )
    .header("Content-Type", "application/json")
    .header("Date", "{$function.generic.curDate}")
    .header("FSPIOP-Source", payee.as_str())
    .param("Type", "MSISDN")
    .param("ID", customer.as_str())
    .body(json!({ "fspId": payee, "currency": currency }))
    // The oracle refuses a number it knows; whose it is, the lookup shows.
    .check(
        "the number is registered, or was",
        "if (response.status !== 201) expect(response.body.errorInformation.errorCode).to.equal('3003')",
    )
}

/// The payer's adapter pays.
pub(super) fn pay(payment: &Payment) -> Request {
    let Payment { payer, payee, currency, amount, .. } = payment;
    let customer = |number: String| json!({ "type": "CONSUMER", "idType": "MSISDN", "idValue": number });
    let mut from = customer(payer.test_customer().to_string());
    from["displayName"] = json!(format!("Customer of {}", payer.id));
    Request::new(
        format!("{} pays {} {amount} {currency}", payer.id, payee.id),
        (Api::SchemeAdapter, Callee::Transfers),
        ("post", "/transfers"),
    )
    .sent_to(&Side::Bank.input(payer))
    .header("Content-Type", "application/json")
    .header("Date", "{$function.generic.curDate}")
    .body(json!({
        "homeTransactionId": "{$function.generic.generateUUID}",
        "from": from,
        "to": customer(payee.test_customer().to_string()),
        "amountType": "SEND",
        "currency": currency,
        "amount": amount,
        "transactionType": "TRANSFER",
        "note": format!("{} pays {}", payer.id, payee.id)
    }))
    .answers(200)
    .check("it is a customer of the payee", format!("expect(response.body.to.fspId).to.equal('{}')", payee.id))
    .check("it is completed", "expect(response.body.currentState).to.equal('COMPLETED')")
}
