//! What a payee answers in either form of messages.

use serde_json::{Value, json};

/// What a payee answers in a form of messages.
pub(super) struct Form {
    /// Who the customer of a participant is.
    pub(super) party: fn(&str) -> Value,
    /// A quote without fees.
    pub(super) quote: fn() -> Value,
    /// That a transfer arrived.
    pub(super) transfer: fn() -> Value,
}

pub(super) static FSPIOP: Form = Form {
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

pub(super) static ISO_20022: Form = Form {
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
