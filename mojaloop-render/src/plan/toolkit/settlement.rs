//! Settlement: a payment, the window it is in is closed, and what everybody owes is settled; or a payment that is
//! settled at once.

use mojaloop_model::catalogue::Callee;
use mojaloop_model::{Currency, Delay, Hub, SettlementModel};
use serde_json::json;

use super::collection::{Api, Case, File, Request, folder};
use super::payments::{Payment, Ring, rings};

/// The folder of the collection.
pub(super) const FOLDER: &str = "settlement";

pub(super) fn files(hub: &Hub) -> Vec<File> {
    let rings = rings(hub);
    let with_models = rings.iter().filter_map(|ring| Some((hub.scheme.settlement_model(ring.currency)?, ring)));
    let (at_once, deferred): (Vec<(SettlementModel, &Ring)>, Vec<_>) =
        with_models.partition(|(model, _)| model.delay == Delay::Immediate);
    let at_once: Vec<Case> = at_once.iter().flat_map(|(_, ring)| at_once_settled(&ring.first())).collect();
    // Everything that is to be settled is in the window before it is closed.
    let payments = deferred.iter().map(|(_, ring)| ring.first().case());
    let settled = deferred.iter().map(|(model, ring)| settle(model, &ring.first()));
    let window: Vec<Case> = payments.chain(deferred.first().map(|_| close())).chain(settled).collect();
    let files = [("at-once", "Settlement of single transfers", at_once), ("window", "Settlement of a window", window)];
    let files: Vec<_> = files.into_iter().filter(|(_, _, cases)| !cases.is_empty()).collect();
    let files = files.into_iter().map(|(name, says, cases)| (format!("{name}.json"), says.to_owned(), cases));
    folder(&format!("test/{FOLDER}"), files.collect())
}

/// A payment, and what it takes from the payer's settlement account: nobody has to close a window.
fn at_once_settled(payment: &Payment) -> [Case; 3] {
    let Payment { payer, currency, amount, .. } = payment;
    let before = accounts(payment, "SETTLEMENT", "before").after("environment.settlementBefore = mine.value");
    let after = accounts(payment, "SETTLEMENT", "after")
        .check(
            "its settlement account is up by the amount",
            format!(
                "{}; expect(Number(mine.value) - Number(environment.settlementBefore)).to.be.closeTo({amount}, 0.00001)",
                mine("SETTLEMENT", currency)
            ),
        )
        .until_it_holds();
    [
        Case::new(format!("What {} holds in {currency}", payer.id), vec![before]),
        payment.case(),
        Case::new(format!("{} has settled in {currency}", payer.id), vec![after]),
    ]
}

fn request(description: impl Into<String>, at: (&'static str, &'static str)) -> Request {
    Request::new(description, (Api::Settlement, Callee::Settlement), at)
        .header("Content-Type", "application/json")
        .header("FSPIOP-Source", "hub_operator")
}

/// The window that is open now is closed, and with it all that was paid since the last one.
fn close() -> Case {
    let requests = vec![
        request("the window that is open", ("get", "/settlementWindows"))
            .query("state", "OPEN")
            .answers(200)
            .check("one is open", "expect(response.body.length).to.equal(1)")
            .after("environment.window = response.body[0].settlementWindowId"),
        request("it is closed", ("post", "/settlementWindows/{id}"))
            .param("id", "{$environment.window}")
            .body(json!({ "state": "CLOSED", "reason": "the end of a test" }))
            .answers(200),
        request("it has been summed up", ("get", "/settlementWindows/{id}"))
            .param("id", "{$environment.window}")
            .answers(200)
            .check("it is closed", "expect(response.body.state).to.equal('CLOSED')")
            .until_it_holds(),
    ];
    Case::new("The window is closed", requests)
}

/// What happens to a settlement, in this order. `Source:` the states of a settlement.
const STATES: &[(&str, &str)] = &[
    ("PS_TRANSFERS_RECORDED", "is recorded"),
    ("PS_TRANSFERS_RESERVED", "is reserved"),
    ("PS_TRANSFERS_COMMITTED", "is committed"),
    ("SETTLED", "is settled"),
];

/// What the window holds in one currency is settled by its model.
fn settle(model: &SettlementModel, payment: &Payment) -> Case {
    let Payment { payer, payee, currency, .. } = payment;
    let mut requests = vec![accounts(payment, "POSITION", "before").after("environment.positionBefore = mine")];
    // Compared to the smallest unit that any ledger keeps.
    let nets = format!(
        "const nets = response.body.participants.flatMap(p => p.accounts).map(a => a.netSettlementAmount).filter(n => \
         n.currency === '{currency}').map(n => Number(n.amount))"
    );
    requests.push(
        request(format!("what is owed by {}", model.name), ("post", "/settlements"))
            .body(json!({
                "settlementModel": model.name,
                "reason": "the end of a test",
                "settlementWindows": [{ "id": "{$environment.window}" }]
            }))
            .answers(200)
            .check(
                "what some owe others are owed",
                format!("{nets}; expect(nets.reduce((a, b) => a + b, 0)).to.be.closeTo(0, 0.00001)"),
            )
            // What it comes to depends on what others have paid meanwhile: it may be nothing.
            .check(
                "it is about the payer, too",
                "expect(response.body.participants.flatMap(p => p.accounts).map(a => \
                 a.id)).to.include(environment.positionBefore.id)",
            )
            .after("environment.settlement = response.body.id")
            .after(
                "environment.participants = response.body.participants.map(p => ({ id: p.id, accounts: \
                 p.accounts.map(a => ({ id: a.id })) }))",
            )
            .after(
                "environment.owed = response.body.participants.flatMap(p => p.accounts).find(a => a.id === \
                 environment.positionBefore.id)?.netSettlementAmount.amount",
            ),
    );
    for (state, says) in STATES {
        let all = format!(
            "environment.participants.map(p => ({{ id: p.id, accounts: p.accounts.map(a => ({{ id: a.id, state: \
             '{state}', reason: 'the end of a test' }})) }}))"
        );
        requests.push(
            request(format!("what everybody owes {says}"), ("put", "/settlements/{id}"))
                .param("id", "{$environment.settlement}")
                .before(format!("custom.appendRequestBody({{ participants: {all} }})"))
                .body(json!({}))
                .answers(200),
        );
    }
    requests.push(
        request(format!("the settlement by {}", model.name), ("get", "/settlements/{id}"))
            .param("id", "{$environment.settlement}")
            .answers(200)
            .check("it is settled", "expect(response.body.state).to.equal('SETTLED')")
            .until_it_holds(),
    );
    if model.resets_positions {
        // Money moves between the participants' banks: the ledger only sets positions back.
        requests.push(
            accounts(payment, "POSITION", "after")
                .check(
                    "its position is set back by what it owed",
                    format!(
                        "{}; expect(Number(mine.value) - Number(environment.positionBefore.value))\
                         .to.be.closeTo(-Number(environment.owed), 0.00001)",
                        mine("POSITION", currency)
                    ),
                )
                .until_it_holds(),
        );
    }
    Case::new(format!("{} and {} settle in {currency}", payer.id, payee.id), requests)
}

/// Of a list of accounts the one of a kind in a currency.
fn mine(kind: &str, currency: &Currency) -> String {
    format!("const mine = response.body.find(a => a.ledgerAccountType === '{kind}' && a.currency === '{currency}')")
}

/// Reads the accounts of who pays; the one of that kind is `mine`.
fn accounts(payment: &Payment, kind: &str, when: &str) -> Request {
    let Payment { payer, currency, .. } = payment;
    let ledger = (Api::LedgerAdmin, Callee::Ledger);
    Request::new(format!("the accounts of {} {when}", payer.id), ledger, ("get", "/participants/{name}/accounts"))
        .header("Content-Type", "application/json")
        .header("FSPIOP-Source", "hub_operator")
        .param("name", payer.id.as_str())
        .answers(200)
        .after(mine(kind, currency))
}
