//! What breaks the rules of features.

use super::{Fault, Hub};
use crate::{
    Delay, Exchange, External, Feature, Kubernetes, Memory, Messages, Microk8s, Participant, Peer, PlayedBy,
    Provisioning, Settlement, SettlementModel, Span,
};

/// Code, place, and what breaks the rule.
pub(super) const FAULTS: &[Fault] = &[
    ("settlement-model-twice", "scheme.settlement.models[1].name", |h| {
        models(h, [net("NET", Some("ZMW")), net("NET", None)]);
    }),
    ("settlement-models-overlap", "scheme.settlement.models[1].currency", |h| {
        models(h, [net("NET", None), gross("GROSS", None)]);
    }),
    ("settlement-currency-not-in-scheme", "scheme.settlement.models[0].currency", |h| {
        models(h, [net("NETUSD", Some("USD")), net("NET", None)]);
    }),
    ("currency-not-settled", "scheme.currencies[1]", |h| models(h, [net("NETZMW", Some("ZMW"))])),
    ("settlement-rule-head", "scheme.settlement.rules.fees", |h| {
        rule(h, "// Type: notification\n// Action: commit\n// Start: 2026-01-01\n");
    }),
    ("settlement-without-feature", "scheme.settlement.rules", |h| {
        rule(h, FEES);
        h.features.clear();
    }),
    ("exchange-without-feature", "participants.greenbank.exchanges", |h| {
        exchange(h, [Exchange::new("ZMW", "JPY", "5.5")]);
        h.features.clear();
    }),
    ("exchange-not-held", "participants.greenbank.exchanges[0].to", |h| {
        exchange(h, [Exchange::new("ZMW", "USD", "26.5")]);
    }),
    ("exchange-of-nothing", "participants.greenbank.exchanges[1].to", |h| {
        exchange(h, [Exchange::new("ZMW", "JPY", "5.5"), Exchange::new("ZMW", "ZMW", "1")]);
    }),
    ("exchange-of-nothing", "participants.greenbank.exchanges[0].rate", |h| {
        exchange(h, [Exchange::new("ZMW", "JPY", "0.0")]);
    }),
    ("exchange-twice", "participants.greenbank.exchanges[1].from", |h| {
        exchange(h, [Exchange::new("ZMW", "JPY", "5.5"), Exchange::new("ZMW", "JPY", "6")]);
    }),
    ("participant-is-auth-service", "participants.CentralAuth.id", |h| {
        h.features.insert(Feature::ThirdParty);
        h.participants.push(Participant::new("CentralAuth").currency("ZMW"));
    }),
    ("machine-too-small", "platform.microk8s.memory", |h| {
        h.features.insert(Feature::ThirdParty);
        h.platform = Microk8s::builder().memory(Memory::gibibytes(12)).build().into();
    }),
    ("fx-without-exchange", "features", |h| exchange(h, [])),
    ("settlement-without-feature", "scheme.settlement.models", |h| {
        models(h, [gross("GROSS", None)]);
        h.features.clear();
    }),
    ("load-range", "load.rate", |h| h.load.rate = 0),
    ("load-range", "load.duration", |h| h.load.duration = Span::milliseconds(1500)),
    ("load-range", "load.weights.greenbank", |h| h.load.weights = [("greenbank".into(), 1001)].into()),
    ("load-range", "load.thresholds.failures", |h| h.load.thresholds.failures = 1001),
    ("load-range", "load.thresholds.quote", |h| h.load.thresholds.quote = Span::seconds(0)),
    ("unknown-load-participant", "load.weights.grenbank", |h| h.load.weights = [("grenbank".into(), 2)].into()),
    ("load-not-made", "load", |h| h.load.rate = 6),
    ("load-not-made", "scheme.messages", |h| {
        h.features.insert(Feature::Load);
        h.scheme.messages = Messages::Iso20022;
    }),
    ("load-beyond-funds", "participants.bluebank.liquidity", |h| {
        h.features.insert(Feature::Load);
        h.load.weights = [("bluebank".into(), 1000)].into();
        h.load.rate = 200;
    }),
    ("participant-host", "participants.__.id", |h| adapters(h, "__")),
    ("participant-host", "participants.greenbank_.id", |h| adapters(h, "greenbank_")),
    ("cache-database-twice", "participants.kbank411.playedBy", |h| adapters(h, "kbank411")),
    ("external-databases", "stores.redis.provisioning.external", |h| {
        adapters(h, "redbank");
        h.stores.redis.provisioning = Provisioning::External(External::builder().host("cache.example.org").build());
    }),
    ("open-to-anybody", "platform.kubernetes.open[1]", |h| {
        h.features.insert(Feature::Portal);
        h.platform = Kubernetes::builder().open(["central-ledger", "portal"]).build().into();
    }),
    ("setting-not-used", "features", |h| {
        h.features.insert(Feature::Sdk);
    }),
    ("setting-not-used", "features", |h| {
        h.features.insert(Feature::Simulators);
    }),
    ("participant-host", "participants.__.id", |h| simulated(h, "__", PlayedBy::CallbackHandler)),
    ("simulator-name", "participants.greenbank.id", |h| h.participants[0].played_by = PlayedBy::LegacySimulator),
    ("simulator-messages", "participants.payeefsp.playedBy", |h| {
        simulated(h, "payeefsp", PlayedBy::LegacySimulator);
        h.scheme.messages = Messages::Iso20022;
    }),
    ("simulator-exchanges", "participants.greenbank.exchanges", |h| {
        exchange(h, [Exchange::new("ZMW", "JPY", "5.5")]);
        h.participants[0].played_by = PlayedBy::CallbackHandler;
    }),
    ("participant-not-tested", "participants.payerfsp.playedBy", |h| {
        simulated(h, "payerfsp", PlayedBy::LegacySimulator);
    }),
];

/// The first participant has a scheme adapter, and another is there with one.
fn adapters(hub: &mut Hub, id: &str) {
    hub.participants[0].played_by = PlayedBy::Sdk;
    hub.participants.push(Participant::new(id).currency("ZMW").played_by(PlayedBy::Sdk));
}

fn simulated(hub: &mut Hub, id: &str, player: PlayedBy) {
    hub.participants.push(Participant::new(id).currency("ZMW").played_by(player));
}

const FEES: &str =
    "// Type: notification\n// Action: commit\n// Status: success\n// Start: 2026-01-01\n// End: 2100-01-01\n";

fn net(name: &str, currency: Option<&str>) -> SettlementModel {
    SettlementModel::builder().name(name).currency_opt(currency.map(Into::into)).build()
}

fn gross(name: &str, currency: Option<&str>) -> SettlementModel {
    SettlementModel { delay: Delay::Immediate, ..net(name, currency) }
}

fn models<const N: usize>(hub: &mut Hub, models: [SettlementModel; N]) {
    hub.features.insert(Feature::Settlement);
    hub.scheme.settlement.models = models.into();
}

fn exchange<const N: usize>(hub: &mut Hub, exchanges: [Exchange; N]) {
    hub.features.insert(Feature::Fx);
    hub.participants[0].exchanges = exchanges.into();
}

fn rule(hub: &mut Hub, script: &str) {
    hub.features.insert(Feature::Settlement);
    hub.scheme.settlement = Settlement::builder().rules([("fees", script)]).build();
}

#[test]
fn what_may_be_said_of_features_is_no_fault() {
    let fine: &[fn(&mut Hub)] = &[
        |h| rule(h, FEES),
        |h| models(h, [gross("GROSSZMW", Some("ZMW")), net("NET", None)]),
        |h| exchange(h, [Exchange::new("ZMW", "JPY", "5.5"), Exchange::new("JPY", "ZMW", "0.18")]),
        |h| adapters(h, "Red_Bank"),
        |h| {
            adapters(h, "redbank");
            simulated(h, "payeefsp", PlayedBy::LegacySimulator);
            simulated(h, "perf_fsp", PlayedBy::CallbackHandler);
            exchange(h, [Exchange::new("ZMW", "JPY", "5.5")]);
            super::proxies::lead_to(h, Peer::Gateway("http://gateway.example.org:4300".into()));
            h.features.extend(Feature::ALL);
        },
    ];
    for (i, change) in fine.iter().enumerate() {
        let mut changed = super::hub();
        change(&mut changed);
        let found = changed.diagnose();
        assert!(found.is_empty(), "case {i}:\n{found}");
    }
}

type Case = (fn(&mut Hub), &'static str, bool);

#[test]
fn only_what_the_scheme_asks_for_settles() {
    let runs = |change: fn(&mut Hub), workload: &str| {
        let mut hub = super::hub();
        change(&mut hub);
        hub.validate().expect("a valid hub").resolved().runs(workload)
    };
    let settles: fn(&mut Hub) = |h| h.features.extend([Feature::Settlement]);
    let table: &[Case] = &[
        (|_| {}, "central-settlement", false),
        (settles, "central-settlement", true),
        (settles, "central-settlement-deferred", true),
        (settles, "central-settlement-gross", false),
        (settles, "central-settlement-rules", false),
        (|h| rule(h, FEES), "central-settlement-rules", true),
        (|h| models(h, [gross("GROSS", None)]), "central-settlement-gross", true),
    ];
    for (i, (change, workload, expected)) in table.iter().enumerate() {
        assert_eq!(runs(*change, workload), *expected, "case {i}: {workload}");
    }
}
