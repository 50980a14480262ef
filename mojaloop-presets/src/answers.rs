//! What a tier answers itself where nobody did.

use indexmap::IndexSet;
use mojaloop_model::{Currency, Durability, Mysql, Participant, Stores};

/// The currencies that were named; otherwise those the participants hold; otherwise `USD`.
pub(crate) fn currencies(named: &[Currency], participants: &[Participant]) -> Vec<Currency> {
    if !named.is_empty() {
        return named.to_vec();
    }
    let held: IndexSet<Currency> =
        participants.iter().flat_map(|participant| participant.currencies.iter().cloned()).collect();
    if held.is_empty() { vec!["USD".into()] } else { held.into_iter().collect() }
}

/// The participants that were named; otherwise two, which hold every currency.
pub(crate) fn participants(named: &[Participant], currencies: &[Currency]) -> Vec<Participant> {
    if !named.is_empty() {
        return named.to_vec();
    }
    let holds_all = |name: &str| Participant::builder().id(name).currencies(currencies.to_vec()).build();
    vec![holds_all("greenbank"), holds_all("bluebank")]
}

/// Stores that a crash of the machine may cost everything: the hub is there to be tried out.
pub(crate) fn disposable_stores() -> Stores {
    Stores::builder().mysql(Mysql::builder().durability(Durability::Disposable).build()).build()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn currencies_follow_from_participants_unless_they_are_named() {
        let two = [Participant::new("a1").currency("ZMW").currency("USD"), Participant::new("b1").currency("USD")];
        let table: &[(&[Currency], &[Participant], &[&str])] = &[
            (&[], &[], &["USD"]),
            (&[], &two, &["ZMW", "USD"]),
            (&["KES".into()], &[], &["KES"]),
            (&["KES".into()], &two, &["KES"]),
        ];
        for (named, participants, expected) in table {
            let codes: Vec<_> = currencies(named, participants).iter().map(ToString::to_string).collect();
            assert_eq!(codes, *expected);
        }
    }

    #[test]
    fn two_participants_hold_everything_unless_some_are_named() {
        let two = participants(&[], &["KES".into(), "USD".into()]);
        assert!(two.len() == 2 && two.iter().all(|participant| participant.currencies.len() == 2), "{two:?}");
        let named = [Participant::new("a1")];
        assert_eq!(participants(&named, &["KES".into()]), named);
    }
}
