//! Where a participant is called: the kinds of callback the hub's services make, each at an address below its own.

use mojaloop_model::catalogue::{AUTH_PARTICIPANT, Callee, TOOLKIT, When};
use mojaloop_model::{Feature, Hub, Participant};
use serde_json::json;

use super::collection::{Case, Request};
use super::environment::Side;
use super::provision::{LEDGER, admin};

/// A kind of callback, as the ledger keeps it.
pub(super) struct Endpoint {
    kind: &'static str,
    /// What follows a participant's address.
    rest: &'static str,
    /// When some service makes it.
    when: When,
}

const fn always(kind: &'static str, rest: &'static str) -> Endpoint {
    Endpoint { kind, rest, when: When::Always }
}

const fn with(feature: Feature, kind: &'static str, rest: &'static str) -> Endpoint {
    Endpoint { kind, rest, when: When::Feature(feature) }
}

/// Every kind of callback. Services that take an address alone know the path themselves.
///
/// `Source:` the sources of the services that look each up; the ledger's own table of kinds has more.
const ENDPOINTS: &[Endpoint] = &[
    always("FSPIOP_CALLBACK_URL_PARTICIPANT_PUT", "/participants/{{partyIdType}}/{{partyIdentifier}}"),
    always("FSPIOP_CALLBACK_URL_PARTICIPANT_PUT_ERROR", "/participants/{{partyIdType}}/{{partyIdentifier}}/error"),
    always("FSPIOP_CALLBACK_URL_PARTICIPANT_DELETE", "/participants/{{partyIdType}}/{{partyIdentifier}}"),
    always(
        "FSPIOP_CALLBACK_URL_PARTICIPANT_SUB_ID_PUT",
        "/participants/{{partyIdType}}/{{partyIdentifier}}/{{partySubIdOrType}}",
    ),
    always(
        "FSPIOP_CALLBACK_URL_PARTICIPANT_SUB_ID_PUT_ERROR",
        "/participants/{{partyIdType}}/{{partyIdentifier}}/{{partySubIdOrType}}/error",
    ),
    always(
        "FSPIOP_CALLBACK_URL_PARTICIPANT_SUB_ID_DELETE",
        "/participants/{{partyIdType}}/{{partyIdentifier}}/{{partySubIdOrType}}",
    ),
    always("FSPIOP_CALLBACK_URL_PARTICIPANT_BATCH_PUT", "/participants/{{requestId}}"),
    always("FSPIOP_CALLBACK_URL_PARTICIPANT_BATCH_PUT_ERROR", "/participants/{{requestId}}/error"),
    always("FSPIOP_CALLBACK_URL_PARTIES_GET", "/parties/{{partyIdType}}/{{partyIdentifier}}"),
    always("FSPIOP_CALLBACK_URL_PARTIES_PUT", "/parties/{{partyIdType}}/{{partyIdentifier}}"),
    always("FSPIOP_CALLBACK_URL_PARTIES_PUT_ERROR", "/parties/{{partyIdType}}/{{partyIdentifier}}/error"),
    always(
        "FSPIOP_CALLBACK_URL_PARTIES_SUB_ID_GET",
        "/parties/{{partyIdType}}/{{partyIdentifier}}/{{partySubIdOrType}}",
    ),
    always(
        "FSPIOP_CALLBACK_URL_PARTIES_SUB_ID_PUT",
        "/parties/{{partyIdType}}/{{partyIdentifier}}/{{partySubIdOrType}}",
    ),
    always(
        "FSPIOP_CALLBACK_URL_PARTIES_SUB_ID_PUT_ERROR",
        "/parties/{{partyIdType}}/{{partyIdentifier}}/{{partySubIdOrType}}/error",
    ),
    always("FSPIOP_CALLBACK_URL_QUOTES", ""),
    always("FSPIOP_CALLBACK_URL_TRANSFER_POST", "/transfers"),
    always("FSPIOP_CALLBACK_URL_TRANSFER_PUT", "/transfers/{{transferId}}"),
    always("FSPIOP_CALLBACK_URL_TRANSFER_ERROR", "/transfers/{{transferId}}/error"),
    with(Feature::Bulk, "FSPIOP_CALLBACK_URL_BULK_QUOTES", ""),
    with(Feature::Bulk, "FSPIOP_CALLBACK_URL_BULK_TRANSFER_POST", "/bulkTransfers"),
    with(Feature::Bulk, "FSPIOP_CALLBACK_URL_BULK_TRANSFER_PUT", "/bulkTransfers/{{id}}"),
    with(Feature::Bulk, "FSPIOP_CALLBACK_URL_BULK_TRANSFER_ERROR", "/bulkTransfers/{{id}}/error"),
    with(Feature::Fx, "FSPIOP_CALLBACK_URL_FX_QUOTES", ""),
    with(Feature::Fx, "FSPIOP_CALLBACK_URL_FX_TRANSFER_POST", "/fxTransfers"),
    with(Feature::Fx, "FSPIOP_CALLBACK_URL_FX_TRANSFER_PUT", "/fxTransfers/{{commitRequestId}}"),
    with(Feature::Fx, "FSPIOP_CALLBACK_URL_FX_TRANSFER_ERROR", "/fxTransfers/{{commitRequestId}}/error"),
    with(Feature::ThirdParty, "TP_CB_URL_ACCOUNTS_GET", ""),
    with(Feature::ThirdParty, "TP_CB_URL_ACCOUNTS_PUT", ""),
    with(Feature::ThirdParty, "TP_CB_URL_ACCOUNTS_PUT_ERROR", ""),
    with(Feature::ThirdParty, "TP_CB_URL_CONSENT_PATCH", ""),
    with(Feature::ThirdParty, "TP_CB_URL_CONSENT_POST", ""),
    with(Feature::ThirdParty, "TP_CB_URL_CONSENT_PUT", ""),
    with(Feature::ThirdParty, "TP_CB_URL_CONSENT_PUT_ERROR", ""),
    with(Feature::ThirdParty, "TP_CB_URL_CONSENT_REQUEST_PATCH", ""),
    with(Feature::ThirdParty, "TP_CB_URL_CONSENT_REQUEST_POST", ""),
    with(Feature::ThirdParty, "TP_CB_URL_CONSENT_REQUEST_PUT", ""),
    with(Feature::ThirdParty, "TP_CB_URL_CONSENT_REQUEST_PUT_ERROR", ""),
    with(Feature::ThirdParty, "TP_CB_URL_SERVICES_PUT", ""),
    with(Feature::ThirdParty, "TP_CB_URL_SERVICES_PUT_ERROR", ""),
    with(Feature::ThirdParty, "TP_CB_URL_TRANSACTION_REQUEST_AUTH_POST", ""),
    with(Feature::ThirdParty, "TP_CB_URL_TRANSACTION_REQUEST_AUTH_PUT", ""),
    with(Feature::ThirdParty, "TP_CB_URL_TRANSACTION_REQUEST_AUTH_PUT_ERROR", ""),
    with(Feature::ThirdParty, "TP_CB_URL_TRANSACTION_REQUEST_GET", ""),
    with(Feature::ThirdParty, "TP_CB_URL_TRANSACTION_REQUEST_PATCH", ""),
    with(Feature::ThirdParty, "TP_CB_URL_TRANSACTION_REQUEST_POST", ""),
    with(Feature::ThirdParty, "TP_CB_URL_TRANSACTION_REQUEST_PUT", ""),
    with(Feature::ThirdParty, "TP_CB_URL_TRANSACTION_REQUEST_PUT_ERROR", ""),
    with(Feature::ThirdParty, "TP_CB_URL_TRANSACTION_REQUEST_VERIFY_POST", ""),
    with(Feature::ThirdParty, "TP_CB_URL_TRANSACTION_REQUEST_VERIFY_PUT", ""),
    with(Feature::ThirdParty, "TP_CB_URL_TRANSACTION_REQUEST_VERIFY_PUT_ERROR", ""),
    with(Feature::RequestToPay, "FSPIOP_CALLBACK_URL_TRX_REQ_SERVICE", ""),
    with(Feature::RequestToPay, "FSPIOP_CALLBACK_URL_AUTHORIZATIONS", ""),
];

/// What the keeper of consents is told: that the lookup has its consents, and what third parties want of them.
const OF_AUTH: &[&str] =
    &["FSPIOP_CALLBACK_URL_PARTICIPANT_", "TP_CB_URL_CONSENT_P", "TP_CB_URL_TRANSACTION_REQUEST_VERIFY_"];

/// Says where the keeper of consents is called.
pub(super) fn of_auth(hub: &Hub) -> Case {
    let concerns = |endpoint: &&Endpoint| OF_AUTH.iter().any(|begins| endpoint.kind.starts_with(begins));
    let base = format!("{{$inputs.{}}}", Callee::Auth.input());
    Case::new(
        format!("{AUTH_PARTICIPANT} is called"),
        made(hub).filter(concerns).map(|endpoint| request(AUTH_PARTICIPANT, &base, endpoint)).collect(),
    )
}

/// The kinds that some service of the hub makes.
pub(super) fn made(hub: &Hub) -> impl Iterator<Item = &'static Endpoint> {
    ENDPOINTS.iter().filter(|endpoint| endpoint.when.holds(hub))
}

fn request(id: &str, base: &str, Endpoint { kind, rest, .. }: &Endpoint) -> Request {
    admin(format!("{id} takes {kind}"), LEDGER, ("post", "/participants/{name}/endpoints"))
        .param("name", id)
        .body(json!({ "type": kind, "value": format!("{base}{rest}") }))
        .answers(201)
}

/// Says where a participant is called.
pub(super) fn of(made: &[&Endpoint], participant: &Participant) -> Case {
    let id = participant.id.as_str();
    let input = |name: &str| format!("{{$inputs.{name}}}");
    let (base, at) = match (participant.played_by.address(), Side::called(participant)) {
        (Some(url), _) => (url.to_string(), url.to_string()),
        (None, Some(side)) => (input(&side.input(participant)), side.component(participant)),
        (None, None) => (input(Callee::Toolkit.input()), TOOLKIT.to_owned()),
    };
    Case::new(format!("{id} is called at {at}"), made.iter().map(|endpoint| request(id, &base, endpoint)).collect())
}

#[cfg(test)]
mod tests {
    use mojaloop_model::Scheme;

    use super::*;

    fn hub(features: &[Feature]) -> Hub {
        let scheme = Scheme::builder().currencies(["ZMW"]).build();
        Hub::builder().name("a").scheme(scheme).features(features.iter().copied()).build()
    }

    fn kinds(features: &[Feature]) -> Vec<&'static str> {
        made(&hub(features)).map(|endpoint| endpoint.kind).collect()
    }

    #[test]
    fn a_feature_brings_the_callbacks_its_services_make() {
        let table: &[(Feature, &str, usize)] = &[
            (Feature::Bulk, "BULK", 4),
            (Feature::Fx, "_FX_", 4),
            (Feature::ThirdParty, "TP_CB_URL_", 24),
            (Feature::Settlement, "SETTLEMENT", 0),
        ];
        for (feature, part, count) in table {
            let more = kinds(&[*feature]).len() - kinds(&[]).len();
            assert_eq!(more, *count, "{feature}");
            assert_eq!(kinds(&[*feature]).iter().filter(|kind| kind.contains(part)).count(), *count, "{feature}");
        }
    }

    #[test]
    fn the_keeper_of_consents_takes_consents_and_no_payments() {
        let case = of_auth(&hub(Feature::ALL));
        assert_eq!(case.requests.len(), 15);
    }
}
