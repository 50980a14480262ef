//! Participants of this scheme pay participants of others, through the proxy that leads there.
//!
//! What the other hub does in between is its own affair: here the payer is told that it is paid, and the proxy's account
//! receives. Whose the payee's customer is, the other scheme tells: this one never registered it.

use mojaloop_model::{Hub, Participant, Payee};

use super::collection::{Case, File, file, order};
use super::payments::{After, Payment, small_amount};
use super::{currencies, played};

/// The folder of the collection.
pub(super) const FOLDER: &str = "inter-scheme";

/// A file for each proxy, so that none grows with the hub.
pub(super) fn files(hub: &Hub) -> Vec<File> {
    let proxies = hub.proxies();
    let files = proxies.iter().map(|proxy| (format!("proxy-{}.json", proxy.id), *proxy, cases(hub, proxy)));
    let files: Vec<(String, &Participant, Vec<Case>)> = files.filter(|(_, _, cases)| !cases.is_empty()).collect();
    if files.is_empty() {
        return Vec::new();
    }
    let entries: Vec<(&str, &str)> = files.iter().map(|(name, ..)| (name.as_str(), "file")).collect();
    let order = order(&format!("test/{FOLDER}"), &entries);
    let files = files.into_iter().map(|(name, proxy, cases)| {
        file(format!("test/{FOLDER}/{name}"), &format!("Payments through {}", proxy.id), cases)
    });
    std::iter::once(order).chain(files).collect()
}

/// In each of a proxy's currencies, the first who can pays each payee behind it.
fn cases(hub: &Hub, proxy: &Participant) -> Vec<Case> {
    let payees = proxy.proxy().map_or(&[][..], |proxy| &proxy.payees);
    let payees: Vec<Participant> = payees.iter().map(Payee::as_participant).collect();
    let mut cases = Vec::new();
    for currency in currencies(&proxy.currencies) {
        let can_pay =
            |one: &&Participant| one.currencies.contains(currency) && one.most_it_can_pay().ten_thousandths() > 0;
        let Some(payer) = played(hub).find(can_pay) else { continue };
        let amount = small_amount(std::iter::once(payer));
        cases.extend(payees.iter().map(|payee| {
            Payment { hub, payer, payee, currency, amount: &amount, after: After::Nothing, through: Some(proxy) }.case()
        }));
    }
    cases
}
