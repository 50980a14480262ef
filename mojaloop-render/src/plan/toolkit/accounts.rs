//! What a payment moves in the ledger: the positions of who pays and who is paid, or their settlement accounts where
//! each transfer is settled at once and positions go back by themselves.

use mojaloop_model::catalogue::Callee;
use mojaloop_model::{Currency, Delay, Feature, Hub, Participant};

use super::collection::{Api, Request};
use super::payments::Payment;

/// The account that holds what was paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Account {
    Position,
    Settlement,
}

impl Account {
    /// The one of a currency: only a hub that settles moves money itself.
    fn of(hub: &Hub, currency: &Currency) -> Self {
        let model = hub.scheme.settlement_model(currency);
        let at_once = model.is_some_and(|model| model.delay == Delay::Immediate);
        if at_once && hub.has(Feature::Settlement) { Self::Settlement } else { Self::Position }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Position => "position",
            Self::Settlement => "settlement account",
        }
    }

    /// Where it is read.
    fn path(self) -> &'static str {
        match self {
            Self::Position => "/participants/{name}/positions",
            Self::Settlement => "/participants/{name}/accounts",
        }
    }

    /// Which of those that are answered it is: what an `a` of a currency must be.
    fn is(self, currency: &Currency) -> String {
        match self {
            Self::Position => format!("a.currency === '{currency}'"),
            Self::Settlement => format!("a.ledgerAccountType === 'SETTLEMENT' && a.currency === '{currency}'"),
        }
    }
}

impl Payment<'_> {
    /// Reads what a participant's account holds and keeps it as `environment.<who><when>`.
    pub(super) fn position(&self, when: &str, of: &Participant, who: &str) -> Request {
        let currency = self.currency;
        let account = Account::of(self.hub, currency);
        let description = format!("the {} of {} in {currency} {when}", account.name(), of.id);
        let ledger = (Api::LedgerAdmin, Callee::Ledger);
        Request::new(description, ledger, ("get", account.path()))
            .header("Content-Type", "application/json")
            .header("FSPIOP-Source", "hub_operator")
            .param("name", of.id.as_str())
            .answers(200)
            .after(format!("const mine = [].concat(response.body).find(a => {})", account.is(currency)))
            .after(format!("environment.{who}{when} = mine.value"))
    }

    /// Decimals of binary numbers differ in the last place: a difference below the smallest unit is none.
    pub(super) fn moved(&self, who: &str, of: &Participant, way: &str, sign: &str) -> Request {
        let expected = format!("Number(environment.{who}before) {sign} {}", self.amount);
        let account = Account::of(self.hub, self.currency).name();
        self.position("after", of, who)
            .check(
                format!("the {who}'s {account} is {way} by the amount"),
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
    fn what_is_settled_at_once_moves_the_settlement_account() {
        let model = |name: &str| SettlementModel::builder().name(name);
        let settlement = Settlement::builder()
            .models([model("NET").build(), model("GROSS").currency("JPY").delay(Delay::Immediate).build()])
            .build();
        let scheme = Scheme::builder().currencies(["JPY", "ZMW"]).settlement(settlement).build();
        let mut hub = Hub::builder().name("a").scheme(scheme).build();
        let accounts = |hub: &Hub| ["JPY", "ZMW"].map(|currency| Account::of(hub, &currency.into()));
        assert_eq!(accounts(&hub), [Account::Position; 2]);
        hub.features.insert(Feature::Settlement);
        assert_eq!(accounts(&hub), [Account::Settlement, Account::Position]);
    }
}
