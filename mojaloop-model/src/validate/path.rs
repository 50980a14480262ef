//! Paths into a hub, as its file spells them.

use indexmap::IndexMap;

use crate::diagnostic::Diagnostic;
use crate::hub::Hub;

/// A path of fields, checked by the compiler and written as a file spells it:
/// `at!(hub.scheme.hub_participant)` is `scheme.hubParticipant`.
macro_rules! at {
    ($hub:ident $(.$field:ident $([$index:expr])?)+) => {{
        // Never runs: it makes the compiler see to it that the place exists.
        if false {
            let _ = &$hub $(.$field $([$index])?)+;
        }
        let mut path = String::new();
        $(
            if !path.is_empty() {
                path.push('.');
            }
            path.push_str(&$crate::validate::path::camel(stringify!($field)));
            $(
                path.push_str(&format!("[{}]", $index));
            )?
        )+
        path
    }};
}

pub(crate) use at;

/// A field's name as a file spells it.
pub(crate) fn camel(field: &str) -> String {
    let mut words = field.split('_');
    let mut name = words.next().unwrap_or_default().to_owned();
    for word in words {
        let mut letters = word.chars();
        name.extend(letters.next().map(|c| c.to_ascii_uppercase()));
        name.push_str(letters.as_str());
    }
    name
}

/// The participants whose names say more than their positions.
pub(super) struct Names<'h>(Vec<Option<&'h str>>);

impl<'h> Names<'h> {
    /// A name that two participants share, or that is malformed, says less than the position: it is left out.
    pub(super) fn of(hub: &'h Hub) -> Self {
        let mut bearers: IndexMap<String, u32> = IndexMap::new();
        for participant in &hub.participants {
            *bearers.entry(participant.id.as_str().to_ascii_lowercase()).or_default() += 1;
        }
        let telling = |id: &'h str| {
            let alone = bearers.get(&id.to_ascii_lowercase()) == Some(&1);
            (alone && super::well_formed::holds("ParticipantId", id)).then_some(id)
        };
        Self(hub.participants.iter().map(|participant| telling(participant.id.as_str())).collect())
    }

    /// The same fault with a participant's name in place of its position: `participants.fsp201`.
    pub(super) fn name(&self, fault: Diagnostic) -> Diagnostic {
        let rest = fault.path().strip_prefix("participants[").and_then(|rest| rest.split_once(']'));
        let named = rest.and_then(|(index, rest)| {
            let id = (*self.0.get(index.parse::<usize>().ok()?)?)?;
            Some(format!("participants.{id}{rest}"))
        });
        match named {
            Some(path) => fault.named(path),
            None => fault,
        }
    }
}
