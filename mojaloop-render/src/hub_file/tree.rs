//! A document as a tree whose nodes know their lines, and can be set aside.

use indexmap::IndexMap;

/// A node, by its position in the tree's list of them.
pub(super) type Id = usize;

/// The first node of every tree.
pub(super) const ROOT: Id = 0;

/// A document.
#[derive(Debug, Default)]
pub(super) struct Tree {
    nodes: Vec<Node>,
    /// The places that are not judged.
    aside: Vec<String>,
}

/// A node and where it is.
#[derive(Debug)]
pub(super) struct Node {
    /// The line of its key, if it has one; a fault is looked for there.
    pub(super) line: usize,
    pub(super) content: Content,
    up: Option<Id>,
    /// Whether it is read as if the file did not have it.
    absent: bool,
}

/// What a node holds.
#[derive(Debug)]
pub(super) enum Content {
    Scalar {
        text: String,
        plain: bool,
    },
    List(Vec<Id>),
    Map(IndexMap<String, Id>),
    /// A stand-in: whatever is asked for, as empty as can be, with the keys that must be there.
    Anything(IndexMap<String, Id>),
}

impl Tree {
    /// Adds a node that nothing leads to yet.
    pub(super) fn add(&mut self, up: Option<Id>, line: usize, content: Content) -> Id {
        self.nodes.push(Node { line, content, up, absent: false });
        self.nodes.len() - 1
    }

    /// Reads the file as if it did not have a node: the second value of a key.
    pub(super) fn leave_out(&mut self, id: Id) {
        self.nodes[id].absent = true;
    }

    /// Whether the document says nothing at all.
    pub(super) fn is_blank(&self) -> bool {
        let root = self.nodes.first().map(|root| &root.content);
        root.is_none_or(|content| matches!(content, Content::Scalar { text, plain: true } if text.is_empty()))
    }

    pub(super) fn node(&self, id: Id) -> &Node {
        &self.nodes[id]
    }

    pub(super) fn content_mut(&mut self, id: Id) -> &mut Content {
        &mut self.nodes[id].content
    }

    /// Whether a node is what the file says, not a stand-in.
    pub(super) fn is_given(&self, id: Id) -> bool {
        !matches!(self.nodes[id].content, Content::Anything(_))
    }

    /// The entries of a map that are read.
    pub(super) fn present<'t>(&'t self, entries: &'t IndexMap<String, Id>) -> impl Iterator<Item = (&'t str, Id)> {
        entries.iter().map(|(key, id)| (key.as_str(), *id)).filter(|(_, id)| !self.nodes[*id].absent)
    }

    /// A child by its key, even one that is set aside.
    pub(super) fn child(&self, id: Id, key: &str) -> Option<Id> {
        match &self.nodes[id].content {
            Content::Map(entries) | Content::Anything(entries) => entries.get(key).copied(),
            _ => None,
        }
    }

    /// Sets a node aside: an entry of a map is read as if it were absent, an item of a list as a stand-in, for the
    /// others' positions must stay. Where a stand-in won't do, what it is in goes. Nothing, when that is the root.
    pub(super) fn set_aside(&mut self, id: Id) -> Option<()> {
        let up = self.nodes[id].up?;
        if !self.is_given(id) {
            return self.set_aside(up);
        }
        if self.nodes[id].absent {
            return Some(());
        }
        self.aside.push(self.place(id));
        self.nodes[id].content = Content::Anything(IndexMap::new());
        self.nodes[id].absent = !matches!(self.nodes[up].content, Content::List(_));
        Some(())
    }

    /// Puts a stand-in where a map can't do without a key.
    pub(super) fn demand(&mut self, id: Id, key: &str) -> Option<()> {
        match self.child(id, key) {
            Some(child) if self.nodes[child].absent => self.nodes[child].absent = false,
            Some(_) => return self.set_aside(id),
            None => {
                let child = self.add(Some(id), self.nodes[id].line, Content::Anything(IndexMap::new()));
                if let Content::Map(entries) | Content::Anything(entries) = &mut self.nodes[id].content {
                    entries.insert(key.to_owned(), child);
                }
                self.aside.push(self.place(child));
            }
        }
        Some(())
    }

    /// Leaves a key unjudged that the file does not have, but that another was probably meant to be.
    pub(super) fn doubt(&mut self, id: Id, meant: &str) {
        if let Some(up) = self.nodes[id].up
            && self.child(up, meant).is_none()
        {
            self.aside.push(join(&self.place(up), meant));
        }
    }

    /// Whether a place was set aside, or lies in one that was.
    pub(super) fn is_aside(&self, place: &str) -> bool {
        self.aside.iter().any(|aside| is_within(place, aside))
    }

    /// Whether something in a place was set aside.
    pub(super) fn has_aside_below(&self, place: &str) -> bool {
        self.aside.iter().any(|aside| is_within(aside, place))
    }

    /// The place of a node as positions: `participants[0].currencies[1]`.
    pub(super) fn place(&self, id: Id) -> String {
        let Some(up) = self.nodes[id].up else { return String::new() };
        let above = self.place(up);
        match &self.nodes[up].content {
            Content::List(items) => match items.iter().position(|item| *item == id) {
                Some(position) => format!("{above}[{position}]"),
                None => above,
            },
            Content::Map(entries) | Content::Anything(entries) => match entries.iter().find(|(_, child)| **child == id)
            {
                Some((key, _)) => join(&above, key),
                None => above,
            },
            Content::Scalar { .. } => above,
        }
    }

    /// A place with a participant's name for its position, as the model tells its own faults.
    pub(super) fn named(&self, place: String) -> String {
        self.participant(&place).unwrap_or(place)
    }

    fn participant(&self, place: &str) -> Option<String> {
        let (position, rest) = place.strip_prefix("participants[")?.split_once(']')?;
        let Content::List(all) = &self.nodes[self.child(ROOT, "participants")?].content else { return None };
        let names: Vec<Option<&str>> = all.iter().map(|item| self.text(self.child(*item, "id")?)).collect();
        let name = names.get(position.parse::<usize>().ok()?).copied()??;
        // The model's own bounds: a malformed name, or one of two, says less than the position.
        let holds =
            (2..=30).contains(&name.len()) && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b));
        let alone = names.iter().filter(|other| **other == Some(name)).count() == 1;
        (holds && alone).then(|| format!("participants.{name}{rest}"))
    }

    fn text(&self, id: Id) -> Option<&str> {
        match &self.nodes[id].content {
            Content::Scalar { text, .. } => Some(text),
            _ => None,
        }
    }

    /// The line of a place, or of the nearest place around it that the file has.
    pub(super) fn line_of(&self, place: &str) -> Option<usize> {
        let (mut id, mut rest, mut line) = (ROOT, place, None);
        while let Some((child, after)) = self.step(id, rest) {
            (id, rest, line) = (child, after, Some(self.nodes[child].line));
        }
        line
    }

    fn step<'p>(&self, id: Id, path: &'p str) -> Option<(Id, &'p str)> {
        match &self.nodes[id].content {
            Content::List(items) => {
                let (position, rest) = path.strip_prefix('[')?.split_once(']')?;
                Some((*items.get(position.parse::<usize>().ok()?)?, rest))
            }
            Content::Map(entries) => {
                let path = path.strip_prefix('.').unwrap_or(path);
                // A key may hold dots itself: the longest that fits is meant.
                let fitting = entries.iter().filter(|(key, _)| is_within(path, key));
                let (key, child) = fitting.max_by_key(|(key, _)| key.len())?;
                Some((*child, &path[key.len()..]))
            }
            Content::Scalar { .. } | Content::Anything(_) => None,
        }
    }
}

/// The place of a key in a place.
pub(super) fn join(place: &str, key: &str) -> String {
    if place.is_empty() { key.to_owned() } else { format!("{place}.{key}") }
}

fn is_within(place: &str, around: &str) -> bool {
    place.strip_prefix(around).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
}
