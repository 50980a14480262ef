//! The provisioning collection: brings the hub and its participants to where the model says they are.
//!
//! Each step may find its work done: it can be run again, and a changed cap or a raised liquidity is carried over.

use mojaloop_model::catalogue::{AUTH_PARTICIPANT, Callee, When};
use mojaloop_model::{Currency, Delay, Feature, Hub, Interchange, Participant, PlayedBy, SettlementModel};
use serde_json::{Value, json};

use super::collection::{Api, Case, File, Request, file, order};
use super::{currencies, endpoints, participants, scheme_adapters};

pub(super) const LEDGER: (Api, Callee) = (Api::LedgerAdmin, Callee::Ledger);

pub(super) fn collection(hub: &Hub) -> Vec<File> {
    let mut parts = vec![("hub.json", "file")];
    if hub.has(Feature::ThirdParty) {
        parts.push(("consents.json", "file"));
    }
    if !participants(hub).is_empty() {
        parts.push(("participants", "folder"));
    }
    let mut files = vec![
        order("provision", &parts),
        file("provision/hub.json".to_owned(), "The hub", vec![accounts(hub), settlement(hub), oracles(hub)]),
    ];
    if hub.has(Feature::ThirdParty) {
        files.push(file("provision/consents.json".to_owned(), "The keeper of consents", auth(hub)));
    }
    // Asked once: what a hub has is looked for among all of its participants.
    let (made, finds) = (endpoints::made(hub).collect::<Vec<_>>(), hub.has(Feature::InterScheme));
    files.extend(participants(hub).into_iter().map(|participant| {
        let mut cases = vec![on_board(participant), endpoints::of(&made, participant), funds(hub, participant)];
        cases.extend(finds.then(|| customer(participant)).flatten());
        let path = format!("provision/participants/participant-{}.json", participant.id);
        file(path, &format!("Participant {}", participant.id), cases)
    }));
    files
}

pub(super) fn admin(description: String, on: (Api, Callee), at: (&'static str, &'static str)) -> Request {
    Request::new(description, on, at)
        .header("Content-Type", "application/json")
        .header("Date", "{$function.generic.curDate}")
        .header("FSPIOP-Source", "hub_operator")
}

/// What was asked for is there now: made by this request, or `already` there, as every service says it.
fn done_or_there(request: Request) -> Request {
    let there = "expect(JSON.stringify(response.body)).to.match(/already/i)";
    request.check(
        "is done, or was there",
        format!("if (response.status < 300) expect(response.status).to.be.above(199); else {there}"),
    )
}

fn accounts(hub: &Hub) -> Case {
    let name = hub.scheme.hub_participant.name.as_str();
    let mut requests = Vec::new();
    for currency in currencies(&hub.scheme.currencies) {
        for kind in ["HUB_MULTILATERAL_SETTLEMENT", "HUB_RECONCILIATION"] {
            let request =
                admin(format!("account {kind} in {currency}"), LEDGER, ("post", "/participants/{name}/accounts"))
                    .param("name", name)
                    .body(json!({ "type": kind, "currency": currency }));
            requests.push(done_or_there(request));
        }
    }
    Case::new("The hub's own accounts", requests)
}

fn settlement(hub: &Hub) -> Case {
    let model = |model: &SettlementModel| {
        let (granularity, delay, interchange) = terms(model);
        let mut body = json!({
            "name": model.name,
            "settlementGranularity": granularity,
            "settlementInterchange": interchange,
            "settlementDelay": delay,
            "requireLiquidityCheck": model.requires_liquidity,
            "ledgerAccountType": "POSITION",
            "settlementAccountType": "SETTLEMENT",
            "autoPositionReset": model.resets_positions
        });
        if let Some(currency) = &model.currency {
            body["currency"] = json!(currency);
        }
        done_or_there(admin(format!("settlement by {}", model.name), LEDGER, ("post", "/settlementModels")).body(body))
    };
    let mut models = hub.scheme.settlement_models();
    models.sort_by(|a, b| a.name.cmp(&b.name));
    Case::new("Settlement models", models.iter().map(model).collect())
}

/// How a model settles, in the ledger's words: granularity, delay, and between whom.
///
/// `Source:` central-services-shared v18.35.3, of which the ledger takes no other combinations.
fn terms(model: &SettlementModel) -> (&'static str, &'static str, &'static str) {
    match (model.delay, model.interchange) {
        (Delay::Immediate, _) => ("GROSS", "IMMEDIATE", "BILATERAL"),
        (_, Interchange::Bilateral) => ("NET", "DEFERRED", "BILATERAL"),
        _ => ("NET", "DEFERRED", "MULTILATERAL"),
    }
}

/// An oracle of the hub: what it knows, and where it is asked.
struct Oracle {
    knows: &'static str,
    says: &'static str,
    at: Callee,
    when: When,
}

const ORACLES: &[Oracle] = &[
    Oracle { knows: "MSISDN", says: "the oracle of telephone numbers", at: Callee::Oracle, when: When::Always },
    Oracle {
        knows: "CONSENT",
        says: "the oracle of consents",
        at: Callee::ConsentOracle,
        when: When::Feature(Feature::ThirdParty),
    },
];

fn oracles(hub: &Hub) -> Case {
    let request = |Oracle { knows, says, at, .. }: &Oracle| {
        let request = admin((*says).to_owned(), (Api::LookupAdmin, Callee::LookupAdmin), ("post", "/oracles"))
            .header("Accept", "application/vnd.interoperability.oracles+json;version=1.1")
            .body(json!({
                "oracleIdType": knows,
                "endpoint": { "value": format!("{{$inputs.{}}}", at.input()), "endpointType": "URL" },
                "isDefault": true
            }));
        done_or_there(request)
    };
    let there = ORACLES.iter().filter(|oracle| oracle.when.holds(hub));
    Case::new("Who knows a number", there.map(request).collect())
}

/// The keeper of consents joins as a participant that never pays, so that the services find where to call it.
fn auth(hub: &Hub) -> Vec<Case> {
    let join = |currency: &Currency| {
        let request = admin(format!("{AUTH_PARTICIPANT} joins in {currency}"), LEDGER, ("post", "/participants"));
        done_or_there(request.body(json!({ "name": AUTH_PARTICIPANT, "currency": currency })))
    };
    let joins = currencies(&hub.scheme.currencies).into_iter().map(join).collect();
    vec![Case::new(format!("{AUTH_PARTICIPANT} joins"), joins), endpoints::of_auth(hub)]
}

fn on_board(participant: &Participant) -> Case {
    let id = participant.id.as_str();
    let cap = number(participant.net_debit_cap.as_str());
    let mut requests = Vec::new();
    for currency in currencies(&participant.currencies) {
        let mut body = json!({ "name": id, "currency": currency });
        if participant.is_proxy() {
            body["isProxy"] = true.into();
        }
        let join = admin(format!("{id} joins in {currency}"), LEDGER, ("post", "/participants")).body(body);
        requests.push(done_or_there(join));
        let limit = json!({ "type": "NET_DEBIT_CAP", "value": cap });
        let first = admin(
            format!("{id} gets a position in {currency}"),
            LEDGER,
            ("post", "/participants/{name}/initialPositionAndLimits"),
        )
        .param("name", id)
        .body(json!({ "currency": currency, "limit": limit, "initialPosition": 0 }));
        requests.push(done_or_there(first));
        let mut limit = limit;
        limit["alarmPercentage"] = json!(10);
        requests.push(
            admin(format!("{id} may go {cap} {currency} down"), LEDGER, ("put", "/participants/{name}/limits"))
                .param("name", id)
                .body(json!({ "currency": currency, "limit": limit }))
                .answers(200),
        );
    }
    Case::new(format!("{id} joins"), requests)
}

/// Funds are recorded until the settlement account holds the liquidity: a second run adds nothing.
fn funds(hub: &Hub, participant: &Participant) -> Case {
    let id = participant.id.as_str();
    let wanted = number(participant.liquidity.as_str());
    let mut requests = Vec::new();
    for currency in currencies(&participant.currencies) {
        let decimals = currency.ledger_scale(hub.release).unwrap_or(2);
        let account = format!(
            "(response.body || []).find(a => a.ledgerAccountType === 'SETTLEMENT' && a.currency === '{currency}')"
        );
        let read = |description: String| {
            admin(description, LEDGER, ("get", "/participants/{name}/accounts")).param("name", id).answers(200)
        };
        // What is paid in is a credit: a negative value of the account.
        requests.push(
            read(format!("what {id} has paid in, in {currency}"))
                .after(format!("const account = {account}"))
                .after("environment.account = account.id")
                .after(format!(
                    "environment.missing = Math.max(0, {wanted} + Number(account.value)).toFixed({decimals})"
                )),
        );
        requests.push(
            admin(
                format!("{id} pays in what is missing of {wanted} {currency}"),
                LEDGER,
                ("post", "/participants/{name}/accounts/{id}"),
            )
            .before("if (Number(environment.missing) === 0) custom.skipRequest()")
            .param("name", id)
            .param("id", "{$environment.account}")
            .body(json!({
                "transferId": "{$function.generic.generateUUID}",
                "externalReference": format!("liquidity of {id}"),
                "action": "recordFundsIn",
                "reason": "liquidity at the start",
                "amount": { "amount": "{$environment.missing}", "currency": currency },
                "extensionList": { "extension": [{ "key": "hub", "value": hub.name }] }
            }))
            .answers(202),
        );
        requests.push(
            read(format!("{id} has paid in {wanted} {currency}"))
                .check(
                    "the settlement account holds at least that",
                    format!("expect(-Number({account}.value)).to.be.at.least({wanted})"),
                )
                .until_it_holds(),
        );
    }
    Case::new(format!("{id} pays in"), requests)
}

/// Where other schemes pay, too, a customer can be found before anybody here has paid it.
fn customer(participant: &Participant) -> Option<Case> {
    let is_tested = participant.has_adapter() || participant.played_by == PlayedBy::TestingToolkit;
    let currency = currencies(&participant.currencies).into_iter().next()?;
    is_tested.then(|| {
        Case::new(format!("{} has a customer", participant.id), vec![scheme_adapters::register(participant, currency)])
    })
}

/// An amount as the number the ledger's administration wants.
fn number(amount: &str) -> Value {
    amount.parse::<serde_json::Number>().map_or(Value::Null, Value::Number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_settled_at_once_is_settled_between_two() {
        let terms = |delay, interchange| {
            terms(&SettlementModel::builder().name("m1").delay(delay).interchange(interchange).build())
        };
        let (all, two) = (Interchange::Multilateral, Interchange::Bilateral);
        assert_eq!(terms(Delay::Deferred, all), ("NET", "DEFERRED", "MULTILATERAL"));
        assert_eq!(terms(Delay::Deferred, two), ("NET", "DEFERRED", "BILATERAL"));
        assert_eq!(terms(Delay::Immediate, all), ("GROSS", "IMMEDIATE", "BILATERAL"));
    }
}
