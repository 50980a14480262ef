//! Paths into a hub, as its file spells them.

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

/// The same fault with a participant's name in place of its position: `participants.fsp201`.
///
/// A name that two participants share, or that is malformed, says less than the position: it stays.
pub(super) fn named(fault: Diagnostic, hub: &Hub) -> Diagnostic {
    let rest = fault.path().strip_prefix("participants[").and_then(|rest| rest.split_once(']'));
    let Some((index, rest)) = rest.and_then(|(index, rest)| Some((index.parse::<usize>().ok()?, rest))) else {
        return fault;
    };
    let Some(id) = hub.participants.get(index).map(|p| &p.id) else {
        return fault;
    };
    let alone = hub.participants.iter().filter(|p| p.id.as_str().eq_ignore_ascii_case(id.as_str())).count() == 1;
    if !alone || !super::well_formed::holds("ParticipantId", id.as_str()) {
        return fault;
    }
    let path = format!("participants.{id}{rest}");
    fault.named(path)
}
