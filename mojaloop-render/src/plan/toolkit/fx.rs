//! A payment into another currency: a provider takes the payer's and gives the payee's, when the payee has been paid.
//!
//! Then each is paid back what it paid, so that positions end where they began.

mod answers;

use mojaloop_model::catalogue::Callee;
use mojaloop_model::{Amount, Currency, Exchange, Hub, Participant};
use serde_json::json;

use super::collection::{Api, Case, File, Request, file, order};
use super::payments::{After, Payment};
use super::played;
use super::version::Version;

pub(super) use answers::answers;

/// The folder of the collection.
pub(super) const FOLDER: &str = "fx";

/// A file for each provider, so that none grows with the hub.
pub(super) fn files(hub: &Hub) -> Vec<File> {
    let files = played(hub).filter_map(|provider| {
        let conversions = sorted(provider).into_iter().filter_map(|exchange| Conversion::of(hub, provider, exchange));
        let cases: Vec<Case> = conversions.flat_map(|conversion| conversion.cases()).collect();
        let id = &provider.id;
        (!cases.is_empty()).then(|| (format!("participant-{id}.json"), format!("What {id} exchanges"), cases))
    });
    let files: Vec<_> = files.collect();
    if files.is_empty() {
        return Vec::new();
    }
    let entries: Vec<(&str, &str)> = files.iter().map(|(name, ..)| (name.as_str(), "file")).collect();
    let order = order(&format!("test/{FOLDER}"), &entries);
    let files = files.into_iter().map(|(name, title, cases)| file(format!("test/{FOLDER}/{name}"), &title, cases));
    std::iter::once(order).chain(files).collect()
}

/// What a participant exchanges, by the currencies and not as somebody wrote them.
fn sorted(provider: &Participant) -> Vec<&Exchange> {
    let mut all: Vec<&Exchange> = provider.exchanges.iter().collect();
    all.sort_by_key(|exchange| (exchange.from.as_str(), exchange.to.as_str()));
    all
}

/// A payment through a provider.
struct Conversion<'h> {
    payer: &'h Participant,
    provider: &'h Participant,
    payee: &'h Participant,
    from: &'h Currency,
    to: &'h Currency,
    /// What the payer pays.
    source: Amount,
    /// What the payee is paid.
    target: Amount,
    hub: &'h Hub,
}

/// The places of the requests for terms among those of their case.
const EXCHANGE: usize = 7;
const QUOTE: usize = 8;

impl<'h> Conversion<'h> {
    /// None, when nobody has what the provider takes, or nobody else takes what it gives.
    fn of(hub: &'h Hub, provider: &'h Participant, exchange: &'h Exchange) -> Option<Self> {
        let Exchange { from, to, rate } = exchange;
        let clears = |currency: &Currency| hub.scheme.currencies.contains(currency);
        if !clears(from) || !clears(to) {
            return None;
        }
        let who = |holds: &'h Currency| {
            played(hub).filter(move |other| other.id != provider.id && other.currencies.contains(holds))
        };
        // One unit, or less where somebody has less.
        let parts = |of: &Participant| u128::from(of.most_it_can_pay().ten_thousandths());
        let rate = u128::from(rate.ten_thousandths()).max(1);
        let amounts = |payer: &Participant| {
            let source = [10_000, parts(payer), parts(provider) * 10_000 / rate].into_iter().min()?;
            let amounts = [source, source * rate / 10_000].map(u64::try_from);
            let [Ok(source @ 1..), Ok(target @ 1..)] = amounts else { return None };
            Some((Amount::of_ten_thousandths(source), Amount::of_ten_thousandths(target)))
        };
        who(from).find_map(|payer| {
            let (source, target) = amounts(payer)?;
            let payee = who(to).find(|payee| payee.id != payer.id)?;
            Some(Self { payer, provider, payee, from, to, source, target, hub })
        })
    }

    /// What the provider takes.
    fn taken(&self) -> Payment<'_> {
        let Self { hub, payer, provider: payee, from: currency, source: amount, .. } = self;
        Payment { hub, payer, payee, currency, amount, after: After::Nothing, through: None }
    }

    /// What is paid with what the provider gives.
    fn given(&self) -> Payment<'_> {
        let Self { hub, payer, payee, to: currency, target: amount, .. } = self;
        Payment { hub, payer, payee, currency, amount, after: After::Exchange, through: None }
    }

    fn cases(&self) -> [Case; 3] {
        let (taken, given) = (self.taken(), self.given());
        let back = Payment { payer: taken.payee, payee: taken.payer, ..taken };
        let back_again = Payment { payer: given.payee, payee: self.provider, after: After::Nothing, ..given };
        [self.case(), back.case(), back_again.case()]
    }

    fn case(&self) -> Case {
        let Self { payer, provider, payee, from, to, .. } = self;
        let (taken, given) = (self.taken(), self.given());
        let requests = vec![
            taken.position("before", payer, "payer"),
            taken.position("before", provider, "taker"),
            given.position("before", provider, "giver"),
            given.position("before", payee, "payee"),
            given.register(),
            given.look_up(),
            self.ask_for_terms(),
            given.quote(),
            self.exchange(),
            self.transfer(),
            self.outcome(),
            taken.moved("payer", payer, "up", "+"),
            taken.moved("taker", provider, "down", "-"),
            given.moved("giver", provider, "up", "+"),
            given.moved("payee", payee, "down", "-"),
        ];
        Case::new(format!("{} pays {} in {to}, and {} takes {from} for it", payer.id, payee.id, provider.id), requests)
    }

    fn ask_for_terms(&self) -> Request {
        let Self { payer, provider, from, to, source, target, .. } = self;
        let description = format!("{} asks {} for {to} for {source} {from}", payer.id, provider.id);
        self.request("fxQuotes", description, Callee::Quoting, ("post", "/fxQuotes"))
            .before("environment.inAnHour = new Date(Date.now() + 3600000).toISOString()")
            .body(json!({
                "conversionRequestId": "{$function.generic.generateID}",
                "conversionTerms": {
                    "conversionId": "{$function.generic.generateID}",
                    "determiningTransferId": "{$function.generic.generateID}",
                    "initiatingFsp": payer.id,
                    "counterPartyFsp": provider.id,
                    "amountType": "SEND",
                    "sourceAmount": { "currency": from, "amount": source },
                    "targetAmount": { "currency": to },
                    "expiration": "{$environment.inAnHour}"
                }
            }))
            .check(
                "it gives what its rate says",
                format!("expect(Number(callback.body.conversionTerms.targetAmount.amount)).to.equal({target})"),
            )
            .check("it promises it", "expect(callback.body.condition).to.be.a('string')")
            .after("environment.conversion = callback.body.conversionTerms.conversionId")
            .after("environment.determiningTransfer = callback.body.conversionTerms.determiningTransferId")
    }

    fn exchange(&self) -> Request {
        let Self { payer, provider, from, to, source, target, .. } = self;
        let description = format!("{} gives {} {source} {from} for {target} {to}", payer.id, provider.id);
        self.request("fxTransfers", description, Callee::Transfers, ("post", "/fxTransfers"))
            .body(json!({
                "commitRequestId": "{$environment.conversion}",
                "determiningTransferId": "{$environment.determiningTransfer}",
                "initiatingFsp": payer.id,
                "counterPartyFsp": provider.id,
                "amountType": "SEND",
                "sourceAmount": { "currency": from, "amount": source },
                "targetAmount": { "currency": to, "amount": target },
                "condition": format!("{{$prev.{EXCHANGE}.callback.body.condition}}"),
                "expiration": "{$environment.inAMinute}"
            }))
            .check("it is reserved", "expect(callback.body.conversionState).to.equal('RESERVED')")
    }

    /// The transfer that decides: when it is committed, so is the exchange, and its provider is told.
    fn transfer(&self) -> Request {
        let way = "'/fxTransfers/' + environment.conversion";
        let told = "expect(environment.providerTold?.body.conversionState).to.equal('COMMITTED')";
        let transfer = self.given().transfer(QUOTE);
        transfer.tells("provider", self.provider.id.as_str(), "patch", way).check("the provider is told", told)
    }

    fn outcome(&self) -> Request {
        let description = format!("{} asks what became of it", self.payer.id);
        self.request("fxTransfers", description, Callee::Transfers, ("get", "/fxTransfers/{ID}"))
            .param("ID", "{$environment.conversion}")
            .check("it is committed", "expect(callback.body.conversionState).to.equal('COMMITTED')")
            .until_it_holds()
    }

    /// A request of the payer to the provider, to be answered by a callback.
    fn request(
        &self,
        resource: &str,
        description: String,
        callee: Callee,
        at: (&'static str, &'static str),
    ) -> Request {
        let version = Version::OF_EXCHANGES;
        Request::new(description, (Api::Fspiop(version), callee), at)
            .header("Accept", version.accept(resource))
            .header("Content-Type", version.content_type(resource))
            .header("Date", "{$function.generic.curDate}")
            .header("FSPIOP-Source", self.payer.id.as_str())
            .header("FSPIOP-Destination", self.provider.id.as_str())
            .answers(202)
    }
}
