//! The test collection: payments in every currency, then what each feature of the hub does with them.

use mojaloop_model::{Feature, Hub, Messages};

use super::collection::{File, order};
use super::payments::rings;
use super::rules::Answer;
use super::{bulk, fx, inter_scheme, portal, requests_to_pay, scheme_adapters, settlement, simulators, third_party};
use crate::Omission;

/// The tests of a feature.
struct Flow {
    feature: Feature,
    folder: &'static str,
    /// What it is known to pass in.
    messages: &'static [Messages],
    /// Whom and what it takes.
    takes: &'static str,
    files: fn(&Hub) -> Vec<File>,
    /// What the participants answer in them, beyond what they do in payments.
    answers: fn(&Hub) -> Vec<Answer>,
}

const ANY: &[Messages] = &[Messages::Fspiop, Messages::Iso20022];
const TWO: &str = "two participants that the testing toolkit plays, one of them with something to pay";

/// In the order they run: settlement closes what all others paid.
const FLOWS: &[Flow] = &[
    Flow {
        feature: Feature::Bulk,
        folder: bulk::FOLDER,
        messages: &[Messages::Fspiop],
        takes: TWO,
        files: bulk::files,
        answers: bulk::answers,
    },
    Flow {
        feature: Feature::Fx,
        folder: fx::FOLDER,
        messages: ANY,
        takes: "a payer, a provider and a payee that the testing toolkit plays, each another",
        files: fx::files,
        answers: fx::answers,
    },
    Flow {
        feature: Feature::ThirdParty,
        folder: third_party::FOLDER,
        messages: ANY,
        takes: TWO,
        files: third_party::files,
        answers: none,
    },
    Flow {
        feature: Feature::RequestToPay,
        folder: requests_to_pay::FOLDER,
        messages: ANY,
        takes: TWO,
        files: requests_to_pay::files,
        answers: requests_to_pay::answers,
    },
    Flow {
        feature: Feature::InterScheme,
        folder: inter_scheme::FOLDER,
        messages: ANY,
        takes: "a proxy with payees behind it, and a participant with its currency and money that the testing toolkit plays",
        files: inter_scheme::files,
        answers: none,
    },
    Flow {
        feature: Feature::Sdk,
        folder: scheme_adapters::FOLDER,
        messages: ANY,
        takes: "a participant behind a scheme adapter, and one that the testing toolkit plays, with a currency in common",
        files: scheme_adapters::files,
        answers: none,
    },
    Flow {
        feature: Feature::Simulators,
        folder: simulators::FOLDER,
        messages: ANY,
        takes: "a participant that a simulator beside the hub plays and that answers, and one that the testing toolkit plays, \
                with a currency in common",
        files: simulators::files,
        answers: none,
    },
    Flow {
        feature: Feature::Portal,
        folder: portal::FOLDER,
        messages: ANY,
        takes: TWO,
        files: portal::files,
        answers: none,
    },
    Flow {
        feature: Feature::Settlement,
        folder: settlement::FOLDER,
        messages: ANY,
        takes: "a currency that is settled later, and two participants that the testing toolkit plays and pay in it",
        files: settlement::files,
        answers: none,
    },
];

fn none(_: &Hub) -> Vec<Answer> {
    Vec::new()
}

/// Those of a hub's features and messages.
fn of(hub: &Hub) -> impl Iterator<Item = &'static Flow> {
    FLOWS.iter().filter(|flow| hub.has(flow.feature) && flow.messages.contains(&hub.scheme.messages))
}

/// What the participants answer in the tests of a hub's features.
pub(super) fn answers(hub: &Hub) -> impl Iterator<Item = Answer> {
    of(hub).flat_map(|flow| (flow.answers)(hub))
}

/// Whether a feature of a hub has tests here.
pub(super) fn tests(hub: &Hub, feature: Feature) -> bool {
    of(hub).any(|flow| flow.feature == feature)
}

/// The features of a hub whose tests it cannot run.
pub(super) fn left_out(hub: &Hub) -> impl Iterator<Item = Omission> {
    let omission = |flow: &Flow, why, instead: &str| Omission {
        path: "features".to_owned(),
        what: format!("nothing tests the feature `{}`", flow.feature),
        why,
        instead: instead.to_owned(),
    };
    FLOWS.iter().filter(|flow| hub.has(flow.feature)).filter_map(move |flow| {
        if !tests(hub, flow.feature) {
            let why = "its tests are in messages that this scheme does not have".to_owned();
            return Some(omission(flow, why, "test it in a hub whose `scheme.messages` is `fspiop`"));
        }
        (flow.files)(hub).is_empty().then(|| omission(flow, format!("that takes {}", flow.takes), ""))
    })
}

/// The files of the collection; none when nobody can pay anybody.
pub(super) fn collection(hub: &Hub) -> Vec<File> {
    let rings = rings(hub);
    let mut folders: Vec<(&str, Vec<File>)> = rings.iter().map(|ring| (ring.currency.as_str(), ring.files())).collect();
    folders.extend(of(hub).map(|flow| (flow.folder, (flow.files)(hub))));
    folders.retain(|(_, files)| !files.is_empty());
    if folders.is_empty() {
        return Vec::new();
    }
    let entries: Vec<(&str, &str)> = folders.iter().map(|(folder, _)| (*folder, "folder")).collect();
    let order = order("test", &entries);
    std::iter::once(order).chain(folders.into_iter().flat_map(|(_, files)| files)).collect()
}

#[cfg(test)]
mod tests {
    use mojaloop_model::{Delay, Exchange, Participant, Peer, Proxy, Scheme, SettlementModel};
    use serde_json::Value;

    use super::super::collection::trees;
    use super::*;

    fn hub(features: &[Feature]) -> Hub {
        let proxy = Proxy::to(Peer::Adapter("http://adapter.example.org:4100".into())).payee("lakebank").payee("shore");
        let proxy = Participant::new("lakes").currency("ZMW").currency("JPY").played_by(proxy);
        let proxy = features.contains(&Feature::InterScheme).then_some(proxy);
        let participant = |id: &str| Participant::new(id).currency("ZMW").currency("JPY");
        let scheme = Scheme::builder().currencies(["ZMW", "JPY"]).build();
        let hub = Hub::builder().name("a").scheme(scheme).features(features.iter().copied());
        hub.participants(["a1", "b2", "c3"].map(participant)).participants(proxy).build()
    }

    fn cases(hub: &Hub, path: &str) -> Vec<String> {
        let files = trees(collection(hub));
        let file = files.iter().find(|(known, _)| known == path).map(|(_, file)| file.clone()).unwrap_or_default();
        let cases = file["test_cases"].as_array().cloned().unwrap_or_default();
        cases.iter().filter_map(|case| case["name"].as_str().map(str::to_owned)).collect()
    }

    fn folders(hub: &Hub) -> Vec<String> {
        let files = trees(collection(hub));
        let order = files.first().map(|(_, order)| order["order"].clone()).unwrap_or_default();
        let entries = order.as_array().cloned().unwrap_or_default();
        entries.iter().filter_map(|entry| entry["name"].as_str().map(str::to_owned)).collect()
    }

    #[test]
    fn features_bring_their_tests_and_settlement_comes_last() {
        assert_eq!(folders(&hub(&[])), ["JPY", "ZMW"]);
        assert_eq!(
            folders(&hub(Feature::ALL)),
            ["JPY", "ZMW", "bulk", "third-party", "request-to-pay", "inter-scheme", "portal", "settlement"]
        );
    }

    #[test]
    fn a_provider_takes_from_one_and_gives_to_another_and_all_is_paid_back() {
        let mut hub = hub(&[Feature::Fx]);
        let path = "test/fx/participant-b2.json";
        assert!(cases(&hub, path).is_empty());
        hub.participants[1].exchanges = vec![Exchange::new("ZMW", "JPY", "5.5")];
        let expected = ["a1 pays c3 in JPY, and b2 takes ZMW for it", "b2 pays a1 in ZMW", "c3 pays b2 in JPY"];
        assert_eq!(cases(&hub, path), expected);
        // What it does not hold it does not give: less is asked of it.
        hub.participants[1].liquidity = "1.1".into();
        let files = trees(collection(&hub));
        let terms = |i: usize, field: &str| {
            let file = files.iter().find(|(known, _)| known == path).map(|(_, file)| file);
            file.map(|file| file["test_cases"][0]["requests"][i]["body"][field]["amount"].clone())
        };
        let (source, target) = (terms(8, "sourceAmount"), terms(8, "targetAmount"));
        assert_eq!((source, target), (Some("0.2".into()), Some("1.1".into())));
        // Nobody is left to be paid.
        hub.participants.pop();
        assert!(cases(&hub, path).is_empty());
    }

    #[test]
    fn many_payments_are_together_what_one_would_be() {
        let mut hub = hub(&[Feature::Bulk]);
        let path = "test/bulk/payments.json";
        let expected = [
            "a1 makes 4 payments to b2 in JPY",
            "b2 makes 4 payments to a1 in JPY",
            "a1 makes 4 payments to b2 in ZMW",
            "b2 makes 4 payments to a1 in ZMW",
        ];
        assert_eq!(cases(&hub, path), expected);
        // A quarter of the least there is cannot be kept.
        hub.participants[2].liquidity = "0.0003".into();
        assert!(cases(&hub, path).is_empty());
    }

    #[test]
    fn a_third_party_and_a_bank_agree_before_it_asks_for_a_payment() {
        let expected = [
            "a1 finds b2",
            "a1 asks b2 for a customer's accounts",
            "a1 asks b2 for a consent",
            "Who keeps a consent is known",
            "a1 asks b2 to pay for a customer",
        ];
        assert_eq!(cases(&hub(&[Feature::ThirdParty]), "test/third-party/consent.json"), expected);
    }

    #[test]
    fn what_cannot_be_tested_is_said() {
        let said = |hub: &Hub| left_out(hub).map(|omission| omission.what).collect::<Vec<_>>();
        let mut hub = hub(&[Feature::Bulk, Feature::Fx]);
        assert_eq!(said(&hub), ["nothing tests the feature `fx`"]);
        hub.scheme.messages = Messages::Iso20022;
        assert_eq!(said(&hub), ["nothing tests the feature `bulk`", "nothing tests the feature `fx`"]);
        assert_eq!(folders(&hub), ["JPY", "ZMW"]);
        assert_eq!(answers(&hub).count(), 1);
    }

    #[test]
    fn what_is_asked_for_is_paid_in_both_directions() {
        let asked = cases(&hub(&[Feature::RequestToPay]), "test/request-to-pay/payments.json");
        let first = ["b2 asks a1 to pay in JPY", "a1 pays b2 in JPY", "a1 asks b2 to pay in JPY", "b2 pays a1 in JPY"];
        assert_eq!((asked.len(), &asked[..4]), (8, first.map(str::to_owned).as_slice()));
    }

    #[test]
    fn who_can_pay_pays_each_payee_behind_a_proxy() {
        let mut hub = hub(&[Feature::InterScheme]);
        let path = "test/inter-scheme/proxy-lakes.json";
        hub.participants[0].liquidity = "0".into();
        hub.participants[1].currencies.retain(|currency| currency.as_str() == "ZMW");
        let expected = [
            "c3 pays lakebank in JPY through lakes",
            "c3 pays shore in JPY through lakes",
            "b2 pays lakebank in ZMW through lakes",
            "b2 pays shore in ZMW through lakes",
        ];
        assert_eq!(cases(&hub, path), expected);
        let files = trees(collection(&hub));
        let file = files.iter().find(|(known, _)| known == path).map(|(_, file)| file.to_string()).unwrap_or_default();
        // It is the proxy's account that receives, and nobody registers another scheme's customer.
        assert!(file.contains("the position of lakes in JPY after") && !file.contains("registers"), "{file}");
        hub.participants.iter_mut().for_each(|participant| participant.net_debit_cap = "0".into());
        assert!(cases(&hub, path).is_empty());
    }

    #[test]
    fn a_window_is_closed_once_and_each_currency_settled() {
        let mut hub = hub(&[Feature::Settlement]);
        let path = "test/settlement/window.json";
        let expected = [
            "a1 pays b2 in JPY",
            "a1 pays b2 in ZMW",
            "The window is closed",
            "a1 and b2 settle in JPY",
            "a1 and b2 settle in ZMW",
        ];
        assert_eq!(cases(&hub, path), expected);
        // What is settled at once is in no window.
        let gross = SettlementModel::builder().name("GROSS").currency("JPY").delay(Delay::Immediate).build();
        hub.scheme.settlement.models = vec![gross, SettlementModel::builder().name("NET").build()];
        assert_eq!(cases(&hub, path), ["a1 pays b2 in ZMW", "The window is closed", "a1 and b2 settle in ZMW"]);
        let files = trees(collection(&hub));
        let window = files.iter().find(|(known, _)| known == path).map(|(_, file)| file);
        let by_net = |file: &Value| file.to_string().contains(r#""settlementModel":"NET""#);
        assert!(window.is_some_and(by_net));
    }
}
