//! Participants that simulators beside the hub play are paid, in each currency, by one that the toolkit plays. One way
//! only: no simulator pays.

use mojaloop_model::catalogue::Callee;
use mojaloop_model::{Feature, Hub, Participant, Player};
use serde_json::json;

use super::collection::{Api, Case, File, Request, folder};
use super::environment::Side;
use super::payments::{name, party, ring_of};
use super::{currencies, participants, played};

/// The folder of the collection.
pub(super) const FOLDER: &str = "simulators";

/// A file for each participant that answers for itself, so that none grows with the hub.
pub(super) fn files(hub: &Hub) -> Vec<File> {
    let is_simulated = |one: &Participant| one.played_by.player().is_some_and(|by| by.feature() == Feature::Simulators);
    let payees = participants(hub).into_iter().filter(|one| is_simulated(one) && one.answers_by_itself());
    let files = payees.filter_map(|payee| {
        let paid: Vec<Case> = currencies(&payee.currencies)
            .into_iter()
            .filter_map(|currency| {
                let has_money = |other: &Participant| other.most_it_can_pay().ten_thousandths() > 0;
                let payer = played(hub).find(|other| other.currencies.contains(currency) && has_money(other))?;
                Some(ring_of(hub, currency, vec![payer, payee])?.first().case())
            })
            .collect();
        let cases: Vec<Case> = told(payee).into_iter().chain(paid).collect();
        let title = format!("The simulator of {}", payee.id);
        (cases.len() > usize::from(told(payee).is_some()))
            .then(|| (format!("participant-{}.json", payee.id), title, cases))
    });
    folder(&format!("test/{FOLDER}"), files.collect())
}

/// The old simulator answers with what it was told of a customer.
fn told(payee: &Participant) -> Option<Case> {
    if payee.played_by.player() != Some(Player::LegacySimulator) {
        return None;
    }
    let (id, customer) = (&payee.id, payee.test_customer());
    let request = Request::new(
        format!("the simulator is told of {customer}"),
        // Its own: nothing of it is described anywhere.
        (Api::LedgerAdmin, Callee::Ledger),
        ("post", "/parties/{Type}/{ID}"),
    )
    .sent_to(&Side::Hub.input(payee))
    .header("Content-Type", "application/json")
    .header("Date", "{$function.generic.curDate}")
    .header("FSPIOP-Source", id.as_str())
    .param("Type", "MSISDN")
    .param("ID", customer.as_str())
    .body(json!({
        "party": {
            "partyIdInfo": party(payee),
            "name": name(payee),
            "personalInfo": {
                "complexName": { "firstName": "Mary", "lastName": "Banda" },
                "dateOfBirth": "1990-01-01"
            }
        }
    }))
    .answers(202);
    Some(Case::new(format!("{id} has a customer"), vec![request]))
}

#[cfg(test)]
mod tests {
    use mojaloop_model::{PlayedBy, Scheme};

    use super::super::collection::trees;
    use super::*;

    fn names(players: &[(&str, PlayedBy)]) -> Vec<String> {
        let participant =
            |(id, player): &(&str, PlayedBy)| Participant::new(*id).currency("ZMW").played_by(player.clone());
        let scheme = Scheme::builder().currencies(["ZMW"]).build();
        let hub = Hub::builder().name("a").scheme(scheme).participants(players.iter().map(participant)).build();
        let files = trees(files(&hub));
        let cases = files.iter().flat_map(|(_, file)| file["test_cases"].as_array().cloned().unwrap_or_default());
        cases.filter_map(|case| case["name"].as_str().map(str::to_owned)).collect()
    }

    #[test]
    fn who_answers_is_paid_once_in_each_currency() {
        let simulated = [
            ("perf", PlayedBy::CallbackHandler),
            ("payeefsp", PlayedBy::LegacySimulator),
            ("payerfsp", PlayedBy::LegacySimulator),
        ];
        let hub = [&simulated[..], &[("a1", PlayedBy::TestingToolkit)]].concat();
        assert_eq!(names(&hub), ["payeefsp has a customer", "a1 pays payeefsp in ZMW", "a1 pays perf in ZMW"]);
        // Nobody there could pay.
        assert!(names(&simulated).is_empty());
    }
}
