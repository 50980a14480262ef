//! The test collection: in each currency every participant pays the next one, and the last the first.
//!
//! So everybody pays and receives once, and all positions end where they began.

use mojaloop_model::{Amount, Currency, Hub, Participant};
use serde_json::json;

use super::collection::{Api, Case, File, Request, file, order};
use super::environment::Service;
use super::version::Version;
use super::{currencies, played};

pub(super) fn collection(hub: &Hub) -> Vec<File> {
    let rings: Vec<File> =
        currencies(&hub.scheme.currencies).into_iter().filter_map(|currency| ring(hub, currency)).collect();
    let names: Vec<String> = rings.iter().map(|(path, _)| path.trim_start_matches("test/").to_owned()).collect();
    let entries: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "file")).collect();
    let order = (!entries.is_empty()).then(|| order("test", &entries));
    order.into_iter().chain(rings).collect()
}

fn ring(hub: &Hub, currency: &Currency) -> Option<File> {
    let members: Vec<&Participant> = played(hub).filter(|p| p.currencies.contains(currency)).collect();
    let pays = |participant: &Participant| participant.most_it_can_pay().ten_thousandths() > 0;
    if members.len() < 2 {
        return None;
    }
    // One amount for the whole ring, so that positions come round: one unit, or less where somebody has less.
    let one = Amount::from("1");
    let most = members.iter().filter(|p| pays(p)).map(|p| p.most_it_can_pay());
    let amount = most.chain([&one]).min_by_key(|amount| amount.ten_thousandths())?;
    let payees = members.iter().cycle().skip(1);
    let pairs = members.iter().zip(payees).filter(|(payer, _)| pays(payer));
    let version = Version::of(hub.scheme.messages);
    let cases: Vec<Case> = pairs.map(|(payer, payee)| payment(payer, payee, currency, amount, version)).collect();
    Some(file(format!("test/{currency}.json"), &format!("Transfers in {currency}"), cases))
}

fn payment(payer: &Participant, payee: &Participant, currency: &Currency, amount: &Amount, version: Version) -> Case {
    let (from, to) = (payer.id.as_str(), payee.id.as_str());
    let customer = payee.test_customer();
    let money = json!({ "currency": currency, "amount": amount });
    let requests = vec![
        position("before", from, currency, "payer"),
        position("before", to, currency, "payee"),
        fspiop(version, "participants", format!("{to} registers {customer}"), Service::Lookup, ("post", "/participants/{Type}/{ID}"), to, None)
            .param("Type", "MSISDN")
            .param("ID", customer.as_str())
            .body(json!({ "fspId": to, "currency": currency }))
            // The oracle refuses a number it knows; whose it is, the lookup shows.
            .check("the number is registered, or was", "expect(callback.body.errorInformation?.errorCode ?? '3003').to.equal('3003')"),
        fspiop(version, "parties", format!("{from} looks {customer} up"), Service::Lookup, ("get", "/parties/{Type}/{ID}"), from, None)
            .param("Type", "MSISDN")
            .param("ID", customer.as_str())
            .check("it is found", "expect(callback.body).to.have.property('party')")
            .check("it is a customer of the payee", format!("expect(callback.body.party.partyIdInfo.fspId).to.equal('{to}')")),
        fspiop(version, "quotes", format!("{from} asks {to} for a quote"), Service::Quoting, ("post", "/quotes"), from, Some(to))
            .body(json!({
                "quoteId": "{$function.generic.generateID}",
                "transactionId": "{$function.generic.generateID}",
                "payer": {
                    "partyIdInfo": { "partyIdType": "MSISDN", "partyIdentifier": payer.test_customer(), "fspId": from },
                    "personalInfo": { "complexName": { "firstName": "John", "lastName": "Phiri" }, "dateOfBirth": "1985-01-01" }
                },
                "payee": { "partyIdInfo": { "partyIdType": "MSISDN", "partyIdentifier": customer, "fspId": to } },
                "amountType": "SEND",
                "amount": money,
                "transactionType": { "scenario": "TRANSFER", "initiator": "PAYER", "initiatorType": "CONSUMER" },
                "note": format!("{from} pays {to}")
            }))
            .check("the payee receives what is sent", format!("expect(Number(callback.body.transferAmount.amount)).to.equal({amount})"))
            .check("it is in the currency asked for", format!("expect(callback.body.transferAmount.currency).to.equal('{currency}')"))
            .check("it carries a packet", "expect(callback.body.ilpPacket).to.be.a('string')")
            .after("environment.inAMinute = new Date(Date.now() + 60000).toISOString()"),
        fspiop(version, "transfers", format!("{from} pays {to} {amount} {currency}"), Service::Transfers, ("post", "/transfers"), from, Some(to))
            .body(json!({
                "transferId": of_quote("request.body.transactionId"),
                "payerFsp": from,
                "payeeFsp": to,
                "amount": money,
                "expiration": "{$environment.inAMinute}",
                "ilpPacket": of_quote("callback.body.ilpPacket"),
                "condition": of_quote("callback.body.condition")
            }))
            .check("it is committed", "expect(callback.body.transferState).to.equal('COMMITTED')"),
        position("after", from, currency, "payer")
            .check("the payer's position is up by the amount", moved("payer", "+", amount))
            .until_it_holds(),
        position("after", to, currency, "payee")
            .check("the payee's position is down by the amount", moved("payee", "-", amount))
            .until_it_holds(),
    ];
    Case { name: format!("{from} pays {to} in {currency}"), requests }
}

/// What the quote of the same test case said: its fifth request.
fn of_quote(path: &str) -> String {
    format!("{{$prev.5.{path}}}")
}

/// Reads a position and keeps it as `environment.<who><when>`.
fn position(when: &str, id: &str, currency: &Currency, who: &str) -> Request {
    Request::new(
        format!("the position of {id} {when}"),
        (Api::LedgerAdmin, Service::Ledger),
        ("get", "/participants/{name}/positions"),
    )
    .header("Content-Type", "application/json")
    .header("FSPIOP-Source", "hub_operator")
    .param("name", id)
    .answers(200)
    .after(format!("environment.{who}{when} = [].concat(response.body).find(p => p.currency === '{currency}').value"))
}

/// Decimals of binary numbers differ in the last place: a difference below the smallest unit is none.
fn moved(who: &str, sign: &str, amount: &Amount) -> String {
    format!(
        "expect(Number(environment.{who}after)).to.be.closeTo(Number(environment.{who}before) {sign} {amount}, 0.00001)"
    )
}

fn fspiop(
    version: Version,
    resource: &str,
    description: String,
    service: Service,
    at: (&'static str, &'static str),
    from: &str,
    to: Option<&str>,
) -> Request {
    let request = Request::new(description, (Api::Fspiop(version), service), at)
        .header("Accept", version.accept(resource))
        .header("Content-Type", version.content_type("", resource))
        .header("Date", "{$function.generic.curDate}")
        .header("FSPIOP-Source", from)
        .answers(202);
    match to {
        Some(to) => request.header("FSPIOP-Destination", to),
        None => request,
    }
}
