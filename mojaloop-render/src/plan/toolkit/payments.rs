//! The test collection: in each currency every participant pays the next one, and the last the first.
//!
//! So everybody pays and receives once, and all positions end where they began.

use mojaloop_model::catalogue::Callee;
use mojaloop_model::{Amount, Currency, Hub, Participant, Player};
use serde_json::{Value, json};

use super::collection::{Api, Case, File, Request, folder};
use super::version::Version;
use super::{currencies, played, scheme_adapters};

/// Who pays whom in a currency: each the next, and the last the first.
pub(super) struct Ring<'h> {
    pub(super) currency: &'h Currency,
    /// At least two, and the first has something to pay with.
    members: Vec<&'h Participant>,
    /// What is paid all the way round.
    amount: Amount,
    hub: &'h Hub,
}

/// The rings of a hub: one a currency in which somebody can pay somebody.
pub(super) fn rings(hub: &Hub) -> Vec<Ring<'_>> {
    currencies(&hub.scheme.currencies).into_iter().filter_map(|currency| ring(hub, currency)).collect()
}

fn ring<'h>(hub: &'h Hub, currency: &'h Currency) -> Option<Ring<'h>> {
    ring_of(hub, currency, played(hub).filter(|p| p.currencies.contains(currency)).collect())
}

/// The ring of some participants that hold a currency; none when nobody can pay anybody.
pub(super) fn ring_of<'h>(hub: &'h Hub, currency: &'h Currency, mut members: Vec<&'h Participant>) -> Option<Ring<'h>> {
    let has_money = |participant: &&Participant| participant.most_it_can_pay().ten_thousandths() > 0;
    if members.len() < 2 {
        return None;
    }
    // Who has nothing pays with what it was just paid: the first must have something.
    let first = members.iter().position(has_money)?;
    members.rotate_left(first);
    // One amount all the way round.
    let amount = small_amount(members.iter().copied().filter(has_money));
    Some(Ring { currency, members, amount, hub })
}

/// What each of these can pay: one unit, or less where somebody has less.
pub(super) fn small_amount<'h>(payers: impl Iterator<Item = &'h Participant>) -> Amount {
    let one = Amount::from("1");
    let least = payers.map(Participant::most_it_can_pay).min_by_key(|amount| amount.ten_thousandths());
    least.filter(|least| least.ten_thousandths() < one.ten_thousandths()).unwrap_or(&one).shortest()
}

impl Ring<'_> {
    /// The payments: a file for each who pays, so that none grows with the hub, and their order.
    pub(super) fn files(&self) -> Vec<File> {
        let files = self.payments().map(|payment| {
            let case = payment.case();
            (format!("participant-{}.json", payment.payer.id), case.name.clone(), vec![case])
        });
        folder(&format!("test/{}", self.currency), files.collect())
    }

    pub(super) fn payments(&self) -> impl Iterator<Item = Payment<'_>> {
        let pairs = self.members.iter().zip(self.members.iter().cycle().skip(1));
        pairs.map(|(payer, payee)| self.payment(payer, payee))
    }

    fn payment<'r>(&'r self, payer: &'r Participant, payee: &'r Participant) -> Payment<'r> {
        let Self { hub, currency, amount, .. } = self;
        Payment { hub, payer, payee, currency, amount, after: After::Nothing, through: None }
    }

    /// The first of its payments.
    pub(super) fn first(&self) -> Payment<'_> {
        self.payment(self.members[0], self.members[1])
    }

    /// The same, back again.
    pub(super) fn back(&self) -> Payment<'_> {
        self.payment(self.members[1], self.members[0])
    }
}

/// One participant's customer pays another's.
pub(super) struct Payment<'h> {
    pub(super) hub: &'h Hub,
    pub(super) payer: &'h Participant,
    pub(super) payee: &'h Participant,
    pub(super) currency: &'h Currency,
    pub(super) amount: &'h Amount,
    pub(super) after: After,
    /// The proxy to the payee's scheme, where that is another: its account is the one that receives here.
    pub(super) through: Option<&'h Participant>,
}

/// What comes before a payment, and its quote refers to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum After {
    Nothing,
    /// The payee asked for it: with the request of `environment.transactionRequest`.
    Request,
    /// Its currency was exchanged for another: for the transfer of `environment.determiningTransfer`.
    Exchange,
}

/// A customer, as requests name it.
pub(super) fn party(of: &Participant) -> Value {
    json!({ "partyIdType": "MSISDN", "partyIdentifier": of.test_customer(), "fspId": of.id })
}

/// The customer's name: with one customer that has none among them, the portal's pages list no payment at all.
pub(super) fn name(of: &Participant) -> String {
    format!("Customer of {}", of.id)
}

/// The place of the quote among the requests of its case. A payee of another scheme is not registered here, and the
/// quote comes one earlier.
const QUOTE: usize = 5;
/// The place of the transfer there.
pub(super) const TRANSFER: usize = QUOTE + 1;

impl Payment<'_> {
    pub(super) fn case(&self) -> Case {
        let Self { payer, payee, currency, through, .. } = self;
        let receives = through.unwrap_or(payee);
        let mut requests = vec![self.position("before", payer, "payer"), self.position("before", receives, "payee")];
        if through.is_none() {
            requests.push(self.register());
        }
        if payer.has_adapter() {
            requests.push(scheme_adapters::pay(self));
        } else {
            let quote = if through.is_some() { QUOTE - 1 } else { QUOTE };
            requests.extend([self.look_up(), self.quote(), self.transfer(quote)]);
        }
        requests.extend([self.moved("payer", payer, "up", "+"), self.moved("payee", receives, "down", "-")]);
        let through = through.map_or_else(String::new, |proxy| format!(" through {}", proxy.id));
        Case::new(format!("{} pays {} in {currency}{through}", payer.id, payee.id), requests)
    }

    pub(super) fn register(&self) -> Request {
        if self.payee.answers_by_itself() {
            return scheme_adapters::register(self.payee, self.currency);
        }
        let (payee, customer) = (&self.payee.id, self.payee.test_customer());
        let description = format!("{payee} registers {customer}");
        self.request("participants", description, Callee::Lookup, ("post", "/participants/{Type}/{ID}"), self.payee)
            .param("Type", "MSISDN")
            .param("ID", customer.as_str())
            .body(json!({ "fspId": payee, "currency": self.currency }))
            // The oracle refuses a number it knows; whose it is, the lookup shows.
            .check(
                "the number is registered, or was",
                "expect(callback.body.errorInformation?.errorCode ?? '3003').to.equal('3003')",
            )
    }

    pub(super) fn look_up(&self) -> Request {
        let (payer, payee, customer) = (&self.payer.id, &self.payee.id, self.payee.test_customer());
        let description = format!("{payer} looks {customer} up");
        self.request("parties", description, Callee::Lookup, ("get", "/parties/{Type}/{ID}"), self.payer)
            .param("Type", "MSISDN")
            .param("ID", customer.as_str())
            .check("it is found", "expect(callback.body).to.have.property('party')")
            .check(
                "it is a customer of the payee",
                format!("expect(callback.body.party.partyIdInfo.fspId).to.equal('{payee}')"),
            )
    }

    pub(super) fn quote(&self) -> Request {
        let Self { payer, payee, currency, amount, .. } = self;
        let description = format!("{} asks {} for a quote", payer.id, payee.id);
        let (initiator, kind) = match self.after {
            After::Request => ("PAYEE", "BUSINESS"),
            After::Nothing | After::Exchange => ("PAYER", "CONSUMER"),
        };
        let mut body = json!({
            "quoteId": "{$function.generic.generateID}",
            "transactionId": "{$function.generic.generateID}",
            "payer": {
                "partyIdInfo": party(payer),
                "name": name(payer),
                "personalInfo": {
                    "complexName": { "firstName": "John", "lastName": "Phiri" },
                    "dateOfBirth": "1985-01-01"
                }
            },
            "payee": { "partyIdInfo": party(payee), "name": name(payee) },
            "amountType": "SEND",
            "amount": { "currency": currency, "amount": amount },
            "transactionType": { "scenario": "TRANSFER", "initiator": initiator, "initiatorType": kind },
            "note": format!("{} pays {}", payer.id, payee.id)
        });
        if !payee.played_by.player().is_none_or(Player::takes_sentences) {
            body["note"] = json!(format!("{}-pays-{}", payer.id, payee.id));
        }
        match self.after {
            After::Nothing => {}
            After::Request => body["transactionRequestId"] = json!("{$environment.transactionRequest}"),
            After::Exchange => body["transactionId"] = json!("{$environment.determiningTransfer}"),
        }
        self.request("quotes", description, Callee::Quoting, ("post", "/quotes"), payer)
            .header("FSPIOP-Destination", payee.id.as_str())
            .body(body)
            .check(
                "the payee receives what is sent",
                format!("expect(Number(callback.body.transferAmount.amount)).to.equal({amount})"),
            )
            .check(
                "it is in the currency asked for",
                format!("expect(callback.body.transferAmount.currency).to.equal('{currency}')"),
            )
            .check("it carries a packet", "expect(callback.body.ilpPacket).to.be.a('string')")
            .after("environment.inAMinute = new Date(Date.now() + 60000).toISOString()")
    }

    /// It takes over what the quote said, by that request's place in its case.
    pub(super) fn transfer(&self, quote: usize) -> Request {
        let Self { payer, payee, currency, amount, .. } = self;
        let of_quote = |path: &str| format!("{{$prev.{quote}.{path}}}");
        let description = format!("{} pays {} {amount} {currency}", payer.id, payee.id);
        self.request("transfers", description, Callee::Transfers, ("post", "/transfers"), payer)
            .header("FSPIOP-Destination", payee.id.as_str())
            .body(json!({
                "transferId": of_quote("request.body.transactionId"),
                "payerFsp": payer.id,
                "payeeFsp": payee.id,
                "amount": { "currency": currency, "amount": amount },
                "expiration": "{$environment.inAMinute}",
                "ilpPacket": of_quote("callback.body.ilpPacket"),
                "condition": of_quote("callback.body.condition")
            }))
            .check("it is committed", "expect(callback.body.transferState).to.equal('COMMITTED')")
    }

    /// A request of a participant, to be answered by a callback.
    pub(super) fn request(
        &self,
        resource: &str,
        description: String,
        callee: Callee,
        at: (&'static str, &'static str),
        from: &Participant,
    ) -> Request {
        let version = Version::of(self.hub.scheme.messages);
        Request::new(description, (Api::Fspiop(version), callee), at)
            .header("Accept", version.accept(resource))
            .header("Content-Type", version.content_type(resource))
            .header("Date", "{$function.generic.curDate}")
            .header("FSPIOP-Source", from.id.as_str())
            .answers(202)
    }
}

#[cfg(test)]
mod tests {
    use mojaloop_model::{Messages, PlayedBy, Scheme};

    use super::super::collection::trees;
    use super::*;

    fn collection(hub: &Hub) -> Vec<(String, Value)> {
        trees(rings(hub).iter().flat_map(Ring::files).collect())
    }

    fn hub(participants: &[(&str, &[&str])]) -> Hub {
        let participant = |(id, currencies): &(&str, &[&str])| {
            Participant::builder().id(*id).currencies(currencies.iter().copied()).build()
        };
        Hub::builder()
            .name("a")
            .scheme(Scheme::builder().currencies(["ZMW", "JPY"]).build())
            .participants(participants.iter().map(participant))
            .build()
    }

    /// Who pays whom, in the order they do, each in a file of the payer's.
    fn payments(hub: &Hub) -> Vec<String> {
        let collection = collection(hub);
        let file = |path: &str| collection.iter().find(|(known, _)| known == path).map(|(_, content)| content);
        let entries = |path: &str| {
            let order = file(path).and_then(|order| order["order"].as_array()).cloned().unwrap_or_default();
            order.iter().filter_map(|entry| entry["name"].as_str().map(str::to_owned)).collect::<Vec<_>>()
        };
        let mut said = Vec::new();
        for currency in rings(hub).iter().map(|ring| ring.currency) {
            for name in entries(&format!("test/{currency}/master.json")) {
                let cases = file(&format!("test/{currency}/{name}")).expect("the payer's file");
                let case = cases["test_cases"][0]["name"].as_str().unwrap_or_default();
                assert_eq!(cases["test_cases"].as_array().map(Vec::len), Some(1));
                assert!(name.starts_with(&format!("participant-{}.", case.split(' ').next().unwrap_or_default())));
                said.push(case.to_owned());
            }
        }
        said
    }

    #[test]
    fn everybody_pays_and_receives_in_each_currency() {
        let hub = hub(&[("b2", &["ZMW", "JPY"]), ("c3", &["ZMW"]), ("a1", &["JPY", "ZMW"])]);
        let expected =
            ["a1 pays b2 in JPY", "b2 pays a1 in JPY", "a1 pays b2 in ZMW", "b2 pays c3 in ZMW", "c3 pays a1 in ZMW"];
        assert_eq!(payments(&hub), expected);
    }

    #[test]
    fn nobody_pays_alone_or_from_elsewhere() {
        let mut hub = hub(&[("a1", &["ZMW", "JPY"]), ("b2", &["ZMW"]), ("c3", &["ZMW"])]);
        hub.participants[1].played_by = PlayedBy::Endpoint("http://b2".into());
        assert_eq!(payments(&hub), ["a1 pays c3 in ZMW", "c3 pays a1 in ZMW"]);
        hub.participants.truncate(1);
        assert!(collection(&hub).is_empty());
        hub.participants.clear();
        assert!(collection(&hub).is_empty());
    }

    #[test]
    fn who_has_nothing_pays_with_what_it_was_paid() {
        let mut hub = hub(&[("a1", &["ZMW"]), ("b2", &["ZMW"]), ("c3", &["ZMW"])]);
        hub.participants[0].liquidity = "0.00".into();
        assert_eq!(payments(&hub), ["b2 pays c3 in ZMW", "c3 pays a1 in ZMW", "a1 pays b2 in ZMW"]);
        hub.participants.iter_mut().for_each(|participant| participant.net_debit_cap = "0".into());
        assert!(collection(&hub).is_empty());
    }

    #[test]
    fn the_amount_is_what_the_poorest_has() {
        let mut hub = hub(&[("a1", &["ZMW"]), ("b2", &["ZMW"])]);
        hub.participants[1].net_debit_cap = "0.250".into();
        let (_, file) = collection(&hub).pop().expect("a file");
        assert_eq!(file["test_cases"][0]["requests"][QUOTE - 1]["body"]["amount"]["amount"], "0.25");
    }

    #[test]
    fn the_transfer_takes_over_what_its_quote_said() {
        let mut hub = hub(&[("a1", &["ZMW"]), ("b2", &["ZMW"])]);
        hub.scheme.messages = Messages::Iso20022;
        let (_, file) = collection(&hub).pop().expect("a file");
        let requests = &file["test_cases"][0]["requests"];
        assert_eq!(
            (&requests[QUOTE - 1]["operationPath"], &requests[QUOTE - 1]["id"]),
            (&json!("/quotes"), &json!(QUOTE))
        );
        assert_eq!(requests[QUOTE]["body"]["condition"], format!("{{$prev.{QUOTE}.callback.body.condition}}"));
    }
}
