//! Where the hub's services are, for the toolkit and its collections.

use indexmap::IndexMap;
use mojaloop_model::catalogue::{Callee, TOOLKIT, When};
use mojaloop_model::{Feature, Hub, Messages, Participant, Player, Valid};
use serde_json::json;

use super::super::overlay::{endpoint, endpoint_for};
use super::super::{Text, Value};

fn address(of: Callee) -> Value {
    Value::Text(Text::url(endpoint(of.workload(), None), of.path()))
}

/// A side of what plays a participant beside the hub.
#[derive(Debug, Clone, Copy)]
pub(super) enum Side {
    /// Where the hub calls it.
    Hub,
    /// Where the bank behind a scheme adapter asks it to pay.
    Bank,
}

impl Side {
    /// Where that is; none where nothing beside the hub plays the participant.
    fn address(self, of: &Participant) -> Option<Text> {
        let player = of.played_by.player()?;
        match self {
            Self::Hub => Some(Text::url(endpoint_for(Some(of), player.workload(), None), &player.path(of))),
            Self::Bank => {
                let at = endpoint_for(Some(of), player.workload(), Some("outbound"));
                (player == Player::Sdk).then(|| Text::url(at, ""))
            }
        }
    }

    /// The name of its address in an environment.
    pub(super) fn input(self, of: &Participant) -> String {
        match self {
            Self::Hub => format!("HOST_PARTICIPANT_{}", of.id),
            Self::Bank => format!("HOST_SCHEME_ADAPTER_OUTBOUND_{}", of.id),
        }
    }
}

/// The environment of a run: input values and options.
pub(super) fn of(hub: &Valid<Hub>) -> Value {
    let mut environment = Value::map();
    environment.put(&["inputValues"], Value::Map(inputs(hub)));
    environment.put(&["options"], options(hub).into());
    environment
}

/// Where everything is that the hub runs.
pub(super) fn inputs(hub: &Valid<Hub>) -> IndexMap<String, Value> {
    let there = Callee::ALL.iter().filter(|callee| hub.resolved().runs(callee.workload()));
    let services = there.map(|callee| (callee.input().to_owned(), address(*callee)));
    let sides = super::participants(hub).into_iter().flat_map(|of| [Side::Hub, Side::Bank].map(|side| (side, of)));
    let players = sides.filter_map(|(side, of)| Some((side.input(of), Value::Text(side.address(of)?))));
    services.chain(players).collect()
}

/// How requests are written.
pub(super) fn options(hub: &Hub) -> serde_json::Value {
    let (transformer, ids) = match hub.scheme.messages {
        Messages::Iso20022 => ("fspiopToISO20022", "ulid"),
        _ => ("none", "uuid"),
    };
    json!({ "transformerName": transformer, "generateIDType": ids })
}

/// The toolkit's own settings: it answers for every participant it plays, each callback to the service that waits for it.
pub(super) fn user_config(hub: &Valid<Hub>) -> Value {
    let callbacks = [
        ("/participants", Callee::Lookup, When::Always),
        ("/parties", Callee::Lookup, When::Always),
        ("/quotes", Callee::Quoting, When::Always),
        ("/transfers", Callee::Transfers, When::Always),
        ("/bulkTransfers", Callee::BulkTransfers, When::Always),
        ("/bulkQuotes", Callee::Quoting, When::Feature(Feature::Bulk)),
        ("/fxQuotes", Callee::Quoting, When::Feature(Feature::Fx)),
        ("/fxTransfers", Callee::Transfers, When::Feature(Feature::Fx)),
        ("/accounts", Callee::ThirdParty, When::Always),
        ("/consentRequests", Callee::ThirdParty, When::Always),
        ("/consents", Callee::ThirdParty, When::Always),
        ("/services", Callee::ThirdParty, When::Always),
        ("/thirdpartyRequests", Callee::ThirdParty, When::Always),
        ("/transactionRequests", Callee::RequestsToPay, When::Always),
    ];
    let made = |callee: Callee, when: When| when.holds(hub) && hub.resolved().runs(callee.workload());
    let callbacks = callbacks.into_iter().filter(|(_, callee, when)| made(*callee, *when));
    let callbacks = callbacks.map(|(path, callee, _)| {
        let mut callback = Value::map();
        callback.put(&["method"], json!("put").into());
        callback.put(&["path"], json!(path).into());
        callback.put(&["endpoint"], address(callee));
        callback
    });
    let mut config: Value = json!({
        "VERSION": 1,
        "CALLBACK_RESOURCE_ENDPOINTS": { "enabled": true },
        "HUB_ONLY_MODE": false,
        "ENDPOINTS_DFSP_WISE": { "dfsps": {} },
        "SEND_CALLBACK_ENABLE": true,
        "FSPID": super::played(hub).next().map_or(TOOLKIT, |participant| participant.id.as_str()),
        "DEFAULT_USER_FSPID": super::played(hub).next().map_or(TOOLKIT, |participant| participant.id.as_str()),
        "TRANSFERS_VALIDATION_WITH_PREVIOUS_QUOTES": false,
        "TRANSFERS_VALIDATION_ILP_PACKET": false,
        "TRANSFERS_VALIDATION_CONDITION": false,
        "MONITORING_LOG_INCLUDE_PAYLOAD": true,
        // It signs the packets of quotes that are made up anyway.
        "ILP_SECRET": "development",
        "VERSIONING_SUPPORT_ENABLE": true,
        "VALIDATE_INBOUND_JWS": false,
        "VALIDATE_INBOUND_PUT_PARTIES_JWS": false,
        "JWS_SIGN": false,
        "JWS_SIGN_PUT_PARTIES": false,
        "CLIENT_MUTUAL_TLS_ENABLED": false,
        "CLIENT_TLS_CREDS": [],
        "ADVANCED_FEATURES_ENABLED": true,
        "CALLBACK_TIMEOUT": 30_000,
        "DEFAULT_REQUEST_TIMEOUT": 10_000,
        "SCRIPT_TIMEOUT": 10_000,
        "UI_CONFIGURATION": { "MOBILE_SIMULATOR": { "HUB_CONSOLE_ENABLED": true } },
        "LABELS": []
    })
    .into();
    config.put(&["CALLBACK_ENDPOINT"], address(Callee::Lookup));
    config.put(&["CALLBACK_RESOURCE_ENDPOINTS", "endpoints"], Value::List(callbacks.collect()));
    config
}
