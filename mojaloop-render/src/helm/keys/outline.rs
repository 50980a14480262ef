//! Reads an outline of keys.

use std::fmt;

use indexmap::IndexMap;

use super::{Keys, Kind, Node, Others};

/// A line that makes no sense.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Fault(String);

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is not a line of an outline", self.0)
    }
}

/// Reads the outlines of one chart as one: a block may be used before it is defined, and what is said of a map twice
/// is joined.
pub(super) fn read(outlines: &[&'static str]) -> Result<Keys, Fault> {
    let lines: Vec<Line> = outlines.iter().flat_map(|outline| lines(outline)).collect();
    let mut blocks = IndexMap::new();
    let mut top = Vec::new();
    let mut rest = lines.as_slice();
    while let Some((line, below)) = take(&mut rest) {
        match line.text.strip_prefix('&') {
            // A block that is only partly known says so itself.
            Some(name) => {
                let (name, open) = name.split_once(": ").map_or((name, false), |(name, rest)| (name, rest == "open"));
                blocks.insert(name, (open, below));
            }
            None => top.push((line, below)),
        }
    }
    let mut keys = Keys::default();
    for (line, below) in top {
        add(&mut keys, line, below, &blocks)?;
    }
    Ok(keys)
}

type Blocks<'l> = IndexMap<&'static str, (bool, &'l [Line])>;

#[derive(Debug, Clone, Copy)]
struct Line {
    depth: usize,
    text: &'static str,
}

fn lines(outline: &'static str) -> impl Iterator<Item = Line> {
    let told = outline.lines().filter(|line| !line.trim().is_empty() && !line.trim_start().starts_with('#'));
    told.map(|line| Line { depth: (line.len() - line.trim_start().len()) / 2, text: line.trim() })
}

/// The next line, and those below it.
fn take<'l>(lines: &mut &'l [Line]) -> Option<(Line, &'l [Line])> {
    let (first, rest) = lines.split_first()?;
    let (below, after) = rest.split_at(rest.iter().take_while(|line| line.depth > first.depth).count());
    *lines = after;
    Some((*first, below))
}

fn fill(keys: &mut Keys, mut lines: &[Line], blocks: &Blocks) -> Result<(), Fault> {
    while let Some((line, below)) = take(&mut lines) {
        match line.text.strip_prefix('&') {
            Some(name) => include(keys, name, line, blocks)?,
            None => add(keys, line, below, blocks)?,
        }
    }
    Ok(())
}

fn include(keys: &mut Keys, name: &str, line: Line, blocks: &Blocks) -> Result<(), Fault> {
    let (open, below) = blocks.get(name).ok_or_else(|| Fault(line.text.to_owned()))?;
    if *open {
        keys.others = Others::Unknown;
    }
    fill(keys, below, blocks)
}

/// `names: kind`, or `names: &blocks` and what is below.
fn add(keys: &mut Keys, line: Line, below: &[Line], blocks: &Blocks) -> Result<(), Fault> {
    let (names, what) = line.text.split_once(':').unwrap_or((line.text, ""));
    for name in names.split_whitespace() {
        if let Some(kind) = kind(what.trim()) {
            keys.known.insert(name, Node::Leaf(kind));
            continue;
        }
        let there = keys.known.entry(name).or_insert_with(|| Node::Map(Keys::default()));
        if matches!(there, Node::Leaf(_)) {
            *there = Node::Map(Keys::default());
        }
        let Node::Map(map) = there else { continue };
        for word in what.split_whitespace() {
            match word.strip_prefix('&') {
                Some(block) => include(map, block, line, blocks)?,
                None if word == "map" => map.others = Others::Free,
                None if word == "open" => map.others = Others::Unknown,
                None => return Err(Fault(line.text.to_owned())),
            }
        }
        fill(map, below, blocks)?;
    }
    Ok(())
}

fn kind(word: &str) -> Option<Kind> {
    Some(match word {
        "text" => Kind::Text,
        "int" => Kind::Integer,
        "bool" => Kind::Flag,
        "list" => Kind::List,
        "any" => Kind::Any,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_outline_is_read() {
        let outline = "
# A comment.
one two: &pair &later
  own: int
  pair
    third: bool
free: map
part: open
  known: list
&pair
  pair
    first second: text
&later: open
  any: any
";
        let keys = read(&[outline]).expect("an outline");
        assert_eq!(keys.known.keys().copied().collect::<Vec<_>>(), ["one", "two", "free", "part"]);
        let Node::Map(two) = &keys.known["two"] else { panic!("a map") };
        assert_eq!(two.known.keys().copied().collect::<Vec<_>>(), ["pair", "any", "own"]);
        assert_eq!(two.others, Others::Unknown);
        let Node::Map(pair) = &two.known["pair"] else { panic!("a map") };
        assert_eq!(pair.known.keys().copied().collect::<Vec<_>>(), ["first", "second", "third"]);
        let others = |name: &str| match &keys.known[name] {
            Node::Map(map) => map.others,
            Node::Leaf(kind) => panic!("{kind:?}"),
        };
        assert_eq!((others("free"), others("part")), (Others::Free, Others::Unknown));
    }

    #[test]
    fn a_line_that_makes_no_sense_is_told() {
        for outline in ["a: nonsense", "a: &nowhere", "a\n  &nowhere"] {
            let fault = read(&[outline]).map(|keys| keys.known.len()).unwrap_err().to_string();
            assert!(fault.ends_with("is not a line of an outline"), "{fault}");
        }
    }
}
