//! The test collection: payments in every currency, then what each feature of the hub does with them.

use mojaloop_model::{Feature, Hub};

use super::collection::{File, order};
use super::payments::rings;
use super::{requests_to_pay, scheme_adapters, settlement, simulators};

/// The tests of a feature.
struct Flow {
    feature: Feature,
    folder: &'static str,
    files: fn(&Hub) -> Vec<File>,
}

/// In the order they run: settlement closes what all others paid.
const FLOWS: &[Flow] = &[
    Flow { feature: Feature::RequestToPay, folder: requests_to_pay::FOLDER, files: requests_to_pay::files },
    Flow { feature: Feature::Sdk, folder: scheme_adapters::FOLDER, files: scheme_adapters::files },
    Flow { feature: Feature::Simulators, folder: simulators::FOLDER, files: simulators::files },
    Flow { feature: Feature::Settlement, folder: settlement::FOLDER, files: settlement::files },
];

/// Whether a feature has tests here.
pub(super) fn tests(feature: Feature) -> bool {
    FLOWS.iter().any(|flow| flow.feature == feature)
}

/// The files of the collection; none when nobody can pay anybody.
pub(super) fn collection(hub: &Hub) -> Vec<File> {
    let rings = rings(hub);
    let mut folders: Vec<(&str, Vec<File>)> = rings.iter().map(|ring| (ring.currency.as_str(), ring.files())).collect();
    folders.extend(FLOWS.iter().filter(|flow| hub.has(flow.feature)).map(|flow| (flow.folder, (flow.files)(hub))));
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
    use mojaloop_model::{Delay, Participant, Scheme, SettlementModel};
    use serde_json::Value;

    use super::*;

    fn hub(features: &[Feature]) -> Hub {
        let participant = |id: &str| Participant::new(id).currency("ZMW").currency("JPY");
        let scheme = Scheme::builder().currencies(["ZMW", "JPY"]).build();
        let hub = Hub::builder().name("a").scheme(scheme).features(features.iter().copied());
        hub.participants(["a1", "b2", "c3"].map(participant)).build()
    }

    fn cases(hub: &Hub, path: &str) -> Vec<String> {
        let files = collection(hub);
        let file = files.iter().find(|(known, _)| known == path).map(|(_, file)| file.clone()).unwrap_or_default();
        let cases = file["test_cases"].as_array().cloned().unwrap_or_default();
        cases.iter().filter_map(|case| case["name"].as_str().map(str::to_owned)).collect()
    }

    fn folders(hub: &Hub) -> Vec<String> {
        let files = collection(hub);
        let order = files.first().map(|(_, order)| order["order"].clone()).unwrap_or_default();
        let entries = order.as_array().cloned().unwrap_or_default();
        entries.iter().filter_map(|entry| entry["name"].as_str().map(str::to_owned)).collect()
    }

    #[test]
    fn features_bring_their_tests_and_settlement_comes_last() {
        assert_eq!(folders(&hub(&[])), ["JPY", "ZMW"]);
        assert_eq!(folders(&hub(Feature::ALL)), ["JPY", "ZMW", "request-to-pay", "settlement"]);
    }

    #[test]
    fn what_is_asked_for_is_paid_in_both_directions() {
        let asked = cases(&hub(&[Feature::RequestToPay]), "test/request-to-pay/payments.json");
        let first = ["b2 asks a1 to pay in JPY", "a1 pays b2 in JPY", "a1 asks b2 to pay in JPY", "b2 pays a1 in JPY"];
        assert_eq!((asked.len(), &asked[..4]), (8, first.map(str::to_owned).as_slice()));
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
        let files = collection(&hub);
        let window = files.iter().find(|(known, _)| known == path).map(|(_, file)| file);
        let by_net = |file: &Value| file.to_string().contains(r#""settlementModel":"NET""#);
        assert!(window.is_some_and(by_net));
    }
}
