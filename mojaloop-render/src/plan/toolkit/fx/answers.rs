//! How a provider answers: by its rate, and that it has reserved what it gives.

use mojaloop_model::{Exchange, Hub, Messages, Participant};
use serde_json::{Value, json};

use super::super::played;
use super::super::promise::{CONDITION, FULFILMENT};
use super::super::rules::Answer;
use super::super::version::{Language, Version};
use super::sorted;

/// A rule for each exchange, and one for all that are taken up.
pub(in super::super) fn answers(hub: &Hub) -> Vec<Answer> {
    let form = match hub.scheme.messages {
        Messages::Iso20022 => &ISO_20022,
        _ => &FSPIOP,
    };
    let language = Language::of(hub.scheme.messages).in_version(Version::OF_EXCHANGES);
    let exchanges = played(hub).flat_map(|provider| sorted(provider).into_iter().map(move |one| (provider, one)));
    let terms = exchanges.map(|(provider, exchange)| terms(form, language, provider, exchange));
    let resource = ("fxTransfers", "/fxTransfers/{ID}");
    let reserved = Answer::to_post("the provider reserves what it gives", language, resource, (form.reserved)());
    terms.chain([reserved]).collect()
}

/// What is exact in ten-thousandths of a unit stays so: both amounts are counted in them, and the provider rounds for
/// itself.
fn terms(form: &Form, language: Language, provider: &Participant, Exchange { from, to, rate }: &Exchange) -> Answer {
    let id = provider.id.as_str();
    let says = format!("{id} gives {rate} {to} for one {from}");
    let rate = rate.ten_thousandths();
    let source = format!(
        "const source = sends ? parts(has) : Math.ceil(parts(wants) * 10000 / {rate}), target = sends ? \
         Math.floor(source * {rate} / 10000) : parts(wants)"
    );
    Answer::to_post(says, language, ("fxQuotes", "/fxQuotes/{ID}"), (form.terms)())
        .where_body(form.provider, id)
        .where_body(form.from, from.as_str())
        .where_body(form.to, to.as_str())
        .script(&[
            "const parts = amount => Math.round(Number(amount) * 10000)",
            form.reads,
            &source,
            "const paid = String(source / 10000), given = String(target / 10000)",
            form.adds,
        ])
}

/// What a provider answers in a form of messages, and where it finds what it is asked.
struct Form {
    provider: &'static str,
    from: &'static str,
    to: &'static str,
    /// Says whether the amount that is sent `sends`, or the one that is received; what the payer `has` and `wants`.
    reads: &'static str,
    terms: fn() -> Value,
    /// Adds to that what is `paid` and `given`.
    adds: &'static str,
    reserved: fn() -> Value,
}

static FSPIOP: Form = Form {
    provider: "conversionTerms.counterPartyFsp",
    from: "conversionTerms.sourceAmount.currency",
    to: "conversionTerms.targetAmount.currency",
    reads: "const terms = asked.conversionTerms, sends = terms.amountType === 'SEND', has = terms.sourceAmount.amount, \
            wants = terms.targetAmount.amount",
    terms: || json!({ "condition": CONDITION, "conversionTerms": {} }),
    adds: "add({ conversionTerms: { ...terms, sourceAmount: { ...terms.sourceAmount, amount: paid }, targetAmount: { \
           ...terms.targetAmount, amount: given } } })",
    reserved: || json!({ "fulfilment": FULFILMENT, "completedTimestamp": "{$environment.now}", "conversionState": "RESERVED" }),
};

static ISO_20022: Form = Form {
    provider: "CdtTrfTxInf.Cdtr.FinInstnId.Othr.Id",
    from: "CdtTrfTxInf.UndrlygCstmrCdtTrf.InstdAmt.Ccy",
    to: "CdtTrfTxInf.IntrBkSttlmAmt.Ccy",
    reads: "const terms = asked.CdtTrfTxInf, customer = terms.UndrlygCstmrCdtTrf, sends = terms.InstrForCdtrAgt.InstrInf \
            === 'SEND', has = customer.InstdAmt.ActiveOrHistoricCurrencyAndAmount, wants = \
            terms.IntrBkSttlmAmt.ActiveCurrencyAndAmount",
    terms: || {
        json!({
            "GrpHdr": {
                "MsgId": "{$function.generic.generateULID}",
                "CreDtTm": "{$environment.now}",
                "NbOfTxs": "1",
                "PmtInstrXpryDtTm": "{$environment.inAnHour}",
                "SttlmInf": { "SttlmMtd": "CLRG" }
            },
            "CdtTrfTxInf": { "VrfctnOfTerms": { "Sh256Sgntr": CONDITION } }
        })
    },
    adds: "add({ CdtTrfTxInf: { ...terms, UndrlygCstmrCdtTrf: { ...customer, InstdAmt: { ...customer.InstdAmt, \
           ActiveOrHistoricCurrencyAndAmount: paid } }, IntrBkSttlmAmt: { ...terms.IntrBkSttlmAmt, \
           ActiveCurrencyAndAmount: given } } })",
    reserved: || {
        json!({
            "GrpHdr": { "MsgId": "{$function.generic.generateULID}", "CreDtTm": "{$environment.now}" },
            "TxInfAndSts": {
                "ExctnConf": FULFILMENT,
                "PrcgDt": { "DtTm": "{$environment.now}" },
                "TxSts": "RESV"
            }
        })
    },
};
