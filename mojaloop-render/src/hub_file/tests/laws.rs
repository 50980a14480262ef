//! Laws of reading and writing, over hubs and over any text.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;

use super::hubs;
use crate::hub_file::parse::parse;
use crate::hub_file::{read, shape, write};

/// What means something to YAML, and a few letters.
const SIGNS: &str = "[-\\[\\]{}:,#&*!|>'\"%@ \na-z0-9?~<]{0,4}";

proptest! {
    #[test]
    fn what_is_written_reads_back(hub in hubs::hub()) {
        let text = write(&hub);
        let mut faults = Vec::new();
        // A random hub may break a rule, and is read all the same.
        let read_back = parse(&text, &mut faults).and_then(|mut tree| shape(&mut tree, &mut faults));
        prop_assert_eq!(read_back, Some(hub.clone()), "{:?} in\n{}", &faults, text);
        let mut codes = read(&text).map_or_else(|faults| faults.codes(), |hub| hub.warnings().codes());
        let mut judged = hub.validate().map_or_else(|faults| faults.codes(), |hub| hub.warnings().codes());
        codes.sort_unstable();
        judged.sort_unstable();
        prop_assert_eq!(codes, judged);
    }

    #[test]
    fn no_text_makes_it_fall_over(text: String) {
        let _ = read(&text);
    }

    #[test]
    fn no_change_of_a_hub_makes_it_fall_over(hub in hubs::hub(), cuts in vec((any::<Index>(), 0..12_usize, SIGNS), 1..4)) {
        let mut text: Vec<char> = write(&hub).chars().collect();
        for (at, cut, new) in cuts {
            let at = at.index(text.len() + 1);
            let end = (at + cut).min(text.len());
            text.splice(at..end, new.chars());
        }
        let text: String = text.into_iter().collect();
        if let Err(faults) = read(&text) {
            prop_assert!(faults.has_errors());
        }
    }
}
