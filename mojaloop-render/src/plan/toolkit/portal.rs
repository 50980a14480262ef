//! The finance portal: a payment is made, and back again, and its pages can show both. One currency does for all: what
//! is reported is the same in each.

use mojaloop_model::Hub;
use mojaloop_model::catalogue::Callee;
use serde_json::json;

use super::collection::{Api, Case, File, Request, file};
use super::payments::{Payment, TRANSFER, name, rings};

/// The folder of the collection.
pub(super) const FOLDER: &str = "portal";

pub(super) fn files(hub: &Hub) -> Vec<File> {
    let ring = rings(hub).into_iter().next();
    let cases = ring.iter().map(|ring| [ring.first(), ring.back()].iter().map(shown).collect());
    cases.map(|cases| file(format!("test/{FOLDER}/payments.json"), "Payments that the portal shows", cases)).collect()
}

/// Of the fields that the portal's pages ask for, those that say whose payment it is.
const QUERY: &str = "query ($transferId: String!) { transfer(transferId: $transferId) { transferState sourceAmount \
                     sourceCurrency payerDFSP payeeDFSP payerParty { partyName } payeeParty { partyName } } }";

/// A payment, and what the portal knows of it.
fn shown(payment: &Payment) -> Case {
    let Payment { payer, payee, currency, amount, .. } = payment;
    let mut case = payment.case();
    let expected = json!({
        "transferState": "COMMITTED",
        "sourceCurrency": currency,
        "payerDFSP": payer.id,
        "payeeDFSP": payee.id,
        "payerParty": { "partyName": name(payer) },
        "payeeParty": { "partyName": name(payee) }
    });
    // Nothing of it is described to the toolkit.
    let request = Request::new("the portal shows it", (Api::LedgerAdmin, Callee::Portal), ("post", "/graphql"))
        .header("Content-Type", "application/json")
        .body(json!({
            "query": QUERY,
            "variables": { "transferId": format!("{{$prev.{TRANSFER}.request.body.transferId}}") }
        }))
        .answers(200)
        .check("it is as it was paid", format!("expect(response.body.data.transfer).to.deep.include({expected})"))
        .check(
            "so much was paid",
            format!("expect(response.body.data.transfer.sourceAmount).to.be.closeTo({amount}, 0.00001)"),
        )
        // The ledger's changes are looked for each ten seconds, when the last time there was none.
        .in_the_end();
    case.requests.push(request);
    case
}

#[cfg(test)]
mod tests {
    use mojaloop_model::{Participant, Scheme};

    use super::super::collection::trees;
    use super::*;

    #[test]
    fn the_portal_is_asked_for_the_transfer_that_was_just_made() {
        let participants = ["a1", "b2"].map(|id| Participant::new(id).currency("ZMW").currency("JPY"));
        let scheme = Scheme::builder().currencies(["ZMW", "JPY"]).build();
        let mut hub = Hub::builder().name("a").scheme(scheme).participants(participants).build();
        let (_, file) = trees(files(&hub)).pop().expect("a file");
        let cases = file["test_cases"].as_array().cloned().unwrap_or_default();
        let names: Vec<_> = cases.iter().filter_map(|case| case["name"].as_str()).collect();
        assert_eq!(names, ["a1 pays b2 in JPY", "b2 pays a1 in JPY"]);
        for case in &cases {
            let requests = case["requests"].as_array().cloned().unwrap_or_default();
            let asked = requests.last().map(|last| last["body"]["variables"]["transferId"].clone());
            assert_eq!(asked, Some(format!("{{$prev.{TRANSFER}.request.body.transferId}}").into()));
            assert_eq!(requests[TRANSFER - 1]["path"], "/transfers");
        }
        hub.participants.truncate(1);
        assert!(files(&hub).is_empty());
    }
}
