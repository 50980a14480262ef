//! How the toolkit answers for the participants it plays: who a party is, what a quote costs, that a transfer arrived.

use mojaloop_model::{Feature, Hub, Messages};
use serde_json::{Value, json};

use super::played;
use super::version::Version;

/// What the toolkit answers a request with.
struct Answer {
    says: String,
    when: Vec<Value>,
    /// As the media type names it.
    resource: &'static str,
    path: &'static str,
    body: Value,
    /// The participant in whose name it answers.
    from: String,
}

/// The rules: one a participant for lookups, one each for quotes and transfers of all of them.
pub(super) fn callbacks(hub: &Hub) -> Value {
    let form = match hub.scheme.messages {
        Messages::Iso20022 => &ISO_20022,
        _ => &FSPIOP,
    };
    let version = Version::of(hub.scheme.messages);
    let number = |is, number: &str| compared("pathParams", Some("ID"), is, number);
    let customers =
        played(hub).map(|participant| (participant, vec![number("equal", participant.test_customer().as_str())]));
    // Under load each of them has a thousand.
    let under_load = played(hub).filter(|_| hub.has(Feature::Load)).map(|participant| {
        let customers = participant.load_customers();
        let from = number("numericGreaterThanInclusive", &format!("{customers}000"));
        let to = number("numericLessThanInclusive", &format!("{customers}999"));
        (participant, vec![from, to])
    });
    let lookups = customers.chain(under_load).map(|(participant, numbers)| {
        let id = participant.id.as_str();
        let lookup = [condition("operationPath", None, "/parties/{Type}/{ID}"), condition("method", None, "get")];
        Answer {
            says: format!("{id} answers who its customer is"),
            when: lookup.into_iter().chain(numbers).collect(),
            resource: "parties",
            path: "/parties/{Type}/{ID}",
            body: (form.party)(id),
            from: id.to_owned(),
        }
    });
    let of_all = |says: &str, resource, path, body| Answer {
        says: says.to_owned(),
        when: vec![condition("operationPath", None, &format!("/{resource}")), condition("method", None, "post")],
        resource,
        path,
        body,
        from: "{$request.headers.fspiop-destination}".to_owned(),
    };
    let quote = of_all("the payee answers a quote: no fees", "quotes", "/quotes/{ID}", (form.quote)());
    let transfer = of_all("the payee takes a transfer", "transfers", "/transfers/{ID}", (form.transfer)());
    let request = hub.has(Feature::RequestToPay).then(|| Answer {
        // Not `RECEIVED`: to that the toolkit adds a quote and a transfer of its own.
        body: json!({ "transactionRequestState": "PENDING" }),
        ..of_all("the payer was asked to pay", "transactionRequests", "/transactionRequests/{ID}", Value::Null)
    });
    let spoken = lookups.chain([quote, transfer]).map(|answer| (answer, form.kind, form.media, version));
    let requests = request.into_iter().map(|answer| (answer, FSPIOP.kind, FSPIOP.media, Version::OF_REQUESTS));
    let all = spoken.chain(requests).enumerate();
    all.map(|(i, (Answer { says, when, resource, path, body, from }, kind, media, version))| {
        json!({
            "ruleId": i + 1,
            "priority": 1,
            "type": "callback",
            "version": 1,
            "description": says,
            "apiVersion": { "type": kind, "majorVersion": version.major, "minorVersion": version.minor, "asynchronous": true },
            "conditions": { "all": when },
            "event": {
                "type": "FIXED_CALLBACK",
                "method": "put",
                "path": path,
                "params": {
                    "headers": {
                        "Content-Type": version.content_type(media, resource),
                        "Date": "{$function.generic.curDate}",
                        "FSPIOP-Source": from,
                        "FSPIOP-Destination": "{$request.headers.fspiop-source}"
                    },
                    "body": body,
                    "scripts": {
                        "scriptingEngine": "javascript",
                        "exec": [
                            "environment.now = new Date().toISOString()",
                            "environment.inAnHour = new Date(Date.now() + 3600000).toISOString()"
                        ]
                    }
                }
            }
        })
    })
    .collect()
}

fn condition(fact: &str, path: Option<&str>, value: &str) -> Value {
    compared(fact, path, "equal", value)
}

fn compared(fact: &str, path: Option<&str>, is: &str, value: &str) -> Value {
    let mut condition = json!({ "fact": fact, "operator": is, "value": value });
    if let Some(path) = path {
        condition["path"] = path.into();
    }
    condition
}

/// A form of messages: its name, and what a payee answers in it.
struct Form {
    kind: &'static str,
    /// What stands before the resource in the name of its media types.
    media: &'static str,
    party: fn(&str) -> Value,
    quote: fn() -> Value,
    transfer: fn() -> Value,
}

static FSPIOP: Form = Form {
    kind: "fspiop",
    media: "",
    party: |id| {
        json!({
            "party": {
                "partyIdInfo": {
                    "partyIdType": "{$request.params.Type}",
                    "partyIdentifier": "{$request.params.ID}",
                    "fspId": id
                },
                "name": format!("Customer of {id}"),
                "personalInfo": {
                    "complexName": { "firstName": "Mary", "lastName": "Banda" },
                    "dateOfBirth": "1990-01-01"
                }
            }
        })
    },
    quote: || {
        let nothing = json!({ "currency": "{$request.body.amount.currency}", "amount": "0" });
        let asked = json!({ "currency": "{$request.body.amount.currency}", "amount": "{$request.body.amount.amount}" });
        // The toolkit adds the packet and its condition itself.
        json!({
            "transferAmount": asked,
            "payeeReceiveAmount": asked,
            "payeeFspFee": nothing,
            "payeeFspCommission": nothing,
            "expiration": "{$environment.inAnHour}"
        })
    },
    // The toolkit adds the fulfilment itself.
    transfer: || json!({ "completedTimestamp": "{$environment.now}", "transferState": "COMMITTED" }),
};

static ISO_20022: Form = Form {
    kind: "iso20022",
    media: "iso20022.",
    party: |id| {
        let agent = |id: &str| json!({ "Agt": { "FinInstnId": { "Othr": { "Id": id } } } });
        json!({
            "Assgnmt": {
                "MsgId": "{$function.generic.generateULID}",
                "CreDtTm": "{$environment.now}",
                "Assgnr": agent(id),
                "Assgne": agent("{$request.headers.fspiop-source}")
            },
            "Rpt": {
                "Vrfctn": true,
                "OrgnlId": "{$request.params.Type}/{$request.params.ID}",
                "UpdtdPtyAndAcctId": {
                    "Agt": { "FinInstnId": { "Othr": { "Id": id } } },
                    "Pty": {
                        "Nm": format!("Customer of {id}"),
                        "Id": {
                            "PrvtId": {
                                "Othr": { "Id": "{$request.params.ID}", "SchmeNm": { "Prtry": "{$request.params.Type}" } }
                            }
                        }
                    }
                }
            }
        })
    },
    quote: || {
        let body = "{$request.body.CdtTrfTxInf";
        let amount = format!("{body}.IntrBkSttlmAmt.ActiveCurrencyAndAmount}}");
        let currency = format!("{body}.IntrBkSttlmAmt.Ccy}}");
        let paid = json!({ "Ccy": currency, "ActiveCurrencyAndAmount": amount });
        json!({
            "GrpHdr": {
                "MsgId": "{$function.generic.generateULID}",
                "CreDtTm": "{$environment.now}",
                "NbOfTxs": "1",
                "PmtInstrXpryDtTm": "{$environment.inAnHour}",
                "SttlmInf": { "SttlmMtd": "CLRG" }
            },
            "CdtTrfTxInf": {
                "PmtId": {
                    "TxId": format!("{body}.PmtId.TxId}}"),
                    "EndToEndId": format!("{body}.PmtId.EndToEndId}}")
                },
                "Dbtr": { "Id": { "PrvtId": { "Othr": {
                    "Id": format!("{body}.Dbtr.Id.PrvtId.Othr.Id}}"),
                    "SchmeNm": { "Prtry": format!("{body}.Dbtr.Id.PrvtId.Othr.SchmeNm.Prtry}}") }
                } } } },
                "DbtrAgt": { "FinInstnId": { "Othr": { "Id": format!("{body}.DbtrAgt.FinInstnId.Othr.Id}}") } } },
                "Cdtr": { "Id": { "PrvtId": { "Othr": {
                    "Id": format!("{body}.Cdtr.Id.PrvtId.Othr.Id}}"),
                    "SchmeNm": { "Prtry": format!("{body}.Cdtr.Id.PrvtId.Othr.SchmeNm.Prtry}}") }
                } } } },
                "CdtrAgt": { "FinInstnId": { "Othr": { "Id": format!("{body}.CdtrAgt.FinInstnId.Othr.Id}}") } } },
                "ChrgBr": "SHAR",
                "IntrBkSttlmAmt": paid,
                "InstdAmt": { "Ccy": currency, "ActiveOrHistoricCurrencyAndAmount": amount },
                "ChrgsInf": {
                    "Amt": { "Ccy": currency, "ActiveOrHistoricCurrencyAndAmount": "0" },
                    "Agt": { "FinInstnId": { "Othr": { "Id": format!("{body}.CdtrAgt.FinInstnId.Othr.Id}}") } } }
                }
            }
        })
    },
    transfer: || {
        json!({
            "GrpHdr": { "MsgId": "{$function.generic.generateULID}", "CreDtTm": "{$environment.now}" },
            "TxInfAndSts": { "PrcgDt": { "DtTm": "{$environment.now}" }, "TxSts": "COMM" }
        })
    },
};
