//! Where the hub's services are, for the toolkit and its collections.

use indexmap::IndexMap;
use mojaloop_model::catalogue::{Callee, PROXY_ADAPTER, SCHEME_ADAPTER, TOOLKIT};
use mojaloop_model::{Hub, Messages, Participant, Player, Valid};
use serde_json::json;

use super::super::gateway::served;
use super::super::overlay::{endpoint, endpoint_for};
use super::super::{Endpoint, Text, Value};

fn address(of: Callee) -> Value {
    Value::Text(Text::url(endpoint(of.workload(), None), of.path()))
}

/// A side of what runs beside the hub for a participant.
#[derive(Debug, Clone, Copy)]
pub(super) enum Side {
    /// Where the hub calls what plays a participant.
    Hub,
    /// Where the bank behind a scheme adapter asks it to pay.
    Bank,
    /// Where the hub calls a proxy's adapter.
    Proxy,
}

impl Side {
    /// The workload that has this side of a participant, and its port; none: its first.
    fn workload(self, of: &Participant) -> (&'static str, Option<&'static str>) {
        match self {
            Self::Hub => (of.played_by.player().map_or(SCHEME_ADAPTER, Player::workload), None),
            Self::Bank => (SCHEME_ADAPTER, Some("outbound")),
            Self::Proxy => (PROXY_ADAPTER, None),
        }
    }

    fn endpoint(self, of: &Participant) -> Endpoint {
        let (workload, port) = self.workload(of);
        endpoint_for(Some(of), workload, port)
    }

    /// The component that has this side of a participant.
    pub(super) fn component(self, of: &Participant) -> String {
        self.endpoint(of).component
    }

    fn address(self, of: &Participant) -> Text {
        let path = match self {
            Self::Hub => of.played_by.player().map(|player| player.path(of)).unwrap_or_default(),
            Self::Bank | Self::Proxy => String::new(),
        };
        Text::url(self.endpoint(of), &path)
    }

    /// Where the hub calls what runs beside it for a participant, where something does.
    pub(super) fn called(of: &Participant) -> Option<Self> {
        let proxy = of.peer_gateway().map(|_| Self::Proxy);
        of.played_by.player().map(|_| Self::Hub).or(proxy)
    }

    /// The name of its address in an environment.
    pub(super) fn input(self, of: &Participant) -> String {
        match self {
            Self::Hub => format!("HOST_PARTICIPANT_{}", of.id),
            Self::Bank => format!("HOST_SCHEME_ADAPTER_OUTBOUND_{}", of.id),
            Self::Proxy => format!("HOST_PROXY_ADAPTER_{}", of.id),
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
    let sides = |of| {
        let bank = Participant::has_adapter(of).then_some(Side::Bank);
        Side::called(of).into_iter().chain(bank).map(move |side| (side.input(of), Value::Text(side.address(of))))
    };
    services.chain(super::participants(hub).into_iter().flat_map(sides)).collect()
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
    let callbacks = served(hub).map(|resource| {
        let mut callback = Value::map();
        callback.put(&["method"], json!("put").into());
        callback.put(&["path"], json!(resource.path).into());
        callback.put(&["endpoint"], Value::Text(Text::url(endpoint(resource.served_by, None), "")));
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
