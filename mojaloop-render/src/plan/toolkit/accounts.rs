//! What a payment moves in the ledger: the positions of who pays and who is paid.
//!
//! Where each transfer is settled at once, a position goes back by itself and the settlement account moves instead.
//! Not everybody's: the ledger leaves it open which account is the payee's, and settlement passes that over. What both
//! hold together moves by the amount either way. `Source:` seen in 17.2.0.

use mojaloop_model::catalogue::Callee;
use mojaloop_model::{Currency, Delay, Feature, Hub, Participant};

use super::collection::{Api, Request};
use super::payments::Payment;

/// What is read of a participant's accounts in a currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Holding {
    Position,
    /// The position and the settlement account, as one sum.
    Both,
}

impl Holding {
    /// What a payment in that currency moves by its amount. Only a hub that settles moves more than positions.
    fn of(hub: &Hub, currency: &Currency) -> Self {
        // The cheapest first: it is asked for each payment of a large hub.
        if !hub.scheme.settlement.is_gross() || !hub.has(Feature::Settlement) {
            return Self::Position;
        }
        let model = hub.scheme.settlement_model(currency);
        if model.is_some_and(|model| model.delay == Delay::Immediate) { Self::Both } else { Self::Position }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Position => "position",
            Self::Both => "position and settlement account",
        }
    }

    /// Where it is read.
    fn path(self) -> &'static str {
        match self {
            Self::Position => "/participants/{name}/positions",
            Self::Both => "/participants/{name}/accounts",
        }
    }

    /// It, of what is answered there.
    fn value(self, currency: &Currency) -> String {
        let all = format!("[].concat(response.body).filter(a => a.currency === '{currency}')");
        match self {
            Self::Position => format!("{all}[0].value"),
            Self::Both => format!(
                "{all}.filter(a => ['POSITION', 'SETTLEMENT'].includes(a.ledgerAccountType)).reduce((sum, a) => sum + \
                 Number(a.value), 0)"
            ),
        }
    }
}

impl Payment<'_> {
    /// Reads what a participant holds and keeps it as `environment.<who><when>`.
    pub(super) fn position(&self, when: &str, of: &Participant, who: &str) -> Request {
        let currency = self.currency;
        let holding = Holding::of(self.hub, currency);
        let description = format!("the {} of {} in {currency} {when}", holding.name(), of.id);
        let ledger = (Api::LedgerAdmin, Callee::Ledger);
        Request::new(description, ledger, ("get", holding.path()))
            .header("Content-Type", "application/json")
            .header("FSPIOP-Source", "hub_operator")
            .param("name", of.id.as_str())
            .answers(200)
            .after(format!("environment.{who}{when} = {}", holding.value(currency)))
    }

    /// Decimals of binary numbers differ in the last place: a difference below the smallest unit is none.
    pub(super) fn moved(&self, who: &str, of: &Participant, way: &str, sign: &str) -> Request {
        let expected = format!("Number(environment.{who}before) {sign} {}", self.amount);
        let holding = Holding::of(self.hub, self.currency).name();
        self.position("after", of, who)
            .check(
                format!("the {who}'s {holding} is {way} by the amount"),
                format!("expect(Number(environment.{who}after)).to.be.closeTo({expected}, 0.00001)"),
            )
            .until_it_holds()
    }
}

#[cfg(test)]
mod tests {
    use mojaloop_model::{Scheme, Settlement, SettlementModel};

    use super::*;

    #[test]
    fn what_is_settled_at_once_moves_more_than_positions() {
        let model = |name: &str| SettlementModel::builder().name(name);
        let settlement = Settlement::builder()
            .models([model("NET").build(), model("GROSS").currency("JPY").delay(Delay::Immediate).build()])
            .build();
        let scheme = Scheme::builder().currencies(["JPY", "ZMW"]).settlement(settlement).build();
        let mut hub = Hub::builder().name("a").scheme(scheme).build();
        let holdings = |hub: &Hub| ["JPY", "ZMW"].map(|currency| Holding::of(hub, &currency.into()));
        assert_eq!(holdings(&hub), [Holding::Position; 2]);
        hub.features.insert(Feature::Settlement);
        assert_eq!(holdings(&hub), [Holding::Both, Holding::Position]);
    }
}
