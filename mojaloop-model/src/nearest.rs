//! The name somebody probably meant.

/// The name nearest to the one wanted, when one is near enough to be meant: it begins so, or at most a third of its
/// letters differ.
///
/// Upper and lower case count as the same letter. Of two equally near names the first is given.
///
/// # Examples
///
/// ```
/// use mojaloop_model::nearest;
///
/// assert_eq!(nearest("central-leger", ["quoting-service", "central-ledger"]), Some("central-ledger"));
/// assert_eq!(nearest("mysql", ["quoting-service", "central-ledger"]), None);
/// ```
pub fn nearest<'a>(wanted: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = letters(wanted);
    let furthest = wanted.len().div_ceil(3).min(4);
    names
        .into_iter()
        .map(|name| (name, letters(name)))
        .map(|(name, letters)| (if begins(&letters, &wanted) { 1 } else { distance(&wanted, &letters) }, name))
        .filter(|(distance, _)| *distance <= furthest)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, name)| name)
}

fn begins(name: &[char], wanted: &[char]) -> bool {
    wanted.len() >= 3 && name.len() > wanted.len() && name.starts_with(wanted)
}

fn letters(text: &str) -> Vec<char> {
    // Nothing longer than a path is ever meant, and the distance takes the square of it.
    text.chars().flat_map(char::to_lowercase).take(120).collect()
}

/// Levenshtein's distance, where two letters in the wrong order count once.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut two_above = vec![0; b.len() + 1];
    let mut above: Vec<usize> = (0..=b.len()).collect();
    for i in 0..a.len() {
        let mut row = vec![i + 1];
        for j in 0..b.len() {
            let mut steps = (above[j] + usize::from(a[i] != b[j])).min(above[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && a[i] == b[j - 1] && a[i - 1] == b[j] {
                steps = steps.min(two_above[j - 1] + 1);
            }
            row.push(steps);
        }
        two_above = std::mem::replace(&mut above, row);
    }
    above[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_are_near_and_names_that_are_not() {
        let names = ["currencies", "netDebitCap", "liquidity", "ZMW", "KWD"];
        let table = [
            ("curencies", Some("currencies")),
            ("currencies", Some("currencies")),
            ("netdebitcap", Some("netDebitCap")),
            ("liqiudity", Some("liquidity")),
            ("ZMV", Some("ZMW")),
            ("", None),
            ("curr", Some("currencies")),
            ("cu", None),
            ("endpoint", None),
            ("XYZ", None),
        ];
        for (wanted, expected) in table {
            assert_eq!(nearest(wanted, names), expected, "{wanted}");
        }
    }
}
